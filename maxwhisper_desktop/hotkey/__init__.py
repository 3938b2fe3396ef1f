"""The global push-to-talk key."""
