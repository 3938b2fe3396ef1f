"""What ``packaging/gpu-check`` measures on an NVIDIA GPU: this engine, and peers on the same card."""
