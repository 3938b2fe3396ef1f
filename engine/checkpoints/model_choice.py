"""Chooses which installed model to use."""

from collections.abc import Sequence
from typing import Final

from engine.checkpoints.files import Checkpoint
from engine.checkpoints.local import LocalModels
from engine.checkpoints.starter import ensure_verified
from engine.errors import CheckpointError
from engine.sentence import Sentence

PREFERRED: Final = ("base", "base.en", "small", "small.en", "tiny", "tiny.en")
"""Default models in order of preference: first the largest that runs in real time on two
cores."""


def find_model(name: str | None, models: LocalModels) -> Checkpoint:
    """Return the named model, or the best installed one; its weights are verified.

    Raises:
        CheckpointError: There is none, or it is damaged.
    """
    checkpoint = models.find(name) if name else default_model(models.installed())
    ensure_verified(checkpoint)
    return checkpoint


def default_model(installed: Sequence[Checkpoint]) -> Checkpoint:
    """Return the model to use if none is named.

    Raises:
        CheckpointError: None is installed.
    """
    by_name = {checkpoint.name: checkpoint for checkpoint in installed}
    for name in PREFERRED:
        if name in by_name:
            return by_name[name]
    if installed:
        return installed[0]
    raise CheckpointError(
        Sentence("No model is installed yet; download one with: maxwhisper models get base")
    )
