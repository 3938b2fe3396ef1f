"""Word error rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.benchmark.word_errors import is_loop, plain, word_error_rate, word_errors

WORDS = st.lists(st.sampled_from("abc"), max_size=8)


@pytest.mark.parametrize(
    ("reference", "heard", "errors"),
    [
        ("the words stand", "the words stand", 0),
        ("the words stand", "the word stand", 1),
        ("the words stand", "the words", 1),
        ("the words stand", "so the words stand here", 2),
        ("", "thank you", 2),
        ("a b c d", "b c d a", 2),
    ],
)
def test_errors_are_insertions_deletions_and_substitutions(
    reference: str, heard: str, errors: int
) -> None:
    assert word_errors(reference.split(), heard.split()) == errors


@given(WORDS, WORDS, WORDS)
def test_errors_are_a_distance(a: list[str], b: list[str], c: list[str]) -> None:
    assert word_errors(a, b) == word_errors(b, a)
    assert (word_errors(a, b) == 0) == (a == b)
    assert word_errors(a, c) <= word_errors(a, b) + word_errors(b, c)


def test_a_long_text_counts_for_more_than_a_short_one() -> None:
    rate = word_error_rate(["a b c d e f g h i", "x"], ["a b c d e f g h i", "y"])
    assert rate == pytest.approx(0.1)


def test_without_reference_words_there_is_no_rate() -> None:
    assert word_error_rate([], []) is None
    assert word_error_rate([""], ["thank you"]) is None


def test_plain_words_have_no_case_and_no_punctuation() -> None:
    assert plain("Hold the key, speak; don't WAIT\u2026") == "hold the key speak dont wait"


def test_a_repetitive_text_is_a_loop() -> None:
    assert is_loop("thank you for watching " * 20)
    assert not is_loop("Hold the key, speak, and let go.")
    assert not is_loop("")
