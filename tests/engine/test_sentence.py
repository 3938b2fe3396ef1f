"""Sentences: English as strings, and said in other languages from their templates and values."""

import copy
import pickle

import pytest

from engine.errors import CheckpointError, DeviceError, SaidError, in_full, os_reason, reason_of
from engine.sentence import NOTHING, Sentence, joined

GERMAN = {
    "Lost {seconds:.1f} s: {reason}": "{reason}, {seconds:.1f} s fehlen",
    "the disk is full": "die Platte ist voll",
}
LOST = Sentence(
    "Lost {seconds:.1f} s: {reason}", seconds=2.25, reason=Sentence("the disk is full")
)


def in_german(sentence: Sentence) -> str:
    return sentence.told(
        lambda template: GERMAN.get(template, template),
        lambda value, form: format(value, form).replace(".", ","),
    )


def test_as_a_string_it_is_english() -> None:
    assert LOST == "Lost 2.2 s: the disk is full"
    assert not NOTHING


def test_sentences_and_numbers_in_it_are_said_in_the_other_language_too() -> None:
    assert in_german(LOST) == "die Platte ist voll, 2,2 s fehlen"


def test_values_may_contain_braces() -> None:
    odd = Sentence("the disk is full: {file}", file="a{b}.wav")
    assert in_german(odd) == odd == "the disk is full: a{b}.wav"


def test_several_are_said_one_after_the_other() -> None:
    assert (
        in_german(joined([LOST, "x.wav"], "; ")) == "die Platte ist voll, 2,2 s fehlen; x.wav"
    )


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda sentence: pickle.loads(pickle.dumps(sentence, 5))]
)
def test_it_survives_the_way_to_another_process(copied: object) -> None:
    assert callable(copied)
    there = copied(LOST)
    assert isinstance(there, Sentence)
    assert in_german(there) == in_german(LOST)


def test_an_error_without_a_sentence_shows_the_user_none_of_its_text() -> None:
    told = CheckpointError("lacks encoder.conv1.weight").sentence
    assert told == "The model is damaged or incomplete; download it again"
    assert DeviceError(RuntimeError("CUDA_ERROR")).sentence == DeviceError.unsaid


def test_the_log_gets_an_error_with_all_that_caused_it() -> None:
    error = CheckpointError(Sentence("It is damaged"))
    error.__cause__ = OSError(5, "Input/output error")
    assert in_full(error) == (
        "CheckpointError('It is damaged'), from OSError(5, 'Input/output error')"
    )


def test_the_systems_errors_are_told_in_our_words() -> None:
    assert os_reason(OSError(28, "No space left on device")) == "the disk is full"
    assert os_reason(OSError("odd")) == "the system reports an error"
    assert reason_of(PermissionError(13, "x")) == "you do not have permission"
    assert reason_of(SaidError(Sentence("It broke"))) == "It broke"
