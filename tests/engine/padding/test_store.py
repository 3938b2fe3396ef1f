"""What was learned of a padding is kept: learned once, and never read from a damaged file."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.tiny_whisper import TINY, tiny_weights

from engine.checkpoints.weight_names import Weights
from engine.compilation.store import CompileProgress
from engine.errors import CompileError
from engine.padding.cache import PaddingCache, no_padding
from engine.padding.store import _read, _write, padding_cache_of

DIMS = replace(TINY, n_audio_ctx=400)
WEIGHTS = tiny_weights(DIMS)
SMALL = no_padding(TINY)


class Report:
    """Counts how often it is told, and what."""

    def __init__(self) -> None:
        self.told: list[CompileProgress] = []

    def __call__(self, progress: CompileProgress) -> None:
        self.told.append(progress)


def _padding(
    folder: Path, weights: Weights = WEIGHTS, report: Report | None = None
) -> PaddingCache:
    return padding_cache_of(weights, DIMS, folder, report or Report())


def _is_learned(folder: Path, weights: Weights = WEIGHTS) -> bool:
    """Ask for the padding, and tell whether it had to be learned."""
    report = Report()
    _padding(folder, weights, report)
    return bool(report.told)


def _are_equal(one: PaddingCache, other: PaddingCache) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("positions", "keys_values", "features", "bias")
    )


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[PaddingCache, Path]:
    """What is learned of ``WEIGHTS``, and the file in which it is kept."""
    folder = tmp_path_factory.mktemp("learned")
    padding = _padding(folder)
    (path,) = folder.iterdir()
    return padding, path


@pytest.fixture
def kept(learned: tuple[PaddingCache, Path], tmp_path: Path) -> Path:
    """A copy of that file in the test's own folder."""
    return Path(shutil.copy(learned[1], tmp_path))


def test_it_is_learned_once_and_then_read(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    report = Report()
    learned = _padding(folder, report=report)
    n_told = len(report.told)
    read = _padding(folder, report=report)
    assert n_told > 0
    assert len(report.told) == n_told
    assert _are_equal(learned, read)
    assert read.features.dtype == np.float32


def test_the_report_tells_the_time_and_no_graph(tmp_path: Path) -> None:
    report = Report()
    _padding(tmp_path, report=report)
    times = [progress.elapsed_s for progress in report.told]
    assert times == sorted(times)
    assert {(progress.specs, progress.is_waiting) for progress in report.told} == {((), False)}


# As fine-tuning of everything leaves it, and as that of some matrices alone does.
@pytest.mark.parametrize(
    "name", ["encoder.blocks.1.mlp.2.bias", "encoder.blocks.0.attn.query.weight"]
)
def test_another_checkpoint_of_the_same_sizes_is_learned_by_itself(
    learned: tuple[PaddingCache, Path], kept: Path, name: str
) -> None:
    tuned = dict(WEIGHTS)
    tuned[name] = WEIGHTS[name].astype(np.float32) + np.float32(1 / 64)
    assert _is_learned(kept.parent, tuned)
    assert not _are_equal(learned[0], _padding(kept.parent, tuned))
    assert not _is_learned(kept.parent)


def _torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _with_a_flipped_bit(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damaged",
    [lambda _: b"", lambda _: b"torn", lambda _: b"\0" * 10_000, _torn, _with_a_flipped_bit],
)
def test_a_damaged_file_is_learned_again(
    learned: tuple[PaddingCache, Path], kept: Path, damaged: Callable[[bytes], bytes]
) -> None:
    kept.write_bytes(damaged(kept.read_bytes()))
    assert _is_learned(kept.parent)
    assert not _is_learned(kept.parent)
    assert _are_equal(learned[0], _padding(kept.parent))


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_harmless_or_noticed(place: float, bit: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note.npz"
        _write(path, SMALL)
        content = bytearray(path.read_bytes())
        content[int(place * len(content))] ^= 1 << bit
        path.write_bytes(content)
        found = _read(path)
    assert found is None or _are_equal(found, SMALL)


def test_other_users_may_read_what_is_kept_where_folders_are_shared(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    _write(tmp_path / "note.npz", SMALL)
    assert (tmp_path / "note.npz").stat().st_mode == plain.stat().st_mode


def test_a_file_that_lacks_a_part_is_learned_again(kept: Path) -> None:
    np.savez(kept, positions=np.arange(3))
    assert _is_learned(kept.parent)


def test_an_exception_of_the_report_cancels_and_leaves_nothing(tmp_path: Path) -> None:
    n_told = 0

    def cancel(_: CompileProgress) -> None:
        nonlocal n_told
        n_told += 1
        if n_told == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        padding_cache_of(WEIGHTS, DIMS, tmp_path, cancel)
    assert n_told == 3
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(CompileError, match="cannot be saved in"):
        _padding(blocker / "compiled")
