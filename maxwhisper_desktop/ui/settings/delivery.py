"""The settings page for how text gets into other windows."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget
from typing_extensions import override

from maxwhisper_desktop.settings.file import SCHEMA
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    PasteChord,
    PasteRule,
    Settings,
)
from maxwhisper_desktop.settings.values import Entries
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.ui.settings.entries_editor import EntriesEditor, EntryWords, Pair
from maxwhisper_desktop.ui.settings.page import add_rows, form_rows
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words


class PasteRulesEditor(EntriesEditor):
    """Columns: program, shortcut; the first match counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        entries = SCHEMA["delivery.paste_chords"]
        assert isinstance(entries, Entries)
        self._keys = ChoiceBox()
        self._keys.set_choices([(_on_keys(chord), chord.value) for chord in PasteChord])
        super().__init__(entries, self._own_words(), self._keys, parent)
        self._keys.chosen.connect(self._on_chosen)

    def show_rules(self, rules: tuple[PasteRule, ...]) -> None:
        """Show ``settings``, discarding changes."""
        self.show_pairs(tuple((rule.window_class, rule.chord.value) for rule in rules))

    def rules(self) -> tuple[PasteRule, ...]:
        """Return the rules in the table."""
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
            table=self.tr("Paste shortcuts"),
            left=self.tr("Program"),
            right=self.tr("Shortcut"),
            left_problem=self.tr("The program's name needs 1 to 200 characters."),
            right_problem=self.tr("Choose the paste shortcut."),
        )

    @Slot(object)
    def _on_chosen(self, chord: str) -> None:
        self._change_right(chord)


def _on_keys(chord: PasteChord) -> str:
    """Return a shortcut's label, which is the same in all our languages."""
    return "+".join(key.capitalize() for key in chord.value.split("+"))


class DeliverySettings(QWidget):
    """Typing or pasting, and with which keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = ChoiceBox(self)
        self._rules = PasteRulesEditor(self)
        words = {
            DeliveryMethod.AUTO: self.tr("Automatic"),
            DeliveryMethod.TYPE: self.tr("Type, key by key"),
            DeliveryMethod.PASTE: self.tr("Paste, all at once"),
        }
        self._method.set_choices([(words[method], method.value) for method in DeliveryMethod])
        method_note = FieldNote(
            self.tr(
                "Pasting is fastest for long texts and restores the clipboard afterwards. Typing"
                " does not use the clipboard."
            ),
            self,
        )
        rules_note = FieldNote(
            self.tr(
                "Only needed for programs whose paste shortcut MaxWhisper does not know."
                " * matches any characters; the first match counts."
            ),
            self,
        )
        self._mechanism = FieldNote(parent=self)
        exceptions = QGroupBox(self.tr("Paste shortcuts of specific programs"), self)
        inside = QVBoxLayout(exceptions)
        inside.addWidget(rules_note)
        inside.addWidget(self._rules, 1)
        method = form_rows()
        add_rows(
            method,
            [(self.tr("M&ethod:"), self._method), ("", method_note), ("", self._mechanism)],
        )
        rows = QVBoxLayout(self)
        rows.addLayout(method)
        rows.addWidget(exceptions, 1)

    def show_status(self, status: AppStatus) -> None:
        """Show how text gets into windows in this session."""
        self._mechanism.set_hint(mechanism_words(status.typist_verdicts))

    def show_settings(self, settings: Settings) -> None:
        """Show ``rules``, discarding changes."""
        self._method.choose(settings.delivery.method.value)
        self._rules.show_rules(settings.delivery.paste_chords)

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        method = DeliveryMethod(self._method.choice())
        return replace(settings, delivery=Delivery(method, self._rules.rules()))

    def check(self) -> QWidget | None:
        """Show an error at each invalid field; return the first one."""
        return self._rules.check()
