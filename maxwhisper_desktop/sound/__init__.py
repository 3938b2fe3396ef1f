"""PortAudio, shared by recording and playback; cues."""
