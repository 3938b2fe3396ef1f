"""Full and read-only disks, and a history that is damaged, newer or in use."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from faults.fault import Fault
from faults.scene import Scene
from faults.small_disks import Kind


def _full(scene: Scene, kind: Kind, problem: str | None = None) -> None:
    scene.place.disks.fill(kind)
    try:
        scene.speak()
        scene.reaches("ready")
        if problem:
            scene.says(problem)
    finally:
        scene.place.disks.free(kind)
    scene.settle("delivered")


def _full_at_start(scene: Scene, kind: Kind) -> None:
    scene.place.end()
    if kind == "cache":
        # What is derived from the weights is there already, and must not be.
        shutil.rmtree(scene.place.home / kind / "maxwhisper")
    scene.place.disks.fill(kind)
    try:
        scene.place.begin()
        scene.window.focus()
        scene.speak()
        scene.reaches("ready")
    finally:
        scene.place.disks.free(kind)
    scene.settle("delivered")


def _read_only(scene: Scene) -> None:
    scene.place.end()
    scene.place.disks.protect("data")
    try:
        scene.place.begin()
        scene.window.focus()
        scene.speak()
        scene.says("history")
    finally:
        scene.place.disks.unprotect("data")
    scene.settle("delivered")


def _damaged(scene: Scene, damage: Callable[[Path], None]) -> None:
    scene.place.end()
    scene.place.delete_recordings_but_one()
    damage(scene.place.history / "history.db")
    scene.place.begin()
    scene.window.focus()
    scene.speak()
    scene.settle("delivered", problem="history was damaged")
    # It says so until it ends.
    scene.place.end()
    scene.place.begin()


def _truncate(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def _zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _newer(scene: Scene) -> None:
    scene.place.end()
    version = scene.place.ask_history("version", 99)
    scene.place.begin()
    scene.window.focus()
    scene.speak()
    scene.says("newer")
    scene.place.end()
    # The recording is still where it was spoken to.
    scene.place.ask_history("version", version)
    scene.place.begin()
    scene.settle("heard again")


def _locked(scene: Scene) -> None:
    scene.place.ask_history("lock")
    scene.speak()
    scene.says("another program is using it")
    scene.place.ask_history("unlock")
    scene.settle("delivered")


DISK_FAULTS: Final = (
    Fault(
        "no space for recordings and history",
        partial(_full, kind="data", problem="space"),
        is_in_suite=True,
    ),
    Fault("no space for the log", partial(_full, kind="state")),
    Fault("no space for recordings and history at start", partial(_full_at_start, kind="data")),
    Fault("no space for the cache at start", partial(_full_at_start, kind="cache")),
    Fault("recordings and history read-only", _read_only),
    Fault("history truncated", partial(_damaged, damage=_truncate), is_in_suite=True),
    Fault("history full of zeros", partial(_damaged, damage=_zero)),
    Fault("history of a newer version", _newer),
    Fault("history in use by another program", _locked),
)
