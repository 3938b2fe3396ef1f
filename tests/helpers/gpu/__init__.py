"""Measurements of ``packaging/gpu-check`` on an NVIDIA GPU: this engine and its peers."""
