"""No refusal of a desktop loses a text: it is in the clipboard or in the history, and one sentence says what to do.

The real app, with the real engine and the time limits that users have, on real desktops; each refusal
happens once, or ``--times`` times::

    packaging/desktops test tests/faults/test_refusals.py --times 20
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Final

import pytest
from child_processes import stopped
from desktop.dictating_desk import SETTINGS, DictatingDesk
from desktop.dictating_sessions import APP, on_labwc, on_sway, with_portal
from desktop.input_method import InputMethod
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_person import (
    REMOTE_DIALOG,
    GnomePerson,
    PlasmaPerson,
    WaylandPerson,
)
from desktop.wayland_targets import QtWaylandField
from desktop.wlroots_desk import WlrootsDesk
from faults.refused import Refused

from maxwhisper_desktop.portal.agreement import ASKING, agree

pytestmark = [pytest.mark.wayland, pytest.mark.timeout(36_000)]

IN_HISTORY: Final = "is in the history"
FCITX: Final = "org.fcitx.Fcitx5"
IBUS: Final = "org.freedesktop.IBus"


@pytest.fixture(params=[WaylandDesk.gnome, WaylandDesk.plasma], ids=["gnome", "plasma"])
def begin(request: pytest.FixtureRequest) -> Callable[[WaylandDesk], WaylandDesk]:
    """Starts a desktop with a portal."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def times(n_times: int) -> range:
    """Counts the refusals."""
    return range(n_times or 1)


@contextmanager
def _with_closed_dialogs(
    begin: Callable[[WaylandDesk], WaylandDesk],
) -> Iterator[tuple[WaylandDesk, Refused]]:
    with WaylandDesk() as desk, pytest.MonkeyPatch.context() as patch:
        begin(desk).move_in(patch)
        agree()
        place = DictatingDesk(desk, hands=desk.person)
        place.start(SETTINGS, APP, is_asked=True)
        desk.person.refuse_all(lambda: not _is_waiting(place))
        yield desk, Refused(place)
        place.end()
        desk.person.leave()


@contextmanager
def _allowed(
    begin: Callable[[WaylandDesk], WaylandDesk],
) -> Iterator[tuple[WaylandDesk, Refused]]:
    with with_portal(begin, APP) as place:
        assert isinstance(place.desk, WaylandDesk)
        yield place.desk, Refused(place)
        place.end()


def _is_waiting(place: DictatingDesk) -> bool:
    """Return whether the app waits for the user's answer to a dialog."""
    mechanisms = place.wait_until(lambda status: status["state"])["mechanisms"]
    return any(verdict["reason"] == ASKING for port in mechanisms.values() for verdict in port)


def _asks(refused: Refused, began_s: float) -> bool:
    """Wait until the take that began then has ended or waits for the user; return which."""
    place = refused.place
    place.wait_until(lambda _: refused.ended_since(began_s) or _is_waiting(place))
    return not refused.ended_since(began_s)


def _arrives(desk: WaylandDesk, field: QtWaylandField, text: str) -> None:
    desk.wait_for(lambda: field.text() == text, field.process)


def _pastes(desk: WaylandDesk, person: WaylandPerson, text: str) -> None:
    """Open a window and paste what is in the clipboard, which must be ``text``."""
    field = QtWaylandField(desk)
    person.tap("Control_L+v")
    _arrives(desk, field, text)
    field.leave()


def test_closed_dialogs(begin: Callable[[WaylandDesk], WaylandDesk], times: range) -> None:
    for _ in times:
        with _with_closed_dialogs(begin) as (desk, refused):
            refused.says("You did not allow")
            refused.rests()
            field = QtWaylandField(desk)
            began_s = refused.begin()
            refused.place.command("stop")
            refused.take_since(began_s, "not delivered", f"restart MaxWhisper.*{IN_HISTORY}")
            assert not _is_waiting(refused.place)
            assert not field.text().strip()
            refused.rests()
            field.leave()


def test_a_portal_that_is_killed_during_a_take(
    begin: Callable[[WaylandDesk], WaylandDesk], times: range
) -> None:
    with _allowed(begin) as (desk, refused):
        for _ in times:
            field = QtWaylandField(desk)
            began_s = time.time()
            with desk.person.holding("F9"):
                refused.hear()
                desk.stop_portal()
                refused.says("work again once it is back")
            refused.place.command("stop")
            refused.take_since(began_s, "not delivered", IN_HISTORY)
            refused.rests()
            desk.start_portal()
            refused.place.wait_until(lambda status: status["hotkey"])
            refused.take_since(refused.speak(), "delivered")
            field.leave()


def test_a_portal_that_is_killed_during_a_delivery(
    begin: Callable[[WaylandDesk], WaylandDesk], times: range
) -> None:
    with _allowed(begin) as (desk, refused):
        for _ in times:
            field = QtWaylandField(desk)
            with stopped(field.process):
                began_s = refused.speak()
                refused.place.wait_until(lambda status: status["state"] == "delivering")
                desk.stop_portal()
                refused.take_since(began_s, "not delivered", IN_HISTORY)
            refused.says("work again once it is back")
            refused.rests()
            desk.start_portal()
            refused.place.wait_until(lambda status: status["hotkey"])
            field.clear()
            began_s = refused.speak()
            if _asks(refused, began_s):
                # GNOME forgets the permission if the portal ends while it opens a session with it.
                desk.person.allow_remote_desktop(lambda: refused.ended_since(began_s))  # noqa: B023
                refused.take_since(began_s, "in clipboard", "paste it where you want it")
                began_s = refused.speak()
            refused.take_since(began_s, "delivered")
            field.leave()


def test_a_revoked_permission_that_is_given_again(
    begin: Callable[[WaylandDesk], WaylandDesk], times: range
) -> None:
    with _allowed(begin) as (desk, refused):
        for _ in times:
            field = QtWaylandField(desk)
            desk.take_permissions_back()
            began_s = refused.speak()
            refused.says("Waiting for your answer")
            desk.person.allow_remote_desktop(lambda: refused.ended_since(began_s))  # noqa: B023
            take = refused.take_since(began_s, "in clipboard", "paste it where you want it")
            assert not field.text().strip()
            field.leave()
            _pastes(desk, desk.person, take.text)
            refused.rests()
            field = QtWaylandField(desk)
            take = refused.take_since(refused.speak(), "delivered")
            _arrives(desk, field, take.text)
            field.leave()


def test_a_revoked_permission_that_is_denied(
    begin: Callable[[WaylandDesk], WaylandDesk], times: range
) -> None:
    for _ in times:
        with _allowed(begin) as (desk, refused):
            place = refused.place
            field = QtWaylandField(desk)
            desk.take_permissions_back()
            began_s = refused.speak()
            refused.says("Waiting for your answer")
            desk.person.refuse(REMOTE_DIALOG, lambda: refused.ended_since(began_s))  # noqa: B023
            refused.take_since(began_s, "not delivered", f"restart MaxWhisper.*{IN_HISTORY}")
            refused.rests()
            # Who has said no is not asked at each take.
            refused.take_since(refused.speak(), "not delivered", IN_HISTORY)
            assert not field.text().strip()
            field.leave()
            if isinstance(desk.person, GnomePerson):  # It tells which dialog has the focus.
                place.end()
                place.start(SETTINGS, APP, is_asked=True)
                desk.person.allow_remote_desktop(lambda: place.status()["state"] == "ready")  # noqa: B023
                field = QtWaylandField(desk)
                refused.take_since(refused.speak(), "delivered")
                field.leave()


def test_a_remote_desktop_that_the_user_ends_during_a_delivery(
    begin: Callable[[WaylandDesk], WaylandDesk], times: range
) -> None:
    with _allowed(begin) as (desk, refused):
        if isinstance(desk.person, PlasmaPerson):
            desk.start_tray()
        for _ in times:
            field = QtWaylandField(desk)
            with stopped(field.process):
                began_s = refused.speak()
                refused.place.wait_until(lambda status: status["state"] == "delivering")
                desk.person.stop_sharing()
                refused.take_since(began_s, "not delivered", IN_HISTORY)
            refused.rests()
            field.clear()
            refused.take_since(refused.speak(), "delivered")
            field.leave()


def test_a_compositor_without_any_way(times: range) -> None:
    with WaylandDesk() as desk:
        place = DictatingDesk(desk.weston())
        place.start(SETTINGS, APP, is_asked=True)
        refused = Refused(place)
        for _ in times:
            began_s = refused.begin()
            place.command("stop")
            refused.take_since(began_s, "not delivered", "copy it from the panel")
            refused.says("copy it from the panel")
            refused.rests()
        place.end()


@pytest.mark.parametrize("begin_wlroots", [on_sway, on_labwc])
def test_an_input_method_that_keeps_the_keys(
    begin_wlroots: Callable[[Sequence[str]], AbstractContextManager[DictatingDesk]],
    times: range,
) -> None:
    with begin_wlroots(APP) as place:
        desk, refused = place.desk, Refused(place)
        assert isinstance(desk, WlrootsDesk)
        for _ in times:
            field = QtWaylandField(desk)
            with InputMethod(desk):
                take = refused.take_since(refused.speak(), "in clipboard", "did not confirm")
                assert not field.text().strip()
                refused.rests()
            field.leave()
            _pastes(desk, desk.keyboard_person, take.text)
        place.end()


@contextmanager
def _with_fcitx(
    session: AbstractContextManager[DictatingDesk],
) -> Iterator[DictatingDesk]:
    with session as place:
        place.desk.spawn("fcitx5")
        yield place


@pytest.mark.parametrize(
    ("begin_method", "name"),
    [
        (lambda: with_portal(WaylandDesk.gnome, APP), IBUS),
        (lambda: _with_fcitx(with_portal(WaylandDesk.gnome, APP)), FCITX),
        (lambda: with_portal(lambda desk: desk.plasma("--inputmethod", "fcitx5"), APP), FCITX),
        (lambda: _with_fcitx(on_sway(APP)), FCITX),
        (lambda: _with_fcitx(on_labwc(APP)), FCITX),
    ],
    ids=["gnome", "gnome-fcitx5", "plasma", "sway", "labwc"],
)
def test_an_input_method_that_passes_keys_on(
    begin_method: Callable[[], AbstractContextManager[DictatingDesk]], name: str, times: range
) -> None:
    with begin_method() as place:
        desk, refused = place.desk, Refused(place)
        assert isinstance(desk, WaylandDesk)
        desk.wait_for_name(name)
        for _ in times:
            field = QtWaylandField(desk)
            take = refused.take_since(refused.speak(), "delivered")
            _arrives(desk, field, take.text)
            refused.rests()
            field.leave()
        desk.wait_for_name(name)
        place.end()
