"""Transcribes audio files, and saves text files."""
