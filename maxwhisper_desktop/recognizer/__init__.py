"""Speech recognition behind the port: the engine in a process of its own, and its owner."""
