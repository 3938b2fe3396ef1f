"""A test's own desktop: screen, sound server, user, other programs' windows, our app."""
