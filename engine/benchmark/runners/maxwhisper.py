"""This project's engine, in the app's own environment.

The options ``precision`` and ``context`` are values of ``Precision`` and ``ContextWish``. Its own defaults
are those of ``maxwhisper transcribe``, if need be with a ``batch_size``.
"""

from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve
from engine.compilation.store import CompileProgress
from engine.loading import load_transcriber
from engine.options import ContextWish, DeviceWish, Precision, TranscribeOptions, for_files

if TYPE_CHECKING:
    from engine.transcription.transcriber import Transcriber

WISHES: Mapping[str, DeviceWish] = {"auto": "auto", "cpu": "cpu", "gpu": "gpu"}


class MaxWhisper:
    """See ``Program``."""

    def __init__(self) -> None:
        self._transcriber: Transcriber | None = None
        self._setup: Setup | None = None
        self.device = "cpu"
        self.versions = {"maxwhisper": version("maxwhisper-desktop"), "max": version("max")}

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Compile the graphs."""
        self.load(setup, tell)

    def load(self, setup: Setup, tell: Tell) -> None:
        """See ``Program``."""

        def report(progress: CompileProgress) -> None:
            tell(f"compiling, once per model size: {progress.elapsed_s:.0f} s")

        self._setup = setup
        precision = Precision(setup.options["precision"])
        self._transcriber = load_transcriber(
            setup.model, WISHES[setup.device], report, precision
        )
        self.device = self._transcriber.device

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """See ``Program``."""
        assert self._transcriber is not None
        assert self._setup is not None
        options = _options(self._setup, language)
        transcript = self._transcriber.transcribe(waveform, options)
        # Speech detection is off, as in the other engines.
        no_stages = {"load", "total", "vad", "align"}
        # Device times are 0 on a CPU.
        stages = {
            name: ms
            for name, ms in asdict(transcript.timings_ms).items()
            if name not in no_stages and (ms or not name.endswith("_device"))
        }
        return Decoded(
            transcript.text,
            sum(len(segment.tokens) for segment in transcript.segments),
            stages,
            transcript.n_second_looks,
        )


def _options(setup: Setup, language: str) -> TranscribeOptions:
    context = ContextWish(setup.options["context"])
    if not setup.has_own_defaults:
        return TranscribeOptions(language=language, context=context, no_speech_threshold=None)
    batch_size = int(setup.options.get("batch_size", "1"))
    return for_files(TranscribeOptions(context=context, batch_size=batch_size))


if __name__ == "__main__":
    serve(MaxWhisper())
