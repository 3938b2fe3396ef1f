"""Tokens to words, punctuation to the words it belongs to, and the length of words."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.alignment.words import (
    TimedWord,
    shortened_at_sentence_ends,
    split_words,
    typical_duration,
    with_punctuation,
)
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.tokenizer.tokenizer import Tokenizer


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(open_checkpoint(LocalModels().find("base")).vocabulary)


def _words(*texts: str, start: float = 0.0, word_s: float = 0.5) -> list[TimedWord]:
    return [
        TimedWord(text, 1, start + i * word_s, start + (i + 1) * word_s, 0.5)
        for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            " Hold the key, and speak.",
            "en",
            [" Hold", " the", " key", ",", " and", " speak", "."],
        ),
        (" unhyphenatedly", "en", [" unhyphenatedly"]),
        (" It's Zoë's.", "en", [" It's", " Zoë's", "."]),
        ("驫鱻", "ja", ["驫", "鱻"]),
        ("驫鱻", "en", ["驫鱻"]),
        ("", "en", []),
    ],
)
def test_text_is_split_into_words(text: str, language: str, words: list[str]) -> None:
    tokens = _tokenizer().encode(text)
    found = split_words(tokens, _tokenizer(), language)
    assert [word for word, _ in found] == words
    assert sum(n for _, n in found) == len(tokens)


@given(st.text(max_size=30), st.sampled_from(["en", "ja"]))
def test_words_spell_the_text(text: str, language: str) -> None:
    tokens = _tokenizer().encode(text)
    found = split_words(tokens, _tokenizer(), language)
    assert "".join(word for word, _ in found) == _tokenizer().decode(tokens)
    assert sum(n for _, n in found) == len(tokens)


def test_half_a_character_at_the_end_is_shown_as_unknown() -> None:
    (*_, (word, _)) = split_words(_tokenizer().encode("🜁")[:-1], _tokenizer(), "en")
    assert word.endswith("\ufffd")


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        ([" Hold", " the", " key", ","], [" Hold", " the", " key,"]),
        ([" (", "so", ")", "."], [" (so)."]),
        ([" said", ' "', "Go", "!", '"'], [" said", ' "Go!"']),
        ([" -", " five"], [" - five"]),
        (["."], ["."]),
        ([], []),
    ],
)
def test_punctuation_joins_the_word_it_belongs_to(texts: list[str], joined: list[str]) -> None:
    words = with_punctuation(_words(*texts))
    assert [word.text for word in words] == joined
    assert sum(word.n_tokens for word in words) == len(texts)


def test_joined_punctuation_leaves_a_word_its_times() -> None:
    _, word = with_punctuation(_words(" a", " (", "b", ")"))
    assert (word.text, word.start, word.end) == (" (b)", 1.0, 1.5)


def test_the_pause_after_a_sentence_is_no_part_of_its_stop() -> None:
    _, stop, after = shortened_at_sentence_ends(_words(" so", ".", " Go", word_s=3.0), 1.0)
    assert (stop.start, stop.end) == (3.0, 4.0)
    assert (after.start, after.end) == (8.0, 9.0)


def test_long_words_within_a_sentence_stay_long() -> None:
    words = _words(" a", " b", word_s=3.0)
    assert shortened_at_sentence_ends(words, 1.0) == words


def test_a_typical_word_has_the_median_duration_within_reason() -> None:
    words = [TimedWord("a", 1, 0.0, end, 1.0) for end in (0.0, 0.2, 0.3, 5.0)]
    assert typical_duration(words) == pytest.approx(0.3)
    assert typical_duration(words[3:]) == 0.7
    assert typical_duration(words[:1]) == 0.0
