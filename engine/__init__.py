"""Whisper on MAX: waveform in, transcript out. No Qt, no audio device; downloads only."""

import os

# MAX sends telemetry to its vendor unless this is set before it is imported; this package
# always comes first.
os.environ["MODULAR_TELEMETRY_ENABLED"] = "0"
