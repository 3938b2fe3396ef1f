"""Delivers text to the active window: on X11 through the clipboard or by key strokes."""
