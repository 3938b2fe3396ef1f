"""The app on current desktops: a real key, a real voice, the real engine, text in real windows."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import pytest
from desktop.dictating_desk import DictatingDesk, say
from desktop.dictating_sessions import SESSIONS
from desktop.wayland_desk import WaylandDesk
from desktop.wayland_targets import Chromium, Gtk4Field, QtWaylandField, WaylandTarget
from faults.kept_takes import KeptTakes
from patience import HopelessError

from maxwhisper_desktop.hotkey.candidates import BOUND_KEY
from maxwhisper_desktop.portal.identity import APP_ID, BUS_PATH, introduce

pytestmark = [pytest.mark.wayland, pytest.mark.timeout(3600)]

REPORT = "I read your letter in the garden this morning."
LETTER = "Thank you very much for your long letter."
N_IN_A_ROW = 10
"""Takes in a row, unless ``--times`` gives another number."""
N_QUICK = 10


@pytest.fixture(
    scope="module",
    params=["gnome", "older gnome", "plasma", "sway", "labwc"],
)
def place(request: pytest.FixtureRequest) -> Iterator[DictatingDesk]:
    """The app on a desktop, with permission for the hotkey and for typing."""
    with SESSIONS[request.param].begin(()) as place:
        yield place
        place.end()
        assert place.process.returncode == 0, place.log()
        assert "Traceback" not in place.log()


@pytest.fixture(scope="module")
def desk(place: DictatingDesk) -> WaylandDesk:
    assert isinstance(place.desk, WaylandDesk)
    return place.desk


@pytest.fixture(scope="module")
def report(place: DictatingDesk) -> Path:
    return say(place.desk, REPORT, "report")


def _dictate(place: DictatingDesk, target: WaylandTarget, speech: Path) -> float:
    """Hold the key during speech; return the milliseconds until its text arrived.

    The voice differs from that of other tests, so no specific words are expected.
    """
    before = place.last_take()
    place.dictate(speech)
    last = place.delivered_after(before)
    assert last["text"].strip()
    _arrives(place, target, last["text"])
    return float(last["timings_ms"]["total"])


def _arrives(place: DictatingDesk, target: WaylandTarget, text: str) -> None:
    try:
        place.desk.wait_for(lambda: target.text() == text, place.process)
    except (HopelessError, TimeoutError):
        pytest.fail(f"{target.text()!r} stands there, not {text!r}\n{place.log()}")


@pytest.mark.parametrize("kind", [QtWaylandField, Gtk4Field, Chromium])
def test_speech_is_delivered_to_the_active_window(
    place: DictatingDesk,
    desk: WaylandDesk,
    report: Path,
    kind: Callable[[WaylandDesk], WaylandTarget],
) -> None:
    target = kind(desk)
    _dictate(place, target, report)
    target.leave()


def test_many_takes_arrive_and_the_window_keeps_the_focus(
    place: DictatingDesk, desk: WaylandDesk, report: Path, n_times: int, measured: list[str]
) -> None:
    field = QtWaylandField(desk)
    times_ms = []
    for _ in range(n_times or N_IN_A_ROW):
        field.clear()
        times_ms.append(_dictate(place, field, report))
    assert field.n_focus_losses == 0
    field.leave()
    p50, p95 = median(times_ms), quantiles(times_ms, n=20, method="inclusive")[-1]
    name = desk.session["XDG_CURRENT_DESKTOP"]
    measured.append(
        f"{name}: key up to text in {p50:.0f} ms (p50), {p95:.0f} ms (p95) of {len(times_ms)}"
    )


def test_quick_takes_arrive_in_order_and_none_twice(
    place: DictatingDesk, desk: WaylandDesk, report: Path
) -> None:
    field, kept = QtWaylandField(desk), KeptTakes(place)
    *sounds, last = islice(cycle((report, say(desk, LETTER, "letter"))), N_QUICK)
    began_s = time.time()
    with ExitStack() as held:
        held.enter_context(place.engine_held())
        for sound in sounds:
            place.dictate(sound)
            place.wait_until(lambda status: status["state"] != "recording")
        with place.recording():
            held.close()  # The texts may come while the key is down.
            place.play(last)
    desk.wait_for(lambda: len(kept.ended_since(began_s)) == N_QUICK, place.process)
    place.wait_until(lambda status: status["state"] == "ready")
    takes = kept.since(began_s)
    assert [take.outcome for take in takes] == ["delivered"] * N_QUICK, place.log()
    assert takes[0].text.strip() != takes[1].text.strip() != ""
    _arrives(place, field, "".join(take.text for take in takes))
    field.leave()


def test_the_next_start_needs_no_permission(
    place: DictatingDesk, desk: WaylandDesk, report: Path
) -> None:
    place.end()
    place.start()
    status = place.wait_until(lambda status: status["state"] == "ready")
    assert status["mechanisms"]["hotkey"][-1]["standing"] == "usable"
    field = QtWaylandField(desk)
    _dictate(place, field, report)
    field.leave()


def test_the_doctor_names_the_current_mechanisms(
    place: DictatingDesk, desk: WaylandDesk
) -> None:
    said = desk.run_anyhow("maxwhisper", "doctor")
    status = place.status()
    assert ("MaxWhisper listens for F9." if status["hotkey"] else BOUND_KEY.reason) in said
    in_use = status["mechanisms"]["typist"][-1]
    assert f"Text reaches other windows. {in_use['reason']}" in said


def test_a_call_on_the_bus_starts_the_app(place: DictatingDesk, desk: WaylandDesk) -> None:
    place.end()
    introduce(desk.folder / "data")
    bus = desk.bus()
    daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    bus.call(*daemon, "ReloadConfig")  # The folder did not exist when the daemon started.
    bus.call(*daemon, "UpdateActivationEnvironment", "a{ss}", desk.environment)
    (status,) = bus.call(APP_ID, BUS_PATH, APP_ID, "Status")
    assert json.loads(str(status))["state"] in {"loading", "ready"}
    desk.wait_for(lambda: place.status()["state"] == "ready")
    (process,) = bus.call(*daemon, "GetConnectionUnixProcessID", "s", APP_ID)
    assert isinstance(process, int)
    os.kill(process, signal.SIGTERM)
    desk.wait_for(lambda: not bus.has(APP_ID))
    bus.close()
    place.start()
