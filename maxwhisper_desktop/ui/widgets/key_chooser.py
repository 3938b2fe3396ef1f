"""Chooses a key, by pressing it or from a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from engine.sentence import Sentence
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote

USUAL_KEYS: Final = (
    *("Right Ctrl", "Right Alt", "AltGr", "Right Super", "Menu", "Pause", "Scroll Lock"),
    *("Insert", "F8", "F9", "F13", "F14", "F15", "F16", "Mouse button 8", "Mouse button 9"),
)
"""Keys that few programs use."""

_KEYS_OF_TEXT: Final = frozenset(
    {"Space", "Enter", "Keypad Enter", "Tab", "Backspace", "Delete"}
)


@dataclass(frozen=True, slots=True)
class KeyNames:
    """The names of keys.

    Attributes:
        of_key: Returns the name of a pressed key; None if it has none.
        of_button: The same for a mouse button; None for those that all programs need.
        own: Returns the name in the settings for any name of a key.
        label: Returns a key's label, as printed on it.
        refusal: Returns why a key cannot be the hotkey, as a sentence; None if it can.
    """

    of_key: Callable[[QKeyEvent], str | None]
    of_button: Callable[[Qt.MouseButton], str | None]
    own: Callable[[str], str]
    label: Callable[[str], str]
    refusal: Callable[[str], Sentence | None]


class KeyChooser(QWidget):
    """Shows the chosen key and lets the user choose another."""

    chosen = Signal(str)
    """Emitted with the name of the key that the user chose."""
    catching_changed = Signal(bool)
    """Emitted with True when the next key press is meant for this field, with False when no
    longer."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._keys = ChoiceBox(self)
        self._keys.setAccessibleName(self.tr("Key to hold"))
        self._catcher = _KeyCatcher(names, self)
        self._note = FieldNote(parent=self)
        row = QHBoxLayout()
        row.addWidget(self._keys, 1)
        row.addWidget(self._catcher)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(row)
        rows.addWidget(self._note)
        self._keys.set_choices([(names.label(name), name) for name in USUAL_KEYS])
        self._keys.chosen.connect(self._on_chosen)
        self._catcher.caught.connect(self._on_caught)
        self._catcher.missed.connect(self._on_missed)
        self._catcher.toggled.connect(self.catching_changed)

    def key(self) -> str:
        """Return the name of the chosen key."""
        return self._keys.choice() or USUAL_KEYS[0]

    def choose(self, name: str) -> None:
        """Show a key as chosen."""
        name = self._names.own(name)
        offered = [*USUAL_KEYS, *([] if name in USUAL_KEYS else [name])]
        self._keys.set_choices([(self._names.label(key), key) for key in offered])
        self._keys.choose(name)
        self._warn(name)

    @Slot(object)
    def _on_chosen(self, name: str) -> None:
        self._warn(name)
        self.chosen.emit(name)

    @Slot(str)
    def _on_caught(self, name: str) -> None:
        refusal = self._names.refusal(name)
        if refusal is not None:
            self._note.complain(said(refusal), self._catcher)
            return
        self.choose(name)
        self._keys.setFocus()
        self.chosen.emit(name)

    @Slot()
    def _on_missed(self) -> None:
        sentence = self.tr("This key cannot be distinguished from others; press another one.")
        self._note.complain(sentence, self._catcher)

    def _warn(self, name: str) -> None:
        is_of_text = len(name) == 1 or name in _KEYS_OF_TEXT
        label = self._names.label(name)
        warning = self.tr("While MaxWhisper is running, %1 cannot be used for anything else.")
        self._note.set_hint(warning.replace("%1", label) if is_of_text else "")


class _KeyCatcher(QPushButton):
    """While checked, captures the next key or button before anything else handles it."""

    caught = Signal(str)
    missed = Signal()

    def __init__(self, names: KeyNames, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(is_catching=False)

    @override
    def event(self, event: QEvent) -> bool:
        # Before Qt handles Tab as a focus change and other keys as shortcuts.
        if self.isChecked() and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take_key(event)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._names.of_button(event.button())
        if self.isChecked() and name is not None:
            self.setChecked(False)
            self.caught.emit(name)
        else:
            super().mousePressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setChecked(False)
        super().focusOutEvent(event)

    def _take_key(self, event: QKeyEvent) -> None:
        is_escape = event.key() == Qt.Key.Key_Escape
        name = None if is_escape else self._names.of_key(event)
        if is_escape or name is not None:
            self.setChecked(False)
        if name is not None:
            self.caught.emit(name)
        elif not is_escape:
            self.missed.emit()

    @Slot(bool)
    def _on_toggled(self, is_catching: bool) -> None:  # noqa: FBT001 - the signal's own form
        if is_catching:
            self.setText(self.tr("Press the key now\u2026"))
            self.setAccessibleDescription(
                self.tr("The next key or mouse button will be used; Escape cancels.")
            )
        else:
            self.setText(self.tr("&Press a key\u2026"))
            self.setAccessibleDescription("")
