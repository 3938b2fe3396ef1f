"""The typist of a Wayland session, whatever that session does: nothing false is reported."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pytest
from patience import PATIENCE_S, wait_for

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    Receipt,
)
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.portal import retries
from maxwhisper_desktop.portal.agreement import ASKING
from maxwhisper_desktop.portal.connection import ENDED, PortalGoneError
from maxwhisper_desktop.ports import TypistError
from maxwhisper_desktop.settings.settings import Delivery, PasteChord
from maxwhisper_desktop.typist import paste_delivery, wayland_typist
from maxwhisper_desktop.typist.paste_delivery import PLAIN
from maxwhisper_desktop.typist.wayland_typist import WaylandTypist

if TYPE_CHECKING:
    from maxwhisper_desktop.ports import PortError

SHORT_S: Final = 0.05


@dataclass
class FakeSession:
    """A clipboard and paste keys.

    Attributes:
        on_read: Called with the format that a window reads.
        pasting: What the paste keys do.
        content: The clipboard's.
        n_reads: How often its owner was asked for it.
        is_silent: Whether that owner does not answer.
    """

    on_read: Callable[[str], None]
    pasting: Callable[["FakeSession"], None]
    content: Mapping[str, bytes] = field(default_factory=dict)
    is_ours: bool = False
    is_closed: bool = False
    n_reads: int = 0
    is_silent: bool = False
    window: int | None = None

    async def press(self, _: PasteChord) -> None:
        self.pasting(self)

    async def offer(self, forms: Mapping[str, bytes]) -> None:
        self.content, self.is_ours = forms, True

    async def read(self) -> dict[str, bytes] | None:
        self.n_reads += 1
        return None if self.is_silent else dict(self.content)

    async def rest(self) -> None:
        self.is_closed = True

    async def close(self) -> None:
        self.is_closed = True
        self.is_ours = False

    def abandon(self) -> None:
        """Nothing is held."""


def _paste(session: FakeSession) -> None:
    session.on_read(PLAIN)


def _copy_elsewhere(session: FakeSession) -> None:
    session.is_ours = False


def _end(session: FakeSession) -> None:
    session.is_closed = True


def _ignore(_: FakeSession) -> None:
    """A window without the shortcut."""


class FakeSource:
    """A desktop that may ask before each session."""

    mechanism = "Fake"
    strength = Sentence("It works.")
    reads_at_once = False
    keys_end_a_hold = True
    keeps_plain_text = False

    def __init__(self) -> None:
        self.pasting: Callable[[FakeSession], None] = _paste
        self.error: PortError | None = None
        self.is_down: bool | None = False
        self.asks = True
        self.is_silent = False
        self.window: int | None = None
        self.content: Mapping[str, bytes] = {}
        self.answered = threading.Event()
        self.answered.set()
        self.sessions: list[FakeSession] = []

    async def open(self, on_read: Callable[[str], None], _: Callable[[], None]) -> FakeSession:
        await asyncio.to_thread(self.answered.wait)
        if self.error is not None:
            raise self.error
        session = FakeSession(
            on_read,
            self.pasting,
            self.content,
            is_silent=self.is_silent,
            window=self.window,
        )
        self.sessions.append(session)
        return self.sessions[-1]

    def drop(self) -> None:
        """Each session stands alone."""


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def verdicts() -> list[Verdict]:
    return []


@pytest.fixture
def _asking_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """An opening counts as a dialog at once."""
    monkeypatch.setattr(wayland_typist, "_SILENT_S", SHORT_S)


@pytest.fixture
def _silent_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that does not read at once will not."""
    monkeypatch.setattr(paste_delivery, "_RECEIPT_S", SHORT_S)


@pytest.fixture
def deliver(
    source: FakeSource, verdicts: list[Verdict]
) -> Iterator[Callable[[str], list[DeliveryEvent]]]:
    """Delivers a text, and returns the list in which the report arrives."""
    typist = WaylandTypist(source, Delivery(), lambda: source.is_down, verdicts.append)
    wait_for(lambda: verdicts)

    def bring(text: str) -> list[DeliveryEvent]:
        reports: list[DeliveryEvent] = []
        typist.aim(1)
        typist.deliver(1, text, reports.append)
        return reports

    yield bring
    source.answered.set()
    typist.shut_down()


def _report(reports: list[DeliveryEvent]) -> DeliveryEvent:
    wait_for(lambda: reports)
    return reports[0]


def test_a_window_that_reads_confirms_the_text(
    deliver: Callable[[str], list[DeliveryEvent]],
) -> None:
    assert _report(deliver("Hello.")) == Delivered(1, Receipt.ARRIVED)


def test_a_text_is_not_pasted_into_another_window_than_its_take_was_for(
    source: FakeSource, verdicts: list[Verdict]
) -> None:
    source.window = 1
    typist = WaylandTypist(source, Delivery(), lambda: False, verdicts.append)
    reports: list[DeliveryEvent] = []
    typist.aim(1)
    wait_for(lambda: source.sessions and source.sessions[-1].n_reads)
    source.sessions[-1].window = 2
    typist.deliver(1, "Hello.", reports.append)
    report = _report(reports)
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    assert "Another window is active" in report.detail
    typist.aim(2)
    typist.deliver(2, "Hello.", reports.append)
    wait_for(lambda: reports[1:] == [Delivered(2, Receipt.ARRIVED)])
    typist.shut_down()


def test_an_owner_of_the_clipboard_who_does_not_answer_is_asked_once_for_a_text(
    source: FakeSource, deliver: Callable[[str], list[DeliveryEvent]]
) -> None:
    source.is_silent = True
    assert _report(deliver("Hello.")) == Delivered(1, Receipt.ARRIVED)
    assert source.sessions[-1].n_reads == 1


def test_a_clipboard_that_only_an_ended_session_has_is_restored_by_the_next(
    source: FakeSource, deliver: Callable[[str], list[DeliveryEvent]]
) -> None:
    copied = {"image/png": b"a picture"}
    source.content = copied
    assert _report(deliver("One.")) == Delivered(1, Receipt.ARRIVED)
    wait_for(lambda: source.sessions[-1].content == copied)
    source.content = {}
    wait_for(lambda: source.sessions[-1].is_closed)
    assert _report(deliver("Two.")) == Delivered(1, Receipt.ARRIVED)
    assert len(source.sessions) == 3
    wait_for(lambda: source.sessions[-1].content == copied)


@pytest.mark.usefixtures("_silent_soon")
def test_a_text_that_no_window_takes_waits_in_the_clipboard(
    source: FakeSource, deliver: Callable[[str], list[DeliveryEvent]]
) -> None:
    source.pasting = _ignore
    report = _report(deliver("Hello."))
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    assert source.sessions[-1].content[PLAIN] == b"Hello."


def test_no_key_is_pressed_while_it_would_end_a_hold(
    source: FakeSource, deliver: Callable[[str], list[DeliveryEvent]]
) -> None:
    held: list[bool | None] = []

    def paste(session: FakeSession) -> None:
        held.append(source.is_down)
        _paste(session)

    source.pasting = paste
    source.is_down = True
    reports = deliver("Hello.")
    wait_for(lambda: source.sessions[-1].is_ours)
    source.is_down = False
    assert _report(reports) == Delivered(1, Receipt.ARRIVED)
    assert held == [False]


@pytest.mark.usefixtures("_silent_soon")
@pytest.mark.parametrize("pasting", [_copy_elsewhere, _end])
def test_a_text_that_has_left_the_clipboard_is_not_said_to_be_there(
    source: FakeSource,
    deliver: Callable[[str], list[DeliveryEvent]],
    pasting: Callable[[FakeSession], None],
) -> None:
    source.pasting = pasting
    report = _report(deliver("Hello."))
    assert isinstance(report, DeliveryFailed)
    assert "is in the history" in report.detail


@pytest.mark.usefixtures("_asking_soon")
def test_a_text_is_not_pasted_after_a_dialog_had_the_focus(
    source: FakeSource,
    verdicts: list[Verdict],
    deliver: Callable[[str], list[DeliveryEvent]],
) -> None:
    source.answered.clear()
    verdicts.clear()
    reports = deliver("Hello.")
    wait_for(lambda: verdicts)
    assert verdicts[0].reason == ASKING
    assert not reports
    source.answered.set()
    report = _report(reports)
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    assert "asked for permission first" in report.detail
    assert verdicts[-1].standing is Standing.USABLE
    assert _report(deliver("Again.")) == Delivered(1, Receipt.ARRIVED)


@pytest.mark.usefixtures("_asking_soon")
def test_the_answer_no_is_told_with_the_text(
    source: FakeSource,
    verdicts: list[Verdict],
    deliver: Callable[[str], list[DeliveryEvent]],
) -> None:
    source.answered.clear()
    source.error = TypistError(Sentence("You said no."))
    verdicts.clear()
    reports = deliver("Hello.")
    wait_for(lambda: verdicts)
    source.answered.set()
    report = _report(reports)
    assert isinstance(report, DeliveryFailed)
    assert "You said no. The text is in the history." in report.detail
    assert verdicts[-1].standing is Standing.LACKING


def test_typing_is_tried_out_again_once_the_portal_is_back(
    source: FakeSource, verdicts: list[Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "_FIRST_S", 0.01)
    source.error = PortalGoneError(ENDED)
    typist = WaylandTypist(source, Delivery(), lambda: False, verdicts.append)
    wait_for(lambda: verdicts and verdicts[-1].reason == ENDED)
    source.error = None
    wait_for(lambda: verdicts[-1].standing is Standing.USABLE)
    assert len(source.sessions) == 1
    typist.shut_down()


@pytest.mark.usefixtures("_asking_soon")
def test_a_user_who_is_asked_each_time_by_a_portal_that_ends_is_not_asked_for_ever(
    source: FakeSource, verdicts: list[Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "_FIRST_S", 0.01)
    monkeypatch.setattr(retries, "_MOST_QUESTIONS", 1)
    source.answered.clear()
    source.error = PortalGoneError(ENDED)
    typist = WaylandTypist(source, Delivery(), lambda: False, verdicts.append)
    wait_for(lambda: verdicts and verdicts[-1].reason == ASKING)
    source.answered.set()
    wait_for(lambda: verdicts[-1].reason == ENDED)
    source.error = None
    monkeypatch.setattr(wayland_typist, "_SILENT_S", PATIENCE_S)
    reports: list[DeliveryEvent] = []
    typist.deliver(1, "Hello.", reports.append)
    assert _report(reports) == Delivered(1, Receipt.ARRIVED)
    assert len(source.sessions) == 1
    assert verdicts[-1].standing is Standing.USABLE
    typist.shut_down()


def test_a_desktop_that_never_asks_and_is_slow_gets_its_text_pasted(
    source: FakeSource,
    verdicts: list[Verdict],
    deliver: Callable[[str], list[DeliveryEvent]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wayland_typist, "_SILENT_S", 0)
    source.asks = False
    assert _report(deliver("Hello.")) == Delivered(1, Receipt.ARRIVED)
    assert ASKING not in {verdict.reason for verdict in verdicts}
