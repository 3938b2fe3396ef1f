"""Weights kept as the graphs read them: written once, mapped from then on, damage noticed."""

from pathlib import Path

import numpy as np
import pytest
from models.tiny_whisper import tiny_weights

from engine.errors import CompileError
from engine.graphs.weights import GraphWeights
from engine.runtime.weight_cache import stored_weights

WEIGHTS = tiny_weights()


class LayOut:
    """Lays some arrays out, and counts how often."""

    def __init__(self) -> None:
        self.n_calls = 0

    def __call__(self) -> GraphWeights:
        self.n_calls += 1
        rng = np.random.default_rng(0)
        return {
            "a.values": rng.integers(-127, 128, 33).astype(np.int8),
            "a.scales": rng.standard_normal((3, 5)).astype(np.float32),
            "a.sums": rng.integers(-(2**20), 2**20, (3, 5)).astype(np.int32),
        }


def _only_file(folder: Path) -> Path:
    (path,) = folder.glob("*.safetensors")
    return path


def test_what_was_laid_out_once_is_found_again(tmp_path: Path) -> None:
    lay_out = LayOut()
    stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    again = stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    assert lay_out.n_calls == 1
    wanted = LayOut()()
    assert again.keys() == wanted.keys()
    for name, array in wanted.items():
        assert again[name].dtype == array.dtype
        np.testing.assert_array_equal(again[name], array)


def test_every_array_begins_where_its_type_may_stand(tmp_path: Path) -> None:
    for array in stored_weights(WEIGHTS, tmp_path, "encoder", LayOut()).values():
        assert array.ctypes.data % array.itemsize == 0


def test_another_checkpoint_and_another_half_have_files_of_their_own(tmp_path: Path) -> None:
    lay_out = LayOut()
    name = next(name for name in WEIGHTS if name.endswith(".bias"))
    other = WEIGHTS | {name: np.asarray(WEIGHTS[name], np.float32) + 1}
    stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    stored_weights(other, tmp_path, "encoder", lay_out)
    stored_weights(WEIGHTS, tmp_path, "decoder", lay_out)
    assert lay_out.n_calls == 3


@pytest.mark.parametrize("n_kept", [0, 5, 100, -1])
def test_a_file_that_was_cut_short_is_written_again(tmp_path: Path, n_kept: int) -> None:
    lay_out = LayOut()
    stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    path = _only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:n_kept])
    stored = stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    assert lay_out.n_calls == 2
    np.testing.assert_array_equal(stored["a.sums"], LayOut()()["a.sums"])


def test_a_file_that_was_overwritten_is_written_again(tmp_path: Path) -> None:
    lay_out = LayOut()
    for _ in range(2):  # The second time, it is known to be intact.
        stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    with _only_file(tmp_path).open("r+b") as file:
        file.seek(-20, 2)
        file.write(bytes(20))
    stored = stored_weights(WEIGHTS, tmp_path, "encoder", lay_out)
    assert lay_out.n_calls == 2
    for name, array in LayOut()().items():
        np.testing.assert_array_equal(stored[name], array)


def test_a_change_of_an_array_never_reaches_the_file(tmp_path: Path) -> None:
    stored = stored_weights(WEIGHTS, tmp_path, "encoder", LayOut())
    stored["a.values"][:] = 0
    again = stored_weights(WEIGHTS, tmp_path, "encoder", LayOut())
    np.testing.assert_array_equal(again["a.values"], LayOut()()["a.values"])


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CompileError, match="cannot be saved"):
        stored_weights(WEIGHTS, tmp_path / "file" / "folder", "encoder", LayOut())
