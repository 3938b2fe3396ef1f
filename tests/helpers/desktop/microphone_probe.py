"""A program that records with the app's microphone, controlled line by line.

It is its own process since libraries read the session's environment only once. Its arguments
are a folder, ``patient`` to lift the app's timeouts, and optionally the name of the chosen
microphone. Its commands are ``record 1``, ``stop 1``, ``choose NAME`` and ``hear``, which is
answered with ``Heard`` once another quarter of a second has been recorded; it exits at the end
of its input. It prints the microphone's reports, one per line, such as ``Started 1``. Before it
prints the end of take 1, it writes the audio to ``take-1.npy``.
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
    """Execute the commands in the input."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    folder = Path(sys.argv[1])
    if sys.argv[2] == "patient":
        lift_limits()
        wait_for_last_sound()
    microphone = PortAudioMicrophone(SoundLibrary(), next(iter(sys.argv[3:]), None))
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
    """The audio of a take so far."""

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
