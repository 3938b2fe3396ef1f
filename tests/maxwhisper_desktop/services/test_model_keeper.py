"""Finding, downloading and removing models, with a hub of toy models."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from models.toy_models import toy_hub, toy_store
from pytestqt.qtbot import QtBot
from samples.take_samples import sample_take

from engine.benchmark.machine_rates import KeptRates, MachineRates
from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.download import ModelStore
from engine.checkpoints.recommendation import recommended_model
from maxwhisper_desktop.services.model_keeper import ModelKeeper
from maxwhisper_desktop.status.model_shelf import MeasuredWait, ModelPlace, ModelShelf
from maxwhisper_desktop.system.means import this_machine_means


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ModelStore]:
    with toy_hub() as hub:
        yield toy_store(tmp_path / "models", hub)


@pytest.fixture
def rates(tmp_path: Path) -> KeptRates:
    return KeptRates(tmp_path / "machine.json", lambda _: MachineRates(118e9, 31e9))


@pytest.fixture
def keeper(store: ModelStore, rates: KeptRates, qtbot: QtBot) -> Iterator[ModelKeeper]:
    keeper = ModelKeeper(lambda: ("auto", "cpu"), store=lambda: store, rates=rates)
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


def test_a_measurement_is_told_while_it_runs_and_its_estimates_afterwards(
    store: ModelStore, rates: KeptRates, qtbot: QtBot
) -> None:
    published = replace(store, published=WHISPER)
    keeper = ModelKeeper(lambda: ("auto", "cpu"), store=lambda: published, rates=rates)
    assert looked(keeper, qtbot).advised == recommended_model(this_machine_means("cpu"), {})
    shelves: list[ModelShelf] = []
    keeper.changed.connect(shelves.append)
    keeper.estimate()
    qtbot.waitUntil(lambda: len(shelves) == 2)
    assert [shelf.is_measuring for shelf in shelves] == [True, False]
    assert all(model.estimate_s for model in shelves[1].models)
    keeper.shut_down()


def test_what_was_measured_is_not_measured_again(
    keeper: ModelKeeper, rates: KeptRates, qtbot: QtBot
) -> None:
    assert rates.read_or_measure(lambda: True)
    looked(keeper, qtbot)
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.estimate()
        keeper.shut_down()


def test_the_end_does_not_wait_for_a_measurement(
    store: ModelStore, tmp_path: Path, qtbot: QtBot
) -> None:
    started = threading.Event()

    def measure(is_wanted: Callable[[], bool]) -> None:
        started.set()
        while is_wanted():
            pass

    endless = KeptRates(tmp_path / "machine.json", measure)
    keeper = ModelKeeper(lambda: ("cpu", None), store=lambda: store, rates=endless)
    keeper.estimate()
    assert started.wait(timeout=30)
    keeper.shut_down()
    assert endless.read() is None


def test_a_computer_whose_card_computes_is_not_measured(
    store: ModelStore, rates: KeptRates, qtbot: QtBot
) -> None:
    keeper = ModelKeeper(lambda: ("auto", "sm_89"), store=lambda: store, rates=rates)
    keeper.estimate()
    keeper.shut_down()
    assert rates.read() is None


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
