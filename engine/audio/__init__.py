"""Sound: reading files, the spectrogram, and where somebody speaks."""
