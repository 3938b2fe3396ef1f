"""A made-up shelf of models, as on a computer of which nothing but the sample is known."""

from dataclasses import replace
from pathlib import Path

from engine.benchmark.machine_rates import MachineRates
from engine.benchmark.sentence_wait import predicted_waits
from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.files import Checkpoint, Origin
from engine.checkpoints.recommendation import MachineMeans
from engine.runtime.machine import INT8_INSTRUCTIONS
from maxwhisper_desktop.status.model_shelf import MeasuredWait, ModelShelf, model_shelf

MEANS = MachineMeans(n_cores=4, memory_gb=16.0, has_card=False)
"""A computer to which base is recommended."""

ESTIMATES_S = predicted_waits(
    MachineRates(products=60e9, read_bytes=10e9), INT8_INSTRUCTIONS[0]
)
"""What was measured on it."""


def sample_shelf(*, is_new: bool = False) -> ModelShelf:
    """Return the models of a computer on which some were downloaded, or none if it is new."""
    if is_new:
        return model_shelf(WHISPER, [], [], MEANS, {}, ESTIMATES_S)
    home = Path("/home/anna")
    models = home / ".local/share/maxwhisper/models"
    installed = [
        Checkpoint("base", Origin.STORE, models / "base", {}),
        Checkpoint("small", Origin.STORE, models / "small", {}),
        Checkpoint("tiny.en", Origin.STARTER, Path("/opt/maxwhisper/starter"), {}),
    ]
    hub = (
        home
        / ".cache/huggingface/hub/models--Systran--faster-whisper-medium/snapshots/08e178d4"
    )
    of_others = [Checkpoint("faster-whisper-medium", Origin.PATH, hub, {"model.bin": (hub,)})]
    waits = {"base": MeasuredWait(412.0, 23)}
    shelf = model_shelf(WHISPER, installed, of_others, MEANS, waits, ESTIMATES_S)
    sizes = {"base": 292_890_000, "small": 969_481_000, "tiny.en": 75_500_000}
    return replace(
        shelf,
        models=tuple(
            replace(model, size_bytes=sizes.get(model.name, 1_530_000_000))
            if model.is_here
            else model
            for model in shelf.models
        ),
    )
