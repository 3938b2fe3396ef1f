"""Delivers the last text again, at the cursor."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.sentence import NOTHING
from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    Notice,
    Outcome,
    Receipt,
    Tell,
)
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.ports import Typist

_OUTCOMES = {Receipt.ARRIVED: Outcome.DELIVERED, Receipt.SENT: Outcome.SENT}


class PasteAgain(QObject):
    """Remembers the last take with a text. On the main thread."""

    pasted = Signal(object)
    """Emitted with the ``TakeRecord`` and its new outcome."""
    told = Signal(object)
    """Emitted with a ``Tell`` if it did not arrive."""
    _reported = Signal(object)

    def __init__(
        self, typist: Callable[[], Typist | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._typist = typist
        self._last: TakeRecord | None = None
        self._reported.connect(self._on_report, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def remember(self, record: TakeRecord) -> None:
        """Remember a take, unless it is an older one that has only changed."""
        if record.text and (self._last is None or record.take >= self._last.take):
            self._last = record

    @Slot(int)
    def forget(self, take: int) -> None:
        """Forget a take that was deleted."""
        if self._last is not None and self._last.take == take:
            self._last = None

    @Slot()
    def forget_all(self) -> None:
        """Forget the text, since all takes were deleted."""
        self._last = None

    @Slot()
    def paste(self) -> None:
        """Deliver the text to the active window."""
        typist = self._typist()
        if self._last is None or typist is None:
            return
        # A leading space was meant for the place where the text was first typed.
        typist.deliver(self._last.take, self._last.text.lstrip(" "), self._reported.emit)

    @Slot(object)
    def _on_report(self, report: DeliveryEvent) -> None:
        match report:
            case Delivered(take, receipt, detail):
                outcome = _OUTCOMES.get(receipt)
                if outcome is None:
                    self.told.emit(Tell(Notice.IN_CLIPBOARD, take, detail))
                elif self._last is not None and self._last.take == take:
                    self._last = replace(self._last, outcome=outcome, detail=NOTHING)
                    self.pasted.emit(self._last)
            case DeliveryFailed(take, detail):
                self.told.emit(Tell(Notice.NOT_DELIVERED, take, detail))
