"""Spoken samples of several languages, detected and written down by the multilingual model."""

import difflib
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from engine.audio_file import read_audio_file
from engine.transcriber import Transcriber

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


def _samples() -> list[Path]:
    spec = find_spec("pytest_audioeval")
    assert spec is not None
    assert spec.origin is not None
    return sorted((Path(spec.origin).parent / "samples" / "audio").glob("*/*.wav"))


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in folded if character.isalpha())


@pytest.mark.parametrize("path", _samples(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_spoken_sample_is_detected_and_transcribed(
    path: Path, transcriber: Callable[[str], Transcriber]
) -> None:
    transcript = transcriber("base").transcribe(read_audio_file(path).waveform)
    assert transcript.language == path.parent.name
