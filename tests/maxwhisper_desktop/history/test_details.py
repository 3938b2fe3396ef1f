"""What went wrong with a take, in the database."""

from engine.sentence import NOTHING, Sentence
from maxwhisper_desktop.history.details import restored_detail, stored_detail


def test_a_sentence_comes_back_with_the_sentences_and_numbers_in_it() -> None:
    inner = Sentence("the disk is full")
    sentence = Sentence("Lost {seconds:.1f} s: {reason}", seconds=2.5, reason=inner)
    restored = restored_detail(stored_detail(sentence))
    assert restored == "Lost 2.5 s: the disk is full"
    assert restored.template == sentence.template
    assert restored.values["reason"] == inner
    assert isinstance(restored.values["reason"], Sentence)


def test_nothing_stays_nothing() -> None:
    assert stored_detail(NOTHING) == ""
    assert restored_detail("") == NOTHING


def test_a_text_of_an_older_version_is_shown_as_it_is() -> None:
    for text in ("The engine died {again}.", "[1]", "7", '{"template": 1}'):
        assert restored_detail(text) == text
