"""The model that ``maxwhisper transcribe`` uses, also once a graphics card fails amid the work."""

import argparse
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from engine.errors import DeviceError
from engine.options import DeviceWish, Precision
from maxwhisper_desktop.status.compile_progress import CompileLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.transcription.transcriber import Transcriber


@dataclass(slots=True)
class CommandEngine:
    """A loaded model.

    Attributes:
        transcriber: Of the model.
        load_on_cpu: Loads it once more, on the processor; None where that is not wanted.
    """

    transcriber: "Transcriber"
    load_on_cpu: "Callable[[], Transcriber] | None" = None

    def leave_gpu(self, error: DeviceError) -> None:
        """Go on with the processor: a GPU that failed fails again, in this process.

        Raises:
            DeviceError: ``error`` itself, where the device was asked for.
            EngineError: The model cannot be loaded.
        """
        if self.load_on_cpu is None:
            raise error
        self.transcriber, self.load_on_cpu = self.load_on_cpu(), None


def load_engine(args: argparse.Namespace, messages: TextIO) -> tuple[CommandEngine, float]:
    """Load what ``args`` ask for, and return it with the milliseconds that took.

    Raises:
        EngineError: Something is missing or broken.
    """

    def load(device: DeviceWish) -> "Transcriber":
        # Imported late: MAX takes most of a second, which --help and a wrong command line should
        # not cost; meanwhile the first file is being read.
        from engine.loading import load_transcriber  # noqa: PLC0415

        with CompileLine(messages) as line:
            return load_transcriber(args.model, device, line, Precision(args.precision))

    start = time.perf_counter()
    transcriber = load(args.device)
    load_ms = (time.perf_counter() - start) * 1000
    may_leave = args.device == "auto" and transcriber.device != "cpu"
    return CommandEngine(transcriber, (lambda: load("cpu")) if may_leave else None), load_ms
