"""Words that two texts in a row have are shown as likely to stay."""

import pytest

from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.recognizer.live_words import LiveWords


@pytest.mark.parametrize(
    ("texts", "stable", "unstable"),
    [
        (["the"], "", "the"),
        (["the sand", "the sand sings"], "the sand", " sings"),
        (["the sand", "the sandman"], "the", " sandman"),
        (["the sandman", "the sand sings"], "the", " sand sings"),
        (["the sand.", "the sand sings."], "the", " sand sings."),
        (["the sand", "the sand"], "the sand", ""),
        (["one two", "two"], "", "two"),
        (["the sand", ""], "", ""),
        # Without spaces each character is a word.
        (["今日は", "今日は雨です"], "今日は", "雨です"),
    ],
)
def test_what_two_texts_begin_with_is_stable(
    texts: list[str], stable: str, unstable: str
) -> None:
    shown: list[LiveText] = []
    words = LiveWords(5, shown.append)
    for text in texts:
        words.show(text)
    assert shown[-1] == LiveText(5, stable, unstable)
