"""The app does not grow with the takes: memory, open files and threads stay as after the first ones.

It runs on demand, and prints the figures::

    python -m pytest tests/maxwhisper_desktop/test_many_takes.py --takes 1000
"""

from collections.abc import Iterator
from statistics import median

import pytest
from child_processes import children
from desktop.desk import Desk
from desktop.desk_targets import QtField
from desktop.dictating_desk import DictatingDesk, say
from footprint import Footprint

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.compiles,
    pytest.mark.timeout(36_000),
]

N_FIRST = 50
"""Takes until everything has been used and every cache is full."""
N_SIDES = 10
"""Takes of which the median counts, since memory varies from one to the next."""
MAX_GROWTH = 0.05


@pytest.fixture
def place(n_takes: int) -> Iterator[DictatingDesk]:
    if n_takes <= N_FIRST:
        pytest.skip(f"takes hours; runs with --takes 1000, or any number above {N_FIRST}")
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        place.start(program=("-m", "maxwhisper_desktop"))
        yield place
        place.end()
        place.person.leave()


def test_many_takes_leave_nothing_behind(
    place: DictatingDesk, n_takes: int, measured: list[str]
) -> None:
    speech = say(place.desk, "Yes.", "yes")
    field = QtField(place.desk)
    (engine,) = children(place.process.pid)
    pids = {"app": place.process.pid, "engine": engine}
    seen: dict[str, list[Footprint]] = {name: [] for name in pids}
    last: object = None
    for _ in range(n_takes):
        place.dictate(speech)
        last = place.take_after(last)
        field.clear()
        place.wait_until(lambda status: status["state"] == "ready")
        for name, pid in pids.items():
            seen[name].append(Footprint.of(pid))

    for name, prints in seen.items():
        early, late = prints[N_FIRST - N_SIDES : N_FIRST], prints[-N_SIDES:]
        before, after = (median(each.memory_mb for each in some) for some in (early, late))
        # The threads of a take may end a moment after it.
        files = [min(each.n_files for each in some) for some in (early, late)]
        threads = [min(each.n_threads for each in some) for some in (early, late)]
        measured.append(
            f"{name}: {before:.1f} MB, {files[0]} open files, {threads[0]} threads after"
            f" {N_FIRST} takes; {after:.1f} MB ({after / before - 1:+.1%}), {files[1]},"
            f" {threads[1]} after {n_takes}"
        )
        assert after <= before * (1 + MAX_GROWTH), measured
        assert files[1] <= files[0], measured
        assert threads[1] <= threads[0], measured
