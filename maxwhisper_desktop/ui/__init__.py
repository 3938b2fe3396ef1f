"""The windows: they show the app's state and emit what the user wants."""
