"""Loads a checkpoint's network onto a device: the one place that knows a CPU's from a GPU's."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from max.driver import Buffer
from max.dtype import DType
from max.engine import InferenceSession, Model, read

from engine.checkpoints.weight_names import Weights
from engine.compilation.store import CompiledStore, ReportCompile
from engine.compilation.unused_files import remove_unused
from engine.dims import ModelDimensions
from engine.errors import CompileError
from engine.graphs.int8_weights import int8_decoder_weights, int8_encoder_weights
from engine.graphs.spec import CPU_LEVELS, INT8, DTypeName, both_halves, is_gpu
from engine.graphs.weights import GraphWeights, decoder_weights, encoder_weights
from engine.runtime.cpu_network import CpuNetwork
from engine.runtime.device import ChosenDevice
from engine.runtime.faults import OTHER, device_errors, trouble_of
from engine.runtime.gpu_network import GpuNetwork
from engine.runtime.network import Network
from engine.runtime.weight_cache import stored_weights
from engine.sentence import Sentence


def load_network(
    weights: Weights,
    dims: ModelDimensions,
    chosen: ChosenDevice,
    store: CompiledStore,
    report: ReportCompile,
) -> Network:
    """Load both graphs with their weights, compiling what the store lacks.

    Raises:
        CompileError: A graph cannot be compiled or loaded, or its weights not be kept.
        CheckpointError: A weight is missing.
        DeviceError: The GPU fails, or has no memory left for the model.
    """
    specs = both_halves(dims, chosen.target, chosen.dtype)
    graphs = store.find_portable(specs)
    if graphs is None:
        graphs = dict(zip(specs, store.ensure(specs, report), strict=True))
        remove_unused(store.folder)
    levels = [spec.target for spec in graphs if spec.target in CPU_LEVELS]
    chosen = replace(chosen, level=levels[0] if levels else None)
    halves = _laid_out(weights, dims, chosen, store.folder)
    with device_errors(chosen.device):
        session = InferenceSession(devices=[chosen.device])
        encoder, decoder = (
            _load(session, path, half, chosen.dtype)
            for path, half in zip(graphs.values(), halves, strict=True)
        )
        on_device = GpuNetwork if is_gpu(chosen.target) else CpuNetwork
        return on_device(encoder, decoder, dims, chosen)


def _laid_out(
    weights: Weights, dims: ModelDimensions, chosen: ChosenDevice, folder: Path
) -> tuple[GraphWeights, GraphWeights]:
    """Return the encoder's and the decoder's weights; those in int8 are kept in ``folder``."""
    if chosen.dtype != INT8:
        for_gpu = is_gpu(chosen.target)
        return (
            encoder_weights(weights, dims, chosen.dtype, for_gpu=for_gpu),
            decoder_weights(weights, dims, chosen.dtype, for_gpu=for_gpu),
        )
    return (
        stored_weights(
            weights, folder, "encoder-weights", partial(int8_encoder_weights, weights, dims)
        ),
        stored_weights(
            weights, folder, "decoder-weights", partial(int8_decoder_weights, weights, dims)
        ),
    )


def _load(
    session: InferenceSession, path: Path, weights: GraphWeights, dtype: DTypeName
) -> Model:
    registry = {name: Buffer.from_numpy(array) for name, array in weights.items()}
    if dtype == "bfloat16":  # Its bits come as uint16: NumPy has no such type.
        registry = {name: bits.view(DType.bfloat16) for name, bits in registry.items()}
    try:
        return session.init(read(path), weights_registry=registry)
    except (RuntimeError, ValueError) as error:
        if trouble_of(error) is not OTHER:
            raise
        raise CompileError(
            Sentence("The prepared model {file} cannot be loaded", file=path)
        ) from error
