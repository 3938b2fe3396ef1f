"""The welcome window: model, key, microphone and one sentence, a step at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.status.model_shelf import ModelShelf
from maxwhisper_desktop.ui.welcome.done_step import DoneStep
from maxwhisper_desktop.ui.welcome.key_step import KeyStep
from maxwhisper_desktop.ui.welcome.microphone_step import MicrophoneStep
from maxwhisper_desktop.ui.welcome.model_step import ModelStep
from maxwhisper_desktop.ui.welcome.step_rail import StepRail
from maxwhisper_desktop.ui.welcome.try_step import TryStep
from maxwhisper_desktop.ui.widgets.key_chooser import KeyNames
from maxwhisper_desktop.ui.widgets.scrolling import scrolling
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out
from maxwhisper_desktop.ui.widgets.window_size import resize_in_characters
from maxwhisper_desktop.ui.words.status_words import engine_words

if TYPE_CHECKING:
    from maxwhisper_desktop.ui.welcome.step import WelcomeStep

_SIZE_CHARACTERS: Final = (84, 28)
"""Initial width and height, in characters and lines of text."""


class FirstStart(QDialog):
    """Steps, of which settled ones are skipped; each choice takes effect at once."""

    microphone_chosen = Signal(object)
    """Emitted with a microphone's name, None for the desktop's default."""
    microphone_test_toggled = Signal(bool)
    """Emitted with True when a microphone test starts, with False when it ends."""
    hotkey_chosen = Signal(str)
    """Emitted with the name of the chosen key."""
    key_catching_changed = Signal(bool)
    """Emitted with True when the next key press chooses a key, with False when no longer."""
    desktop_asked = Signal()
    """Emitted when the user wants the desktop to ask for its permissions."""

    def __init__(self, names: KeyNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome to MaxWhisper"))
        self._names = names
        self._status = AppStatus()
        self._hotkey = ""
        self._model, self._key, self._microphone = ModelStep(), KeyStep(names), MicrophoneStep()
        self._try, self._done = TryStep(), DoneStep()
        self.models = self._model.models
        titles: tuple[tuple[WelcomeStep, str], ...] = (
            (self._model, self.tr("Model")),
            (self._key, self.tr("Key")),
            (self._microphone, self.tr("Microphone")),
            (self._try, self.tr("Try it")),
            (self._done, self.tr("Done")),
        )
        self._steps = tuple(step for step, _ in titles)
        self._rail = StepRail([title for _, title in titles], self)
        self._stack = QStackedWidget(self)
        self._back = QPushButton(self.tr("&Back"), self)
        self._on = QPushButton(self)
        self._lay_out()
        self._connect()
        self.set_microphones([], None)
        self.set_hotkey(Settings().hotkey)
        self._show(0)
        resize_in_characters(self, *_SIZE_CHARACTERS)

    def begin(self) -> None:
        """Show the first step that is not settled: at the latest the microphone's."""
        self._microphone.begin_again()
        self._try.begin_again()
        self._show(self._next_open(-1))

    @Slot(int)
    def show_step(self, number: int) -> None:
        """Show the step that the user wants to see."""
        self._show(number)
        if self._steps[number] is self._microphone:
            # Not on opening: nobody has asked for the microphone then.
            self._microphone.test.start()

    def _show(self, number: int) -> None:
        self._sum_up()
        self._stack.setCurrentIndex(number)
        self._rail.show_step(number)
        self._back.setEnabled(number > 0)
        self._show_way_on()
        (self._steps[number].first_field() or self._on).setFocus()

    @Slot(object)
    def set_shelf(self, shelf: ModelShelf) -> None:
        """Offer these models."""
        self._model.set_shelf(shelf)

    def set_microphones(
        self, microphones: Iterable[tuple[str, str]], chosen: str | None
    ) -> None:
        """Offer microphones, each with its name for the settings and its display name."""
        self._microphone.set_microphones(microphones, chosen)

    def set_hotkey(self, name: str) -> None:
        """Show the key to hold."""
        self._hotkey = self._names.label(name)
        self._key.set_hotkey(name)
        self._try.set_hotkey(self._hotkey)
        self._sum_up()

    def offer_permission(self, *, is_missing: bool) -> None:
        """Show or hide the explanation and the button for the desktop's permissions."""
        self._key.offer_permission(is_missing=is_missing)

    @Slot(float)
    def set_level(self, rms_dbfs: float) -> None:
        """Show the level of the microphone being tested."""
        self._microphone.set_level(rms_dbfs)

    @Slot(object)
    def show_status(self, status: AppStatus) -> None:
        """Show what works already, and what is missing."""
        self._status = status
        self._model.show_status(status)
        self._key.show_status(status)
        self._try.show_status(status)
        self._sum_up()

    def _lay_out(self) -> None:
        for step in self._steps:
            self._stack.addWidget(scrolling(step))
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._on)
        rows = QVBoxLayout(self)
        rows.addWidget(self._rail)
        rows.addWidget(line)
        rows.addWidget(self._stack, 1)
        rows.addLayout(buttons)
        self._back.setAutoDefault(False)
        self._on.setDefault(True)
        tab_as_laid_out(self)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.show_step)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._microphone.chosen.connect(self.microphone_chosen)
        self._microphone.test.toggled.connect(self.microphone_test_toggled)
        self._key.chosen.connect(self._on_key)
        self._key.key.catching_changed.connect(self.key_catching_changed)
        self._key.permission.asked.connect(self.desktop_asked)
        self.models.details.progress_shown.connect(self._on_progress)
        for step in self._steps:
            step.settled_changed.connect(self._show_way_on)

    def _next_open(self, number: int) -> int:
        """Return the next step after a step that is not settled: at the latest the last one."""
        last = len(self._steps) - 1
        later = range(number + 1, last)
        return next((each for each in later if not self._steps[each].is_settled), last)

    @Slot()
    def _show_way_on(self) -> None:
        for number, step in enumerate(self._steps):
            self._rail.tick(number, is_settled=step.is_settled)
        step = self._steps[self._stack.currentIndex()]
        is_on_its_way = step is self._model and self.models.details.is_fetching
        if step is self._done:
            self._on.setText(self.tr("&Done"))
        elif step.is_settled or is_on_its_way:
            self._on.setText(self.tr("&Continue"))
        else:
            self._on.setText(self.tr("&Skip"))

    def _sum_up(self) -> None:
        engine = engine_words(self._status.model, self._status.device)
        self._done.show_choices(self._hotkey, self._microphone.name(), engine)

    @Slot()
    def _go_on(self) -> None:
        number = self._stack.currentIndex()
        if self._steps[number] is self._done:
            self.accept()
        else:
            self.show_step(self._next_open(number))

    @Slot()
    def _go_back(self) -> None:
        self.show_step(self._stack.currentIndex() - 1)

    @Slot(str)
    def _on_key(self, name: str) -> None:
        self.set_hotkey(name)
        self.hotkey_chosen.emit(name)

    @Slot(str)
    def _on_progress(self, words: str) -> None:
        self._try.show_download(words)
        self._show_way_on()
