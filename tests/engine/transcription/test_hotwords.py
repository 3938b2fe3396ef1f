"""Hotwords in recordings: a name becomes right, and one that is not said changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.fake_network import FakeNetwork, known_padding
from models.tiny_vocabulary import tiny_vocabulary
from samples.signals import noisy_tone

from engine.audio.file import read_audio_file
from engine.options import DecodingOptions, TranscribeOptions
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.transcriber import Transcriber

Load = Callable[[str], Transcriber]

TINY = Tokenizer(tiny_vocabulary())
(AND,) = TINY.encode(" and")


@pytest.mark.parametrize("can_look_ahead", [False, True])
def test_hotwords_are_a_prompt_only_where_the_network_cannot_look_ahead(
    can_look_ahead: bool,  # noqa: FBT001 - parametrised
) -> None:
    begin = TINY.timestamp_begin
    network = FakeNetwork([[begin, *TINY.encode(" the sand sings"), begin + 100, TINY.eot]])
    network.can_look_ahead = can_look_ahead
    transcriber = Transcriber("fake", network, TINY, known_padding())
    transcriber.transcribe(noisy_tone(2.0), TranscribeOptions(language="en", hotwords="and"))
    (prefix,), _ = network.runs[0].calls[0]
    given = prefix[: prefix.index(TINY.sot)]
    assert given == ([] if can_look_ahead else [TINY.sot_prev, AND])


def _text(model: Transcriber, path: Path, hotwords: str, beam_size: int = 1) -> str:
    decoding = DecodingOptions(beam_size=beam_size)
    options = TranscribeOptions(language="en", decoding=decoding, hotwords=hotwords)
    return model.transcribe(read_audio_file(path).waveform, options).text


@pytest.mark.compiles
@pytest.mark.recordings
@pytest.mark.timeout(2400)
def test_a_name_becomes_right_and_the_rest_of_the_text_stays(
    transcriber: Load, recordings: Path
) -> None:
    model, path = transcriber("tiny.en"), recordings / "ljspeech" / "LJ001-0007.flac"
    plain = _text(model, path, "")
    assert "Gutenberg" not in plain
    assert _text(model, path, "Sherburn, Dashwood, Subiaco") == plain
    named = _text(model, path, "Sherburn, Gutenberg, Dashwood")
    before, _, after = named.partition("Gutenberg")
    assert len(after) > 0
    assert plain.startswith(before)
    assert plain.endswith(after)


@pytest.mark.compiles
@pytest.mark.recordings
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("beam_size", [1, 3])
def test_a_name_becomes_right_with_and_without_beams(
    transcriber: Load, recordings: Path, beam_size: int
) -> None:
    model, path = transcriber("tiny.en"), recordings / "ljspeech" / "LJ001-0027.flac"
    assert "Schoeffer" not in _text(model, path, "", beam_size)
    assert "Schoeffer" in _text(model, path, "Sherburn, Schoeffer, Dashwood", beam_size)
