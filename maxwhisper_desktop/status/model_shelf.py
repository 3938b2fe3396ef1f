"""The models that can be used or downloaded, as data: where they are and how fast they were here."""

import contextlib
import enum
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from engine.checkpoints.catalogue import (
    PUBLISHED_DIMS,
    WITH_CANTONESE,
    Catalogue,
    is_english_only,
)
from engine.checkpoints.files import Checkpoint, Origin
from engine.checkpoints.recommendation import MachineMeans, recommended_model
from maxwhisper_desktop.dictation.take_record import TakeRecord

FEWEST_TAKES: Final = 3
"""Takes from which on a median says something."""


class ModelPlace(enum.Enum):
    """Where a model is."""

    DOWNLOADED = enum.auto()
    """In MaxWhisper's own folder; it can be removed."""
    PACKAGED = enum.auto()
    """It came with MaxWhisper, as Python packages."""
    OTHER_PROGRAM = enum.auto()
    """In another program's folder, where it can be used."""
    NOT_HERE = enum.auto()
    """It can be downloaded."""


@dataclass(frozen=True, slots=True)
class MeasuredWait:
    """How long texts took with a model on this machine.

    Attributes:
        median_ms: From key up until the text was in its window.
        n_takes: Takes that were measured.
    """

    median_ms: float
    n_takes: int


@dataclass(frozen=True, slots=True)
class ShelvedModel:
    """One model.

    Attributes:
        name: What it is called.
        choice: What chooses it in the settings: its name, or its folder or file.
        place: Where it is.
        published: The name of the published model that it is, or was converted from; None if
            that is not known.
        download_bytes: Size of the download; None if unknown, or if it cannot be downloaded.
        size_bytes: Size on disk; None if it is not here.
        folder: Where its files are; None if it is not here.
        wait: How long its texts took on this machine; None if that was never measured.
        estimate_s: Seconds from key up to the text of a sentence, as predicted for this machine's
            processor; None if that is not known.
    """

    name: str
    choice: str
    place: ModelPlace
    published: str | None = None
    download_bytes: int | None = None
    size_bytes: int | None = None
    folder: Path | None = None
    wait: MeasuredWait | None = None
    estimate_s: float | None = None

    @property
    def n_languages(self) -> int | None:
        """Return how many languages it knows; None if that is not known."""
        if is_english_only(self.name):
            return 1
        dims = PUBLISHED_DIMS.get(self.published or "")
        if dims is None:
            return None
        return 100 if dims.n_vocab == WITH_CANTONESE else 99

    @property
    def is_here(self) -> bool:
        """Return whether it can be used without a download."""
        return self.place is not ModelPlace.NOT_HERE


@dataclass(frozen=True, slots=True)
class ModelShelf:
    """All models, those that are here first.

    Attributes:
        models: The models.
        means: What this machine has.
        advised: The name of the model that suits it.
        is_measuring: Whether it is being measured, so that estimates follow.
    """

    models: tuple[ShelvedModel, ...]
    means: MachineMeans
    advised: str
    is_measuring: bool = False

    @property
    def is_any_installed(self) -> bool:
        """Return whether dictation is possible without any choice of the user's."""
        installed = {ModelPlace.DOWNLOADED, ModelPlace.PACKAGED}
        return any(model.place in installed for model in self.models)

    @property
    def is_any_found(self) -> bool:
        """Return whether another program has a model that can be used."""
        return any(model.place is ModelPlace.OTHER_PROGRAM for model in self.models)


def model_shelf(
    published: Catalogue,
    installed: Sequence[Checkpoint],
    of_others: Sequence[Checkpoint],
    means: MachineMeans,
    waits: Mapping[str, MeasuredWait],
    estimates_s: Mapping[str, float],
) -> ModelShelf:
    """Return all models: installed ones, those of other programs, then what can be downloaded.

    The recommended one is the first of its kind.

    Args:
        published: The models that can be downloaded.
        installed: Those in MaxWhisper's own places.
        of_others: Those in other programs' folders.
        means: What this machine has.
        waits: How long texts took, by the model's name.
        estimates_s: Seconds that a sentence would take on the processor, by the published model's
            name; of no interest where a card computes.
    """
    estimates_s = {} if means.has_card else estimates_s
    here = [_here(checkpoint, checkpoint.name, published, waits) for checkpoint in installed]
    here += [_here(each, _path_of(each), published, waits) for each in of_others]
    names = {checkpoint.name for checkpoint in installed}
    absent = [
        ShelvedModel(
            name=model.name,
            choice=model.name,
            place=ModelPlace.NOT_HERE,
            published=model.name,
            download_bytes=model.download_bytes,
            wait=waits.get(model.name),
        )
        for model in published.models
        if model.name not in names
    ]
    advised = recommended_model(means, estimates_s)
    models = sorted(
        (*here, *absent), key=lambda model: (not model.is_here, model.name != advised)
    )
    told = (
        replace(model, estimate_s=estimates_s.get(model.published or "")) for model in models
    )
    return ModelShelf(tuple(told), means, advised)


def measured_waits(takes: Iterable[TakeRecord]) -> dict[str, MeasuredWait]:
    """Return how long texts took, by model; newest takes first.

    Only takes on the device of a model's newest take count, and none that waited for a model to
    load.
    """
    times: defaultdict[str, list[float]] = defaultdict(list)
    devices: dict[str, str | None] = {}
    for take in takes:
        if take.model is None or take.is_cold or not take.text:
            continue
        if devices.setdefault(take.model, take.device) == take.device:
            times[take.model].append(take.stages_ms.total)
    return {
        model: MeasuredWait(statistics.median(all_ms), len(all_ms))
        for model, all_ms in times.items()
        if len(all_ms) >= FEWEST_TAKES
    }


def _here(
    checkpoint: Checkpoint,
    choice: str,
    published: Catalogue,
    waits: Mapping[str, MeasuredWait],
) -> ShelvedModel:
    known = published.find(checkpoint.name.removeprefix("faster-").removeprefix("whisper-"))
    is_ours = checkpoint.origin is not Origin.PATH
    size_bytes: int | None = None
    with contextlib.suppress(OSError):  # Another program may be removing it.
        size_bytes = checkpoint.size_bytes
    return ShelvedModel(
        name=checkpoint.name,
        choice=choice,
        place={
            Origin.STORE: ModelPlace.DOWNLOADED,
            Origin.STARTER: ModelPlace.PACKAGED,
            Origin.PATH: ModelPlace.OTHER_PROGRAM,
        }[checkpoint.origin],
        published=known.name if known is not None else None,
        download_bytes=known.download_bytes if known is not None and is_ours else None,
        size_bytes=size_bytes,
        folder=checkpoint.folder,
        wait=waits.get(checkpoint.name),
    )


def _path_of(checkpoint: Checkpoint) -> str:
    """Return the path that finds it again: its folder, or its only file."""
    role, (first, *_) = next(iter(checkpoint.files.items()))
    return str(first if role.endswith(".pt") else checkpoint.folder)
