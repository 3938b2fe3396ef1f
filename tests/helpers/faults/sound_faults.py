"""Faults of the microphone and of the sound server."""

from typing import Final

from faults.fault import Fault
from faults.scene import Scene


def _unplugged(scene: Scene) -> None:
    scene.hold()
    scene.desk.run("pactl", "unload-module", "module-remap-source")
    scene.place.wait_until(lambda status: status["state"] != "recording")
    scene.let_go()
    remap = ("module-remap-source", "source_name=mic", "master=mic_in.monitor")
    scene.desk.run("pactl", "load-module", *remap)
    scene.desk.run("pactl", "set-default-source", "mic")
    scene.settle("delivered", problem="microphone|device")


def _muted(scene: Scene) -> None:
    scene.desk.run("pactl", "set-source-mute", "mic", "1")
    try:
        scene.speak()
        scene.settle("silent")
    finally:
        scene.desk.run("pactl", "set-source-mute", "mic", "0")


def _restarted_idle(scene: Scene) -> None:
    scene.desk.stop("pulseaudio", crash=True)
    scene.says("sound server")
    scene.desk.pulse()
    scene.place.wait_until(lambda status: status["microphone"])
    scene.speak()
    scene.settle("delivered")


def _lost_recording(scene: Scene) -> None:
    scene.hold()
    scene.desk.stop("pulseaudio", crash=True)
    scene.place.wait_until(lambda status: status["state"] != "recording")
    scene.let_go()
    scene.desk.pulse()
    scene.settle("delivered", problem="microphone|sound")


SOUND_FAULTS: Final = (
    Fault("microphone unplugged while recording", _unplugged),
    Fault("microphone muted", _muted),
    Fault("sound server restarted while idle", _restarted_idle),
    Fault("sound server gone while recording", _lost_recording, is_in_suite=True),
)
