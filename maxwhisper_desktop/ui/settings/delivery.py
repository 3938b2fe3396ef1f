"""The page of the settings for how text gets into other windows."""

from dataclasses import replace

from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from maxwhisper_desktop.settings.settings import Delivery, DeliveryMethod, Settings
from maxwhisper_desktop.ui.settings.page import add_rows, form_rows
from maxwhisper_desktop.ui.settings.paste_rules_editor import PasteRulesEditor
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote


class DeliverySettings(QWidget):
    """Typing or pasting, and with which keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = ChoiceBox(self)
        self._rules = PasteRulesEditor(self)
        words = {
            DeliveryMethod.AUTO: self.tr("As the window takes it best"),
            DeliveryMethod.TYPE: self.tr("Typed, key by key"),
            DeliveryMethod.PASTE: self.tr("Pasted, all at once"),
        }
        self._method.set_choices([(words[method], method.value) for method in DeliveryMethod])
        method_note = FieldNote(
            self.tr(
                "Pasting is the quickest for long texts, and gives the clipboard back. Typing"
                " leaves the clipboard alone."
            ),
            self,
        )
        rules_note = FieldNote(
            self.tr(
                "Only for programs that paste with other keys than those known to MaxWhisper."
                " * stands for any letters; the first that fits counts."
            ),
            self,
        )
        exceptions = QGroupBox(self.tr("Keys that paste in some programs"), self)
        inside = QVBoxLayout(exceptions)
        inside.addWidget(rules_note)
        inside.addWidget(self._rules, 1)
        method = form_rows()
        add_rows(method, [(self.tr("&Text is:"), self._method), ("", method_note)])
        rows = QVBoxLayout(self)
        rows.addLayout(method)
        rows.addWidget(exceptions, 1)

    def show_settings(self, settings: Settings) -> None:
        """Show them, and forget what was changed."""
        self._method.choose(settings.delivery.method.value)
        self._rules.show_rules(settings.delivery.paste_chords)

    def apply_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what this page shows."""
        method = DeliveryMethod(self._method.choice())
        return replace(settings, delivery=Delivery(method, self._rules.rules()))

    def check(self) -> QWidget | None:
        """Say at each field what cannot be kept; return the first such field."""
        return self._rules.check()
