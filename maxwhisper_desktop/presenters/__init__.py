"""Presenters, which connect windows and services."""
