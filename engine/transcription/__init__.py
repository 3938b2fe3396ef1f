"""From a waveform to its transcript, window by window."""
