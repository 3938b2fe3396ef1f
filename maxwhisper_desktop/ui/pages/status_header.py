"""The header of the panel: the app's status, and the choice of model and device."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from engine.options import DeviceWish
from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.icons import state_icon
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.fonts import heading_font
from maxwhisper_desktop.ui.words.status_words import (
    engine_words,
    hotkey_words,
    state_words,
    typist_words,
)

translate = QCoreApplication.translate

_ICON_LINES: Final = 2.2
"""Height of the icon in lines of text: that of the two lines beside it."""

_LINE_CHARACTERS: Final = 22
"""Minimum width, in characters, at which a line is wrapped."""


class StatusHeader(QWidget):
    """Shows an ``AppStatus``."""

    engine_chosen = Signal(object, str)
    """Emitted with the chosen model (None for the best installed one) and device."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._state = QLabel(self)
        self._state.setFont(heading_font(self._state))
        self._hotkey = QLabel(self)
        self._engine = _line(self)
        self._microphone = _line(self)
        self._typist = _line(self)
        self._model = ChoiceBox(self)
        self._device = ChoiceBox(self)
        self._lay_out()
        self._model.set_choices([(self.tr("Best installed"), None)])
        self._device.set_choices(
            [
                (self.tr("Automatic"), "auto"),
                (self.tr("Graphics card"), "gpu"),
                (self.tr("Processor"), "cpu"),
            ]
        )
        self._model.chosen.connect(self._on_chosen)
        self._device.chosen.connect(self._on_chosen)
        self.show_status(AppStatus())

    def show_status(self, status: AppStatus) -> None:
        """Show the app's status."""
        side = round(self.fontMetrics().height() * _ICON_LINES)
        ratio = self.devicePixelRatioF()
        icon = state_icon(status.state)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), ratio))
        self._state.setText(state_words(status.state))
        self._hotkey.setText(hotkey_words(status))
        self._engine.setText(engine_words(status.model, status.device))
        self._engine.setToolTip(_why(status))
        self._microphone.setText(status.microphone or self.tr("None found"))
        self._typist.setText(typist_words(status.typist))

    def set_models(self, models: Iterable[str]) -> None:
        """Offer these models."""
        offered = [(self.tr("Best installed"), None), *((name, name) for name in models)]
        self._model.set_choices(offered)

    def show_choice(self, model: str | None, device: DeviceWish) -> None:
        """Show the chosen model and device, which may differ from the loaded ones."""
        self._model.choose(model)
        self._device.choose(device)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._state)
        words.addWidget(self._hotkey)
        state = QHBoxLayout()
        state.addWidget(self._icon)
        state.addLayout(words, 1)
        gap = self.fontMetrics().averageCharWidth()
        state.setSpacing(gap * 3 // 2)
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        choices = _table(
            gap, middle, (self.tr("&Model:"), self._model), (self.tr("De&vice:"), self._device)
        )
        facts = _table(
            gap,
            top,
            (self.tr("Engine:"), self._engine),
            (self.tr("Microphone:"), self._microphone),
            (self.tr("Text:"), self._typist),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap * 4)
        grid.addLayout(state, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(facts, 0, 1)
        grid.addLayout(choices, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)

    @Slot()
    def _on_chosen(self) -> None:
        self.engine_chosen.emit(self._model.choice(), self._device.choice() or "auto")


def _table(gap: int, labels: Qt.AlignmentFlag, *rows: tuple[str, QWidget]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(gap)
    table.setVerticalSpacing(gap // 2)
    table.setColumnStretch(1, 1)
    for number, (words, field) in enumerate(rows):
        label = QLabel(words, field.parentWidget())
        label.setBuddy(field)
        table.addWidget(label, number, 0, labels)
        table.addWidget(field, number, 1)
    return table


def _why(status: AppStatus) -> str:
    if status.model is None or not status.device_reason:
        return ""
    memory = translate("StatusHeader", "%1 MB of memory in use.")
    memory = memory.replace("%1", QLocale().toString(status.memory_mb))
    return f"{said(status.device_reason)} {memory}"


def _line(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setMinimumWidth(label.fontMetrics().averageCharWidth() * _LINE_CHARACTERS)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
