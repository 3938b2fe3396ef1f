"""A fake engine process, which does what the audio it gets says.

``python -m fakes.fake_engine_host FOLDER FD``. FOLDER records crashes across processes.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from engine.audio.waveform import Waveform, duration_s
from engine.compilation.store import CompileProgress, ReportCompile
from engine.errors import CheckpointError, DeviceError
from engine.options import DeviceWish, TranscribeOptions
from engine.transcript import Transcript
from maxwhisper_desktop.recognizer.host import Host

SAYS_HELLO, RAISES, DIES_ONCE, DIES_UNLESS_CPU, ALWAYS_DIES, NEVER_ENDS, LOSES_GPU = range(1, 8)
"""What happens to a recording, by its first sample in hundredths."""


@dataclass
class FakeTranscriber:
    name: str
    device: str
    folder: Path
    device_reason: str = "It is fake."
    memory_mb: int = 7

    def transcribe(
        self, waveform: Waveform, options: TranscribeOptions, report: Callable[[float], None]
    ) -> Transcript:
        if self.name == "large" and self.device != "cpu":
            raise DeviceError("The GPU's memory is full")
        what = round(float(waveform[0]) * 100)
        report(0.0)
        if what == RAISES:
            raise ValueError("odd sound")
        if what == NEVER_ENDS:
            while True:
                threading.Event().wait(0.01)
                report(0.5)
        if what == LOSES_GPU and self.device != "cpu":
            (self.folder / "gpu lost").touch()
            raise DeviceError("The GPU does not answer any more (CUDA_ERROR_UNKNOWN)")
        marker = self.folder / "died"
        must_die = {
            DIES_ONCE: not marker.exists(),
            DIES_UNLESS_CPU: self.device != "cpu",
            ALWAYS_DIES: True,
        }
        if must_die.get(what, False):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Transcript(
            text=f"hello {options.prompt}".strip(),
            language="en",
            duration_s=duration_s(waveform),
            model=self.name,
            device=self.device,
            segments=(),
            n_tokens=1,
        )


def main() -> None:
    folder = Path(sys.argv[1])

    def load(model: str | None, device: DeviceWish, report: ReportCompile) -> FakeTranscriber:
        with (folder / "loads").open("a") as log:
            log.write(f"{model} {device}\n")
        if model == "absent":
            raise CheckpointError("There is no model 'absent'")
        if model == "slow":
            while True:
                report(CompileProgress((), 1.0, is_waiting=False))
                threading.Event().wait(0.01)
        if model == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if device == "gpu" and (folder / "gpu lost").exists():
            raise DeviceError("MAX finds no GPU on this machine")
        return FakeTranscriber(model or "base", "cpu" if device == "cpu" else "gpu", folder)

    Host(Connection(int(sys.argv[2])), load).serve()


if __name__ == "__main__":
    main()
