"""The words of a recording are the same in each format that FFmpeg writes, whatever its channels and rate."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from samples.format_matrix import ALL_KINDS, FFMPEG, KINDS, Kind, write

from engine.audio.file import AudioFile, read_audio_file
from engine.audio.waveform import duration_s
from engine.options import TranscribeOptions, for_files

if TYPE_CHECKING:  # It imports MAX, which takes a second.
    from engine.transcription.transcriber import Transcriber

CLIP = "librispeech-misc/1089-134691-0000.flac"
WORDS = "he could wait no longer"
LENGTH_S = 2.08
PADDING_S = 0.7
"""What some formats add to fill their last block."""

CUT_S = 0.05
"""Half a block, which WMA's encoder leaves out."""

FEWEST = 0.65
"""The share of kinds that any FFmpeg of a distribution can write."""

pytestmark = [
    pytest.mark.recordings,
    pytest.mark.compiles,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not installed"),
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", _kinds(metafunc.config), ids=str)


def _kinds(config: pytest.Config) -> list[Kind]:
    return ALL_KINDS if config.getoption("--all-clips") else KINDS


@pytest.fixture(scope="module")
def sounds(
    recordings: Path, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> dict[Kind, AudioFile | Exception]:
    """The sound of each kind of file that could be written, or why it cannot be read."""
    folder = tmp_path_factory.mktemp("matrix")
    kinds = _kinds(pytestconfig)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        read = partial(_sound, recordings / CLIP, folder)
        return {
            kind: sound
            for kind, sound in zip(kinds, pool.map(read, kinds), strict=True)
            if sound is not None
        }


def _sound(clip: Path, folder: Path, kind: Kind) -> AudioFile | Exception | None:
    path = write(clip, kind, folder)
    try:
        return None if path is None else read_audio_file(path)
    except Exception as error:  # noqa: BLE001 - the test of this kind shows it
        return error


@pytest.fixture(scope="module")
def heard(transcriber: "Callable[[str], Transcriber]") -> Callable[[bytes], str]:
    """Transcribes samples, which are often the same."""

    @cache
    def hear(samples: bytes) -> str:
        options = for_files(TranscribeOptions())
        return (
            transcriber("tiny.en").transcribe(np.frombuffer(samples, np.float32), options).text
        )

    return hear


def test_most_kinds_of_files_can_be_written_here(
    sounds: dict[Kind, AudioFile | Exception], pytestconfig: pytest.Config
) -> None:
    assert len(sounds) >= FEWEST * len(_kinds(pytestconfig))


def test_the_words_are_the_same_in_every_format(
    kind: Kind,
    sounds: dict[Kind, AudioFile | Exception],
    heard: Callable[[bytes], str],
) -> None:
    if kind not in sounds:
        pytest.skip("this FFmpeg cannot write it")
    sound = sounds[kind]
    if isinstance(sound, Exception):
        raise sound
    assert sound.warning is None
    assert LENGTH_S - CUT_S < duration_s(sound.waveform) < LENGTH_S + PADDING_S
    text = heard(sound.waveform.tobytes())
    assert re.findall(r"[a-z']+", text.lower()) == WORDS.split()
