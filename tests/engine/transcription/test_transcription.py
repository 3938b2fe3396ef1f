"""Transcriptions that pause: between their steps others go on, and each keeps its own time."""

import time

import numpy as np
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import ContextWish, TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Transcript
from engine.transcription.fallback import token_budget
from engine.transcription.transcriber import Transcriber

TINY = Tokenizer(tiny_vocabulary())
OPTIONS = TranscribeOptions()


def _said(text: str, end_s: float = 5.0) -> list[int]:
    times = [TINY.timestamp_begin + round(at / 0.02) for at in (0.0, end_s)]
    return [times[0], *TINY.encode(text), times[1], TINY.eot]


FILE = [_said(" the sand", 30.0), _said(" and", 30.0), _said(" sings")]
FILE_S = 65.0
TAKE = _said(" the and")


def _noise(seconds: float) -> Waveform:
    rng = np.random.default_rng(0)
    return (0.1 * rng.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _transcriber(network: FakeNetwork) -> Transcriber:
    return Transcriber("fake", network, TINY, known_padding())


def _take(network: FakeNetwork) -> Transcript:
    """Transcribe a dictation, whatever the network was to say next."""
    network.say_next(TAKE)
    return _transcriber(network).transcribe(_noise(5.0), OPTIONS)


def test_a_transcription_pauses_before_each_call_of_the_network_and_after_each_window() -> None:
    network = FakeNetwork([TAKE])
    transcription = _transcriber(network).begin(_noise(5.0), OPTIONS)
    calls: list[tuple[int, int]] = []
    while transcription.advance() is None:
        n_decoder_calls = sum(len(run.calls) for run in network.runs)
        calls.append((len(network.encoded), n_decoder_calls))
    # The encoder, then as many decoder calls as there are tokens; then the window is done.
    assert calls == [(0, 0), *((1, n) for n in range(len(TAKE))), (1, len(TAKE))]


def test_nothing_is_computed_before_the_first_step() -> None:
    network = FakeNetwork([TAKE])
    _transcriber(network).begin(_noise(5.0), OPTIONS)
    assert not network.encoded


def test_the_seconds_that_are_done_grow_to_the_end() -> None:
    transcription = _transcriber(FakeNetwork(FILE)).begin(_noise(FILE_S), OPTIONS)
    done = [0.0]
    while transcription.advance() is None:
        done.append(transcription.done_s)
    assert done == sorted(done)
    assert sorted(set(done)) == [0.0, 30.0, 60.0, FILE_S]


def test_a_file_that_dictations_interrupt_has_its_own_text_and_none_of_their_time() -> None:
    network = FakeNetwork(FILE)
    began = time.perf_counter()
    transcription = _transcriber(network).begin(_noise(FILE_S), OPTIONS)
    takes: list[Transcript] = []
    while (transcript := transcription.advance()) is None:
        takes.append(_take(network))
    wall_ms = (time.perf_counter() - began) * 1000
    assert transcript.text == "the sand and sings"
    assert {take.text for take in takes} == {"the and"}
    times = transcript.timings_ms
    # Time that is counted for one of them cannot be another's as well.
    assert times.total + sum(take.timings_ms.total for take in takes) < wall_ms
    assert times.mel + times.encode + times.prefill + times.decode <= times.total
    assert min(times.mel, times.encode, times.prefill, times.decode) > 0


def test_a_window_that_was_overwritten_in_a_pause_is_decoded_again() -> None:
    network = FakeNetwork(FILE[:1] * 2)
    network.overwrites = True
    options = TranscribeOptions(context=ContextWish.FULL)
    transcription = _transcriber(network).begin(_noise(30.0), options)
    for _ in range(4):  # The encoder and some decoder calls.
        assert transcription.advance() is None
    assert _take(network).text == "the and"
    while (transcript := transcription.advance()) is None:
        pass
    assert transcript.text == "the sand"
    assert transcript.n_second_looks == 0
    assert len(network.encoded) == 3


def test_a_text_that_its_budget_cut_off_is_decoded_again_with_all_the_room() -> None:
    endless = [TINY.timestamp_begin, *TINY.encode("ABCDEFGHIJKL") * 30]
    network = FakeNetwork([endless, TAKE], gains_by_budget=True)
    transcript = Transcriber("fake", network, TINY).transcribe(_noise(5.0), OPTIONS)
    assert transcript.text == "the and"
    assert [len(run.calls) for run in network.runs] == [token_budget(500), len(TAKE)]
    # It was not wrong, only longer than expected.
    assert transcript.n_second_looks == 0


def test_a_language_that_a_rejected_attempt_detected_is_detected_again() -> None:
    tokenizer = Tokenizer(tiny_vocabulary())
    tokenizer.is_multilingual = True
    german, japanese = (tokenizer.languages[code] for code in ("de", "ja"))
    network = FakeNetwork([_said(" and and and sings"), _said(" the sand")])
    network.detects = [japanese, german]
    transcriber = Transcriber("fake", network, tokenizer, known_padding())
    transcript = transcriber.transcribe(_noise(5.0), OPTIONS)
    assert (transcript.text, transcript.language) == ("the sand", "de")
    assert [run.calls[0][0][0][1] for run in network.runs] == [japanese, german]


PROMPT = " the sand and sings"


def _prompted(*lines: list[int]) -> Transcript:
    network = FakeNetwork(lines)
    options = TranscribeOptions(prompt=PROMPT, context=ContextWish.FULL)
    return _transcriber(network).transcribe(_noise(5.0), options)


def test_a_text_that_echoes_the_prompt_is_decoded_without_it() -> None:
    transcript = _prompted(_said(PROMPT), _said(" and the the"))
    assert transcript.text == "and the the"
    (guard,) = transcript.guards
    assert (guard.start, guard.end, guard.finding) == (0.0, 5.0, "prompt echoed")


def test_the_prompt_s_words_are_kept_if_they_are_heard_without_it_too() -> None:
    transcript = _prompted(_said(PROMPT), _said(" the sand and sand"))
    assert transcript.text == "the sand and sings"
    assert transcript.guards == ()


def _detected(*probable: str, windows: int) -> Transcript:
    """Transcribe three windows, of which each is sure of a language or, named "?", of none."""
    tokenizer = Tokenizer(tiny_vocabulary())
    tokenizer.is_multilingual = True
    network = FakeNetwork(FILE)
    network.detects = [tokenizer.languages.get(code, tokenizer.eot) for code in probable]
    options = TranscribeOptions(
        context=ContextWish.FULL,
        language_detection_segments=windows,
        language_detection_threshold=0.4,
    )
    transcript = Transcriber("fake", network, tokenizer).transcribe(_noise(FILE_S), options)
    assert not network.detects
    return transcript


def test_the_first_window_that_is_sure_of_its_language_decides() -> None:
    assert _detected("de", windows=3).language == "de"
    assert _detected("?", "ja", windows=3).language == "ja"
    assert _detected("?", "?", "de", windows=3).language == "de"


def test_no_more_windows_are_asked_than_allowed() -> None:
    assert _detected("?", "?", windows=2).language_probability < 0.4


def test_the_prefix_begins_the_text_and_the_rules_know_of_it() -> None:
    rest = [*TINY.encode(" sings"), TINY.timestamp_begin + 200, TINY.eot]
    network = FakeNetwork([rest])
    options = TranscribeOptions(prefix="the sand", context=ContextWish.FULL)
    transcript = _transcriber(network).transcribe(_noise(5.0), options)
    assert transcript.text == "the sand sings"
    (segment,) = transcript.segments
    assert (segment.start, segment.end) == (0.0, 4.0)
