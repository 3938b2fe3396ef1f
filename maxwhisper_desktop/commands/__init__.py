"""The subcommands of ``maxwhisper``, one file each, and doctor's checks."""
