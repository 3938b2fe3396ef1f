"""The app without its windows: the dictation and the services around it."""
