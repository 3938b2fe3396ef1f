"""Measurements of ``packaging/gpu-check`` on an NVIDIA GPU: this engine, and peers on the same card."""
