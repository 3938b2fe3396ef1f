"""Faults of the engine's process, in each of its stages."""

from typing import Final

from child_processes import stopped

from faults.fault import Fault
from faults.scene import Scene


def _killed_idle(scene: Scene) -> None:
    scene.place.kill_engine()
    scene.speak()
    scene.settle("delivered")


def _killed_recording(scene: Scene) -> None:
    scene.hold()
    scene.place.kill_engine()
    scene.let_go()
    scene.settle("delivered")


def _killed_recognising(scene: Scene) -> None:
    with scene.place.engine_held():
        scene.speak()
        scene.reaches("recognising")
        scene.place.kill_engine()
    scene.settle("delivered")


def _killed_delivering(scene: Scene) -> None:
    with stopped(scene.window.process):
        scene.speak()
        scene.reaches("delivering")
        scene.place.kill_engine()
    scene.settle("delivered")


def _silent(scene: Scene) -> None:
    with scene.place.engine_held():
        scene.speak()
        scene.reaches("recognising")
        scene.place.stop_engine()
    scene.settle("delivered")


def _out_of_memory(scene: Scene) -> None:
    scene.place.poison_engine()
    scene.speak()
    scene.settle("delivered")


ENGINE_FAULTS: Final = (
    Fault("engine killed while idle", _killed_idle),
    Fault("engine killed while recording", _killed_recording),
    Fault("engine killed while recognising", _killed_recognising),
    Fault("engine killed while the text is delivered", _killed_delivering),
    Fault("engine hangs while recognising", _silent, is_in_suite=True),
    Fault("engine runs out of memory", _out_of_memory),
)
