"""openai-whisper's network with the weights of an installed checkpoint.

Runs in the environment of the peers, where torch and openai-whisper are, and MAX is not.
"""

from whisper.model import Whisper

from engine.benchmark.model_export import exported
from engine.benchmark.runners import openai_whisper
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint


def openai_model(name: str) -> Whisper:
    """Return the reference with the weights that ``name`` has here, in float32."""
    return openai_whisper.openai_model(exported(open_checkpoint(LocalModels().find(name))))
