"""faster-whisper; the option ``compute_type`` is CTranslate2's.

With its own defaults, ``vad_filter`` switches its speech detection on, and ``batch_size`` uses its pipeline
for batches.
"""

import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

import ctranslate2
import numpy as np
from faster_whisper import BatchedInferencePipeline, WhisperModel
from numpy.typing import NDArray

from engine.benchmark.runners.ctranslate2_folder import write_ctranslate2
from engine.benchmark.runners.exported_model import needed_tokenizer, read_export
from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve

DECODING: Final[Mapping[str, object]] = {
    "beam_size": 1,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "compression_ratio_threshold": None,
    "log_prob_threshold": None,
    "no_speech_threshold": None,
}
"""The comparison's common options, by faster-whisper's names."""


class FasterWhisper:
    """See ``Program``."""

    device = "cpu"

    def __init__(self) -> None:
        self._model: WhisperModel | None = None
        self._setup: Setup | None = None
        self.versions = {
            "faster-whisper": version("faster-whisper"),
            "ctranslate2": ctranslate2.__version__,
        }

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Write CTranslate2's folder, in the precision that is used."""
        model, folder = read_export(Path(setup.export)), Path(setup.folder)
        write_ctranslate2(model, folder, setup.options["compute_type"])
        shutil.copy(needed_tokenizer(model), folder)

    def load(self, setup: Setup, tell: Tell) -> None:
        """See ``Program``."""
        self._setup = setup
        self._model = WhisperModel(
            setup.folder,
            device="cpu",
            compute_type=setup.options["compute_type"],
            cpu_threads=setup.threads,
            local_files_only=True,
        )

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """See ``Program``."""
        assert self._model is not None
        assert self._setup is not None
        told = self._setup.options
        if not self._setup.has_own_defaults:
            segments, _ = self._model.transcribe(waveform, language=language, **DECODING)
        elif "batch_size" in told:
            pipeline = BatchedInferencePipeline(self._model)
            segments, _ = pipeline.transcribe(waveform, batch_size=int(told["batch_size"]))
        else:
            segments, _ = self._model.transcribe(waveform, vad_filter="vad_filter" in told)
        found = list(segments)
        return Decoded("".join(part.text for part in found), sum(len(p.tokens) for p in found))


if __name__ == "__main__":
    serve(FasterWhisper())
