"""Text through a real desktop's portal: pasted, confirmed, and the clipboard restored."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_targets import Chromium, Gtk4Field, QtWaylandField, WaylandTarget

from maxwhisper_desktop.dictation.events import (
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    Receipt,
)
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.portal.agreement import ASKING, agree
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.system.paths import remote_desktop_token_file
from maxwhisper_desktop.typist.portal_typist import open_portal_typist, probe_portal

if TYPE_CHECKING:
    from maxwhisper_desktop.mechanisms import Verdict

pytestmark = pytest.mark.wayland

RETRY_S = 5.0
TEXTS = ("Hello, World! #1", "Café ß ñ, 日本語\n😀 👩‍💻 zweite Zeile.", "x" * 200_000)


class Typing:
    """A typist, its verdicts and its reports."""

    def __init__(self, desk: WaylandDesk) -> None:
        self._desk = desk
        self.verdicts: list[Verdict] = []
        self.reports: list[DeliveryEvent] = []
        self._take = 0
        self.is_asking = False
        self.typist = open_portal_typist(Delivery(), lambda: None, self._note)

    def _note(self, verdict: "Verdict") -> None:
        self.is_asking = verdict.reason == ASKING
        if not self.is_asking:
            self.verdicts.append(verdict)

    def verdict(self) -> "Verdict":
        """Wait for the next verdict."""
        self._desk.wait_for(lambda: self.verdicts)
        return self.verdicts.pop()

    def begin(self, text: str) -> None:
        """Deliver a text as the app does; the result comes to ``reports``."""
        self._take += 1
        self.reports.clear()
        self.typist.aim(self._take)
        self.typist.deliver(self._take, text, self.reports.append)

    def deliver(self, text: str) -> DeliveryEvent:
        """Deliver a text, and return the result."""
        self.begin(text)
        self._desk.wait_for(lambda: self.reports)
        return self.reports[0]


@pytest.fixture(
    scope="module",
    params=[WaylandDesk.gnome, WaylandDesk.plasma],
)
def desk(request: pytest.FixtureRequest) -> Iterator[WaylandDesk]:
    with WaylandDesk() as desk:
        yield request.param(desk)
        desk.person.leave()


@pytest.fixture
def allowed(desk: WaylandDesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typing]:
    """A typist with the user's permission."""
    desk.move_in(monkeypatch)
    agree()
    is_known = remote_desktop_token_file().exists()
    typing = Typing(desk)
    if not is_known:
        assert typing.is_asking
        desk.person.allow_remote_desktop(lambda: typing.verdicts)
    assert typing.verdict().standing is Standing.USABLE
    yield typing
    typing.typist.shut_down()


def _copy_by_hand(desk: WaylandDesk, field: WaylandTarget, text: str) -> None:
    """Type a text, copy it, and paste it, which shows that it was copied."""

    def is_copied() -> bool:
        field.clear()
        desk.person.tap(*text, "Control_L+a", "Control_L+c", "End", "Control_L+v")
        with contextlib.suppress(TimeoutError):  # A busy browser misses its first keys.
            desk.wait_for(lambda: field.text() == text * 2, patience_s=RETRY_S)
        return field.text() == text * 2

    desk.wait_for(is_copied)
    field.clear()


def _wait_for_text(desk: WaylandDesk, field: WaylandTarget, text: str) -> None:
    desk.wait_for(lambda: field.text() == text)


@pytest.mark.parametrize("kind", [QtWaylandField, Gtk4Field, Chromium])
def test_text_arrives_unchanged_and_the_clipboard_is_restored(
    desk: WaylandDesk, allowed: Typing, kind: Callable[[WaylandDesk], WaylandTarget]
) -> None:
    field = kind(desk)
    _copy_by_hand(desk, field, "old")
    for text in TEXTS:
        report = allowed.deliver(text)
        assert isinstance(report, Delivered)
        assert report.receipt is Receipt.ARRIVED
        _wait_for_text(desk, field, text)
        field.clear()

    def is_old() -> bool:
        field.clear()
        desk.person.tap("Control_L+v")
        with contextlib.suppress(TimeoutError):  # The clipboard was just changing its owner.
            desk.wait_for(field.text, patience_s=RETRY_S)
        return field.text() == "old"

    desk.wait_for(is_old)
    field.leave()


def test_a_copied_picture_comes_back(desk: WaylandDesk, allowed: Typing) -> None:
    field = QtWaylandField(desk)
    desk.person.tap("F8")
    desk.wait_for(lambda: field.picture)
    picture = field.picture

    for take, text in enumerate(("Hello.", "Hello again."), start=1):
        assert allowed.deliver(text) == Delivered(take, Receipt.ARRIVED)
        _wait_for_text(desk, field, text)
        desk.wait_for(lambda: field.picture == picture)
        field.clear()
    field.leave()


def test_an_empty_clipboard_is_empty_again_after_the_first_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with WaylandDesk() as desk:
        desk.gnome().move_in(monkeypatch)
        agree()
        typing = Typing(desk)
        desk.person.allow_remote_desktop(lambda: typing.verdicts)
        field = QtWaylandField(desk)
        assert typing.deliver("Hello.") == Delivered(1, Receipt.ARRIVED)
        _wait_for_text(desk, field, "Hello.")
        typing.typist.shut_down()
        desk.person.tap("Control_L+v", "x")
        _wait_for_text(desk, field, "Hello.x")
        desk.person.leave()


@pytest.fixture
def _asking(desk: WaylandDesk) -> None:
    if not desk.asks:
        pytest.skip("this desktop asks for no permission")


@pytest.mark.usefixtures("_asking", "allowed")
def test_only_the_user_can_read_the_token() -> None:
    assert remote_desktop_token_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.own_limits("paste_delivery")
def test_a_text_without_a_window_is_left_in_the_clipboard(
    desk: WaylandDesk, allowed: Typing
) -> None:
    report = allowed.deliver("nobody is there")
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    assert "did not confirm the text" in report.detail
    field = QtWaylandField(desk)
    desk.person.tap("Control_L+v")
    desk.wait_for(lambda: field.text() == "nobody is there")
    field.leave()


def test_after_a_portal_crash_the_next_text_arrives(desk: WaylandDesk, allowed: Typing) -> None:
    field = QtWaylandField(desk)
    assert allowed.deliver("one") == Delivered(1, Receipt.ARRIVED)
    desk.stop_portal()
    lost = allowed.deliver("two")
    assert isinstance(lost, DeliveryFailed)
    assert "is in the history" in lost.detail
    desk.start_portal()
    field.clear()
    assert allowed.deliver("three") == Delivered(3, Receipt.ARRIVED)
    desk.wait_for(lambda: field.text() == "three")
    field.leave()


@pytest.mark.usefixtures("_asking")
@pytest.mark.own_limits("wayland_typist")
def test_a_permission_that_is_taken_back_counts_at_once(
    desk: WaylandDesk, allowed: Typing
) -> None:
    field = QtWaylandField(desk)
    assert allowed.deliver("one") == Delivered(1, Receipt.ARRIVED)
    desk.take_permissions_back()
    allowed.begin("two")
    desk.wait_for(lambda: allowed.is_asking)
    desk.person.allow_remote_desktop(lambda: allowed.reports)
    desk.wait_for(lambda: allowed.reports)
    (report,) = allowed.reports
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    assert "two" not in field.text()  # On Plasma, keys for the dialog may have come before it.
    field.leave()


def test_the_typists_portal_is_probed_without_a_dialog(allowed: Typing) -> None:
    probe_portal()
