"""Shows one take in full: its text, its figures, and buttons for it."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.dictation.take_figures import (
    numbers_json,
    real_time_factor,
    tokens_per_s,
)
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.settings.settings import Settings
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.icons import Symbol, symbol_icon
from maxwhisper_desktop.ui.pages.waterfall import Waterfall
from maxwhisper_desktop.ui.widgets.choice_box import ChoiceBox
from maxwhisper_desktop.ui.widgets.deletion_question import DeletionQuestion
from maxwhisper_desktop.ui.widgets.fold import Fold
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView
from maxwhisper_desktop.ui.widgets.program_rules_button import ProgramRulesButton
from maxwhisper_desktop.ui.words.language_names import language_name
from maxwhisper_desktop.ui.words.outcome_words import (
    outcome_sentence,
    outcome_words,
    with_detail,
)
from maxwhisper_desktop.ui.words.stage_words import milliseconds, seconds
from maxwhisper_desktop.ui.words.status_words import engine_words

_MODEL_CHARACTERS: Final = 12
"""Minimum width of the choice of a model."""

_TEXT_LINES: Final = 6
"""Minimum number of visible lines of text."""


class TakeView(QWidget):
    """Shows one ``TakeRecord``, or that none is selected."""

    copy_requested = Signal(str)
    """Emitted with the text to copy to the clipboard."""
    retry_requested = Signal(int, object)
    """Emitted with the take and the model's name, None for the chosen one."""
    play_requested = Signal(int)
    """Emitted with the take to play."""
    stop_requested = Signal()
    """Emitted to stop playing."""
    delete_requested = Signal(int)
    """Emitted with the take to delete, after the user confirmed."""
    stage_times_opened = Signal(bool)
    """Emitted with whether the user wants to see the time of each stage from now on."""
    way_chosen = Signal(str, object)
    """Emitted with a program and what is always to happen there; None for no rule."""
    language_chosen = Signal(str, object)
    """Emitted with a program and the language spoken there; None for no rule."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: TakeRecord | None = None
        self._to_delete: TakeId | None = None
        self._playing: TakeId | None = None
        self._outcome = QLabel(self)
        self._text = QPlainTextEdit(self, readOnly=True, tabChangesFocus=True)
        self._live = _live_text_in(self._text)
        self._copy = _button(self, self.tr("&Copy"), Symbol.COPY)
        self._play = _button(self, self.tr("&Play"), Symbol.PLAY)
        self._retry = _button(self, self.tr("&Retry"), Symbol.RETRY)
        self._model = ChoiceBox(self)
        self._delete = _button(self, self.tr("&Delete\u2026"), Symbol.DELETE)
        self._rules = ProgramRulesButton(self)
        self._details = QWidget(self)
        self._facts = QLabel(self._details)
        self._waterfall = Waterfall(self._details)
        self._numbers = _button(self._details, self.tr("Copy &numbers"), Symbol.NUMBERS)
        self._fold = Fold(self._details, self._delete, self)
        self._name_all()
        self._lay_out()
        self._connect()
        self.set_models([])
        self.show_take(None)

    @property
    def take(self) -> TakeRecord | None:
        """The current take."""
        return self._take

    def show_take(self, take: TakeRecord | None) -> None:
        """Show a take."""
        self._live.hide()
        self._live.clear()
        is_other = take is None or self._take is None or take.take != self._take.take
        self._take = take
        text = take.text if take else ""
        # An unchanged text keeps its scroll position and selection.
        if is_other or text != self._text.toPlainText():
            self._text.setPlainText(text)
        self._outcome.setText(self._outcome_of(take) if take else "")
        self._facts.setText(self._facts_of(take) if take else "")
        self._waterfall.show_times(take.stages_ms if take else StageTimes())
        self._fold.set_summary(self._summary_of(take) if take else "")
        self._fold.setVisible(take is not None)
        self._rules.show_program(take.program if take else None)
        self._enable()

    def show_stage_times(self, *, is_open: bool) -> None:
        """Show or hide the time of each stage."""
        self._fold.show_open(is_open=is_open)

    def show_live(self, live: LiveText) -> None:
        """Show what seems to have been said so far in a take on its way; none is shown now."""
        self._outcome.setText(self.tr("Recognised so far; grey words may still change"))
        self._live.show_words(live.stable, live.unstable)
        self._live.show()

    def show_rules(self, settings: Settings) -> None:
        """Mark the rules for the program that the take was for."""
        self._rules.show_rules(settings)

    def set_models(self, models: Iterable[str]) -> None:
        """Offer these models for a retry."""
        offered: list[tuple[str, str | None]] = [(self.tr("with the chosen model"), None)]
        offered += [(self.tr("with %1").replace("%1", name), name) for name in models]
        self._model.set_choices(offered)

    def set_playing(self, take: TakeId | None) -> None:
        """Show which take is playing."""
        self._playing = take
        self._enable()

    def _outcome_of(self, take: TakeRecord) -> str:
        sentence = said(take.detail) or outcome_sentence(take.outcome)
        return with_detail(outcome_words(take.outcome), sentence)

    def _summary_of(self, take: TakeRecord) -> str:
        if not take.stages_ms.total or take.model is None:
            return self.tr("Details")
        return self.tr("%1 from key to text").replace("%1", seconds(take.stages_ms.total))

    def _facts_of(self, take: TakeRecord) -> str:
        locale = QLocale()
        length = locale.toString(take.duration_s, "f", 1)
        facts = [self.tr("%1 s recorded").replace("%1", length)]
        if take.model is not None:
            facts.append(engine_words(take.model, take.device))
            if take.is_cold:
                facts.append(self.tr("the model had to be loaded first"))
        if take.language is not None:
            facts.append(language_name(take.language))
        if (speed := tokens_per_s(take)) is not None:
            facts.append(
                self.tr("%1 tokens per second").replace("%1", locale.toString(speed, "f", 0))
            )
        if (factor := real_time_factor(take)) is not None:
            facts.append(
                self.tr("%1 times as fast as speech").replace(
                    "%1", locale.toString(1 / factor, "f", 0)
                )
            )
        if take.gpu_ms.encode or take.gpu_ms.decode:
            spent = self.tr("GPU time: encoder %1, decoder %2")
            spent = spent.replace("%1", milliseconds(take.gpu_ms.encode))
            facts.append(spent.replace("%2", milliseconds(take.gpu_ms.decode)))
        lines = [" \u00b7 ".join(facts)]
        if take.headway is not None and take.headway.n_passes:
            lines.append(self._words_of(take.headway))
        return "\n".join(lines)

    def _words_of(self, headway: Headway) -> str:
        parts = [self.tr("%n passes", "", headway.n_passes)]
        if headway.n_drafted:
            kept = self.tr("%1 of %n tokens kept", "", headway.n_drafted)
            parts.append(kept.replace("%1", str(headway.n_accepted)))
        if headway.is_whole:
            parts.append(self.tr("nothing was left to do"))
        spent = QLocale().toString(headway.cpu_s, "f", 1)
        parts.append(self.tr("%1 s of processor time").replace("%1", spent))
        words = self.tr("Recognised while you spoke: %1")
        return words.replace("%1", ", ".join(parts))

    def _enable(self) -> None:
        take = self._take
        has_sound = take is not None and take.recording is not None
        is_playing = take is not None and take.take == self._playing
        self._copy.setEnabled(take is not None and bool(take.text))
        self._play.setEnabled(has_sound)
        self._play.setText(self.tr("Sto&p") if is_playing else self.tr("&Play"))
        self._play.setIcon(symbol_icon(Symbol.STOP if is_playing else Symbol.PLAY))
        self._retry.setEnabled(has_sound)
        self._model.setEnabled(has_sound)
        self._numbers.setEnabled(take is not None)
        self._delete.setEnabled(take is not None)

    def _name_all(self) -> None:
        self._text.setAccessibleName(self.tr("Text of the dictation"))
        # With its own size hint, the page would scroll before the text shrinks.
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._text.setMinimumHeight(self.fontMetrics().height() * _TEXT_LINES)
        self._text.setPlaceholderText(self.tr("No text"))
        self._model.setMinimumContentsLength(_MODEL_CHARACTERS)
        self._model.setAccessibleName(self.tr("Model to retry with"))
        # On Linux, the accessible name of a combo box is its current item.
        self._model.setAccessibleDescription(self.tr("Model to retry with"))
        self._play.setToolTip(self.tr("Play the recording"))
        self._retry.setToolTip(self.tr("Recognise the recording again"))
        self._numbers.setToolTip(self.tr("Copy the times as JSON, without the text"))
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for label in (self._outcome, self._facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(selectable)

    def _lay_out(self) -> None:
        buttons, numbers, rules = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for button in (self._copy, self._play, self._retry):
            buttons.addWidget(button)
        buttons.addWidget(self._model, 1)
        rules.addWidget(self._rules)
        rules.addStretch(1)
        numbers.addStretch(1)
        numbers.addWidget(self._numbers)
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.addWidget(self._facts)
        details.addWidget(self._waterfall)
        details.addLayout(numbers)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._outcome)
        rows.addWidget(self._text, 1)
        rows.addLayout(buttons)
        rows.addLayout(rules)
        rows.addWidget(self._fold)

    def _connect(self) -> None:
        self._copy.clicked.connect(self._on_copy)
        self._play.clicked.connect(self._on_play)
        self._retry.clicked.connect(self._on_retry)
        self._numbers.clicked.connect(self._on_numbers)
        self._delete.clicked.connect(self._ask_to_delete)
        self._fold.opened.connect(self.stage_times_opened)
        self._rules.way_chosen.connect(self.way_chosen)
        self._rules.language_chosen.connect(self.language_chosen)

    @Slot()
    def _on_copy(self) -> None:
        if self._take is not None:
            self.copy_requested.emit(self._take.text)

    @Slot()
    def _on_numbers(self) -> None:
        if self._take is not None:
            self.copy_requested.emit(numbers_json(self._take))

    @Slot()
    def _on_play(self) -> None:
        if self._take is None:
            return
        if self._take.take == self._playing:
            self.stop_requested.emit()
        else:
            self.play_requested.emit(self._take.take)

    @Slot()
    def _on_retry(self) -> None:
        if self._take is not None:
            self.retry_requested.emit(self._take.take, self._model.choice())

    @Slot()
    def _ask_to_delete(self) -> None:
        if self._take is None:
            return
        self._to_delete = self._take.take
        question = DeletionQuestion(self.tr("Delete this text and its recording?"), self)
        question.confirmed.connect(self._on_confirmed)
        question.open()

    @Slot()
    def _on_confirmed(self) -> None:
        # Another take may be selected by now.
        if self._to_delete is not None:
            self.delete_requested.emit(self._to_delete)


def _live_text_in(field: QPlainTextEdit) -> LiveTextView:
    """Return a view of words that covers the field's text, so that the focus need not move."""
    room = field.viewport()
    view = LiveTextView(_TEXT_LINES, room)
    view.setBackgroundRole(QPalette.ColorRole.Base)
    view.setForegroundRole(QPalette.ColorRole.Text)
    view.setAutoFillBackground(True)
    view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    margin = round(field.document().documentMargin())
    view.setContentsMargins(margin, margin, margin, margin)
    rows = QVBoxLayout(room)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(view)
    return view


def _button(parent: QWidget, words: str, symbol: Symbol) -> QPushButton:
    return QPushButton(symbol_icon(symbol), words, parent)
