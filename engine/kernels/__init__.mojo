"""Whisper's 8-bit kernels for the CPU, as custom operations of a MAX graph."""
