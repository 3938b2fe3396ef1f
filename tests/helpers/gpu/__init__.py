"""What ``packaging/gpu-check`` runs on a graphics card: checks of this engine, and its speed beside its peers."""
