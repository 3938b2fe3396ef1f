"""Records a take while it is spoken, on disk from its first block, and recovers it after a crash."""
