"""The recognizer adapter: the engine in its own process, and the thread that owns it."""
