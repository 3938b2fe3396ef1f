"""Long recordings whose chunks are decoded at once."""

from collections.abc import Sequence

import numpy as np
import pytest
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Transcript
from engine.transcription.transcriber import Transcriber

TINY = Tokenizer(tiny_vocabulary())
AT_ONCE = TranscribeOptions(batch_size=8)
LENGTH_S = 70.0
"""Three chunks."""


def _at(seconds: float) -> int:
    return TINY.timestamp_begin + round(seconds / 0.02)


def _said(text: str, end_s: float = 20.0) -> list[int]:
    return [_at(0.0), *TINY.encode(text), _at(end_s), TINY.eot]


# Words of few tokens: a space alone is none of the speech's in so small a vocabulary.
LINES = [_said(" the sand"), _said(" and"), _said(" sings")]


def _noise(seconds: float = LENGTH_S) -> Waveform:
    rng = np.random.default_rng(0)
    return (0.1 * rng.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _transcript(
    network: FakeNetwork,
    options: TranscribeOptions = AT_ONCE,
    done: list[float] | None = None,
) -> Transcript:
    transcriber = Transcriber("fake", network, TINY, known_padding())
    report = (lambda _: None) if done is None else done.append
    return transcriber.transcribe(_noise(), options, report)


def _batches(network: FakeNetwork) -> list[int]:
    return [len(tokens) for run in network.runs for tokens, _ in run.calls[:1]]


def test_all_parts_are_decoded_at_once_and_stand_in_order() -> None:
    network = FakeNetwork(LINES)
    done: list[float] = []
    transcript = _transcript(network, done=done)
    assert transcript.text == "the sand and sings"
    assert _batches(network) == [3]
    starts = [segment.start for segment in transcript.segments]
    assert starts == sorted(starts)
    assert starts[1] > 15.0
    assert done == sorted(done)
    assert done[-1] == pytest.approx(LENGTH_S, abs=0.02)


def test_no_more_are_decoded_at_once_than_is_wanted() -> None:
    network = FakeNetwork(LINES)
    options = TranscribeOptions(batch_size=2, context=ContextWish.FULL)
    assert _transcript(network, options).text == "the sand and sings"
    assert _batches(network) == [2, 1]


def test_what_a_window_did_not_say_to_the_end_is_decoded_again_beside_the_others() -> None:
    unfinished = [*_said(" the sand", 10.0)[:-1], _at(10.0), TINY.eot]
    network = FakeNetwork([unfinished, LINES[1], _said(" the and", 5.0), LINES[2]])
    transcript = _transcript(network, TranscribeOptions(batch_size=2))
    assert transcript.text == "the sand the and and sings"
    assert _batches(network) == [2, 2]
    assert [segment.start for segment in transcript.segments][1] == pytest.approx(10.0)


def test_the_last_moment_before_a_cut_is_not_decoded_alone() -> None:
    # Models invent words where there is next to no audio.
    nearly = [*_said(" the sand", 23.0)[:-1], _at(23.0), TINY.eot]
    network = FakeNetwork([nearly, *LINES[1:]])
    assert _transcript(network).text == "the sand and sings"
    assert _batches(network) == [3]


def test_chunks_that_are_decoded_at_once_know_only_of_their_own_text() -> None:
    network = FakeNetwork(LINES)
    _transcript(network, TranscribeOptions(condition_on_previous_text=True, batch_size=8))
    assert _batches(network) == [3]
    ((tokens, _), *_) = network.runs[0].calls
    assert tokens == [[TINY.sot]] * 3


def test_each_part_follows_on_the_prompt() -> None:
    network = FakeNetwork(LINES)
    _transcript(network, TranscribeOptions(prompt="sand", batch_size=8))
    ((tokens, _), *_) = network.runs[0].calls
    assert tokens == [[TINY.sot_prev, *TINY.encode(" sand"), TINY.sot]] * 3


@pytest.mark.parametrize(
    "options",
    [
        TranscribeOptions(batch_size=1),
        TranscribeOptions(multilingual=True, batch_size=8),
        TranscribeOptions(padding=Padding.SILENCE, batch_size=8),
    ],
)
def test_where_a_window_needs_another_they_are_decoded_in_order(
    options: TranscribeOptions,
) -> None:
    network = FakeNetwork(
        [_said(" the sand", 30.0), _said(" and", 30.0), _said(" sings", 10.0)]
    )
    assert _transcript(network, options).text == "the sand and sings"
    assert _batches(network) == [1, 1, 1]


@pytest.mark.parametrize("bad", [LINES[1], [_at(0.0), *TINY.encode(" and") * 300]])
def test_a_window_of_a_batch_has_all_its_context_and_no_fallback(bad: Sequence[int]) -> None:
    network = FakeNetwork([LINES[0], bad, LINES[2]])
    transcript = _transcript(network)
    assert transcript.n_second_looks == 0
    assert {window.mel.shape[1] for window in network.encoded} == {network.dims.n_frames}
    assert transcript.text.startswith("the sand")
    assert transcript.text.endswith("sings")
