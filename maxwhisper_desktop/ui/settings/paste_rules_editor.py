"""The programs in which other keys paste."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.settings.file import SCHEMA
from maxwhisper_desktop.settings.settings import PasteChord, PasteRule
from maxwhisper_desktop.settings.values import Entries
from maxwhisper_desktop.ui.settings.entries_editor import EntriesEditor, EntryWords, Pair
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox


class PasteRulesEditor(EntriesEditor):
    """Left the program, right the keys; the first that fits counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        entries = SCHEMA["delivery.paste_chords"]
        assert isinstance(entries, Entries)
        self._keys = ChoiceBox()
        self._keys.set_choices([(_on_keys(chord), chord.value) for chord in PasteChord])
        super().__init__(entries, self._own_words(), self._keys, parent)
        self._keys.chosen.connect(self._on_chosen)

    def show_rules(self, rules: tuple[PasteRule, ...]) -> None:
        """Show them, and forget what was changed."""
        self.show_pairs(tuple((rule.window_class, rule.chord.value) for rule in rules))

    def rules(self) -> tuple[PasteRule, ...]:
        """Return them as they are now."""
        return tuple(PasteRule(name, PasteChord(chord)) for name, chord in self.pairs())

    @override
    def _new_pair(self) -> Pair:
        return "", PasteChord.CTRL_V.value

    @override
    def _words_for(self, right: str) -> str:
        return _on_keys(PasteChord(right))

    @override
    def _show_right(self, right: str) -> None:
        self._keys.choose(right)

    def _own_words(self) -> EntryWords:
        return EntryWords(
            table=self.tr("Keys that paste"),
            left=self.tr("Program"),
            right=self.tr("Keys"),
            left_problem=self.tr("The program's name needs 1 to 200 characters."),
            right_problem=self.tr("Choose the keys that paste."),
        )

    @Slot(object)
    def _on_chosen(self, chord: str) -> None:
        self._change_right(chord)


def _on_keys(chord: PasteChord) -> str:
    """Return what is printed on the keys, which is the same in all languages we have."""
    return "+".join(key.capitalize() for key in chord.value.split("+"))
