"""A history for tests to open, fill and damage."""

from dataclasses import replace
from pathlib import Path

from fakes.fake_keyring import FakeKeyring

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.history import HistoryStore
from maxwhisper_desktop.system.vault import Vault


class Place:
    """A history's folder and the journal beside it."""

    def __init__(self, top: Path) -> None:
        self.folder = top / "history"
        self.recordings = self.folder / "recordings"
        self.journal = top / "journal"
        self.journal.mkdir()
        self.keyring = FakeKeyring()
        self._opened: list[HistoryStore] = []

    def open(self) -> HistoryStore:
        """Open the history as the app does at its start."""
        self._opened.append(HistoryStore(self.folder, self.journal, Vault(self.keyring)))
        return self._opened[-1]

    def record(self, take: int, n_bytes: int = 32_044) -> Path:
        """Return a recording of a second, as the journal leaves it."""
        file = self.journal / f"take-{take}.wav"
        file.write_bytes(bytes(n_bytes))
        return file

    def close(self) -> None:
        """Close all histories that were opened."""
        for store in self._opened:
            store.close()


def a_take(take: int, text: str = "hello there", **changes: object) -> TakeRecord:
    """Return a delivered take."""
    record = TakeRecord(take, 1_700_000_000.0 + take, 2.5, Outcome.DELIVERED, text)
    return replace(record, **changes)  # type: ignore[arg-type]


def takes(records: list[TakeRecord]) -> list[int]:
    """Return their numbers."""
    return [record.take for record in records]
