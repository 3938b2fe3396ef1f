"""A recording that is transcribed part by part has one transcript, with the recording's times."""

from dataclasses import replace

import numpy as np
import pytest
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import Before, TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcript import Guard, Segment, Timings, Transcript, Word
from engine.transcription.parts import MOST_SAID, joined, merged, options_of_part
from engine.transcription.transcriber import Transcriber

TINY = Tokenizer(tiny_vocabulary())
CONDITIONED = TranscribeOptions(condition_on_previous_text=True)


def _segment(text: str, start: float, end: float, temperature: float = 0.0) -> Segment:
    tokens = tuple(range(len(text)))
    words = (Word(start, end, text, 1.0),)
    return Segment(start, end, text, tokens, -0.1, 0.0, 1.0, temperature, words, "en")


def _transcript(*segments: Segment, length_s: float, language: str | None = "en") -> Transcript:
    return Transcript(
        text="".join(one.text for one in segments).strip(),
        language=language,
        duration_s=length_s,
        model="fake",
        device="cpu",
        segments=segments,
        n_tokens=5,
        guards=(Guard(1.0, 2.0, "speech without words", "none", is_open=True),),
        timings_ms=Timings(decode=3.0, total=4.0),
    )


FIRST = _transcript(_segment(" One two.", 1.0, 3.0), length_s=600.0)
SECOND = _transcript(_segment(" Three.", 0.5, 2.0), _segment(" Four.", 2.0, 4.0), length_s=30.0)


def test_times_of_segments_words_and_doubts_are_the_recording_s() -> None:
    whole = joined([FIRST, SECOND])
    assert [(one.start, one.end) for one in whole.segments] == [
        (1.0, 3.0),
        (600.5, 602.0),
        (602.0, 604.0),
    ]
    assert [one.words[0].start for one in whole.segments if one.words] == [1.0, 600.5, 602.0]
    assert [guard.start for guard in whole.guards] == [1.0, 601.0]
    assert "601 to 602 s" in whole.warning
    assert whole.text == "One two. Three. Four."
    assert (whole.duration_s, whole.n_tokens) == (630.0, 10)
    assert (whole.timings_ms.decode, whole.timings_ms.total) == (6.0, 8.0)


def test_a_single_part_is_left_as_it_is() -> None:
    assert joined([FIRST]) is FIRST
    assert merged({1: FIRST}) is FIRST


def test_the_language_is_that_of_the_first_part_with_words() -> None:
    silent = _transcript(length_s=600.0, language=None)
    assert joined([silent, FIRST]).language == "en"
    assert options_of_part(CONDITIONED, [silent, FIRST], 1200.0, 1800.0).before == Before(
        "en", FIRST.segments[0].tokens
    )


def test_the_first_part_knows_nothing_before_it() -> None:
    assert options_of_part(CONDITIONED, [], 0.0, 600.0) == CONDITIONED


def test_no_more_is_told_than_fits_and_nothing_from_before_a_doubtful_text() -> None:
    long = _transcript(_segment("x" * 500, 0.0, 30.0), length_s=30.0)
    doubtful = _transcript(_segment(" Hm.", 0.0, 3.0, temperature=0.8), length_s=3.0)
    last = _transcript(_segment(" Yes.", 0.0, 1.0), length_s=1.0)
    before = options_of_part(CONDITIONED, [long], 30.0, 60.0).before
    assert before is not None
    assert before.said == tuple(range(500))[-MOST_SAID:]
    before = options_of_part(CONDITIONED, [long, doubtful, last], 34.0, 60.0).before
    assert before is not None
    assert before.said == last.segments[0].tokens


@pytest.mark.parametrize(
    ("start_s", "end_s", "clips"),
    [
        (0.0, 600.0, (10.0, 20.0, 590.0, 600.0)),
        (600.0, 1200.0, (0.0, 10.0)),
        (1200.0, 1800.0, (0.0, 0.0)),
        (1800.0, 2400.0, (200.0, 600.0)),
    ],
)
def test_each_part_has_its_own_share_of_the_clips(
    start_s: float, end_s: float, clips: tuple[float, ...]
) -> None:
    asked = replace(CONDITIONED, clip_timestamps=(10.0, 20.0, 590.0, 610.0, 2000.0))
    assert options_of_part(asked, [], start_s, end_s).clip_timestamps == clips


def _said(text: str) -> list[int]:
    times = [TINY.timestamp_begin, TINY.timestamp_begin + 1500]
    return [times[0], *TINY.encode(text), times[1], TINY.eot]


def _noise(seconds: float) -> Waveform:
    rng = np.random.default_rng(0)
    return rng.normal(0.0, 0.1, round(seconds * SAMPLE_RATE)).astype(np.float32)


def test_a_part_is_decoded_as_the_windows_after_those_before_it() -> None:
    lines = [_said(" the sand"), _said(" and"), _said(" sings")]
    at_once, in_parts = (FakeNetwork(list(lines)) for _ in range(2))
    whole = Transcriber("fake", at_once, TINY, known_padding()).transcribe(
        _noise(90.0), CONDITIONED
    )
    transcriber = Transcriber("fake", in_parts, TINY, known_padding())
    done: list[Transcript] = []
    for start_s in (0.0, 30.0, 60.0):
        options = options_of_part(CONDITIONED, done, start_s, start_s + 30.0)
        done.append(transcriber.transcribe(_noise(30.0), options))
    assert joined(done).text == whole.text
    assert [one.start for one in joined(done).segments] == [one.start for one in whole.segments]
    prompts = [
        [run.calls[0] for run in network.runs if run.calls] for network in (at_once, in_parts)
    ]
    assert prompts[0] == prompts[1]


def test_channels_are_merged_by_time_and_labelled() -> None:
    left = _transcript(
        _segment(" Hello.", 0.0, 2.0), _segment(" Fine.", 5.0, 6.0), length_s=8.0
    )
    right = _transcript(_segment(" How are you?", 2.5, 4.5), length_s=8.0)
    both = merged({1: left, 2: right})
    assert [one.channel for one in both.segments] == [1, 2, 1]
    assert both.text == "[channel 1] Hello.\n[channel 2] How are you?\n[channel 1] Fine."
    assert both.duration_s == 8.0
