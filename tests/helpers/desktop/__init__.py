"""A desktop of a test's own: screen, sound server, person, windows of other programs, and our app on it."""
