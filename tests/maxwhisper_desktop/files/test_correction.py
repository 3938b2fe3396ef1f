"""A corrected segment keeps its times, and those of its words where they are still known."""

from dataclasses import replace

from samples.page_samples import sample_transcript

from engine.transcript import Transcript, Word
from engine.writers.formats import exported
from maxwhisper_desktop.files.correction import corrected


def with_words() -> Transcript:
    transcript = sample_transcript()
    first, *others = transcript.segments
    words = tuple(
        Word(0.5 * n, 0.5 * n + 0.4, f" {word}", 0.9)
        for n, word in enumerate(first.text.split())
    )
    return replace(transcript, segments=(replace(first, words=words), *others))


def test_the_text_and_all_formats_have_the_new_words() -> None:
    better = corrected(sample_transcript(), 0, "Good morning.")
    assert better.text.startswith("Good morning. Tonight we hear")
    assert exported(better, "srt").startswith(
        "1\n00:00:00,000 --> 00:00:03,800\nGood morning.\n"
    )


def test_one_word_for_another_keeps_the_times_of_all() -> None:
    better = corrected(with_words(), 0, "Good morning, and welcome to the reading.").segments[0]
    assert better.words is not None
    assert [word.word for word in better.words[:2]] == [" Good", " morning,"]
    assert better.words[1].start == 0.5
    assert better.text == " Good morning, and welcome to the reading."


def test_more_or_fewer_words_leave_the_times_of_the_segment() -> None:
    before = with_words().segments[0]
    better = corrected(with_words(), 0, "Good morning.").segments[0]
    assert better.words is None
    assert (better.start, better.end) == (before.start, before.end)


def test_line_breaks_become_spaces() -> None:
    assert corrected(sample_transcript(), 1, "one\ntwo").segments[1].text == " one two"
