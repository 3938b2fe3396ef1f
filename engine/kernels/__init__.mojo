"""Whisper's int8 kernels for the CPU, as custom operations of a MAX graph."""
