"""Records a take to disk while it is spoken, and recovers it after a crash."""
