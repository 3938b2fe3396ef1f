"""Paths of the project's files, and of the recordings beside it."""

from pathlib import Path
from typing import Final

HELPERS: Final = Path(__file__).parent
ROOT: Final = HELPERS.parent.parent
GOLDEN: Final = ROOT / "tests" / "golden"
SAMPLE: Final = ROOT / "resources" / "sample.flac"
RECORDINGS: Final = ROOT.parent / "shared" / "audio"
"""The recorded clips, beside the checkout."""
