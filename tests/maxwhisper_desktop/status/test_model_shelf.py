"""The models that can be used or downloaded, and how fast they were here."""

from dataclasses import replace
from pathlib import Path

import pytest
from samples.model_samples import MEANS
from samples.take_samples import sample_take

from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.files import Checkpoint, Origin
from engine.checkpoints.recommendation import MachineMeans
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.status.model_shelf import (
    MeasuredWait,
    ModelPlace,
    ModelShelf,
    ShelvedModel,
    measured_waits,
    model_shelf,
)

MINE = Path("models")


def shelf(*installed: Checkpoint, of_others: tuple[Checkpoint, ...] = ()) -> ModelShelf:
    return model_shelf(WHISPER, installed, of_others, MEANS, {}, {})


def model(shown: ModelShelf, name: str) -> ShelvedModel:
    (found,) = (each for each in shown.models if each.name == name)
    return found


def take(total_ms: float, **changes: object) -> TakeRecord:
    record = replace(sample_take(), stages_ms=StageTimes(decode=total_ms))
    return replace(record, **changes)  # type: ignore[arg-type]


def test_on_a_new_computer_the_recommended_model_comes_first() -> None:
    assert not shelf().is_any_installed
    assert shelf().models[0].name == shelf().advised == "base"


def test_models_that_are_here_come_before_those_to_download() -> None:
    shown = shelf(Checkpoint("small", Origin.STORE, MINE, {}))
    assert shown.models[0] == model(shown, "small")
    assert shown.is_any_installed


def test_every_published_model_is_there_once() -> None:
    shown = shelf(Checkpoint("small", Origin.STORE, MINE, {}))
    assert sorted(each.name for each in shown.models) == sorted(m.name for m in WHISPER.models)


@pytest.mark.parametrize(
    ("origin", "place"),
    [(Origin.STORE, ModelPlace.DOWNLOADED), (Origin.STARTER, ModelPlace.PACKAGED)],
)
def test_only_a_downloaded_model_is_in_our_own_folder(
    origin: Origin, place: ModelPlace
) -> None:
    assert model(shelf(Checkpoint("base", origin, MINE, {})), "base").place is place


def test_an_installed_model_keeps_the_size_of_its_download() -> None:
    installed = model(shelf(Checkpoint("base", Origin.STORE, MINE, {})), "base")
    assert installed.download_bytes == model(shelf(), "base").download_bytes


def test_a_model_of_another_program_is_chosen_by_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"12345")
    files = {"model.bin": (tmp_path / "model.bin",)}
    found = Checkpoint("faster-whisper-large-v3", Origin.PATH, tmp_path, files)
    shown = model(shelf(of_others=(found,)), found.name)
    assert (shown.choice, shown.size_bytes) == (str(tmp_path), 5)
    assert (shown.published, shown.n_languages) == ("large-v3", 100)


def test_a_model_of_another_program_is_found_but_not_installed() -> None:
    found = Checkpoint("whisper-base", Origin.PATH, MINE, {"model.safetensors": (MINE,)})
    shown = shelf(of_others=(found,))
    assert (shown.is_any_found, shown.is_any_installed) == (True, False)


def test_a_file_of_openai_is_chosen_by_its_path() -> None:
    file = Path("cache") / "small.en.pt"
    found = Checkpoint("small.en", Origin.PATH, file.parent, {"small.en.pt": (file,)})
    (shown,) = (each for each in shelf(of_others=(found,)).models if each.is_here)
    assert (shown.choice, shown.n_languages) == (str(file), 1)


def test_the_median_of_takes_here_is_what_a_model_s_texts_take() -> None:
    takes = [take(ms) for ms in (300.0, 900.0, 400.0)]
    assert measured_waits(takes) == {"base": MeasuredWait(400.0, 3)}


@pytest.mark.parametrize(
    "third",
    [
        take(100.0, is_cold=True),
        take(100.0, text=""),
        take(100.0, model=None),
        take(100.0, device="sm_89"),
    ],
    ids=["waited for the model", "without text", "without a model", "on another device"],
)
def test_takes_that_say_nothing_of_the_speed_do_not_count(third: TakeRecord) -> None:
    assert measured_waits([take(300.0), take(400.0), third]) == {}


def estimates(means: MachineMeans) -> dict[str, float | None]:
    converted = Checkpoint("faster-whisper-small", Origin.PATH, MINE, {"model.bin": (MINE,)})
    own = Checkpoint("my-dialect", Origin.STORE, MINE, {})
    waits_s = dict.fromkeys((each.name for each in WHISPER.models), 0.5)
    shown = model_shelf(WHISPER, [own], [converted], means, {}, waits_s)
    return {each.name: each.estimate_s for each in shown.models}


def test_an_estimate_is_that_of_the_published_model_behind_a_name() -> None:
    found = estimates(MEANS)
    assert (found["tiny.en"], found["faster-whisper-small"], found["my-dialect"]) == (
        0.5,
        0.5,
        None,
    )


def test_nothing_is_estimated_for_a_computer_whose_card_computes() -> None:
    assert set(estimates(replace(MEANS, has_card=True)).values()) == {None}
