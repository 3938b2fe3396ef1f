"""When a window is decoded once more with all its context, and what is then told of it."""

from collections.abc import Sequence

import numpy as np
import pytest
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.decoding.greedy import LOOP_TOKENS
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding.cache import PaddingCache
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Transcript
from engine.transcription.fallback import token_budget
from engine.transcription.transcriber import Transcriber

TINY = Tokenizer(tiny_vocabulary())
LENGTH_S = 5


def _said(text: str, end_s: float = LENGTH_S) -> list[int]:
    times = [TINY.timestamp_begin + round(at / 0.02) for at in (0.0, end_s)]
    return [times[0], *TINY.encode(text), times[1], TINY.eot]


# Words of few tokens: a space alone is none of the speech's in so small a vocabulary.
GOOD = _said(" the sand sings")
OTHER = _said(" the sand and sings")
ENDLESS = [TINY.timestamp_begin, *TINY.encode("ABCDEFGHIJKL") * 30]
LOOP = [TINY.timestamp_begin, *TINY.encode(" and") * 300]
SHORT_LOOP = _said(" and and and sings")
EARLY_END = _said(" the", end_s=1.0)
NOTHING = [TINY.timestamp_begin, TINY.timestamp_begin, TINY.eot]


def _noise(seconds: float) -> Waveform:
    rng = np.random.default_rng(0)
    return (0.1 * rng.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _transcript(
    network: FakeNetwork,
    options: TranscribeOptions | None = None,
    padding: PaddingCache | None = None,
    seconds: float = LENGTH_S,
) -> Transcript:
    padding = padding or known_padding()
    return Transcriber("fake", network, TINY, padding).transcribe(_noise(seconds), options)


def _lengths(network: FakeNetwork) -> list[int]:
    return [window.mel.shape[1] for window in network.encoded]


def test_a_good_first_attempt_is_the_only_one() -> None:
    network = FakeNetwork([GOOD])
    transcript = _transcript(network)
    assert transcript.text == "the sand sings"
    assert transcript.n_second_looks == 0
    (window,) = network.encoded
    assert window.padding is not None
    assert window.mel.shape[1] < 1000


@pytest.mark.parametrize("wrong", [LOOP, SHORT_LOOP, EARLY_END, NOTHING])
def test_a_suspect_first_attempt_leads_to_a_second_with_all_the_context(
    wrong: Sequence[int],
) -> None:
    network = FakeNetwork([wrong, GOOD])
    transcript = _transcript(network)
    assert transcript.text == "the sand sings"
    assert transcript.n_second_looks == 1
    first, second = network.encoded
    assert first.padding is not None
    assert second.padding is None
    assert second.mel.shape[1] == network.dims.n_frames


def test_the_fallback_is_believed_whatever_it_finds() -> None:
    network = FakeNetwork([EARLY_END, SHORT_LOOP])
    transcript = _transcript(network)
    assert transcript.text == "and and and sings"
    assert transcript.n_second_looks == 1


def test_a_first_attempt_that_does_not_end_is_stopped_by_its_budget_alone() -> None:
    network = FakeNetwork([ENDLESS, ENDLESS])
    transcript = _transcript(network)
    n_steps = [token_budget(100 * LENGTH_S), network.dims.n_text_ctx // 2]
    assert [len(run.calls) for run in network.runs] == n_steps
    assert transcript.n_tokens == sum(n_steps)


def test_a_loop_is_stopped_long_before_the_budget() -> None:
    network = FakeNetwork([LOOP, LOOP])
    transcript = _transcript(network)
    assert [len(run.calls) for run in network.runs] == [LOOP_TOKENS + 1] * 2
    assert transcript.text == "and"


@pytest.mark.parametrize(
    "options",
    [TranscribeOptions(context=ContextWish.FULL), TranscribeOptions(padding=Padding.SILENCE)],
)
def test_with_all_the_context_from_the_start_there_is_no_fallback(
    options: TranscribeOptions,
) -> None:
    network = FakeNetwork([SHORT_LOOP])
    transcript = _transcript(network, options)
    assert transcript.text == "and and and sings"
    assert transcript.n_second_looks == 0
    assert _lengths(network) == [network.dims.n_frames]


def test_without_a_padding_cache_there_is_no_fallback() -> None:
    network = FakeNetwork([SHORT_LOOP])
    transcript = Transcriber("fake", network, TINY).transcribe(_noise(LENGTH_S))
    assert transcript.n_second_looks == 0
    assert _lengths(network) == [network.dims.n_frames]


def test_only_the_last_window_of_a_long_recording_has_a_short_first_attempt() -> None:
    network = FakeNetwork([_said(" the sand sings", 30.0), EARLY_END, OTHER])
    transcript = _transcript(network, seconds=30 + LENGTH_S)
    assert transcript.text == "the sand sings the sand and sings"
    assert transcript.n_second_looks == 1
    assert [window.padding is None for window in network.encoded] == [True, False, True]


def test_both_looks_count_in_the_times() -> None:
    timings = _transcript(FakeNetwork([LOOP, GOOD])).timings_ms
    stages = (timings.mel, timings.encode, timings.prefill, timings.decode)
    assert min(stages) > 0
    assert sum(stages) <= timings.total
