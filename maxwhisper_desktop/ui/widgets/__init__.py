"""Widgets that several windows are made of."""
