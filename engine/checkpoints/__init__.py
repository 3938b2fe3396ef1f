"""Models: the catalogue, and downloading, finding, verifying and opening checkpoints."""
