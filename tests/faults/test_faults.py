"""No fault loses a take, and nothing that the app says afterwards is false.

The real app with the real engine on a desktop of its own. Every run of the tests has one fault of each kind;
all of them run on demand, and the result is a table::

    python -m pytest tests/faults --times 20
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.desk import Desk
from desktop.dictating_desk import say
from faults.app_faults import APP_FAULTS
from faults.disk_faults import DISK_FAULTS
from faults.engine_faults import ENGINE_FAULTS
from faults.fault import Fault, table
from faults.faulty_desk import FaultyDesk
from faults.scene import SENTENCE, Scene, Verdict
from faults.small_disks import SmallDisks, can_have_disks
from faults.sound_faults import SOUND_FAULTS
from faults.window_faults import WINDOW_FAULTS

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.compiles,
    pytest.mark.timeout(36_000),
    pytest.mark.skipif(not can_have_disks(), reason="users cannot mount disks here"),
]

FAULTS = (*ENGINE_FAULTS, *APP_FAULTS, *DISK_FAULTS, *SOUND_FAULTS, *WINDOW_FAULTS)


@pytest.fixture(scope="module")
def place(measured: list[str]) -> Iterator[FaultyDesk]:
    """The app on its desktop, which a fault must leave running."""
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = FaultyDesk(desk, SmallDisks(desk))
        place.begin()
        yield place
        place.end()
        place.person.leave()
        assert "Traceback" not in place.log()
        measured.append(f"the app's main thread was held up for {place.longest_block_ms} ms")


@pytest.fixture(scope="module")
def speech(place: FaultyDesk) -> Path:
    return say(place.desk, SENTENCE, "sentence")


@pytest.fixture(scope="module")
def verdicts(measured: list[str]) -> Iterator[dict[str, list[Verdict]]]:
    verdicts: dict[str, list[Verdict]] = {}
    yield verdicts
    measured.extend(table(verdicts).splitlines())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_take_survives(
    fault: Fault,
    place: FaultyDesk,
    speech: Path,
    verdicts: dict[str, list[Verdict]],
    n_times: int,
) -> None:
    if not n_times and not fault.is_in_suite:
        pytest.skip("all faults take minutes; they run with --times 1")
    if fault.is_long and n_times == 1:
        pytest.skip("takes minutes; runs with --times 2")
    runs = verdicts.setdefault(fault.name, [])
    for _ in range(n_times or 1):
        scene = Scene(place, speech, is_long=n_times > 1)
        runs.append(scene.verdict)
        try:
            fault.happen(scene)
        finally:
            scene.leave()
    assert [run for run in runs if run.n_lost or run.false] == [], place.log()
