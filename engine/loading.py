"""Loads a model by name into a transcriber that is ready to use."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from engine.alignment.aligner import WordAligner
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import find_model
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore, ReportCompile
from engine.errors import DeviceError
from engine.folders import compiled_folder, shipped_folders
from engine.options import DeviceWish, Precision
from engine.padding.store import padding_cache_of
from engine.runtime.device import ChosenDevice, choose_device, instead_of_gpu
from engine.runtime.loader import load_network
from engine.tokenizer.tokenizer import Tokenizer
from engine.transcription.transcriber import Transcriber

Built = TypeVar("Built")


def built_where_it_fits(
    wish: DeviceWish,
    chosen: ChosenDevice,
    build: Callable[[ChosenDevice], Built],
    precision: Precision,
) -> Built:
    """Build a model on the chosen device; under ``auto``, on the CPU if the GPU fails.

    Raises:
        DeviceError: The GPU failed and was explicitly requested.
    """
    try:
        return build(chosen)
    except DeviceError as error:
        if wish != "auto":
            raise
        return build(instead_of_gpu(error, precision))


def load_transcriber(
    name: str | None,
    wish: DeviceWish,
    report: ReportCompile,
    precision: Precision = Precision.FAST,
) -> Transcriber:
    """Find, verify and open a model, compile its graphs if necessary, and load them.

    Args:
        name: A name, an alias, a folder or a ``.pt`` file; None for the best installed model.
        wish: The device; ``auto`` falls back to the CPU if the model does not fit on the GPU.
        report: Called with the progress of a compile, which takes minutes.
        precision: The CPU's arithmetic.

    Raises:
        EngineError: Something is missing or broken; the message says what to do.
    """
    models = LocalModels()
    reopened = partial(open_checkpoint, find_model(name, models), models.installed())
    opened = reopened()
    folder = compiled_folder()
    store = CompiledStore(folder, shipped=shipped_folders())
    network = built_where_it_fits(
        wish,
        choose_device(wish, precision),
        lambda device: load_network(opened.weights, opened.dims, device, store, report),
        precision,
    )
    padding = (
        padding_cache_of(opened.weights, opened.dims, folder, report)
        if network.takes_padding
        else None
    )
    tokenizer = Tokenizer(opened.vocabulary)
    # Opened again for word times, so that a checkpoint's weights are not kept for nothing.
    aligner = WordAligner(reopened, tokenizer)
    return Transcriber(opened.name, network, tokenizer, padding, aligner)
