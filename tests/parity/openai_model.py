"""openai-whisper's network with the weights of an installed checkpoint.

Runs in the environment of the peers, where torch and openai-whisper are, and MAX is not.
"""

from whisper.model import Whisper

from engine.local_models import LocalModels
from engine.model_export import exported
from engine.opened_checkpoint import open_checkpoint
from engine.runners import openai_whisper


def openai_model(name: str) -> Whisper:
    """Return the reference with the weights that ``name`` has here, in float32."""
    return openai_whisper.openai_model(exported(open_checkpoint(LocalModels().find(name))))
