"""The app ends in each of its stages, by a crash or a signal; and two of it are started."""

import signal
from collections.abc import Callable
from functools import partial
from typing import Final

from child_processes import stopped
from patience import PATIENCE_S

from faults.fault import Fault
from faults.scene import Scene


def _end(number: signal.Signals, scene: Scene) -> None:
    scene.place.process.send_signal(number)
    scene.place.process.wait(PATIENCE_S)


def _recording(number: signal.Signals, scene: Scene) -> None:
    scene.hold()
    _end(number, scene)
    scene.let_go()
    scene.place.begin()
    scene.settle("heard again")


def _recognising(number: signal.Signals, scene: Scene) -> None:
    with scene.place.engine_held():
        scene.speak()
        scene.reaches("recognising")
        _end(number, scene)
    scene.place.begin()
    scene.settle("heard again")


def _delivering(number: signal.Signals, scene: Scene) -> None:
    with stopped(scene.window.process):
        scene.speak()
        scene.reaches("delivering")
        _end(number, scene)
    scene.place.begin()
    scene.settle("quit")


def _started_twice(scene: Scene) -> None:
    command = scene.place.command_line("-m", "maxwhisper_desktop")
    seconds = [scene.desk.spawn(*command) for _ in range(2)]
    for second in seconds:
        if second.wait(PATIENCE_S) != 0:
            scene.verdict.false.append(f"the second start ended with {second.returncode}")
    scene.window.focus()
    scene.speak()
    scene.settle("delivered")


def _late_toggle(scene: Scene) -> None:
    with stopped(scene.place.process):
        command = scene.place.command_line("-m", "maxwhisper_desktop", "toggle")
        late = scene.desk.spawn(*command)
        late.wait(PATIENCE_S)
    scene.reaches("ready")
    scene.speak()
    scene.settle("delivered")


_Stage = Callable[[signal.Signals, Scene], None]
_STAGES: Final[dict[str, _Stage]] = {
    "recording": _recording,
    "recognising": _recognising,
    "the text is delivered": _delivering,
}

APP_FAULTS: Final = (
    *(
        Fault(f"app killed while {stage}", partial(happen, signal.SIGKILL))
        for stage, happen in _STAGES.items()
    ),
    Fault(
        "app ended by SIGTERM while recording",
        partial(_recording, signal.SIGTERM),
        is_in_suite=True,
    ),
    Fault("app ended by SIGINT while recognising", partial(_recognising, signal.SIGINT)),
    Fault("app ended by SIGHUP while recognising", partial(_recognising, signal.SIGHUP)),
    Fault("app started twice more at once", _started_twice),
    Fault("command to a hung app, which wakes up later", _late_toggle),
)
