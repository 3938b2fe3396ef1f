"""The page "Speed": measures the engine in use and shows the time of each stage."""

from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.benchmark.statistics import Spread
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.status.speed_figures import SpeedFigures, SpeedState, figures_json
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.widgets.fonts import title_font
from maxwhisper_desktop.ui.widgets.invitation import Invitation
from maxwhisper_desktop.ui.widgets.tab_order import tab_as_laid_out
from maxwhisper_desktop.ui.words.stage_words import milliseconds, stage_words
from maxwhisper_desktop.ui.words.status_words import engine_words

_COLUMNS_CHARACTERS: Final = (30, 14)
"""Widths of the columns before the last."""


class SpeedPage(QWidget):
    """Shows a measurement's progress and result."""

    measure_requested = Signal()
    """Emitted to start a measurement."""
    cancel_requested = Signal()
    """Emitted to cancel it."""
    copy_requested = Signal(str)
    """Emitted with the text to copy to the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: SpeedFigures | None = None
        self._invitation = Invitation(
            Symbol.NUMBERS,
            self.tr("How fast is dictation here?"),
            self.tr(
                "Measure transcribes a short spoken sample several times with the model in use,"
                " and shows here how long each step takes. You can dictate meanwhile; that only"
                " slows down the run that it interrupts."
            ),
            self,
        )
        self._measure = QPushButton(symbol_icon(Symbol.PLAY), self.tr("&Measure"), self)
        self._cancel = QPushButton(symbol_icon(Symbol.STOP), self.tr("Ca&ncel"), self)
        self._copy = QPushButton(symbol_icon(Symbol.NUMBERS), self.tr("&Copy numbers"), self)
        self._bar = QProgressBar(self)
        self._table = QTreeWidget(self)
        self._middle = QStackedWidget(self)
        self._headline = QLabel(self)
        self._headline.setFont(title_font(self))
        self._summary = QLabel(self)
        self._spoken = QLabel(self)
        self._spoken.hide()
        self._n_spoken, self._spoken_s, self._cpu_s = 0, 0.0, 0.0
        self._problem = QLabel(self)
        self._set_up()
        self._lay_out()
        self._measure.clicked.connect(self.measure_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._copy.clicked.connect(self._on_copy)
        self.show_state(SpeedState())

    @Slot(object)
    def show_state(self, state: SpeedState) -> None:
        """Show a measurement's progress and the last figures."""
        self._measure.setEnabled(not state.is_running)
        self._cancel.setEnabled(state.is_running)
        self._bar.setVisible(state.is_running)
        self._bar.setRange(0, state.n_wanted)
        self._bar.setValue(state.n_done)
        words = self.tr("Run %1 of %2").replace(
            "%1", str(min(state.n_done + 1, state.n_wanted))
        )
        self._bar.setFormat(words.replace("%2", str(state.n_wanted)))
        self._problem.setText(said(state.problem))
        self._problem.setVisible(bool(state.problem))
        self._copy.setEnabled(state.figures is not None)
        if state.figures is not None and state.figures is not self._figures:
            self._show_figures(state.figures)
        self._figures = state.figures

    @Slot(object)
    def add_take(self, take: TakeRecord) -> None:
        """Count a take of this session, if it was recognised while it was spoken."""
        if take.headway is None or not take.headway.n_passes or not take.duration_s:
            return
        self._n_spoken += 1
        self._spoken_s += take.duration_s
        self._cpu_s += take.headway.cpu_s
        words = self.tr(
            "Recognising while you spoke took %1 s of processor time per second (%n dictations)",
            "",
            self._n_spoken,
        )
        share = QLocale().toString(self._cpu_s / self._spoken_s, "f", 2)
        self._spoken.setText(words.replace("%1", share))
        self._spoken.show()

    def _show_figures(self, figures: SpeedFigures) -> None:
        self._table.clear()
        self._middle.setCurrentIndex(1)
        for name, spread in figures.stages_ms.items():
            label, explanation = stage_words(name)
            self._add_row(label, spread).setToolTip(0, explanation)
        total = self._add_row(self.tr("Total"), figures.total_ms)
        font = self._table.font()
        font.setBold(True)
        for column in range(self._table.columnCount()):
            total.setFont(column, font)
        fold = QLocale().toString(1 / figures.real_time_factor, "f", 0)
        self._headline.setText(self.tr("%1 times as fast as speech").replace("%1", fold))
        self._summary.setText(self._sentence(figures))

    def _add_row(self, label: str, spread: Spread) -> QTreeWidgetItem:
        row = QTreeWidgetItem([label, milliseconds(spread.median), milliseconds(spread.p95)])
        self._table.addTopLevelItem(row)
        return row

    def _sentence(self, figures: SpeedFigures) -> str:
        locale = QLocale()
        words = self.tr("%1, %2 tokens per second; measured %3 times with %4 s of speech")
        parts = (
            engine_words(figures.model, figures.device),
            locale.toString(figures.tokens_per_s, "f", 0),
            locale.toString(figures.n_runs),
            locale.toString(figures.duration_s, "f", 1),
        )
        for number, part in enumerate(parts, start=1):
            words = words.replace(f"%{number}", part)
        return words

    def _set_up(self) -> None:
        for label in (self._summary, self._spoken, self._problem):
            label.setWordWrap(True)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._table.setHeaderLabels(
            [self.tr("Stage"), self.tr("Median"), self.tr("95 % within")]
        )
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setAllColumnsShowFocus(True)
        self._table.setAccessibleName(self.tr("Time of each stage"))
        header = self._table.header()
        for column, characters in enumerate(_COLUMNS_CHARACTERS):
            header.resizeSection(column, self.fontMetrics().averageCharWidth() * characters)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._measure, self._cancel):
            buttons.addWidget(button)
        buttons.addWidget(self._bar, 1)
        buttons.addStretch(1)
        buttons.addWidget(self._copy)
        rows = QVBoxLayout(self)
        rows.addLayout(buttons)
        rows.addWidget(self._problem)
        result = QWidget(self)
        told = QVBoxLayout(result)
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self._headline)
        told.addWidget(self._summary)
        told.addWidget(self._table, 1)
        self._middle.addWidget(self._invitation)
        self._middle.addWidget(result)
        rows.addWidget(self._middle, 1)
        rows.addWidget(self._spoken)
        tab_as_laid_out(self)

    @Slot()
    def _on_copy(self) -> None:
        if self._figures is not None:
            self.copy_requested.emit(figures_json(self._figures))
