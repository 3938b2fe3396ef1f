"""From a model's name to a transcriber that is ready."""

from collections.abc import Sequence
from typing import Final

from engine.checkpoint_files import Checkpoint
from engine.compiled import CompiledStore, ReportCompile
from engine.device import DeviceWish, choose_device
from engine.errors import CheckpointError
from engine.folders import compiled_folder
from engine.local_models import LocalModels
from engine.model import WhisperModel
from engine.opened_checkpoint import open_checkpoint
from engine.starter import ensure_verified
from engine.tokenizer import Tokenizer
from engine.transcriber import Transcriber

PREFERRED: Final = ("base", "base.en", "small", "small.en", "tiny", "tiny.en")
"""Default models, in order: the largest that a CPU runs faster than one speaks come first."""


def load_transcriber(
    name: str | None, wish: DeviceWish, report: ReportCompile, models: LocalModels | None = None
) -> Transcriber:
    """Find, verify and open a model, compile its graphs if they are not yet, and load them.

    Args:
        name: A name, an alias, a folder or a ``.pt`` file; None for the best model on this machine.
        wish: Where to compute.
        report: Told about a compile, which takes minutes.
        models: Where to look.

    Raises:
        EngineError: Something is missing or broken; the message says what to do.
    """
    models = models or LocalModels()
    opened = open_checkpoint(find_model(name, models), models.installed())
    model = WhisperModel(
        opened.weights,
        opened.dims,
        choose_device(wish),
        CompiledStore(compiled_folder()),
        report,
    )
    return Transcriber(opened.name, model, Tokenizer(opened.vocabulary))


def find_model(name: str | None, models: LocalModels | None = None) -> Checkpoint:
    """Return the model of that name, or the best one here, once it is known to be undamaged.

    Raises:
        CheckpointError: There is none, or it is damaged.
    """
    models = models or LocalModels()
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
