"""Word times of recorded speech against openai-whisper's; see golden/make_word_times_golden.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from parity.word_time_clips import CLIPS, LONG
from parity.word_times import Differences

from engine.audio.file import read_audio_file
from engine.options import ContextWish, Precision, TranscribeOptions
from engine.transcription.transcriber import Transcriber

Load = Callable[[str, Precision], Transcriber]

MEDIAN_S, PERCENTILE_95_S = 0.05, 0.2

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(3600)]


def _differences(
    transcriber: Transcriber,
    name: str,
    paths: list[str],
    recordings: Path,
    context: ContextWish,
) -> Differences:
    differences = Differences()
    for path in paths:
        options = TranscribeOptions(
            language=CLIPS[name][path],
            context=context,
            no_speech_threshold=None,
            word_timestamps=True,
        )
        waveform = read_audio_file(recordings / path).waveform
        differences.add(transcriber.transcribe(waveform, options), name, path)
    return differences


@pytest.mark.recordings
@pytest.mark.parametrize("precision", Precision)
def test_word_times_are_the_reference_s_in_short_clips(
    load: Load, name: str, precision: Precision, recordings: Path, measured: list[str]
) -> None:
    clips = [path for path in CLIPS[name] if path not in LONG]
    context = ContextWish.FULL if precision is Precision.EXACT else ContextWish.SHORT
    found = _differences(load(name, precision), name, clips, recordings, context)
    measured.append(f"word times, {name}, {precision.value}, {len(clips)} clips: {found}")
    assert found.share > (0.99 if precision is Precision.EXACT else 0.9)
    assert found.median() <= MEDIAN_S
    assert found.percentile(95) <= PERCENTILE_95_S


@pytest.mark.recordings
def test_word_times_are_the_reference_s_in_long_recordings(
    load: Load, name: str, recordings: Path, measured: list[str]
) -> None:
    clips = [path for path in CLIPS[name] if path in LONG]
    exact = load(name, Precision.EXACT)
    found = _differences(exact, name, clips, recordings, ContextWish.FULL)
    measured.append(f"word times, {name}, {len(clips)} long recordings: {found}")
    assert found.share > 0.9
    assert found.median() <= MEDIAN_S
    assert found.percentile(95) <= PERCENTILE_95_S
