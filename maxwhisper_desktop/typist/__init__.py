"""Bring text into the window in use: on X11 by the clipboard or by key strokes."""
