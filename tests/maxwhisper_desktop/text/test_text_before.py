"""What the app knows of the text before the cursor."""

from maxwhisper_desktop.text.text_before import LENGTH, TextBefore


def test_nothing_is_known_of_a_window_at_first() -> None:
    assert TextBefore().at("window", 0) is None


def test_the_same_window_untouched_continues_the_text() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    before.remember("window", " How are you?", 3)
    assert before.at("window", 3) == "Hello. How are you?"


def test_after_a_stroke_of_the_user_nothing_is_known() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    assert before.at("window", 4) is None


def test_a_text_after_a_stroke_begins_anew() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    before.remember("window", "Bye.", 4)
    assert before.at("window", 4) == "Bye."


def test_another_window_is_another_text() -> None:
    before = TextBefore()
    before.remember("one", "Hello.", 3)
    assert before.at("two", 3) is None


def test_where_no_window_can_be_told_nothing_is_known() -> None:
    before = TextBefore()
    before.remember(None, "Hello.", 3)
    assert before.at(None, 3) is None


def test_only_the_end_of_a_long_text_is_remembered() -> None:
    before = TextBefore()
    before.remember("window", "a" * 500 + "b", None)
    assert before.at("window", None) == "a" * (LENGTH - 1) + "b"
