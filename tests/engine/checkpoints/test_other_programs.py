"""Models in the folders of other programs."""

from pathlib import Path

import pytest
from fakes.fake_hub import TOY_FILES

from engine.checkpoints.local import LocalModels
from engine.checkpoints.other_programs import models_of_other_programs


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    return tmp_path / "hf" / "hub"


def put(cache: Path, repository: str, *names: str) -> Path:
    """Lay a repository out as the hub's library does, with these files."""
    folder = cache / f"models--{repository}"
    snapshot = folder / "snapshots" / "0123abcd"
    for path in (snapshot, folder / "refs"):
        path.mkdir(parents=True)
    (folder / "refs" / "main").write_text("0123abcd")
    for name in names:
        (snapshot / name).write_bytes(TOY_FILES.get(name, b"weights"))
    return snapshot


def test_nothing_is_found_where_there_is_no_other_program(cache: Path) -> None:
    assert models_of_other_programs() == ()


def test_a_model_in_the_hubs_cache_is_found_under_its_repositorys_name(cache: Path) -> None:
    snapshot = put(
        cache, "Systran--faster-whisper-toy", "config.json", "model.bin", "tokenizer.json"
    )
    (found,) = models_of_other_programs()
    assert (found.name, found.folder) == ("faster-whisper-toy", snapshot)


def test_it_is_called_the_same_when_it_is_chosen_by_its_folder(cache: Path) -> None:
    snapshot = put(cache, "openai--whisper-toy", *TOY_FILES)
    assert LocalModels().find(str(snapshot)).name == "whisper-toy"


def test_what_is_incomplete_or_no_whisper_is_passed_over(cache: Path) -> None:
    put(cache, "openai--whisper-toy", "config.json", "tokenizer.json")
    put(cache, "openai--whisper-mute", "config.json", "model.safetensors")
    put(cache, "bert--toy", *TOY_FILES)
    (cache / "models--openai--whisper-empty").mkdir()
    assert models_of_other_programs() == ()


def test_the_cache_may_be_named_directly(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "moved"))
    put(tmp_path / "moved", "openai--whisper-toy", *TOY_FILES)
    assert [found.name for found in models_of_other_programs()] == ["whisper-toy"]
