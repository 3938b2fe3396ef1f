"""The model that is used if none is named."""

from pathlib import Path

import pytest

from engine.checkpoints.files import Checkpoint, Origin
from engine.checkpoints.local import LocalModels
from engine.checkpoints.model_choice import default_model, find_model
from engine.errors import CheckpointError


def _installed(*names: str) -> list[Checkpoint]:
    return [Checkpoint(name, Origin.STORE, Path(), {}) for name in names]


def test_the_best_real_time_model_is_preferred() -> None:
    assert default_model(_installed("large-v3", "tiny.en", "base")).name == "base"


def test_any_model_is_better_than_none() -> None:
    assert default_model(_installed("my-own")).name == "my-own"


def test_without_a_model_the_command_to_get_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="maxwhisper models get base"):
        find_model(None, LocalModels(folder=tmp_path, starters=()))


def test_the_packaged_weights_are_found_and_undamaged() -> None:
    assert find_model("tiny.en", LocalModels()).origin is Origin.STARTER
