"""Models that other programs have downloaded: in the Hugging Face hub's cache, and OpenAI's files.

Nothing is copied: such a model is used where it lies, and belongs to the program that fetched it.
"""

import contextlib
import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import platformdirs

from engine.checkpoints.files import (
    Checkpoint,
    Origin,
    checkpoint_in_folder,
    checkpoint_of_pt,
)
from engine.errors import CheckpointError
from engine.tokenizer.vocabulary import SOURCES

_REPOSITORY: Final = "models--"
"""How a model's folder in the hub's cache begins; owner and name follow, joined by ``--``."""


def hub_cache_folder() -> Path:
    """Return the hub's cache, which transformers and faster-whisper use among others."""
    if moved := os.environ.get("HF_HUB_CACHE"):
        return Path(moved)
    if home := os.environ.get("HF_HOME"):
        return Path(home) / "hub"
    return platformdirs.user_cache_path("huggingface") / "hub"


def models_of_other_programs() -> tuple[Checkpoint, ...]:
    """Return the complete Whisper models that other programs have downloaded."""
    return (*_of_hub(hub_cache_folder()), *_of_openai(platformdirs.user_cache_path("whisper")))


def name_of_folder(folder: Path) -> str:
    """Return what the model in a folder is called: in the hub's cache, its repository's name."""
    folder = folder.resolve()
    repository = folder.parent.parent.name
    if folder.parent.name == "snapshots" and repository.startswith(_REPOSITORY):
        return repository.rpartition("--")[2]
    return folder.name


def _of_hub(cache: Path) -> Iterator[Checkpoint]:
    for repository in sorted(cache.glob(f"{_REPOSITORY}*whisper*")):
        snapshot = _snapshot(repository)
        if snapshot is None:
            continue
        with contextlib.suppress(CheckpointError):
            found = checkpoint_in_folder(snapshot, name_of_folder(snapshot), Origin.PATH)
            if found.files.keys() & SOURCES.keys():
                yield found


def _snapshot(repository: Path) -> Path | None:
    """Return the folder of the commit that a repository's main branch was at."""
    try:
        commit = (repository / "refs" / "main").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = repository / "snapshots" / commit
    return folder if folder.is_dir() else None


def _of_openai(cache: Path) -> Iterator[Checkpoint]:
    # Only PyTorch reads them.
    if importlib.util.find_spec("torch") is not None:
        yield from map(checkpoint_of_pt, sorted(cache.glob("*.pt")))
