"""Audio files that become text, and files that are saved."""
