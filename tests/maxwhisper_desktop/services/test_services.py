"""The whole app without its windows: real threads and files, fake adapters, fake engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import fakes.fake_engine_host as fake
import numpy as np
import pytest
from fakes.fake_keyring import FakeKeyring
from fakes.fake_outside import Outside
from fakes.fake_ports import FakeMicrophone
from patience import PATIENCE_S
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engine.audio.waveform import Waveform
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    KeyPressed,
    KeyReleased,
    MicrophoneFailed,
    Outcome,
    QuitAsked,
)
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.history.history import HistoryStore
from maxwhisper_desktop.mechanisms import Choice, Standing, Verdict
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.ports import MicrophoneError, MicrophoneNews, Typist
from maxwhisper_desktop.recording.journal import SEALED, RecordingWriter
from maxwhisper_desktop.services import services as services_module
from maxwhisper_desktop.services.services import Services
from maxwhisper_desktop.settings.settings import (
    Delivery,
    History,
    Presence,
    ProgramRule,
    ProgramWay,
    Recognition,
    Settings,
)
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.system.paths import (
    autostart_file,
    desktop_agreement_file,
    history_folder,
    journal_folder,
    unfinished_folder,
    user_data_folder,
)
from maxwhisper_desktop.system.vault import Vault


@pytest.fixture
def start(outside: Outside, qtbot: QtBot) -> Iterator[Callable[[Settings], Services]]:
    all_services: list[Services] = []

    def begin(settings: Settings) -> Services:
        services = Services(settings, outside.adapters())
        all_services.append(services)
        services.start()
        return services

    yield begin
    for services in all_services:
        services.shut_down()


def _until_ready(services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: services.status.status.state is AppState.READY)


def _dictate(services: Services, qtbot: QtBot) -> None:
    with qtbot.waitSignal(services.history.kept):
        services.controller.report(KeyPressed(0))
        qtbot.waitUntil(lambda: services.status.status.state is AppState.RECORDING)
        services.controller.report(KeyReleased(1000))


def test_a_dictation_reaches_field_history_and_status(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings())
    _until_ready(services, qtbot)
    _dictate(services, qtbot)
    assert outside.typist.typed == ["hello"]
    document = services.command("status")
    last = document["last"]
    assert isinstance(last, dict)
    assert (last["text"], last["delivered"]) == ("hello", True)
    assert document["hotkey"] == "Right Ctrl"
    recordings = history_folder() / "recordings"
    assert [path.name for path in recordings.iterdir()] == ["take-1.wav"]
    assert list(journal_folder().iterdir()) == []


def test_a_text_that_is_only_copied_is_not_for_clipboard_managers(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    outside.program = "gimp"
    rules = (ProgramRule("gimp", ProgramWay.COPY),)
    services = start(Settings(delivery=Delivery(by_program=rules)))
    _until_ready(services, qtbot)
    _dictate(services, qtbot)
    content = QGuiApplication.clipboard().mimeData()
    assert (outside.typist.typed, content.text()) == ([], "hello")
    assert content.data("x-kde-passwordManagerHint").data() == b"secret"


@pytest.mark.parametrize("is_wanted", [True, False])
def test_media_players_pause_while_the_user_speaks_if_they_want_that(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot, *, is_wanted: bool
) -> None:
    services = start(Settings(presence=Presence(pause_media=is_wanted)))
    _until_ready(services, qtbot)
    _dictate(services, qtbot)
    assert outside.players.told == [*(["pause"] if is_wanted else []), "go on"]


@pytest.mark.parametrize("end", ["cancel", "failure", "quit"])
def test_media_players_go_on_however_the_recording_ends(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot, end: str
) -> None:
    services = start(Settings(presence=Presence(pause_media=True)))
    _until_ready(services, qtbot)
    services.controller.report(KeyPressed(0))
    qtbot.waitUntil(lambda: services.status.status.state is AppState.RECORDING)
    match end:
        case "cancel":
            services.command("cancel")
        case "failure":
            report = outside.microphone.reports[1]
            report(MicrophoneFailed(1, Sentence("It was unplugged.")))
        case _:
            services.controller.ask(QuitAsked())
    qtbot.waitUntil(lambda: outside.players.told == ["pause", "go on"])


def test_forgetting_all_leaves_nothing_that_was_said(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings())
    _until_ready(services, qtbot)
    _dictate(services, qtbot)
    unfinished_folder().mkdir(parents=True)
    (unfinished_folder() / "a recording.json").touch()
    with qtbot.waitSignal(services.history.all_deleted):
        services.forget_all()
    assert not unfinished_folder().exists()
    assert services.command("status")["last"] is None
    assert outside.typist.typed == []
    services.paste_again.paste()
    assert outside.typist.typed == []
    assert list((history_folder() / "recordings").iterdir()) == []


def test_the_command_line_starts_and_stops_a_recording(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings())
    _until_ready(services, qtbot)
    services.command("toggle")
    qtbot.waitUntil(lambda: services.status.status.state is AppState.RECORDING)
    with qtbot.waitSignal(services.history.kept):
        services.command("stop")
    assert outside.typist.typed == ["hello"]
    with qtbot.waitSignal(services.show_asked):
        services.command("show")
    with pytest.raises(ValueError, match="Another version"):
        services.command("dance")


def test_a_taken_key_is_reported_until_another_is_chosen(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    outside.taken_keys = {"F9"}
    services = start(Settings(hotkey="F9"))
    _until_ready_or_failed = {AppState.READY, AppState.FAILED}
    qtbot.waitUntil(lambda: services.status.status.state in _until_ready_or_failed)
    taken = services.status.status
    assert (taken.problem, taken.hotkey) == ("F9 is taken", None)
    services.apply(Settings(hotkey="F10"))
    free = services.status.status
    assert (free.problem, free.hotkey) == (None, "F10")


def test_a_microphone_that_is_lost_while_idle_is_told_until_there_is_one_again(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings())
    _until_ready(services, qtbot)
    outside.tell_of_microphone(
        MicrophoneNews("", Sentence("The sound server does not respond."))
    )
    qtbot.waitUntil(lambda: services.status.status.state is AppState.FAILED)
    status = services.status.status
    assert (status.microphone, status.problem) == (None, "The sound server does not respond.")
    outside.tell_of_microphone(MicrophoneNews("fake"))
    _until_ready(services, qtbot)
    assert services.status.status.problem is None


def test_a_key_is_got_once_the_other_program_lets_go_of_it(
    start: Callable[[Settings], Services],
    outside: Outside,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services_module, "RETRY_KEY_MS", 10)
    outside.taken_keys = {"F9"}
    services = start(Settings(hotkey="F9"))
    assert services.status.status.hotkey is None
    outside.taken_keys.clear()
    qtbot.waitUntil(lambda: services.status.status.hotkey == "F9")
    assert services.status.status.problem is None
    assert len(outside.hotkeys) == 1


def test_what_a_mechanism_learns_later_of_itself_is_in_the_status(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings(hotkey="F9"))
    _until_ready(services, qtbot)
    outside.tell_of_hotkey(Verdict("fake", Standing.LACKING, Sentence("It was refused.")))
    outside.tell_of_typist(Verdict("fake", Standing.LACKING, Sentence("So was the text.")))
    qtbot.waitUntil(lambda: services.status.status.typist is None)
    status = services.status.status
    assert (status.hotkey, status.problem) == (None, "It was refused.")
    assert status.typist_verdicts[0].reason == "So was the text."
    outside.tell_of_hotkey(Verdict("fake", Standing.USABLE, Sentence("It was allowed.")))
    outside.tell_of_typist(Verdict("fake", Standing.USABLE, Sentence("It is as well.")))
    qtbot.waitUntil(lambda: services.status.status.typist == "fake")
    assert services.status.status.hotkey == "F9"
    assert services.status.status.problem is None


def test_once_the_desktop_may_be_asked_key_and_text_are_asked_for_anew(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings(hotkey="F9"))
    _until_ready(services, qtbot)
    services.ask_desktop()
    assert desktop_agreement_file().exists()
    assert (user_data_folder() / "applications" / f"{APP_ID}.desktop").is_file()
    assert [hotkey.name for hotkey in outside.hotkeys] == ["F9", "F9"]
    assert outside.hotkeys[0].is_shut_down
    _dictate(services, qtbot)
    assert outside.typist.typed == ["hello"]


def test_another_model_is_loaded_when_it_is_chosen(
    start: Callable[[Settings], Services], qtbot: QtBot
) -> None:
    services = start(Settings())
    _until_ready(services, qtbot)
    services.apply(Settings(recognition=Recognition(model="tiny.en", device="cpu")))
    qtbot.waitUntil(lambda: services.status.status.model == "tiny.en")


def test_a_missing_model_is_reported_and_the_recording_kept_for_a_retry(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    services = start(Settings(recognition=Recognition(model="absent")))
    qtbot.waitUntil(lambda: services.status.status.state is AppState.FAILED)
    assert "There is no model 'absent'" in (services.status.status.problem or "")
    _dictate(services, qtbot)
    last = services.status.status.last
    assert last is not None
    assert (last.outcome, outside.typist.typed) == (Outcome.RECOGNITION_FAILED, [])
    services.apply(Settings())
    qtbot.waitUntil(lambda: services.status.status.model == "base")
    with qtbot.waitSignal(services.re_recognition.heard):
        services.re_recognition.hear(last)


def test_a_recording_left_by_a_crash_is_recognised_at_the_next_start(
    start: Callable[[Settings], Services], outside: Outside, sample: Waveform, qtbot: QtBot
) -> None:
    writer = RecordingWriter(journal_folder(), "take-41")
    writer.append(np.concatenate([[np.float32(fake.SAYS_HELLO / 100)], sample[1:]]))
    assert writer.close(PATIENCE_S)
    services = start(Settings())
    qtbot.waitUntil(lambda: services.status.status.last is not None)
    qtbot.waitUntil(
        lambda: bool(services.status.status.last and services.status.status.last.text)
    )
    last = services.status.status.last
    assert last is not None
    assert (last.take, last.text, last.outcome) == (41, "hello", Outcome.HEARD_AGAIN)
    assert outside.typist.typed == []
    assert services.controller.state.next_take == 42


def test_an_orderly_end_leaves_no_take_without_its_text(
    start: Callable[[Settings], Services], sample: Waveform, qtbot: QtBot
) -> None:
    history_folder().joinpath("recordings").mkdir(parents=True)
    writer = RecordingWriter(journal_folder(), "take-3")
    writer.append(np.concatenate([[np.float32(fake.SAYS_HELLO / 100)], sample[1:]]))
    assert writer.close(PATIENCE_S)
    store = HistoryStore(history_folder(), journal_folder(), Vault(FakeKeyring()))
    store.keep(TakeRecord(3, 0.0, 2.0, Outcome.QUIT, recording=writer.path))
    store.close()
    services = start(Settings())
    with qtbot.waitSignal(services.recovered) as recovered:
        pass
    assert recovered.args[0].text == "hello"


def test_what_was_recognised_before_a_crash_is_not_lost_with_the_recording_alone(
    start: Callable[[Settings], Services], sample: Waveform, qtbot: QtBot
) -> None:
    store = HistoryStore(history_folder(), journal_folder(), Vault(FakeKeyring()))
    store.keep(TakeRecord(3, 0.0, 2.0, Outcome.QUIT, "said before"))
    store.close()
    writer = RecordingWriter(journal_folder(), "take-3")
    writer.append(sample)
    assert writer.close(PATIENCE_S)
    services = start(Settings())
    with qtbot.waitSignal(services.history.kept) as kept:
        pass
    assert kept.args[0].text == "said before"
    assert kept.args[0].recording == history_folder() / "recordings" / "take-3.wav"


def test_dictation_works_without_a_history_and_says_so(
    start: Callable[[Settings], Services], outside: Outside, qtbot: QtBot
) -> None:
    history_folder().parent.mkdir(parents=True, exist_ok=True)
    history_folder().touch()
    services = start(Settings())
    _until_ready(services, qtbot)
    assert "history cannot be used" in (services.status.status.problem or "")
    _dictate(services, qtbot)
    assert outside.typist.typed == ["hello"]
    last = services.status.status.last
    assert last is not None
    assert last.text == "hello"
    services.paste_again.paste()
    assert outside.typist.typed == ["hello", "hello"]
    history_folder().unlink()


def test_unreadable_settings_are_reported_until_they_are_saved(
    outside: Outside, qtbot: QtBot
) -> None:
    services = Services(
        Settings(), outside.adapters(), Sentence("settings.toml is not valid TOML")
    )
    with qtbot.waitSignal(services.trouble) as trouble:
        services.start()
    assert trouble.args == ["settings.toml is not valid TOML"]
    _until_ready(services, qtbot)
    assert services.status.status.problem == "settings.toml is not valid TOML"
    services.apply(Settings())
    assert services.command("status")["problem"] is None
    services.shut_down()


def test_without_microphone_or_typist_the_app_starts_and_says_so(
    outside: Outside, qtbot: QtBot
) -> None:
    def no_microphone(*_: object) -> FakeMicrophone:
        raise MicrophoneError(Sentence("PortAudio is missing"))

    def no_typist(*_: object) -> Choice[Typist]:
        return Choice(
            None, (Verdict("fake", Standing.LACKING, Sentence("There is no display")),)
        )

    adapters = replace(outside.adapters(), microphone=no_microphone, typist=no_typist)
    services = Services(Settings(), adapters)
    services.start()
    status = services.status.status
    assert status.problem in {"PortAudio is missing", "There is no display"}
    assert (status.microphone, status.typist) == (None, None)
    services.shut_down()


def test_the_start_at_login_follows_the_settings(
    start: Callable[[Settings], Services],
) -> None:
    services = start(Settings(presence=Presence(autostart=True)))
    assert autostart_file().exists()
    services.apply(Settings())
    assert not autostart_file().exists()


def test_while_another_key_is_chosen_the_hotkey_is_inactive(
    start: Callable[[Settings], Services], outside: Outside
) -> None:
    services = start(Settings())
    services.suspend_key(is_wanted=True)
    assert [key.is_shut_down for key in outside.hotkeys] == [True]
    services.suspend_key(is_wanted=False)
    assert [key.is_shut_down for key in outside.hotkeys] == [True, False]


def test_a_microphone_test_leaves_no_trace(
    start: Callable[[Settings], Services], qtbot: QtBot
) -> None:
    services = start(Settings())
    with qtbot.waitSignal(services.level_changed):
        services.test_microphone(is_wanted=True)
    services.test_microphone(is_wanted=False)
    qtbot.waitUntil(lambda: not list(journal_folder().iterdir()))
    assert services.status.status.last is None


def test_an_encrypted_take_can_be_played_and_recognised_again(
    start: Callable[[Settings], Services], qtbot: QtBot
) -> None:
    services = start(Settings(history=History(encrypted=True)))
    _until_ready(services, qtbot)
    with qtbot.waitSignal(services.history.kept) as kept:
        _dictate(services, qtbot)
    record = kept.args[0]
    assert record.recording.suffix == SEALED
    assert services.read_recording(record.recording).size > 0
    with qtbot.waitSignal(services.re_recognition.heard) as heard:
        services.re_recognition.hear(record)
    assert heard.args[0].text == "hello"
