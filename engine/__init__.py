"""Whisper on MAX: waveform in, transcript out. No Qt, no audio device, no network but to fetch."""

import os

# MAX reports its use to its maker over the network unless told not to, and reads this as it is
# imported, which is never before this package is.
os.environ["MODULAR_TELEMETRY_ENABLED"] = "0"
