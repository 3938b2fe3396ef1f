import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from fakes.fake_hub import TOY_FILES, WEIGHTS, FakeHub
from models.toy_models import StoppedByUserError, stop_after, toy_hub, toy_store

from engine.checkpoints.download import ModelStore
from engine.checkpoints.files import Origin
from engine.errors import CheckpointError, DownloadError

BYTES_TOTAL = sum(map(len, TOY_FILES.values()))


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with toy_hub() as hub:
        yield hub


@pytest.fixture
def store(tmp_path: Path, hub: FakeHub) -> ModelStore:
    return toy_store(tmp_path / "models", hub)


def test_a_downloaded_model_is_found_with_all_its_files(store: ModelStore) -> None:
    fetched = store.get("toy")
    found = store.find("toy.en")
    assert fetched == found
    assert found.origin is Origin.STORE
    assert {name: bytes(found.read(name)) for name in TOY_FILES} == TOY_FILES


def test_a_downloaded_model_is_not_downloaded_again(store: ModelStore, hub: FakeHub) -> None:
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


def test_a_lost_connection_is_resumed_where_it_broke(store: ModelStore, hub: FakeHub) -> None:
    hub.cuts = [100_000, 50_000]
    assert store.get("toy").read("model.safetensors") == WEIGHTS
    assert hub.weight_starts == [0, 100_000, 150_000]


def test_a_connection_that_stays_lost_is_reported_and_the_next_get_resumes(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.cuts = [100_000, 0]
    with pytest.raises(DownloadError, match="goes on where it stopped"):
        store.get("toy")
    assert store.get("toy").read("model.safetensors") == WEIGHTS
    assert hub.weight_starts == [0, 100_000, 100_000]


def test_a_hub_that_ignores_the_range_does_no_harm(store: ModelStore, hub: FakeHub) -> None:
    hub.knows_ranges = False
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    assert store.get("toy").read("model.safetensors") == WEIGHTS


def test_an_exception_from_the_callback_stops_and_the_next_get_resumes(
    store: ModelStore, hub: FakeHub
) -> None:
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    store.get("toy")
    assert hub.weight_starts[0] == 0
    assert hub.weight_starts[1] > 0


def test_a_partial_download_never_counts_as_installed(store: ModelStore) -> None:
    with pytest.raises(StoppedByUserError):
        store.get("toy", stop_after(60_000))
    assert store.installed() == ()
    with pytest.raises(CheckpointError, match=r"not complete; .*maxwhisper models get toy\.en"):
        store.find("toy")


def test_a_file_damaged_in_transit_is_deleted_and_downloaded_again(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.etags["config.json"] = "0" * 40
    with pytest.raises(
        DownloadError, match=r"config\.json .* was damaged on its way and has been deleted"
    ):
        store.get("toy")
    hub.etags.clear()
    assert store.get("toy").name == "toy.en"


def test_weights_other_than_the_pinned_ones_are_rejected(
    store: ModelStore, hub: FakeHub
) -> None:
    hub.files["model.safetensors"] = b"another model"
    with pytest.raises(DownloadError, match=r"model\.safetensors .* damaged"):
        store.get("toy")
    assert store.get("unpinned").read("model.safetensors") == b"another model"


def test_a_server_without_checksums_is_rejected(store: ModelStore, hub: FakeHub) -> None:
    hub.etags["config.json"] = "W-weak"
    with pytest.raises(DownloadError, match="not a model hub"):
        store.get("toy")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (HTTPStatus.UNAUTHORIZED, "denies access to .*config"),
        (HTTPStatus.FORBIDDEN, "denies access to .*config"),
        (HTTPStatus.NOT_FOUND, "may have moved"),
        (HTTPStatus.INTERNAL_SERVER_ERROR, "could not send .*; try again later"),
    ],
)
def test_an_error_of_the_hub_is_one_clear_line(
    store: ModelStore, hub: FakeHub, status: HTTPStatus, words: str
) -> None:
    hub.status = status
    with pytest.raises(DownloadError, match=words) as refused:
        store.get("toy")
    assert "\n" not in str(refused.value)


def test_a_file_missing_on_the_hub_is_reported(store: ModelStore, hub: FakeHub) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(
        DownloadError, match=r"no http.*tokenizer\.json: the model may have moved"
    ):
        store.get("toy")


def test_a_missing_network_is_reported_in_one_line(store: ModelStore) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{unheard.getsockname()[1]}"
        with pytest.raises(
            DownloadError, match=r"There is no connection to 127\.0\.0\.1"
        ) as told:
            replace(store, endpoint=endpoint).get("toy")
    assert "\n" not in str(told.value)


def test_a_download_that_never_began_leaves_nothing(store: ModelStore, hub: FakeHub) -> None:
    hub.status = HTTPStatus.INTERNAL_SERVER_ERROR
    with pytest.raises(DownloadError):
        store.get("toy")
    assert list(store.folder.iterdir()) == []


def test_a_refusing_proxy_is_reported_in_one_line(
    store: ModelStore, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", hub.endpoint)
    with pytest.raises(DownloadError, match=r"There is no connection to hub\.invalid") as told:
        replace(store, endpoint="https://hub.invalid").get("toy")
    assert "\n" not in str(told.value)


def test_a_full_disk_is_reported_before_the_download(store: ModelStore, hub: FakeHub) -> None:
    hub.sizes["model.safetensors"] = 1 << 60
    with pytest.raises(DownloadError, match="Not enough disk space"):
        store.get("toy")
    assert hub.weight_starts == []


def test_a_folder_that_cannot_be_created_is_reported(store: ModelStore) -> None:
    store.folder.write_text("a file where the folder should be")
    with pytest.raises(DownloadError, match="cannot be written"):
        store.get("toy")


def test_two_programs_do_not_download_the_same_model_at_once(store: ModelStore) -> None:
    partial = store.folder / "toy.en.partial"
    partial.mkdir(parents=True)
    handle = os.open(partial, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DownloadError, match="already downloading"):
        store.get("toy")
    os.close(handle)


def test_finding_a_model_imports_no_network_library() -> None:
    code = "import sys, engine.checkpoints.download; print('huggingface_hub' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "False\n", ran.stderr
