"""Fixtures for several folders of the app's tests."""

import sys
from pathlib import Path

import fakes.fake_engine_host as fake
import pytest
from fakes.fake_outside import Outside

from engine.audio.waveform import Waveform


@pytest.fixture
def outside(tmp_path: Path, sample: Waveform, monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Fake adapters for the app's services; the microphone records a "hello"."""
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    # The fake engine goes by the first sample; the rest is speech.
    waveform = sample.copy()
    waveform[0] = fake.SAYS_HELLO / 100
    return Outside(waveform, tmp_path)
