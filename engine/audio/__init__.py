"""Audio: reading files, the log-mel spectrogram, voice activity detection."""
