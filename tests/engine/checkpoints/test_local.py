import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.fake_hub import TOY, TOY_FILES
from models.toy_models import StoppedByUserError, stop_after, toy_hub, toy_store

from engine.checkpoints.catalogue import Catalogue
from engine.checkpoints.download import ModelStore
from engine.checkpoints.files import Origin
from engine.errors import CheckpointError


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with toy_hub() as hub:
        yield toy_store(tmp_path / "models", hub)


def test_an_unknown_name_is_rejected_with_the_known_ones(store: ModelStore) -> None:
    with pytest.raises(CheckpointError, match=r"no model “huge”.*toy\.en, unpinned"):
        store.find("huge")


def test_a_missing_model_is_reported_with_the_command_to_get_it(store: ModelStore) -> None:
    with pytest.raises(CheckpointError, match=r"maxwhisper models get toy\.en$"):
        store.find("toy")


def test_a_folder_of_the_user_is_found_by_its_path(store: ModelStore, tmp_path: Path) -> None:
    for name, content in TOY_FILES.items():
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine" / name).write_bytes(content)
    found = store.find(str(tmp_path / "mine"))
    assert (found.name, found.origin) == ("mine", Origin.PATH)


def test_a_folder_put_into_the_store_is_found_by_its_name(store: ModelStore) -> None:
    own = store.folder / "my-dialect"
    own.mkdir(parents=True)
    (own / "model.bin").write_bytes(b"weights")
    (own / "config.json").write_bytes(b"{}")
    assert store.find("my-dialect").read("model.bin") == b"weights"
    assert [checkpoint.name for checkpoint in store.installed()] == ["my-dialect"]


def test_a_shard_missing_from_a_folder_is_named(store: ModelStore, tmp_path: Path) -> None:
    shards = {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": shards}))
    (tmp_path / shards["a"]).write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"model-00002-of-00002\.safetensors is missing"):
        store.find(str(tmp_path))


def test_a_folder_without_weights_contains_no_model(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="contains no model"):
        store.find(str(tmp_path))


def test_a_missing_file_is_named(store: ModelStore) -> None:
    with pytest.raises(CheckpointError, match=r"has no vocab\.json"):
        store.get("toy").read("vocab.json")


def test_a_pt_file_is_known_by_its_checksum(store: ModelStore, tmp_path: Path) -> None:
    pt = tmp_path / "downloaded.pt"
    pt.write_bytes(b"pickle")
    published = replace(TOY, pt_sha256=hashlib.sha256(b"pickle").hexdigest())
    knowing = replace(store, published=Catalogue((published,), {}))
    assert knowing.verify(str(pt)).parts("downloaded.pt") == (pt,)
    pt.write_bytes(b"damage")
    with pytest.raises(CheckpointError, match="not a file that OpenAI published"):
        knowing.verify(str(pt))


@pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
def test_damage_after_the_download_is_detected(store: ModelStore, file: str) -> None:
    folder = store.get("toy").folder
    store.verify("toy")
    (folder / file).write_bytes(b"damage")
    with pytest.raises(CheckpointError, match=f"{file} of the model “toy.en” is damaged"):
        store.verify("toy")


def test_a_removed_model_leaves_the_others_alone(store: ModelStore) -> None:
    store.get("toy")
    store.get("unpinned")
    store.remove("toy")
    assert [checkpoint.name for checkpoint in store.installed()] == ["unpinned"]


def test_what_an_unfinished_download_left_is_removed(store: ModelStore) -> None:
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    store.remove("toy")
    assert list(store.folder.iterdir()) == []


@pytest.mark.parametrize("name", ["..", ".", "", "../precious", "unpinned"])
def test_nothing_outside_the_store_is_removed(store: ModelStore, name: str) -> None:
    precious = store.folder.parent / "precious"
    precious.mkdir()
    store.folder.mkdir()
    with pytest.raises(CheckpointError, match="There is no model"):
        store.remove(name)
    assert precious.is_dir()
    assert store.folder.is_dir()
