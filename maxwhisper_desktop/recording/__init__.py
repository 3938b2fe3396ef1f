"""A take while it is spoken: on disk from its first block."""
