"""Compiles graphs in processes of their own, and keeps what they make."""
