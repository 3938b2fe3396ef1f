"""An editor for a table of names, each with one of several choices."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.settings.entries_editor import EntriesEditor, EntryWords, Pair
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox


class ChoicesEditor(EntriesEditor):
    """Columns: name, choice; the first match counts."""

    def __init__(
        self,
        key: str,
        words: EntryWords,
        choices: Mapping[str, str],
        first: str,
        parent: QWidget | None = None,
    ) -> None:
        """Create the editor without entries.

        Args:
            key: The setting's.
            words: The texts.
            choices: The words for each choice.
            first: The choice of a new entry.
            parent: The Qt parent.
        """
        self._choices = choices
        self._first = first
        self._box = ChoiceBox()
        self._box.set_choices([(said, value) for value, said in choices.items()])
        super().__init__(key, words, self._box, parent)
        self._box.chosen.connect(self._on_chosen)

    @override
    def _new_pair(self) -> Pair:
        return "", self._first

    @override
    def _words_for(self, right: str) -> str:
        return self._choices.get(right, right)

    @override
    def _show_right(self, right: str) -> None:
        self._box.choose(right)

    @Slot(object)
    def _on_chosen(self, value: str) -> None:
        self._change_right(value)
