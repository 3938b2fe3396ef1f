"""The step for the microphone, with its level while the step is shown."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from maxwhisper_desktop.ui.settings.page import add_rows, form_rows
from maxwhisper_desktop.ui.welcome.step import WelcomeStep
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.field_note import FieldNote
from maxwhisper_desktop.ui.widgets.microphone_test import QUIETEST_DBFS, MicrophoneTest
from maxwhisper_desktop.ui.widgets.tab_order import first_control

_HEARD_DBFS: Final = QUIETEST_DBFS / 2
"""The middle of the bar: a voice near the microphone goes past it."""


class MicrophoneStep(WelcomeStep):
    """Settled once a voice was heard. The microphone is on only after the user has pressed something."""

    chosen = Signal(object)
    """Emitted with a microphone's name, None for the desktop's default."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Your microphone"),
            self.tr(
                "Say something: the bar should go past its middle. Only the level is shown here;"
                " nothing is kept."
            ),
            parent,
        )
        self._microphone = ChoiceBox(self)
        self.test = MicrophoneTest(self)
        self._note = FieldNote(parent=self)
        rows = form_rows()
        add_rows(
            rows,
            [
                (self.tr("&Microphone:"), self._microphone),
                (self.tr("Level:"), self.test),
                ("", self._note),
            ],
        )
        self.body.addLayout(rows)
        self.body.addStretch(1)
        self._microphone.chosen.connect(self.chosen)
        self.test.toggled.connect(self._show_hint)
        self._show_hint(is_running=False)

    def set_microphones(
        self, microphones: Iterable[tuple[str, str]], chosen: str | None
    ) -> None:
        """Offer microphones, each with its name for the settings and its display name."""
        choices: list[tuple[str, str | None]]
        choices = [(self.tr("System default"), None)]
        choices += [(description, name) for name, description in microphones]
        self._microphone.set_choices(choices)
        self._microphone.choose(chosen)

    def name(self) -> str:
        """Return the chosen microphone's display name."""
        return self._microphone.currentText()

    def set_level(self, rms_dbfs: float) -> None:
        """Show the microphone's level."""
        self.test.set_level(rms_dbfs)
        if self.test.is_running and rms_dbfs >= _HEARD_DBFS and not self.is_settled:
            self._note.confirm(self.tr("Your voice comes through well."))
            self.settle(is_settled=True)

    def begin_again(self) -> None:
        """Forget that a voice was heard."""
        self.settle(is_settled=False)
        self._show_hint(is_running=self.test.is_running)

    @override
    def first_field(self) -> QWidget | None:
        return None if self.is_settled else first_control(self.test)

    @Slot(bool)
    def _show_hint(self, is_running: bool) -> None:  # noqa: FBT001 - the signal's own form
        if not self.is_settled:
            silent, off = self.tr("No sound yet."), self.tr("Press Test, then speak.")
            self._note.set_hint(silent if is_running else off)
