"""Windows and clipboards that go or hang, and takes that are quick or long."""

import os
from typing import Final

from child_processes import stopped
from desktop.desk_targets import QtField

from faults.fault import Fault
from faults.scene import SENTENCE, Scene, n_said

N_QUICK: Final = 4
N_QUICK_LONG: Final = 10
HELD_S: Final = 300.0


def _left(scene: Scene) -> None:
    other = QtField(scene.desk)
    scene.window.focus()
    with scene.place.engine_held():
        scene.speak()
        scene.reaches("recognising")
        other.focus()
    scene.settle("in clipboard", detail="Another window")
    if other.text():
        scene.verdict.false.append(f"{other.text()!r} is in another window")
    other.leave()


def _closed(scene: Scene) -> None:
    with scene.place.engine_held():
        scene.speak()
        scene.reaches("recognising")
        scene.window.leave()
    scene.settle("in clipboard", detail="window")


def _hung(scene: Scene) -> None:
    with stopped(scene.window.process):
        scene.speak()
        scene.ends("in clipboard")
    scene.settle("in clipboard", detail="did not confirm")


def _clipboard_hung(scene: Scene) -> None:
    owner = scene.desk.spawn("xclip", "-quiet", "-selection", "clipboard", "-i", "/dev/null")
    scene.desk.wait_for(lambda: _owner_is_there(scene), owner)
    with stopped(owner):
        scene.speak()
        scene.settle("sent")
    scene.desk.stop(owner)


def _owner_is_there(scene: Scene) -> bool:
    return "TARGETS" in scene.desk.run(
        "xclip", "-o", "-selection", "clipboard", "-t", "TARGETS"
    )


def _large_image(scene: Scene) -> None:
    image = scene.desk.folder / "large.png"
    image.write_bytes(os.urandom(50_000_000))
    copy = ("xclip", "-quiet", "-selection", "clipboard", "-t", "image/png", "-i", str(image))
    owner = scene.desk.spawn(*copy)
    scene.desk.wait_for(lambda: _owner_is_there(scene), owner)
    scene.speak()
    # On a busy machine, reading such an image takes longer than a clipboard is waited for.
    scene.settle("delivered|sent")
    scene.desk.stop(owner)


def _display_silent_idle(scene: Scene) -> None:
    server = scene.desk.services["Xvfb"]
    with stopped(server):
        scene.reaches("ready")
    scene.speak()
    scene.settle("delivered")


def _display_silent_recording(scene: Scene) -> None:
    scene.press()
    scene.desk.wait_for(
        lambda: "MaxWhisper overlay" in scene.desk.run("xwininfo", "-root", "-tree")
    )
    with stopped(scene.desk.services["Xvfb"]):
        scene.place.play(scene.speech)
    scene.let_go()
    scene.settle("delivered")


def _quick(scene: Scene) -> None:
    n_takes = N_QUICK_LONG if scene.is_long else N_QUICK
    for _ in range(n_takes):
        scene.speak()
    scene.settle(*["delivered"] * n_takes)
    text = scene.window.text()
    if n_said(text) != n_takes:
        scene.verdict.false.append(f"{text!r} stands there")


def _held_long(scene: Scene) -> None:
    long = scene.desk.folder / "held.wav"
    scene.desk.run("sox", str(scene.speech), str(long), "pad", str(HELD_S), "0")
    scene.speech = long
    scene.speak()
    scene.settle("delivered")
    text = scene.window.text()
    if len(text.split()) > len(SENTENCE.split()) + 1:
        scene.verdict.false.append(f"{text!r}, of which most was not said")


WINDOW_FAULTS: Final = (
    Fault("another window activated while recognising", _left),
    Fault("window closed while recognising", _closed),
    Fault("window hangs", _hung, is_in_suite=True),
    Fault("owner of the clipboard hangs", _clipboard_hung),
    Fault("image of 50 MB in the clipboard", _large_image),
    Fault("display does not answer while idle", _display_silent_idle),
    Fault(
        "display does not answer while recording", _display_silent_recording, is_in_suite=True
    ),
    Fault("takes in quick succession", _quick),
    Fault("key held for five minutes", _held_long, is_long=True),
)
