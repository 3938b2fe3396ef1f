"""PortAudio, shared by what records and what plays."""
