"""Audio sources: the microphone by PortAudio, and recordings in its place."""
