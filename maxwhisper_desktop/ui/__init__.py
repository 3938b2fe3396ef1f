"""The windows: they show the state of the app and say what the user wants."""
