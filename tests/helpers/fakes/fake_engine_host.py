"""A fake engine process, which does what the audio it gets says.

``python -m fakes.fake_engine_host FOLDER FD``. FOLDER records crashes across processes.
"""

import os
import signal
import sys
import threading
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from engine.audio.waveform import Waveform, duration_s
from engine.compilation.store import CompileProgress, ReportCompile
from engine.errors import CheckpointError, DeviceError
from engine.options import DeviceWish, TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Headway, Timings, Transcript
from engine.transcription.earlier_passes import EarlierPasses
from maxwhisper_desktop.recognizer.host import Host

WARM_UP, SAYS_HELLO, RAISES, DIES_ONCE, DIES_UNLESS_CPU, ALWAYS_DIES = range(6)
NEVER_ENDS, LOSES_GPU, WAITS, HANGS_ONCE, RAISES_ONCE, IN_A_CALL = range(6, 12)
"""First sample of a recording, in hundredths: what becomes of it. ``WAITS`` says hello as well,
once another recording that does not wait has begun. ``IN_A_CALL`` is in one that only a stop ends, again and
again."""


class FakeTranscription:
    """Does what the first sample wants in its second step."""

    def __init__(self, model: "FakeTranscriber", waveform: Waveform, prompt: str) -> None:
        self._model = model
        self._duration_s = duration_s(waveform)
        self._what = round(float(waveform[0]) * 100)
        self._prompt = prompt
        self.done_s = 0.0
        self.longest_wait_s = 0.0
        self.timings_ms = Timings()
        self.is_overheard = False

    def advance(self) -> Transcript | None:
        model = self._model
        is_first, self.done_s = self.done_s == 0.0, 0.5
        other_began = model.folder / "another began"
        if is_first:
            if self._what not in {WARM_UP, WAITS}:
                other_began.touch()
            return None
        marker = model.folder / "died"
        if self._what == HANGS_ONCE and not marker.exists():
            marker.touch()
            threading.Event().wait()
        if self._what == RAISES or (self._what == RAISES_ONCE and not marker.exists()):
            marker.touch()
            raise MemoryError("odd sound")
        if self._goes_on(other_began):
            return None
        if self._what == LOSES_GPU and model.device != "cpu":
            (model.folder / "gpu lost").touch()
            raise DeviceError(Sentence("The GPU does not answer any more (CUDA_ERROR_UNKNOWN)"))
        must_die = {
            DIES_ONCE: not marker.exists(),
            DIES_UNLESS_CPU: model.device != "cpu",
            ALWAYS_DIES: True,
        }
        if must_die.get(self._what, False):
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Transcript(
            text=f"hello {self._prompt}".strip(),
            language="en",
            duration_s=self._duration_s,
            model=model.name,
            device=model.device,
            segments=(),
            n_tokens=1,
            headway=Headway() if self.is_overheard else None,
        )

    def _goes_on(self, other_began: Path) -> bool:
        """Spend some time, if this is a recording without an end, or one that has to wait."""
        if self._what == IN_A_CALL:
            with (self._model.folder / "calls").open("a") as calls:
                calls.write("begun\n")
            self._model.stop.wait()
        elif self._what == NEVER_ENDS or (self._what == WAITS and not other_began.exists()):
            threading.Event().wait(0.01)
        else:
            return False
        return True


FAKE = Sentence("It is fake.")


@dataclass
class FakeTranscriber:
    name: str
    device: str
    folder: Path
    device_reason: Sentence = FAKE
    memory_mb: int = 7
    stop: threading.Event = field(default_factory=threading.Event)

    def begin(self, waveform: Waveform, options: TranscribeOptions) -> FakeTranscription:
        if self.name == "large" and self.device != "cpu":
            raise DeviceError(Sentence("The GPU's memory is full"))
        return FakeTranscription(self, waveform, options.prompt)

    def begin_again(
        self, waveform: Waveform, options: TranscribeOptions, _: EarlierPasses
    ) -> FakeTranscription:
        transcription = self.begin(waveform, options)
        transcription.is_overheard = True
        return transcription


def main() -> None:
    folder = Path(sys.argv[1])

    def load(model: str | None, device: DeviceWish, report: ReportCompile) -> FakeTranscriber:
        with (folder / "loads").open("a") as log:
            log.write(f"{model} {device}\n")
        if model == "absent":
            raise CheckpointError(Sentence("There is no model 'absent'"))
        if model == "slow":
            while True:
                report(CompileProgress((), 1.0, is_waiting=False))
                threading.Event().wait(0.01)
        if model == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if device == "gpu" and (folder / "gpu lost").exists():
            raise DeviceError(Sentence("MAX finds no GPU on this machine"))
        return FakeTranscriber(model or "base", "cpu" if device == "cpu" else "gpu", folder)

    Host(Connection(int(sys.argv[2])), load).serve()


if __name__ == "__main__":
    main()
