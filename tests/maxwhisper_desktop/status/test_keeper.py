"""The app's status follows from the reports of its parts."""

import pytest
from samples.dictation_story import ARMED, DELIVERING, HELD, RECOGNISING, after

from engine.compilation.store import CompileProgress
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import Notice, Outcome, RecognitionFailed, Tell
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.recognizer.messages import (
    Compiling,
    EngineReport,
    Loaded,
    LoadFailed,
    Loading,
    Restarted,
    Unloaded,
)
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.status.document import status_document, status_line
from maxwhisper_desktop.status.keeper import StatusKeeper

LOADED = Loaded("base", "cpu", Sentence("MAX finds no GPU."), 1.0, 1.0, 250)


def _keeper(*reports: EngineReport) -> StatusKeeper:
    keeper = StatusKeeper()
    for report in reports:
        keeper.show_engine(report)
    return keeper


def _state(keeper: StatusKeeper) -> AppState:
    return keeper.status.state


@pytest.mark.parametrize(
    ("reports", "state"),
    [
        ((), AppState.LOADING),
        ((Loading(),), AppState.LOADING),
        ((Loading(), LOADED), AppState.READY),
        ((Loading(), LOADED, Unloaded()), AppState.READY),
        ((Loading(), LOADED, Restarted()), AppState.LOADING),
        ((Loading(), LoadFailed(Sentence("No model."))), AppState.FAILED),
    ],
)
def test_without_a_dictation_the_engine_s_state_is_shown(
    reports: tuple[EngineReport, ...], state: AppState
) -> None:
    assert _keeper(*reports).status.state is state


def test_the_document_tells_a_microphone_that_hears_from_one_that_is_about_to() -> None:
    keeper = _keeper(LOADED)
    told = []
    for events in (ARMED, HELD, RECOGNISING):
        keeper.show_dictation(after(*events))
        document = status_document(keeper.status)
        told.append((document["state"], document["hears"]))
    assert told == [("recording", False), ("recording", True), ("recognising", False)]


def test_a_recording_takes_precedence_over_a_loading_model() -> None:
    keeper = _keeper(Loading())
    keeper.show_dictation(after(*HELD))
    assert _state(keeper) is AppState.RECORDING
    keeper.show_dictation(after(*RECOGNISING))
    assert _state(keeper) is AppState.RECOGNISING
    keeper.show_dictation(after(*DELIVERING))
    assert _state(keeper) is AppState.DELIVERING


def test_a_compile_shows_progress_until_the_model_is_loaded() -> None:
    keeper = _keeper(Loading(), Compiling(CompileProgress((), 12.0, is_waiting=False)))
    assert "12 s" in (keeper.status.progress or "")
    keeper.show_engine(LOADED)
    assert keeper.status.progress is None


def test_a_take_s_problem_is_cleared_when_the_next_starts() -> None:
    keeper = _keeper(LOADED)
    keeper.show_tell(Tell(Notice.RECOGNITION_FAILED, 1, Sentence("The engine died.")))
    failed = after(*RECOGNISING, RecognitionFailed(1, Sentence("The engine died.")))
    keeper.show_dictation(failed)
    assert (keeper.status.state, keeper.status.problem) == (AppState.FAILED, "The engine died.")
    keeper.show_dictation(after(*HELD))
    assert keeper.status.problem is None


def test_silence_and_cancelling_are_not_problems() -> None:
    keeper = _keeper(LOADED)
    keeper.show_tell(Tell(Notice.NOTHING_HEARD, 1, Sentence("quiet")))
    keeper.show_tell(Tell(Notice.CANCELLED, 1))
    assert keeper.status.problem is None


def test_a_missing_adapter_is_a_failure_until_there_is_one() -> None:
    keeper = _keeper(LOADED)
    keeper.show_port("hotkey", None, Sentence("Another program has the key."))
    assert _state(keeper) is AppState.FAILED
    assert keeper.status.problem == "Another program has the key."
    keeper.show_port("hotkey", "Right Ctrl")
    assert _state(keeper) is AppState.READY


def test_a_change_is_emitted_once() -> None:
    keeper = StatusKeeper()
    told = _changes(keeper)
    keeper.show_engine(LOADED)
    keeper.show_engine(LOADED)
    assert len(told) == 1


def _changes(keeper: StatusKeeper) -> list[AppStatus]:
    """Collect the states emitted from now on."""
    told: list[AppStatus] = []
    keeper.changed.connect(told.append)
    return told


def test_changes_are_emitted_while_the_model_loads_too() -> None:
    keeper = StatusKeeper()
    told = _changes(keeper)
    keeper.show_port("hotkey", "Right Ctrl")
    keeper.show_port("microphone", "Headset")
    keeper.show_port("typist", "X11")
    keeper.show_engine(Compiling(CompileProgress((), 12.0, is_waiting=False)))
    keeper.show_take(TakeRecord(1, 0.0, 2.0, Outcome.DELIVERED, "Hello."))
    assert [status.hotkey for status in told] == ["Right Ctrl"] * 5
    assert [status.microphone for status in told] == [None, *["Headset"] * 4]
    assert [status.typist for status in told] == [None, None, *["X11"] * 3]
    assert [bool(status.progress) for status in told] == [False, False, False, True, True]
    assert [status.last is not None for status in told] == [False] * 4 + [True]
    assert told[-1] == keeper.status


def test_the_document_says_what_the_readme_promises() -> None:
    keeper = _keeper(LOADED)
    verdict = Verdict("X11", Standing.USABLE, Sentence("It hears all keys."))
    keeper.show_port("hotkey", "Right Ctrl", verdicts=(verdict,))
    keeper.show_take(
        TakeRecord(1, 0.0, 2.0, Outcome.DELIVERED, "Hello.", stages_ms=StageTimes(encode=12.34))
    )
    document = status_document(keeper.status)
    assert list(document) == [
        *(
            "state",
            "hears",
            "model",
            "device",
            "memory_mb",
            "hotkey",
            "microphone",
            "typist",
            "mechanisms",
            "last",
            "problem",
        )
    ]
    assert document["memory_mb"] == 250
    used = {"mechanism": "X11", "standing": "usable", "reason": verdict.reason, "mend": None}
    assert document["mechanisms"] == {"hotkey": [used], "typist": []}
    last = document["last"]
    assert isinstance(last, dict)
    assert (last["text"], last["delivered"]) == ("Hello.", True)
    assert last["timings_ms"]["encode"] == last["timings_ms"]["total"] == 12.3
    assert status_line(document) == "ready: base on cpu; hold Right Ctrl"


def test_a_text_in_the_clipboard_is_not_called_delivered() -> None:
    keeper = _keeper(LOADED)
    keeper.show_take(TakeRecord(1, 0.0, 2.0, Outcome.IN_CLIPBOARD, "Hello."))
    last = status_document(keeper.status)["last"]
    assert isinstance(last, dict)
    assert not last["delivered"]
