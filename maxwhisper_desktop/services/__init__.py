"""The app without its windows: the dictation at work, and all that serves it."""
