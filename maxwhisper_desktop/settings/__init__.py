"""The user's settings, as data and as a TOML file."""
