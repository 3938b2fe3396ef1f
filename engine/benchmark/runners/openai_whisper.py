"""openai-whisper, the reference implementation, in float32."""

from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np
import torch
import whisper
from numpy.typing import NDArray

from engine.benchmark.runners.exported_model import ExportedModel, read_export
from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve

FILE: Final = "openai.pt"

DECODING: Final[Mapping[str, object]] = {
    "fp16": False,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "compression_ratio_threshold": None,
    "logprob_threshold": None,
    "no_speech_threshold": None,
}
"""The comparison's common options, by openai-whisper's names."""

OWN_DECODING: Final[Mapping[str, object]] = {"fp16": False}
"""Its own defaults, in float32 as on every CPU."""


def openai_model(exported: ExportedModel) -> whisper.Whisper:
    """Return the reference's network with the weights of another checkpoint."""
    model = whisper.Whisper(whisper.model.ModelDimensions(**asdict(exported.dims)))
    # The only key the checkpoint lacks is known: the reference keeps its mask as a buffer.
    model.load_state_dict(
        {name: torch.from_numpy(array) for name, array in exported.weights.items()}, strict=True
    )
    if exported.alignment_heads:
        shape = (exported.dims.n_text_layer, exported.dims.n_text_head)
        heads = torch.zeros(*shape, dtype=torch.bool)
        heads[tuple(zip(*exported.alignment_heads, strict=True))] = True
        model.register_buffer("alignment_heads", heads.to_sparse(), persistent=False)
    return model.eval()


class OpenAIWhisper:
    """See ``Program``."""

    device = "cpu"

    def __init__(self) -> None:
        self._model: whisper.Whisper | None = None
        self._has_own_defaults = False
        self.versions = {
            "openai-whisper": version("openai-whisper"),
            "torch": torch.__version__,
        }

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Write a checkpoint in OpenAI's format."""
        model = openai_model(read_export(Path(setup.export)))
        content = {"dims": asdict_dims(model), "model_state_dict": model.state_dict()}
        torch.save(content, Path(setup.folder) / FILE)

    def load(self, setup: Setup, tell: Tell) -> None:
        """See ``Program``."""
        torch.set_num_threads(setup.threads)
        self._has_own_defaults = setup.has_own_defaults
        self._model = whisper.load_model(str(Path(setup.folder) / FILE), device="cpu")

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """See ``Program``."""
        assert self._model is not None
        options = OWN_DECODING if self._has_own_defaults else {"language": language, **DECODING}
        result = self._model.transcribe(waveform, **options)
        return Decoded(result["text"], sum(len(part["tokens"]) for part in result["segments"]))


def asdict_dims(model: whisper.Whisper) -> dict[str, int]:
    """Return a network's dimensions as in its checkpoint."""
    return dict(vars(model.dims))


if __name__ == "__main__":
    serve(OpenAIWhisper())
