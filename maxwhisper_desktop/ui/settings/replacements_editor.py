"""Words that the user wants written in another way."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.settings.file import SCHEMA
from maxwhisper_desktop.settings.values import Entries
from maxwhisper_desktop.text.wording import Replacement
from maxwhisper_desktop.ui.settings.entries_editor import EntriesEditor, EntryWords, Pair
from maxwhisper_desktop.ui.settings.page import text_field

_LINE_BREAK: Final = " \u23ce "
"""How the table shows the end of a line."""


class ReplacementsEditor(EntriesEditor):
    """Left what is heard, right what is written for it, which may have several lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        entries = SCHEMA["text.replacements"]
        assert isinstance(entries, Entries)
        self._written = text_field(2)
        super().__init__(entries, self._own_words(), self._written, parent)
        self._written.setMaximumHeight(self._written.minimumHeight() * 2)
        self._written.textChanged.connect(self._on_written)

    def show_replacements(self, replacements: tuple[Replacement, ...]) -> None:
        """Show them, and forget what was changed."""
        self.show_pairs(tuple((each.heard, each.written) for each in replacements))

    def replacements(self) -> tuple[Replacement, ...]:
        """Return them as they are now."""
        return tuple(Replacement(heard, written) for heard, written in self.pairs())

    @override
    def _new_pair(self) -> Pair:
        return "", ""

    @override
    def _words_for(self, right: str) -> str:
        return right.replace("\n", _LINE_BREAK)

    @override
    def _show_right(self, right: str) -> None:
        # The field's own reading of a text is not always the text.
        was_blocked = self._written.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self._written.setPlainText(right)
        self._written.blockSignals(was_blocked)

    def _own_words(self) -> EntryWords:
        return EntryWords(
            table=self.tr("Replacements"),
            left=self.tr("Heard"),
            right=self.tr("Written"),
            left_problem=self.tr("What is heard needs 1 to 200 characters on one line."),
            right_problem=self.tr("At most 5000 characters, none of them control characters."),
        )

    @Slot()
    def _on_written(self) -> None:
        self._change_right(self._written.toPlainText())
