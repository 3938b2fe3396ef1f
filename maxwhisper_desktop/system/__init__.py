"""System services: paths, logs, translation, signals, autostart."""
