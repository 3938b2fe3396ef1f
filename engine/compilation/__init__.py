"""Compiles graphs in child processes and stores the artefacts."""
