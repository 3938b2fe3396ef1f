"""Export formats of transcripts."""

import json
from dataclasses import replace

import pytest

from engine.transcript import Segment, Transcript, Word
from engine.writers.cues import CueLayout
from engine.writers.formats import CUE_WRITERS, FORMATS, WRITERS, exported, to_txt


def _segment(
    text: str, start: float = 0.0, end: float = 1.0, words: tuple[Word, ...] | None = None
) -> Segment:
    return Segment(start, end, text, (1, 2), -0.1, 0.0, 1.0, 0.0, words)


def _transcript(*segments: Segment) -> Transcript:
    return Transcript(
        text="".join(segment.text for segment in segments).strip(),
        language="de",
        duration_s=2.0,
        model="base",
        device="cpu",
        segments=segments,
        n_tokens=9,
    )


TRANSCRIPT = _transcript(
    _segment(" Grüße."), _segment("", 1.0, 1.0), _segment(" Bye.", 1.25, 3723.5)
)


def test_every_format_is_offered_once() -> None:
    assert sorted(FORMATS) == sorted([*WRITERS, *CUE_WRITERS])


def test_text_has_a_line_per_nonempty_segment() -> None:
    assert to_txt(TRANSCRIPT) == "Grüße.\nBye.\n"


def test_json_keeps_letters_and_numbers() -> None:
    written = exported(TRANSCRIPT, "json")
    assert "Grüße" in written
    document = json.loads(written)
    assert document["segments"][0]["tokens"] == [1, 2]
    assert document["timings_ms"]["total"] == 0.0


def test_json_has_words_only_where_they_were_asked_for() -> None:
    word = Word(0.5, 0.75, " Bye.", 0.875)
    asked = _transcript(_segment(" Bye.", words=(word,)), _segment("", words=()))
    segments = json.loads(exported(asked, "json"))["segments"]
    as_json = {"start": 0.5, "end": 0.75, "word": " Bye.", "probability": 0.875}
    assert [segment["words"] for segment in segments] == [[as_json], []]
    (plain, *_) = json.loads(exported(TRANSCRIPT, "json"))["segments"]
    assert "words" not in plain


def test_srt_numbers_cues_and_has_hours_always() -> None:
    assert exported(TRANSCRIPT, "srt") == (
        "1\n00:00:00,000 --> 00:00:01,000\nGrüße.\n\n2\n00:00:01,250 --> 01:02:03,500\nBye.\n"
    )


def test_vtt_has_a_header_and_hours_where_there_are_any() -> None:
    assert exported(TRANSCRIPT, "vtt") == (
        "WEBVTT\n\n00:00.000 --> 00:01.000\nGrüße.\n\n00:01.250 --> 01:02:03.500\nBye.\n"
    )


def test_tsv_is_a_table_in_milliseconds() -> None:
    assert exported(TRANSCRIPT, "tsv") == (
        "start\tend\ttext\n0\t1000\tGrüße.\n1250\t3723500\tBye.\n"
    )


def test_markdown_has_a_paragraph_with_its_time_per_segment() -> None:
    later = replace(TRANSCRIPT.segments[2], start=3661.9)
    transcript = _transcript(TRANSCRIPT.segments[0], later)
    assert exported(transcript, "md") == "**00:00** Grüße.\n\n**01:01:01** Bye.\n"


@pytest.mark.parametrize("extension", FORMATS)
def test_a_transcript_without_words_is_a_file_all_the_same(extension: str) -> None:
    empty = exported(_transcript(_segment("")), extension)
    assert empty in {"", "WEBVTT\n", "start\tend\ttext\n"} or json.loads(empty)["text"] == ""


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        ("srt", "a -> <b> & *c*"),
        ("vtt", "a --&gt; &lt;b&gt; &amp; *c*"),
        ("tsv", "\ta --> <b> & *c*"),
        ("md", r"a --\> \<b\> \& \*c\*"),
    ],
)
def test_signs_of_a_format_are_plain_text_in_it(extension: str, expected: str) -> None:
    transcript = _transcript(_segment(" a -->\t<b>\n\n& *c*"))
    assert exported(transcript, extension).endswith(f"{expected}\n")


def test_the_highlighted_word_is_underlined_and_escaped() -> None:
    words = (Word(0.0, 0.5, " a<b", 1.0), Word(0.5, 1.0, " c", 1.0))
    transcript = _transcript(_segment(" a<b c", words=words))
    written = exported(transcript, "vtt", CueLayout(highlight_words=True))
    assert written.endswith(
        "00:00.000 --> 00:00.500\n<u>a&lt;b</u> c\n\n00:00.500 --> 00:01.000\na&lt;b <u>c</u>\n"
    )


def _two_channels() -> Transcript:
    return _transcript(
        replace(_segment(" Hello.", 0.0, 2.0), channel=1),
        replace(_segment(" Hi there.", 1.0, 3.0), channel=2),
        replace(_segment(" Fine.", 2.0, 4.0), channel=1),
    )


@pytest.mark.parametrize("extension", ["txt", "srt", "vtt", "tsv", "md"])
def test_each_segment_names_its_channel(extension: str) -> None:
    written = exported(_two_channels(), extension).replace("\\", "")
    assert written.count("[channel 1] ") == 2
    assert "[channel 2] Hi there." in written


def test_the_channel_is_a_field_in_json_where_there_is_one() -> None:
    segments = json.loads(exported(_two_channels(), "json"))["segments"]
    assert [segment["channel"] for segment in segments] == [1, 2, 1]
    plain = json.loads(exported(TRANSCRIPT, "json"))["segments"]
    assert "channel" not in plain[0]


def test_cues_of_two_channels_keep_their_times_and_may_overlap() -> None:
    cues = exported(_two_channels(), "srt").split("\n\n")
    assert [cue.splitlines()[1] for cue in cues] == [
        "00:00:00,000 --> 00:00:02,000",
        "00:00:01,000 --> 00:00:03,000",
        "00:00:02,000 --> 00:00:04,000",
    ]


def test_the_channel_stands_before_the_first_of_timed_words() -> None:
    words = (Word(0.0, 1.0, " Well,", 1.0), Word(1.0, 2.0, " yes.", 1.0))
    spoken = replace(_segment(" Well, yes.", 0.0, 2.0, words), channel=2)
    other = replace(_segment(" No.", 3.0, 4.0), channel=1)
    layout = CueLayout(max_words_per_line=1)
    written = exported(_transcript(spoken, other), "srt", layout)
    assert "\n[channel 2] Well,\n" in written
    assert "\nyes.\n" in written
