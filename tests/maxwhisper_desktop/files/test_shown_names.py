"""Names of files are shown so that they neither break the output nor steer the terminal."""

import os
from pathlib import Path

import pytest

from maxwhisper_desktop.files.shown_names import encodable_name, shown_name


@pytest.mark.parametrize("name", ["Bericht.wav", "café 日本 👩‍👩‍👧.wav"])
def test_common_names_stay_as_they_are(name: str) -> None:
    assert encodable_name(Path(name)) == shown_name(Path(name)) == name


def test_bytes_that_are_no_utf_8_and_control_characters_are_escaped() -> None:
    path = Path(os.fsdecode(b"caf\xe9\x1b[31m\n.wav"))
    assert encodable_name(path) == "caf\\xe9\x1b[31m\n.wav"
    assert shown_name(path) == "caf\\xe9\\x1b[31m\\n.wav"
