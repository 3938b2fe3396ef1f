"""What the system offers: places, logs, language, signals, autostart."""
