"""How the app and its long jobs stand: as data, as JSON, as a line."""
