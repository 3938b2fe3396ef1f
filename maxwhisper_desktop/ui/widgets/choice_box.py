"""A combo box that changes only deliberately."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

_CHARACTERS: Final = 18
"""Width in characters: enough for the longest names of published models."""


class ChoiceBox(QComboBox):
    """A combo box of texts with values."""

    chosen = Signal(object)
    """Emitted with the value that the user chose, but not when the program sets one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Not by its contents: a long path would push everything else out of the window.
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(_CHARACTERS)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Iterable[tuple[str, str | None]]) -> None:
        """Offer these, and keep the current choice if it is among them."""
        kept = self.choice()
        self.clear()
        for words, value in choices:
            self.addItem(words, value)
        self.choose(kept)

    def choice(self) -> str | None:
        """Return the chosen value."""
        value = self.currentData()
        return value if isinstance(value, str) else None

    def choose(self, value: str | None) -> None:
        """Choose ``value``, even if it was not offered."""
        rows = range(self.count())
        row = next((row for row in rows if self.itemData(row) == value), None)
        if row is None and value is not None:
            self.addItem(value, value)
            row = self.count() - 1
        self.setCurrentIndex(row or 0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Otherwise scrolling the page could load another model by accident.
        event.ignore()

    @Slot()
    def _on_activated(self) -> None:
        self.chosen.emit(self.choice())
