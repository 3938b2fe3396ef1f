"""openai-whisper's network with the weights of an installed checkpoint.

Runs in the peers' environment, which has torch and openai-whisper but not MAX.
"""

from whisper.model import Whisper

from engine.benchmark.model_export import exported
from engine.benchmark.runners import openai_whisper
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint


def openai_model(name: str) -> Whisper:
    """Return the reference with the installed weights of ``name``, in float32."""
    return openai_whisper.openai_model(exported(open_checkpoint(LocalModels().find(name))))
