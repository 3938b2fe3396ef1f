"""Cache keys of different checkpoints differ."""

import numpy as np
import pytest
from models.tiny_whisper import tiny_weights

from engine.checkpoints.key import checkpoint_key

WEIGHTS = tiny_weights()
SOURCES = ("audio",)


@pytest.mark.parametrize("name", sorted(WEIGHTS))
def test_a_change_of_any_array_gives_another_key(name: str) -> None:
    changed = WEIGHTS | {name: WEIGHTS[name].astype(np.float32) + np.float32(1 / 64)}
    assert checkpoint_key(changed, SOURCES) != checkpoint_key(WEIGHTS, SOURCES)


def test_weights_that_are_stored_in_another_precision_are_the_same() -> None:
    halves = WEIGHTS | {name: array.astype(np.float16) for name, array in WEIGHTS.items()}
    assert checkpoint_key(halves, SOURCES) == checkpoint_key(WEIGHTS, SOURCES)


def test_other_code_gives_another_key() -> None:
    assert checkpoint_key(WEIGHTS, ("audio", "dims.py")) != checkpoint_key(WEIGHTS, SOURCES)
