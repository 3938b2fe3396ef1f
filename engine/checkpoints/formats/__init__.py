"""The binary files that weights come in."""
