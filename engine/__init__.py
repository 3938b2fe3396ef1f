"""Whisper on MAX: from a waveform to its text, without Qt or an audio device."""
