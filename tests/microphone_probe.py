"""A program of the test's desktop that records with the app's microphone, as told line by line.

It is a process of its own since libraries read a session's environment once. It takes ``record 1``,
``stop 1``, ``choose NAME`` and ends with its input; what the microphone reports is printed a line
each, such as ``Started 1``. The sound of take 1 is in ``take-1.npy`` before its end is printed.
"""

import logging
import sys
from functools import partial
from pathlib import Path

import numpy as np

from engine.audio import Waveform
from maxwhisper_desktop.dictation_events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.portaudio import PortAudioMicrophone
from maxwhisper_desktop.ports import MicrophoneMoved
from maxwhisper_desktop.sound_library import SoundLibrary


def main() -> None:
    """Do what the lines of the input say."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    folder = Path(sys.argv[1])
    microphone = PortAudioMicrophone(SoundLibrary(), *sys.argv[2:])
    _say("Ready")
    for line in sys.stdin:
        match line.split():
            case ["record", number]:
                blocks: list[Waveform] = []
                report = partial(_report, folder, blocks)
                microphone.record(int(number), blocks.append, report)
            case ["stop", number]:
                microphone.stop(int(number))
            case ["choose", name]:
                microphone.choose(name)
            case _:
                raise ValueError(line)
    microphone.shut_down()
    _say("Down")


def _report(
    folder: Path, blocks: list[Waveform], report: MicrophoneEvent | MicrophoneMoved
) -> None:
    match report:
        case MicrophoneStarted(take):
            _say(f"Started {take}")
        case MicrophoneMoved(take, detail):
            _say(f"Moved {take} {detail}")
        case MicrophoneStopped(take):
            _keep(folder, take, blocks)
            _say(f"Stopped {take}")
        case MicrophoneFailed(take, detail):
            _keep(folder, take, blocks)
            _say(f"Failed {take} {detail}")


def _keep(folder: Path, take: int, blocks: list[Waveform]) -> None:
    np.save(folder / f"take-{take}.npy", np.concatenate([np.zeros(0, np.float32), *blocks]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
