"""Measures the current engine by transcribing the sample; dictations take precedence."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from engine.sentence import NOTHING
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.events import RecognitionFailed
from maxwhisper_desktop.ports import (
    RecognitionDone,
    RecognitionReport,
    RecognitionRequest,
    Recognizer,
)
from maxwhisper_desktop.status.speed_figures import SpeedState, speed_figures

log = logging.getLogger(__name__)

N_RUNS: Final = 11
"""Runs in all; the first is a warm-up and does not count."""

LANGUAGE: Final = "en"
"""The language of the sample."""


class Measuring(QObject):
    """One measurement at a time. On the main thread; the sample is read on the recognizer's."""

    changed = Signal(object)
    """Emitted with a ``SpeedState`` after each run."""
    _reported = Signal(object)

    def __init__(
        self,
        recognizer: Recognizer,
        sample: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognizer = recognizer
        self._sample = sample
        self._state = SpeedState()
        self._asked: RecognitionRequest | None = None
        self._n_asked = 0
        self._heard: list[Transcript] = []
        self._reported.connect(self._take_report, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def measure(self) -> None:
        """Start, unless it is running."""
        if self._state.is_running:
            return
        self._heard = []
        self._ask()
        self._show(
            replace(self._state, n_done=0, n_wanted=N_RUNS, is_running=True, problem=NOTHING)
        )

    @Slot()
    def cancel(self) -> None:
        """Cancel; the figures of an earlier measurement are kept."""
        if self._asked is not None:
            self._recognizer.cancel(self._asked)
            self._asked = None
            self._show(replace(self._state, is_running=False))

    def _ask(self) -> None:
        self._n_asked += 1
        self._asked = RecognitionRequest(
            self._n_asked,
            partial(_read, self._sample),
            TranscribeOptions(language=LANGUAGE),
            self._reported.emit,
            is_urgent=False,
        )
        self._recognizer.recognise(self._asked)

    @Slot(object)
    def _take_report(self, report: RecognitionReport) -> None:
        # Reports of a cancelled run, or progress after a run's end, may still arrive.
        asked = self._asked.number if self._asked is not None else None
        match report:
            case RecognitionDone(number, transcript) if number == asked:
                self._take_run(transcript)
            case RecognitionFailed(number, detail) if number == asked:
                self._asked = None
                self._show(replace(self._state, is_running=False, problem=detail))
            case _:
                pass

    def _take_run(self, transcript: Transcript) -> None:
        self._heard.append(transcript)
        state = replace(self._state, n_done=len(self._heard))
        if len(self._heard) < N_RUNS:
            self._ask()
        else:
            self._asked = None
            figures = speed_figures(self._heard[1:])
            log.info("measured: %s", figures)
            state = replace(state, is_running=False, figures=figures)
        self._show(state)

    def _show(self, state: SpeedState) -> None:
        self._state = state
        self.changed.emit(state)


def _read(sample: Callable[[], Path]) -> Waveform:
    return read_audio_file(sample()).waveform
