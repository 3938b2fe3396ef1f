"""whisper.cpp through pywhispercpp; the option ``precision`` is a ``GgmlPrecision``'s name."""

from importlib.metadata import version
from pathlib import Path
from typing import Final

import _pywhispercpp as binding
import numpy as np
from numpy.typing import NDArray
from pywhispercpp.model import Model

from engine.benchmark.runners.exported_model import read_export
from engine.benchmark.runners.ggml_file import GgmlPrecision, write_ggml
from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve

FILE: Final = "ggml.bin"


class WhisperCpp:
    """See ``Program``."""

    device = "cpu"

    def __init__(self) -> None:
        self._model: Model | None = None
        self.versions = {"pywhispercpp": version("pywhispercpp")}

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Write ggml's file."""
        precision = GgmlPrecision[setup.options["precision"]]
        write_ggml(read_export(Path(setup.export)), Path(setup.folder) / FILE, precision)

    def load(self, setup: Setup, tell: Tell) -> None:
        """See ``Program``."""
        self._model = Model(
            str(Path(setup.folder) / FILE),
            context_params={"use_gpu": False, "flash_attn": True},
            n_threads=setup.threads,
            print_progress=False,
            no_context=True,
            suppress_blank=True,
            suppress_nst=True,
            temperature=0.0,
            temperature_inc=0.0,  # No temperature fallback.
            greedy={"best_of": 1},
            no_speech_thold=1.0,
            logprob_thold=-1000.0,
            entropy_thold=-1.0,
        )

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """See ``Program``."""
        assert self._model is not None
        segments = self._model.transcribe(waveform, language=language)
        context = self._model._ctx  # noqa: SLF001 - only the binding counts tokens
        n_tokens = sum(binding.whisper_full_n_tokens(context, i) for i in range(len(segments)))
        return Decoded(" ".join(segment.text for segment in segments), n_tokens)


if __name__ == "__main__":
    serve(WhisperCpp())
