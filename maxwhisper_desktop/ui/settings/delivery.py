"""The settings page for how text gets into other windows."""

from dataclasses import replace

from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from maxwhisper_desktop.settings.settings import (
    DeliveryMethod,
    PasteChord,
    PasteRule,
    Settings,
)
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.ui.settings.choices_editor import ChoicesEditor
from maxwhisper_desktop.ui.settings.entries_editor import EntryWords
from maxwhisper_desktop.ui.settings.page import add_rows, form_rows
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.words.mechanism_words import mechanism_words


def _on_keys(chord: PasteChord) -> str:
    """Return a shortcut's label, which is the same in all our languages."""
    return "+".join(key.capitalize() for key in chord.value.split("+"))


class DeliverySettings(QWidget):
    """Typing or pasting, and with which keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = ChoiceBox(self)
        rules_words = EntryWords(
            table=self.tr("Paste shortcuts"),
            left=self.tr("Program"),
            right=self.tr("Shortcut"),
            left_problem=self.tr("The program's name needs 1 to 200 characters."),
            right_problem=self.tr("Choose the paste shortcut."),
        )
        chords = {chord.value: _on_keys(chord) for chord in PasteChord}
        self._rules = ChoicesEditor(
            "delivery.paste_chords", rules_words, chords, PasteChord.CTRL_V.value, self
        )
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
        """Show ``settings``, discarding changes."""
        self._method.choose(settings.delivery.method.value)
        rules = settings.delivery.paste_chords
        self._rules.show_pairs(tuple((rule.window_class, rule.chord.value) for rule in rules))

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        method = DeliveryMethod(self._method.choice())
        rules = tuple(PasteRule(name, PasteChord(keys)) for name, keys in self._rules.pairs())
        delivery = replace(settings.delivery, method=method, paste_chords=rules)
        return replace(settings, delivery=delivery)

    def check(self) -> QWidget | None:
        """Show an error at each invalid field; return the first one."""
        return self._rules.check()
