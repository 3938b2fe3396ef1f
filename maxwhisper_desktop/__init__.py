"""The Qt tray application and the `maxwhisper` command."""
