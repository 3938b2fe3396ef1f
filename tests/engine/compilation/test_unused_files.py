"""What older versions have left in the folder of compiled graphs goes, and nothing else."""

import os
import time
from pathlib import Path

import pytest

from engine.compilation.store import MAX_CACHE
from engine.compilation.unused_files import remove_unused
from engine.sealed_files import find_sealed, seal

LONG_AGO = time.time() - 61 * 24 * 3600


def aged(path: Path) -> Path:
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"content")
    return path


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph and its mark, both unused since long."""
    path = seal(written(tmp_path / "made"), tmp_path, "encoder-cpu-int8-0", ".mef")
    assert find_sealed(tmp_path, "encoder-cpu-int8-0", ".mef")
    for each in tmp_path.iterdir():
        aged(each)
    return path


def test_what_was_not_used_for_two_months_goes_with_its_mark(
    tmp_path: Path, graph: Path
) -> None:
    aged(written(tmp_path / "padding-0123456789abcdef.npz"))
    aged(written(tmp_path / MAX_CACHE / "modular" / "anything"))

    remove_unused(tmp_path)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_graph_that_was_looked_for_stays(tmp_path: Path, graph: Path) -> None:
    assert find_sealed(tmp_path, "encoder-cpu-int8-0", ".mef") == graph

    remove_unused(tmp_path)

    assert graph.exists()


@pytest.mark.parametrize(
    "name",
    ["model.safetensors", "encoder-cpu-int8-0.lock", "padding.npz", "letters/old.mef"],
)
def test_files_that_need_not_be_ours_stay(tmp_path: Path, name: str) -> None:
    path = aged(written(tmp_path / name))

    remove_unused(tmp_path)

    assert path.exists()


def test_what_is_new_stays(tmp_path: Path) -> None:
    paths = [
        seal(written(tmp_path / "made"), tmp_path, "decoder-weights-0", ".safetensors"),
        written(tmp_path / MAX_CACHE / "modular" / "anything"),
    ]

    remove_unused(tmp_path)

    assert all(path.exists() for path in paths)
