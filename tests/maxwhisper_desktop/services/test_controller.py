"""The controller with fake adapters and the real recorder and journal."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes.fake_ports import FakeHotkey, FakeMicrophone, FakeRecognizer, FakeTypist, silence
from pytestqt.qtbot import QtBot

from engine.audio.waveform import Waveform
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import (
    CancelAsked,
    EscapePressed,
    KeyPressed,
    KeyReleased,
    MicrophoneFailed,
    Notice,
    OtherKeyPressed,
    Outcome,
    Receipt,
    RecognitionFailed,
    RecordingAsked,
    Tell,
    Wish,
)
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.dictation.state import Phase
from maxwhisper_desktop.ports import LiveText, PasteAgainPressed
from maxwhisper_desktop.recording.take_recorder import TakeRecorder
from maxwhisper_desktop.services.capture import TakeCapture
from maxwhisper_desktop.services.controller import Controller, Ports
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    LanguageRule,
    ProgramRule,
    ProgramWay,
    Recognition,
)
from maxwhisper_desktop.text.text import TextRules

if TYPE_CHECKING:
    from maxwhisper_desktop.dictation.take_record import TakeRecord


class Stage:
    """A controller with everything around it, and its signals."""

    def __init__(self, sound: Waveform, journal: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.journal = journal
        self.microphone = FakeMicrophone(sound)
        self.recognizer = FakeRecognizer()
        self.typist = FakeTypist()
        self.hotkey = FakeHotkey()
        capture = TakeCapture(self.microphone, lambda take: TakeRecorder(take, journal))
        self.program: str | None = None
        self.copied: list[str] = []
        ports = Ports(
            capture,
            self.recognizer,
            self.hotkey,
            self.typist,
            lambda: self.program,
            self.copied.append,
        )
        self.controller = Controller(ports, next_take=5)
        self.kept: list[TakeRecord] = []
        self.told: list[Tell] = []
        self.heard: list[LiveText] = []
        self.n_listening = 0
        self.controller.take_ended.connect(self.kept.append)
        self.controller.told.connect(self.told.append)
        self.controller.live_text.connect(self.heard.append)
        self.controller.listening.connect(self._count)

    def _count(self, _: int) -> None:
        self.n_listening += 1

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def until_phase(self, phase: Phase) -> None:
        self.until(lambda: self.controller.state.phase is phase)

    def hold(self) -> None:
        """Hold the key for a while and release it."""
        self.controller.report(KeyPressed(0))
        self.until_phase(Phase.RECORDING)
        self.controller.report(KeyReleased(1000))

    def say_live(self, take: int, words: str) -> None:
        """Report what was said so far, and have all earlier reports handled."""
        self.controller.report(LiveText(take, words))
        with self.qtbot.waitSignal(self.controller.paste_again_asked):
            self.controller.report(PasteAgainPressed())

    def dictate(self, text: str) -> None:
        """Speak, and have it recognised as ``text``."""
        n_before = len(self.kept)
        self.hold()
        self.until(lambda: self.recognizer.asked)
        self.recognizer.answer(text)
        self.until(lambda: len(self.kept) > n_before)


@pytest.fixture
def stage(sample: Waveform, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(sample, tmp_path / "journal", qtbot)
    yield stage
    stage.controller.shut_down()


def test_what_is_said_while_the_key_is_held_is_typed_and_kept(stage: Stage) -> None:
    stage.dictate(" Hello.")
    assert stage.typist.typed == ["Hello."]
    (take,) = stage.kept
    assert (take.take, take.text, take.outcome) == (5, "Hello.", Outcome.DELIVERED)
    assert (take.model, take.device, take.language, take.n_tokens) == ("base", "cpu", "en", 3)
    assert take.recording is not None
    assert take.recording.exists()
    assert take.stages_ms.encode == 2.0
    assert stage.n_listening == 1


def test_what_was_recognised_while_speaking_is_recorded_with_the_take(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.recognizer.answer("Hello.", Headway(n_passes=2))
    stage.until(lambda: stage.kept)
    assert stage.kept[0].headway == Headway(n_passes=2)


def test_the_window_is_aimed_at_when_the_key_comes_up(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    assert stage.typist.aimed == [5]


def test_a_take_is_recorded_with_the_program_that_it_was_for(stage: Stage) -> None:
    stage.program = "Firefox"
    stage.dictate("Hello.")
    assert stage.kept[0].program == "Firefox"


@pytest.mark.parametrize("program", ["Gimp", "Firefox"])
def test_a_text_is_typed_or_pasted_as_its_program_wants(stage: Stage, program: str) -> None:
    rules = (ProgramRule("gimp", ProgramWay.TYPE),)
    stage.controller.delivery = Delivery(DeliveryMethod.PASTE, by_program=rules)
    stage.program = program
    stage.dictate("Hello.")
    is_typed = program == "Gimp"
    wanted = DeliveryMethod.TYPE if is_typed else DeliveryMethod.PASTE
    assert stage.typist.delivery.method is wanted
    assert stage.typist.typed == ["Hello."]


def test_a_text_that_is_only_to_be_copied_is_in_the_clipboard_and_that_is_no_problem(
    stage: Stage,
) -> None:
    rules = (ProgramRule("gimp", ProgramWay.COPY),)
    stage.controller.delivery = Delivery(by_program=rules)
    stage.program = "gimp"
    stage.dictate("Hello.")
    assert (stage.copied, stage.typist.typed) == (["Hello."], [])
    assert stage.kept[0].outcome is Outcome.IN_CLIPBOARD
    assert [tell.notice for tell in stage.told] == [Notice.COPIED]
    assert stage.controller.state.problem is None


def test_the_key_does_nothing_in_a_program_that_never_listens(stage: Stage) -> None:
    rules = (ProgramRule("keepassxc", ProgramWay.NEVER),)
    stage.controller.delivery = Delivery(by_program=rules)
    stage.program = "KeePassXC"
    stage.controller.report(KeyPressed(0))
    stage.controller.report(KeyReleased(1000))
    with stage.qtbot.waitSignal(stage.controller.paste_again_asked):
        stage.controller.report(PasteAgainPressed())
    assert not stage.microphone.reports
    stage.program = "Firefox"
    stage.dictate("Hello.")
    assert stage.typist.typed == ["Hello."]


def test_a_recording_that_began_elsewhere_ends_in_a_program_that_never_listens(
    stage: Stage,
) -> None:
    rules = (ProgramRule("keepassxc", ProgramWay.NEVER),)
    stage.controller.delivery = Delivery(by_program=rules)
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.report(KeyReleased(100))
    stage.program = "KeePassXC"
    stage.controller.report(KeyPressed(5000))
    stage.controller.report(KeyReleased(5100))
    stage.until(lambda: stage.recognizer.asked)


def test_a_take_is_recognised_in_the_language_of_the_program_it_began_in(
    stage: Stage,
) -> None:
    rules = (LanguageRule("thunderbird", "de"),)
    stage.controller.recognition = Recognition(languages_by_program=rules)
    stage.program = "thunderbird"
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    assert stage.recognizer.asked[0].options.language == "de"


def test_a_second_take_into_the_same_window_continues_the_text(stage: Stage) -> None:
    stage.dictate("Hello there,")
    stage.dictate("How are you?")
    assert stage.typist.typed == ["Hello there,", " how are you?"]


def test_after_key_presses_of_the_user_nothing_is_continued(stage: Stage) -> None:
    stage.dictate("Hello there,")
    stage.hotkey.n_other_strokes = 1
    stage.dictate("How are you?")
    assert stage.typist.typed[1] == "How are you?"


def test_silence_is_not_recognised_and_reported_unobtrusively(
    tmp_path: Path, qtbot: QtBot
) -> None:
    stage = Stage(silence(), tmp_path, qtbot)
    stage.hold()
    stage.until(lambda: stage.kept)
    assert stage.kept[0].outcome is Outcome.SILENT
    assert [tell.notice for tell in stage.told] == [Notice.NOTHING_HEARD]
    assert not stage.recognizer.asked
    assert not stage.typist.typed


@pytest.mark.parametrize("text", [" \x07 ", ".", " ♪ ♪", "..."])
def test_a_text_without_words_counts_as_silence(stage: Stage, text: str) -> None:
    stage.dictate(text)
    assert stage.kept[0].outcome is Outcome.SILENT
    assert not stage.typist.typed


def test_the_user_s_replacements_are_typed(stage: Stage) -> None:
    stage.controller.rules = TextRules(spoken_punctuation=True)
    stage.dictate("Hello comma world")
    assert stage.typist.typed == ["Hello, world"]


def test_escape_cancels_the_recording_but_keeps_its_audio(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.report(EscapePressed())
    stage.until(lambda: stage.kept)
    (take,) = stage.kept
    assert take.outcome is Outcome.CANCELLED
    assert take.recording is not None
    assert take.recording.exists()


def test_a_short_key_combination_leaves_nothing_behind(stage: Stage) -> None:
    stage.microphone.sound = silence(0.3)
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.report(OtherKeyPressed())
    stage.until(lambda: not list(stage.journal.iterdir()))
    assert not stage.kept
    assert not stage.told


def test_a_key_combination_after_long_speech_is_reported_and_kept(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.report(OtherKeyPressed())
    stage.until(lambda: stage.kept)
    assert stage.kept[0].outcome is Outcome.CHORD
    assert [tell.notice for tell in stage.told] == [Notice.CANCELLED]


def test_cancelling_stops_the_recognition(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.controller.ask(CancelAsked())
    assert stage.recognizer.cancelled == stage.recognizer.asked
    stage.recognizer.answer("too late")
    stage.until(lambda: stage.kept)
    assert stage.kept[0].outcome is Outcome.CANCELLED
    assert not stage.typist.typed


def test_a_failed_recognition_keeps_the_recording_and_says_why(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.recognizer.asked[0].report(RecognitionFailed(5, Sentence("The engine died.")))
    stage.until(lambda: stage.kept)
    (take,) = stage.kept
    assert (take.outcome, take.detail) == (Outcome.RECOGNITION_FAILED, "The engine died.")
    assert take.recording is not None
    assert stage.told == [Tell(Notice.RECOGNITION_FAILED, 5, Sentence("The engine died."))]


def test_a_microphone_that_fails_in_a_take_keeps_what_was_said(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.microphone.reports[5](MicrophoneFailed(5, Sentence("It was pulled out.")))
    stage.until(lambda: stage.recognizer.asked)
    stage.recognizer.answer("What I said.")
    stage.until(lambda: stage.typist.typed)
    assert stage.typist.typed == ["What I said."]
    assert stage.told == [Tell(Notice.MICROPHONE_LOST, 5, Sentence("It was pulled out."))]


def test_a_missing_microphone_is_reported_and_nothing_is_kept(
    tmp_path: Path, qtbot: QtBot
) -> None:
    capture = TakeCapture(None, lambda take: TakeRecorder(take, tmp_path))
    controller = Controller(Ports(capture, FakeRecognizer()), next_take=1)
    with qtbot.waitSignal(controller.told) as told:
        controller.ask(RecordingAsked(Wish.START))
    (tell,) = told.args or [None]
    assert isinstance(tell, Tell)
    assert tell.notice is Notice.MICROPHONE_FAILED
    assert "connect one" in tell.detail


def test_without_a_typist_the_text_is_kept_and_the_user_notified(stage: Stage) -> None:
    stage.controller.ports.typist = None
    stage.dictate("Hello.")
    (take,) = stage.kept
    assert (take.outcome, take.text) == (Outcome.NOT_DELIVERED, "Hello.")


def test_a_text_in_the_clipboard_is_never_called_delivered(stage: Stage) -> None:
    stage.typist.receipt = Receipt.IN_CLIPBOARD
    stage.dictate("Hello.")
    assert stage.kept[0].outcome is Outcome.IN_CLIPBOARD
    stage.typist.receipt = Receipt.ARRIVED
    stage.dictate("More.")
    assert stage.typist.typed[1] == "More."  # Nothing stands before it.


def test_a_lost_key_up_ends_the_recording(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.hotkey.key_is_down = True
    stage.until(lambda: stage.controller.state.key and stage.controller.state.key.seen_ms > 0)
    stage.hotkey.key_is_down = False
    stage.until(lambda: stage.recognizer.asked)


def test_the_end_of_the_app_keeps_what_was_recorded(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.shut_down()
    (take,) = stage.kept
    assert take.outcome is Outcome.QUIT
    assert take.recording is not None
    assert take.duration_s > 1.0


def test_the_end_of_the_app_keeps_what_was_being_recognised(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.controller.shut_down()
    assert [take.outcome for take in stage.kept] == [Outcome.QUIT]


def test_shift_with_the_key_requests_the_last_text(stage: Stage) -> None:
    with stage.qtbot.waitSignal(stage.controller.paste_again_asked):
        stage.controller.report(PasteAgainPressed())


def test_a_microphone_test_leaves_nothing_and_a_dictation_ends_it(stage: Stage) -> None:
    capture = stage.controller.ports.capture
    capture.begin_test(stage.controller.reserve_take())
    stage.dictate("Hello.")
    assert [take.take for take in stage.kept] == [6]
    stage.until(lambda: not (stage.journal / "take-5.wav").exists())


def test_what_is_overheard_has_the_options_that_its_take_began_with(stage: Stage) -> None:
    part = SpokenPart(0, np.zeros(16_000, np.float32), 16_000, is_pause=False)
    stage.controller.options = TranscribeOptions(prompt="first")
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.options = TranscribeOptions(prompt="second")
    stage.controller.overhear(5, part)
    stage.controller.report(KeyReleased(1000))
    stage.until(lambda: stage.recognizer.asked)
    (spoken,), (asked,) = stage.recognizer.overheard, stage.recognizer.asked
    assert (spoken.take, asked.take) == (5, 5)
    assert spoken.options == asked.options == TranscribeOptions(prompt="first")


def test_nothing_is_overheard_of_a_take_that_is_over(stage: Stage) -> None:
    stage.dictate("Hello.")
    part = SpokenPart(0, np.zeros(16_000, np.float32), 16_000, is_pause=False)
    stage.controller.overhear(5, part)
    assert stage.recognizer.overheard == []
    assert stage.recognizer.forgotten == [5]


def test_words_are_passed_on_while_they_are_spoken_and_recognised(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.say_live(5, "Dear")
    stage.controller.report(KeyReleased(1000))
    stage.until(lambda: stage.recognizer.asked)
    stage.say_live(5, "Dear Anna")
    assert stage.heard == [LiveText(5, "Dear"), LiveText(5, "Dear Anna")]


def test_words_so_far_are_never_typed_or_kept(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.say_live(5, "Dear Hannah")
    stage.controller.report(KeyReleased(1000))
    stage.until(lambda: stage.recognizer.asked)
    stage.recognizer.answer("Dear Anna.")
    stage.until(lambda: stage.kept)
    assert stage.typist.typed == ["Dear Anna."]
    assert stage.kept[0].text == "Dear Anna."


def test_words_so_far_are_not_kept_if_recognition_fails(stage: Stage) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.say_live(5, "Dear Anna")
    stage.controller.report(RecognitionFailed(5, Sentence("It broke.")))
    stage.until(lambda: stage.kept)
    assert stage.kept[0].text == ""
    assert stage.typist.typed == []


def test_words_of_a_cancelled_take_are_not_passed_on(stage: Stage) -> None:
    stage.controller.report(KeyPressed(0))
    stage.until_phase(Phase.RECORDING)
    stage.controller.ask(CancelAsked())
    stage.say_live(5, "Dear Anna")
    assert stage.heard == []


def test_words_of_a_finished_take_are_not_passed_on(stage: Stage) -> None:
    stage.dictate("Hello.")
    stage.say_live(5, "Hello")
    assert stage.heard == []


def test_words_of_an_earlier_take_are_not_passed_on_while_the_next_is_spoken(
    stage: Stage,
) -> None:
    stage.hold()
    stage.until(lambda: stage.recognizer.asked)
    stage.controller.report(KeyPressed(2000))
    stage.until_phase(Phase.RECORDING)
    stage.say_live(5, "Dear Anna")
    stage.say_live(6, "And")
    assert stage.heard == [LiveText(6, "And")]
