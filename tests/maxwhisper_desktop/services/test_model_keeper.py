"""Finding, downloading and removing models, with a hub of toy models."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from models.toy_models import toy_hub, toy_store
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_take

from engine.checkpoints.download import ModelStore
from maxwhisper_desktop.services.model_keeper import ModelKeeper
from maxwhisper_desktop.status.model_shelf import MeasuredWait, ModelPlace, ModelShelf


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with toy_hub() as hub:
        yield toy_store(tmp_path / "models", hub)


@pytest.fixture
def keeper(store: ModelStore, qtbot: QtBot) -> Iterator[ModelKeeper]:
    keeper = ModelKeeper(lambda: ("auto", "cpu"), store=lambda: store)
    yield keeper
    keeper.shut_down()


def looked(keeper: ModelKeeper, qtbot: QtBot) -> ModelShelf:
    with qtbot.waitSignal(keeper.changed) as changed:
        keeper.look()
    assert changed.args is not None
    (shelf,) = changed.args
    assert isinstance(shelf, ModelShelf)
    return shelf


def places(shelf: ModelShelf | None) -> dict[str, ModelPlace]:
    assert shelf is not None
    return {model.name: model.place for model in shelf.models}


def test_a_download_ends_on_the_shelf(keeper: ModelKeeper, qtbot: QtBot) -> None:
    assert places(looked(keeper, qtbot))["toy.en"] is ModelPlace.NOT_HERE
    with qtbot.waitSignals([keeper.progressed, keeper.fetched, keeper.changed]):
        keeper.get("toy.en")
    qtbot.waitUntil(lambda: places(keeper.shelf)["toy.en"] is ModelPlace.DOWNLOADED)


def test_a_removed_model_can_be_downloaded_again(
    keeper: ModelKeeper, store: ModelStore, qtbot: QtBot
) -> None:
    store.get("toy")
    with qtbot.waitSignal(keeper.removed) as removed:
        keeper.remove("toy.en")
    assert removed.args == ["toy.en"]
    assert places(looked(keeper, qtbot))["toy.en"] is ModelPlace.NOT_HERE
    assert not (store.folder / "toy.en").exists()


def test_what_cannot_be_removed_is_told(keeper: ModelKeeper, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keeper.not_removed) as told:
        keeper.remove("toy.en")
    assert told.args is not None
    assert told.args[0] == "toy.en"
    assert "There is no model “toy.en”" in told.args[1]


def test_a_second_download_waits_for_the_user_to_ask_again(
    keeper: ModelKeeper, store: ModelStore, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keeper.fetched) as fetched:
        keeper.get("toy.en")
        keeper.get("unpinned")
    assert fetched.args == ["toy.en"]
    assert not (store.folder / "unpinned").exists()


def test_a_failed_download_is_told_and_can_be_tried_again(
    keeper: ModelKeeper, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keeper.failed) as failed:
        keeper.get("huge")
    assert failed.args is not None
    assert "There is no model “huge”" in failed.args[1]
    with qtbot.waitSignal(keeper.fetched):
        keeper.get("toy.en")


def test_takes_of_the_history_count_as_measurements(keeper: ModelKeeper, qtbot: QtBot) -> None:
    keeper.note_takes([replace(sample_take(take), model="toy.en") for take in range(3)])
    (toy,) = (each for each in looked(keeper, qtbot).models if each.name == "toy.en")
    assert toy.wait == MeasuredWait(sample_take().stages_ms.total, 3)


def test_the_device_of_the_loaded_model_tells_whether_a_card_computes(
    store: ModelStore, qtbot: QtBot
) -> None:
    keeper = ModelKeeper(lambda: ("auto", "sm_89"), store=lambda: store)
    assert looked(keeper, qtbot).means.has_card
    keeper.shut_down()


def test_a_card_that_the_user_does_not_want_does_not_count(
    store: ModelStore, qtbot: QtBot
) -> None:
    keeper = ModelKeeper(lambda: ("cpu", "sm_89"), store=lambda: store)
    assert not looked(keeper, qtbot).means.has_card
    keeper.shut_down()


def test_a_look_after_the_end_is_ignored(store: ModelStore, qtbot: QtBot) -> None:
    keeper = ModelKeeper(lambda: ("auto", None), store=lambda: store)
    keeper.shut_down()
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.look()
