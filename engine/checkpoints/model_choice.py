"""Which of the models on this machine to use."""

from collections.abc import Sequence
from typing import Final

from engine.checkpoints.files import Checkpoint
from engine.checkpoints.local import LocalModels
from engine.checkpoints.starter import ensure_verified
from engine.errors import CheckpointError

PREFERRED: Final = ("base", "base.en", "small", "small.en", "tiny", "tiny.en")
"""Default models, in order: first the largest that two CPU cores run faster than one speaks."""


def find_model(name: str | None, models: LocalModels) -> Checkpoint:
    """Return the model of that name, or without one the best here, known to be undamaged.

    Raises:
        CheckpointError: There is none, or it is damaged.
    """
    checkpoint = models.find(name) if name else default_model(models.installed())
    ensure_verified(checkpoint)
    return checkpoint


def default_model(installed: Sequence[Checkpoint]) -> Checkpoint:
    """Return the model to use when none is named.

    Raises:
        CheckpointError: There is none on this machine.
    """
    by_name = {checkpoint.name: checkpoint for checkpoint in installed}
    for name in PREFERRED:
        if name in by_name:
            return by_name[name]
    if installed:
        return installed[0]
    raise CheckpointError(
        "There is no model on this machine yet; fetch one with: maxwhisper models get base"
    )
