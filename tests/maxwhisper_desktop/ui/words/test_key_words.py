"""The words for keys are those of their labels."""

import pytest

from maxwhisper_desktop.hotkey.key_names import label
from maxwhisper_desktop.ui.words.key_words import key_words

NAMES = (
    "Control_R",
    "ISO_Level3_Shift",
    "F9",
    "KP_Enter",
    "Next",
    "Left",
    "Button8",
    "Button12",
)


@pytest.mark.parametrize("name", NAMES)
def test_in_english_keys_have_their_labels(name: str) -> None:
    assert key_words(label(name)) == label(name)
