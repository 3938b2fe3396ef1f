"""The app's real engine process behind a gate that a test can shut to block recognitions.

``python gated_engine_host.py GATE FD``. The gate is shut while someone holds a lock on the file
GATE. Each completed recognition, also of a take that goes on, appends the recording's length in seconds to it, as a line. If
the file ``poison_of(GATE)`` exists, the next one deletes it and runs out of memory.
"""

import fcntl
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import engine.loading
from desktop.gate import poison_of
from engine.audio.waveform import Waveform, duration_s
from maxwhisper_desktop.recognizer import host

if TYPE_CHECKING:
    from engine.compilation.store import ReportCompile
    from engine.options import DeviceWish, TranscribeOptions
    from engine.transcript import Timings, Transcript
    from engine.transcription.earlier_passes import EarlierPasses
    from engine.transcription.transcriber import Transcriber
    from engine.transcription.transcription import Transcription


class GatedTranscription:
    """A transcription that waits for the gate before it begins."""

    def __init__(self, transcription: "Transcription", seconds: float, gate: Path) -> None:
        self._transcription = transcription
        self._seconds = seconds
        self._gate = gate
        self._has_begun = False

    @property
    def done_s(self) -> float:
        return self._transcription.done_s

    @property
    def longest_wait_s(self) -> float:
        return self._transcription.longest_wait_s

    @property
    def timings_ms(self) -> "Timings":
        return self._transcription.timings_ms

    def advance(self) -> "Transcript | None":
        if not self._has_begun:
            self._has_begun = True
            with self._gate.open("a") as gate:
                fcntl.flock(gate, fcntl.LOCK_SH)
            poison = poison_of(self._gate)
            if poison.exists():
                poison.unlink()
                raise MemoryError
        transcript = self._transcription.advance()
        if transcript is not None:
            with self._gate.open("a") as gate:
                gate.write(f"{self._seconds}\n")
        return transcript


class Gated:
    """A transcriber whose recordings wait for the gate."""

    def __init__(self, transcriber: "Transcriber", gate: Path) -> None:
        self._transcriber = transcriber
        self._gate = gate
        self.name = transcriber.name
        self.device = transcriber.device
        self.device_reason = transcriber.device_reason
        self.stop = transcriber.stop

    @property
    def memory_mb(self) -> int:
        return self._transcriber.memory_mb

    def begin(self, waveform: Waveform, options: "TranscribeOptions") -> GatedTranscription:
        transcription = self._transcriber.begin(waveform, options)
        return GatedTranscription(transcription, duration_s(waveform), self._gate)

    def begin_again(
        self, waveform: Waveform, options: "TranscribeOptions", earlier: "EarlierPasses"
    ) -> GatedTranscription:
        transcription = self._transcriber.begin_again(waveform, options, earlier)
        return GatedTranscription(transcription, duration_s(waveform), self._gate)


def main() -> None:
    load, gate = engine.loading.load_transcriber, Path(sys.argv.pop(1))

    def load_gated(name: str | None, device: "DeviceWish", report: "ReportCompile") -> Gated:
        return Gated(load(name, device, report), gate)

    engine.loading.load_transcriber = load_gated  # type: ignore[assignment]
    host.main()


if __name__ == "__main__":
    main()
