"""The one key the user holds to speak, and how it is heard."""
