"""From a model's name to a transcriber that is ready."""

from engine.compiled import CompiledStore, ReportCompile
from engine.device import choose_device
from engine.folders import compiled_folder
from engine.local_models import LocalModels
from engine.model import WhisperModel
from engine.model_choice import find_model
from engine.opened_checkpoint import open_checkpoint
from engine.options import DeviceWish, Precision
from engine.padding_store import padding_of
from engine.tokenizer import Tokenizer
from engine.transcriber import Transcriber


def load_transcriber(
    name: str | None,
    wish: DeviceWish,
    report: ReportCompile,
    precision: Precision = Precision.FAST,
) -> Transcriber:
    """Find, verify and open a model, compile its graphs if they are not yet, and load them.

    Args:
        name: A name, an alias, a folder or a ``.pt`` file; None for the best model on this machine.
        wish: Where to compute.
        report: Told about a compile, which takes minutes.
        precision: What a CPU computes in.

    Raises:
        EngineError: Something is missing or broken; the message says what to do.
    """
    models = LocalModels()
    opened = open_checkpoint(find_model(name, models), models.installed())
    folder = compiled_folder()
    model = WhisperModel(
        opened.weights,
        opened.dims,
        choose_device(wish, precision),
        CompiledStore(folder),
        report,
    )
    padding = (
        padding_of(opened.weights, opened.dims, folder, report)
        if model.can_remember_padding
        else None
    )
    return Transcriber(opened.name, model, Tokenizer(opened.vocabulary), padding)
