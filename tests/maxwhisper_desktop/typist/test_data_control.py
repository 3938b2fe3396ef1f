"""Text on real compositors that give clipboard access to programs without a window."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from desktop.wayland_targets import Chromium, Foot, Gtk4Field, QtWaylandField, WaylandTarget
from desktop.wlroots_desk import WlrootsDesk

from maxwhisper_desktop.dictation.events import Delivered, DeliveryEvent, Receipt
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.settings.settings import Delivery
from maxwhisper_desktop.typist.data_control import open_data_control_typist
from maxwhisper_desktop.typist.wayland_typist import WaylandTypist

if TYPE_CHECKING:
    from maxwhisper_desktop.mechanisms import Verdict

pytestmark = pytest.mark.wayland

RETRY_S = 5.0
TEXTS = ("Hello, World! #1", "Café ß ñ, 日本語\n😀 👩‍💻 zweite Zeile.", "x" * 200_000)


@pytest.fixture(scope="module", params=["sway", "labwc"])
def desk(request: pytest.FixtureRequest) -> Iterator[WlrootsDesk]:
    with WlrootsDesk() as desk:
        yield desk.sway() if request.param == "sway" else desk.labwc()


@pytest.fixture
def typist(desk: WlrootsDesk, monkeypatch: pytest.MonkeyPatch) -> Iterator[WaylandTypist]:
    desk.move_in(monkeypatch)
    verdicts: list[Verdict] = []
    typist = open_data_control_typist(Delivery(), lambda: None, verdicts.append)
    desk.wait_for(lambda: verdicts)
    assert verdicts[0].standing is Standing.USABLE
    yield typist
    typist.shut_down()


@pytest.fixture
def deliver(desk: WlrootsDesk, typist: WaylandTypist) -> Callable[[str], DeliveryEvent]:
    """Delivers a text as the app does, and returns the result."""

    def bring(text: str) -> DeliveryEvent:
        reports: list[DeliveryEvent] = []
        typist.aim(1)
        typist.deliver(1, text, reports.append)
        desk.wait_for(lambda: reports)
        return reports[0]

    return bring


@pytest.mark.parametrize("kind", [QtWaylandField, Gtk4Field, Foot, Chromium])
def test_text_arrives_unchanged_and_the_clipboard_is_restored(
    desk: WlrootsDesk,
    deliver: Callable[[str], DeliveryEvent],
    kind: Callable[[WlrootsDesk], WaylandTarget],
) -> None:
    person = desk.keyboard_person
    source = QtWaylandField(desk)
    person.tap("o", "l", "d", "Control_L+a", "Control_L+c")
    desk.wait_for(lambda: source.text() == "old")
    field = kind(desk)
    for text in TEXTS:
        assert deliver(text) == Delivered(1, Receipt.ARRIVED)
        _wait_for_text(desk, field, text)
        field.clear()
    paste = "Control_L+Shift_L+v" if isinstance(field, Foot) else "Control_L+v"

    def is_old() -> bool:
        field.clear()
        person.tap(paste)
        with contextlib.suppress(TimeoutError):  # The clipboard was just changing its owner.
            desk.wait_for(field.text, patience_s=RETRY_S)
        return field.text() == "old"

    desk.wait_for(is_old)
    field.leave()
    source.leave()


def _wait_for_text(desk: WlrootsDesk, field: WaylandTarget, text: str) -> None:
    desk.wait_for(lambda: field.text() == text)


def test_a_text_whose_window_was_left_is_left_in_the_clipboard(
    desk: WlrootsDesk, typist: WaylandTypist
) -> None:
    reports: list[DeliveryEvent] = []
    field = QtWaylandField(desk)
    typist.aim(1)
    typist.deliver(1, "Here.", reports.append)
    desk.wait_for(lambda: reports)
    typist.aim(2)
    other = QtWaylandField(desk)

    typist.deliver(2, "Not here.", reports.append)

    desk.wait_for(lambda: len(reports) == 2)
    assert reports[0] == Delivered(1, Receipt.ARRIVED)
    assert isinstance(reports[1], Delivered)
    assert reports[1].receipt is Receipt.IN_CLIPBOARD
    assert "Another window is active" in reports[1].detail
    assert (field.text(), other.text()) == ("Here.", "")
    desk.keyboard_person.tap("Control_L+v")
    _wait_for_text(desk, other, "Not here.")
    for each in (other, field):
        each.leave()


@pytest.mark.own_limits("paste_delivery")
def test_a_text_without_a_window_is_left_in_the_clipboard(
    desk: WlrootsDesk, deliver: Callable[[str], DeliveryEvent]
) -> None:
    report = deliver("nobody is there")
    assert isinstance(report, Delivered)
    assert report.receipt is Receipt.IN_CLIPBOARD
    field = QtWaylandField(desk)
    desk.keyboard_person.tap("Control_L+v")
    _wait_for_text(desk, field, "nobody is there")
    field.leave()
