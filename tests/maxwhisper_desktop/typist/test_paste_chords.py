"""The paste shortcuts of windows."""

import pytest

from maxwhisper_desktop.settings.settings import Delivery, PasteChord, PasteRule
from maxwhisper_desktop.typist.paste_chords import paste_chord, reads_primary


@pytest.mark.parametrize("window_class", ["", "firefox", "XTerm", "something unknown"])
def test_shift_insert_is_the_default(window_class: str) -> None:
    assert paste_chord(window_class, Delivery()) is PasteChord.SHIFT_INSERT


def test_known_exceptions_need_no_setting() -> None:
    assert paste_chord("Hyper", Delivery()) is PasteChord.CTRL_SHIFT_V
    assert paste_chord("Blender", Delivery()) is PasteChord.CTRL_V


def test_the_users_choice_takes_precedence() -> None:
    rules = (PasteRule("hyp*", PasteChord.CTRL_V), PasteRule("*", PasteChord.CTRL_SHIFT_V))

    assert paste_chord("Hyper", Delivery(paste_chords=rules)) is PasteChord.CTRL_V
    assert paste_chord("Gimp", Delivery(paste_chords=rules)) is PasteChord.CTRL_SHIFT_V


def test_terminals_paste_the_primary_selection() -> None:
    assert reads_primary("XTerm")
    assert reads_primary("Gnome-terminal")
    assert not reads_primary("Mousepad")
