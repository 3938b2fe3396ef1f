"""Word times of recorded speech against openai-whisper's; see golden/make_word_times_golden.py."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from parity.word_time_clips import CLIPS, LONG
from parity.word_times import Differences

from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform, duration_s
from engine.options import ContextWish, Precision, TranscribeOptions
from engine.transcription.transcriber import Transcriber

Load = Callable[[str, Precision], Transcriber]
Read = Callable[[str], Waveform]

MEDIAN_S, PERCENTILE_95_S = 0.05, 0.2

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def read(recordings: Path) -> Read:
    """Reads a recording, once for all tests."""
    return cache(lambda path: read_audio_file(recordings / path).waveform)


def _differences(
    transcriber: Transcriber, name: str, paths: list[str], read: Read, context: ContextWish
) -> Differences:
    differences = Differences()
    for path in paths:
        options = TranscribeOptions(
            language=CLIPS[name][path],
            context=context,
            no_speech_threshold=None,
            word_timestamps=True,
        )
        differences.add(transcriber.transcribe(read(path), options), name, path)
    return differences


@pytest.mark.parametrize("precision", Precision)
def test_the_sample_s_words_are_in_order_and_make_up_its_segments(
    load: Load, name: str, precision: Precision, sample: Waveform
) -> None:
    transcriber = load(name, precision)
    transcript = transcriber.transcribe(sample, TranscribeOptions(word_timestamps=True))
    last = 0.0
    for segment in transcript.segments:
        assert segment.words
        assert "".join(word.word for word in segment.words) == segment.text
        assert (segment.start, segment.end) == (segment.words[0].start, segment.words[-1].end)
        for word in segment.words:
            assert last <= word.start <= word.end <= transcript.duration_s
            assert 0 < word.probability <= 1
            last = word.end
    assert transcript.timings_ms.align > 0


def test_asking_for_words_changes_no_text(load: Load, sample: Waveform) -> None:
    transcriber = load("tiny.en", Precision.FAST)
    # Of two windows.
    twice = np.concatenate((sample, np.zeros(16_000 * 22, np.float32), sample))
    plain, timed = (
        transcriber.transcribe(twice, TranscribeOptions(word_timestamps=wanted))
        for wanted in (False, True)
    )
    assert [one.tokens for one in timed.segments] == [one.tokens for one in plain.segments]
    assert all(one.words is None for one in plain.segments)
    assert plain.timings_ms.align == 0


def test_chunks_that_are_decoded_at_once_have_their_own_words(
    load: Load, sample: Waveform
) -> None:
    transcriber = load("tiny.en", Precision.FAST)
    long = np.concatenate([sample] * 6)
    options = TranscribeOptions(word_timestamps=True, batch_size=4)
    words = [
        word
        for part in transcriber.transcribe(long, options).segments
        for word in part.words or ()
    ]
    starts = [word.start for word in words]
    assert starts == sorted(starts)
    said = [word.start for word in words if "machine" in word.word]
    expected = [7.9 + n * duration_s(sample) for n in range(6)]
    assert said == pytest.approx(expected, abs=0.5)


@pytest.fixture
def clips(name: str, pytestconfig: pytest.Config) -> list[str]:
    """Of the short clips each sixth, and of the long recordings one, unless all are asked for."""
    if pytestconfig.getoption("--all-clips"):
        return [*CLIPS[name]]
    short = [path for path in CLIPS[name] if path not in LONG]
    return [*short[::6], *[path for path in CLIPS[name] if path in LONG][:1]]


@pytest.mark.recordings
@pytest.mark.parametrize("precision", Precision)
def test_word_times_are_the_reference_s_in_short_clips(
    load: Load,
    name: str,
    precision: Precision,
    clips: list[str],
    read: Read,
    measured: list[str],
) -> None:
    clips = [path for path in clips if path not in LONG]
    context = ContextWish.FULL if precision is Precision.EXACT else ContextWish.SHORT
    found = _differences(load(name, precision), name, clips, read, context)
    measured.append(f"word times, {name}, {precision.value}, {len(clips)} clips: {found}")
    assert found.share > (0.99 if precision is Precision.EXACT else 0.9)
    assert found.median() <= MEDIAN_S
    assert found.percentile(95) <= PERCENTILE_95_S


@pytest.mark.recordings
def test_word_times_are_the_reference_s_in_long_recordings(
    load: Load, name: str, clips: list[str], read: Read, measured: list[str]
) -> None:
    clips = [path for path in clips if path in LONG]
    exact = load(name, Precision.EXACT)
    found = _differences(exact, name, clips, read, ContextWish.FULL)
    measured.append(f"word times, {name}, {len(clips)} long recordings: {found}")
    assert found.share > 0.9
    assert found.median() <= MEDIAN_S
    assert found.percentile(95) <= PERCENTILE_95_S
