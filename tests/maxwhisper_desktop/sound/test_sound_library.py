"""How PortAudio is loaded."""

import sys
from pathlib import Path

import pytest

from maxwhisper_desktop.sound.sound_library import SoundLibrary

# Stands for ``sounddevice``: it looks where a C library looks.
LOADED = """
import ctypes
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
no_jack = getenv(b"PIPEWIRE_NOJACK")
"""


def test_portaudio_opens_no_jack_of_pipewire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPEWIRE_NOJACK", "")
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    del sys.modules["sounddevice"]  # Put back as it was after the test.
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "sounddevice.py").write_text(LOADED)
    SoundLibrary()
    assert sys.modules["sounddevice"].no_jack == b"1"
