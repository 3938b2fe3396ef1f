"""What the app knows about the text before the cursor."""

from maxwhisper_desktop.text.text_before import LENGTH, TextBefore


def test_the_text_of_a_new_window_is_unknown() -> None:
    assert TextBefore().at("window", 0) is None


def test_the_same_window_untouched_continues_the_text() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    before.remember("window", " How are you?", 3)
    assert before.at("window", 3) == "Hello. How are you?"


def test_after_a_key_press_the_text_is_unknown() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    assert before.at("window", 4) is None


def test_a_text_after_a_key_press_starts_anew() -> None:
    before = TextBefore()
    before.remember("window", "Hello.", 3)
    before.remember("window", "Bye.", 4)
    assert before.at("window", 4) == "Bye."


def test_another_window_has_another_text() -> None:
    before = TextBefore()
    before.remember("one", "Hello.", 3)
    assert before.at("two", 3) is None


def test_without_a_window_id_the_text_is_unknown() -> None:
    before = TextBefore()
    before.remember(None, "Hello.", 3)
    assert before.at(None, 3) is None


def test_only_the_end_of_a_long_text_is_remembered() -> None:
    before = TextBefore()
    before.remember("window", "a" * 500 + "b", None)
    assert before.at("window", None) == "a" * (LENGTH - 1) + "b"
