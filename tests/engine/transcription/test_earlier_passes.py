"""What is said so far is recognised again and again, and the last text is that of a single pass."""

from collections.abc import Callable

import numpy as np
import pytest
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.waveform import SAMPLE_RATE, Waveform, duration_s
from engine.options import TranscribeOptions, for_dictation
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Transcript
from engine.transcription.earlier_passes import EarlierPasses
from engine.transcription.transcriber import Transcriber

TINY = Tokenizer(tiny_vocabulary())
OPTIONS = for_dictation(TranscribeOptions())


def _said(text: str, end_s: float = 5.0) -> list[int]:
    times = [TINY.timestamp_begin + round(at / 0.02) for at in (0.0, end_s)]
    return [times[0], *TINY.encode(text), times[1], TINY.eot]


def _noise(seconds: float) -> Waveform:
    rng = np.random.default_rng(0)
    return (0.1 * rng.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _pass(
    transcriber: Transcriber,
    waveform: Waveform,
    earlier: EarlierPasses,
    options: TranscribeOptions = OPTIONS,
) -> Transcript:
    transcription = transcriber.begin_again(waveform, options, earlier)
    while (transcript := transcription.advance()) is None:
        pass
    return transcript


def test_the_same_sound_is_not_decoded_twice() -> None:
    network = FakeNetwork([_said(" the sand")])
    transcriber = Transcriber("fake", network, TINY, known_padding())
    earlier = EarlierPasses()
    first = _pass(transcriber, _noise(5.0), earlier)
    second = _pass(transcriber, _noise(5.0), earlier)
    assert len(network.encoded) == 1
    assert second.segments == first.segments
    assert (second.language, second.n_tokens) == (first.language, first.n_tokens)
    assert second.headway is not None
    assert (second.headway.is_whole, second.headway.n_windows_kept) == (True, 1)


def test_more_sound_is_decoded_anew() -> None:
    network = FakeNetwork([_said(" the sand"), _said(" the sand sings")])
    transcriber = Transcriber("fake", network, TINY, known_padding())
    earlier = EarlierPasses()
    _pass(transcriber, _noise(5.0), earlier)
    assert _pass(transcriber, _noise(5.1), earlier).text == "the sand sings"
    assert len(network.encoded) == 2


def test_a_window_that_is_full_is_done_for_good() -> None:
    lines = [_said(" the sand", 30.0), _said(" and", 4.0), _said(" and sings", 10.0)]
    network = FakeNetwork(lines)
    transcriber = Transcriber("fake", network, TINY, known_padding())
    earlier = EarlierPasses()
    loud_end = _noise(40.0)
    loud_end[35 * SAMPLE_RATE :] *= 9.0
    _pass(transcriber, loud_end[: 34 * SAMPLE_RATE], earlier)
    n_before = len(network.encoded)
    said = _pass(transcriber, loud_end, earlier)
    assert said.text == "the sand and sings"
    assert len(network.encoded) - n_before == 1
    assert said.headway is not None
    assert said.headway.n_windows_kept == 1


def test_with_the_level_of_the_whole_recording_louder_sound_changes_all_windows() -> None:
    lines = [
        _said(" the sand", 30.0),
        _said(" and", 4.0),
        _said(" the", 30.0),
        _said(" and sings", 10.0),
    ]
    network = FakeNetwork(lines)
    transcriber = Transcriber("fake", network, TINY, known_padding())
    earlier = EarlierPasses()
    loud_end = _noise(40.0)
    loud_end[35 * SAMPLE_RATE :] *= 1e5
    options = TranscribeOptions()
    _pass(transcriber, loud_end[: 34 * SAMPLE_RATE], earlier, options)
    _pass(transcriber, loud_end, earlier, options)
    assert len(network.encoded) == 4


def test_the_language_is_detected_again_only_where_there_is_more_sound() -> None:
    tokenizer = Tokenizer(tiny_vocabulary())
    tokenizer.is_multilingual = True
    network = FakeNetwork([_said(" the"), _said(" sand")])
    network.detects = [tokenizer.languages["de"], tokenizer.languages["ja"]]
    transcriber = Transcriber("fake", network, tokenizer, known_padding())
    earlier = EarlierPasses()
    first = _pass(transcriber, _noise(5.0), earlier)
    again = _pass(transcriber, _noise(5.0), earlier)
    assert first.language == again.language == "de"
    longer = _pass(transcriber, _noise(6.0), earlier)
    assert longer.language == "ja"


@pytest.mark.compiles
@pytest.mark.timeout(2400)
@pytest.mark.parametrize(
    ("name", "is_exact"), [("tiny.en", True), ("tiny.en", False), ("base", False)]
)
def test_a_real_take_has_the_text_tokens_and_figures_of_a_single_pass(
    name: str,
    sample: Waveform,
    exact_transcriber: Callable[[str], Transcriber],
    transcriber: Callable[[str], Transcriber],
    *,
    is_exact: bool,
) -> None:
    model = (exact_transcriber if is_exact else transcriber)(name)
    earlier = EarlierPasses()
    for end_s in np.arange(1.0, duration_s(sample), 2.6):
        _pass(model, sample[: round(end_s * SAMPLE_RATE)], earlier)
    last = _pass(model, sample, earlier)
    plain = model.transcribe(sample, OPTIONS)
    assert last.segments == plain.segments
    assert (last.text, last.language) == (plain.text, plain.language)
    assert last.headway is not None
    n_accepted = last.headway.n_accepted
    assert n_accepted == 0 if is_exact else n_accepted > last.n_tokens / 2
