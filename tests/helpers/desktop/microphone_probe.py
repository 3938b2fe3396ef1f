"""A program of the test's desktop that records with the app's microphone, as told line by line.

It is a process of its own since libraries read a session's environment once. Its arguments are a
folder, ``patient`` or else the app's own limits hold, and the name of the chosen microphone. It takes ``record 1``,
``stop 1``, ``choose NAME``, ``hear``, which is answered by ``Heard`` when another quarter of a second
has been recorded, and ends with its input. What the microphone reports is printed a line each, such
as ``Started 1``. The sound of take 1 is in ``take-1.npy`` before its end is printed.
"""

import logging
import sys
import threading
from functools import partial
from pathlib import Path

import numpy as np
from patience import lift_limits, wait_for_last_sound

from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.portaudio import PortAudioMicrophone
from maxwhisper_desktop.ports import MicrophoneMoved
from maxwhisper_desktop.sound.sound_library import SoundLibrary


def main() -> None:
    """Do what the lines of the input say."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    folder = Path(sys.argv[1])
    if sys.argv[2] == "patient":
        lift_limits()
        wait_for_last_sound()
    microphone = PortAudioMicrophone(SoundLibrary(), *sys.argv[3:])
    _say("Ready")
    sound = _Sound()
    for line in sys.stdin:
        match line.split():
            case ["record", number]:
                sound = _Sound()
                report = partial(_report, folder, sound)
                microphone.record(int(number), sound.append, report)
            case ["hear"]:
                sound.hear_more()
                _say("Heard")
            case ["stop", number]:
                microphone.stop(int(number))
            case ["choose", name]:
                microphone.choose(name)
            case _:
                raise ValueError(line)
    microphone.shut_down()
    _say("Down")


class _Sound:
    """What a take has recorded so far."""

    def __init__(self) -> None:
        self.blocks: list[Waveform] = []
        self._n_samples = 0
        self._has_grown = threading.Condition()

    def append(self, block: Waveform) -> None:
        with self._has_grown:
            self.blocks.append(block)
            self._n_samples += block.size
            self._has_grown.notify()

    def hear_more(self) -> None:
        with self._has_grown:
            enough = self._n_samples + SAMPLE_RATE // 4
            self._has_grown.wait_for(lambda: self._n_samples >= enough)


def _report(folder: Path, sound: _Sound, report: MicrophoneEvent | MicrophoneMoved) -> None:
    match report:
        case MicrophoneStarted(take):
            _say(f"Started {take}")
        case MicrophoneMoved(take, detail):
            _say(f"Moved {take} {detail}")
        case MicrophoneStopped(take):
            _keep(folder, take, sound.blocks)
            _say(f"Stopped {take}")
        case MicrophoneFailed(take, detail):
            _keep(folder, take, sound.blocks)
            _say(f"Failed {take} {detail}")


def _keep(folder: Path, take: int, blocks: list[Waveform]) -> None:
    np.save(folder / f"take-{take}.npy", np.concatenate([np.zeros(0, np.float32), *blocks]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
