"""Takes that are recognised later, and texts that are delivered again."""

from pathlib import Path

import numpy as np
import pytest
from fakes.fake_ports import FakeRecognizer, FakeTypist
from patience import PATIENCE_S
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from engine.decoding.hotwords import names_in
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    Notice,
    Outcome,
    Receipt,
    RecognitionFailed,
    Tell,
)
from maxwhisper_desktop.dictation.take_record import TakeRecord
from maxwhisper_desktop.recording.journal import RecordingWriter, read_recording
from maxwhisper_desktop.recording.recovery import records_left_behind
from maxwhisper_desktop.services.paste_again import PasteAgain
from maxwhisper_desktop.services.re_recognition import ReRecognition
from maxwhisper_desktop.settings.settings import Recognition, Settings, options_for
from maxwhisper_desktop.text.text import TextRules


def _record_sound(folder: Path, take: int, duration_s: float) -> Path:
    writer = RecordingWriter(folder, f"take-{take}")
    writer.append(np.full(round(duration_s * 16_000), 0.25, np.float32))
    assert writer.close(PATIENCE_S)
    assert writer.path is not None
    return writer.path


@pytest.fixture
def cancelled(tmp_path: Path) -> TakeRecord:
    path = _record_sound(tmp_path, 3, 2.0)
    return TakeRecord(3, 0.0, 2.0, Outcome.CANCELLED, recording=path)


@pytest.fixture
def recognizer() -> FakeRecognizer:
    return FakeRecognizer()


@pytest.fixture
def re_recognition(recognizer: FakeRecognizer) -> ReRecognition:
    return ReRecognition(
        recognizer, lambda: TranscribeOptions(prompt="p"), TextRules, read_recording
    )


def test_a_cancelled_take_can_be_recognised_again(
    re_recognition: ReRecognition,
    recognizer: FakeRecognizer,
    cancelled: TakeRecord,
    qtbot: QtBot,
) -> None:
    re_recognition.hear(cancelled, "tiny.en")
    (asked,) = recognizer.asked
    assert (asked.model, asked.options.prompt, asked.is_urgent) == ("tiny.en", "p", False)
    assert asked.read().size == 32_000
    with qtbot.waitSignal(re_recognition.heard) as heard:
        recognizer.answer(" After all. ")
    (record,) = heard.args or []
    assert (record.text, record.outcome) == ("After all.", Outcome.HEARD_AGAIN)
    assert record.stages_ms.encode == 2.0
    assert record.recording == cancelled.recording


def test_a_second_request_while_recognising_is_ignored(
    re_recognition: ReRecognition, recognizer: FakeRecognizer, cancelled: TakeRecord
) -> None:
    re_recognition.hear(cancelled)
    re_recognition.hear(cancelled)
    assert len(recognizer.asked) == 1


def test_a_deleted_take_is_not_heard_again(
    re_recognition: ReRecognition,
    recognizer: FakeRecognizer,
    cancelled: TakeRecord,
    qtbot: QtBot,
) -> None:
    re_recognition.hear(cancelled)
    re_recognition.forget_all()
    with qtbot.assertNotEmitted(re_recognition.heard):
        recognizer.answer("Too late.")
        QCoreApplication.processEvents()


def test_a_second_failure_is_reported(
    re_recognition: ReRecognition,
    recognizer: FakeRecognizer,
    cancelled: TakeRecord,
    qtbot: QtBot,
) -> None:
    re_recognition.hear(cancelled)
    with qtbot.waitSignal(re_recognition.failed) as failed:
        recognizer.asked[0].report(RecognitionFailed(3, Sentence("The engine died.")))
    assert failed.args == [3, "The engine died."]


def test_a_take_without_a_recording_cannot_be_recognised_again(
    re_recognition: ReRecognition, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(re_recognition.failed):
        re_recognition.hear(TakeRecord(3, 0.0, 2.0, Outcome.CANCELLED))


def test_recordings_left_by_a_crash_are_found_with_their_lengths(tmp_path: Path) -> None:
    _record_sound(tmp_path, 12, 1.5)
    _record_sound(tmp_path, 9, 0.5)
    (tmp_path / "other.wav").write_bytes(b"x" * 100)
    found = records_left_behind(tmp_path)
    assert [(one.take, one.duration_s, one.outcome) for one in found] == [
        (9, 0.5, Outcome.QUIT),
        (12, 1.5, Outcome.QUIT),
    ]


def test_without_a_journal_nothing_is_found(tmp_path: Path) -> None:
    assert records_left_behind(tmp_path / "none") == []


def test_the_last_text_is_typed_again_without_its_leading_space(qtbot: QtBot) -> None:
    typist = FakeTypist()
    again = PasteAgain(lambda: typist)
    again.remember(TakeRecord(1, 0.0, 1.0, Outcome.IN_CLIPBOARD, " Hello."))
    with qtbot.waitSignal(again.pasted) as pasted:
        again.paste()
    assert typist.typed == ["Hello."]
    (record,) = pasted.args or []
    assert record.outcome is Outcome.DELIVERED


def test_a_change_of_an_older_take_does_not_make_it_the_last(qtbot: QtBot) -> None:
    typist = FakeTypist()
    again = PasteAgain(lambda: typist)
    again.remember(TakeRecord(2, 0.0, 1.0, Outcome.DELIVERED, "new"))
    again.remember(TakeRecord(1, 0.0, 1.0, Outcome.HEARD_AGAIN, "old"))
    again.remember(TakeRecord(3, 0.0, 1.0, Outcome.SILENT))
    again.paste()
    assert typist.typed == ["new"]


def test_after_deleting_all_nothing_is_typed_again(qtbot: QtBot) -> None:
    typist = FakeTypist()
    again = PasteAgain(lambda: typist)
    again.remember(TakeRecord(2, 0.0, 1.0, Outcome.DELIVERED, "secret"))
    again.forget_all()
    again.paste()
    assert typist.typed == []


def test_a_text_that_cannot_be_typed_again_is_reported(qtbot: QtBot) -> None:
    again = PasteAgain(lambda: FakeTypist(receipt=Receipt.IN_CLIPBOARD))
    again.remember(TakeRecord(1, 0.0, 1.0, Outcome.IN_CLIPBOARD, "Hello."))
    with qtbot.waitSignal(again.told) as told:
        again.paste()
    assert told.args == [Tell(Notice.IN_CLIPBOARD, 1)]


def test_a_deleted_take_is_not_typed_again() -> None:
    typist = FakeTypist()
    again = PasteAgain(lambda: typist)
    again.remember(TakeRecord(1, 0.0, 1.0, Outcome.DELIVERED, "secret"))
    again.forget(1)
    again.paste()
    assert typist.typed == []


@pytest.mark.parametrize(
    ("languages", "language", "candidates"),
    [((), None, ()), (("de",), "de", ()), (("de", "en"), None, ("de", "en"))],
)
def test_one_language_is_assumed_and_several_are_detected_among(
    languages: tuple[str, ...], language: str | None, candidates: tuple[str, ...]
) -> None:
    options = options_for(Settings(recognition=Recognition(languages=languages)))
    assert (options.language, options.candidates) == (language, candidates)


def test_the_vocabulary_is_listened_for() -> None:
    settings = Settings(
        recognition=Recognition(prompt="A letter. "),
        text=TextRules(vocabulary=("Kubernetes", "Grüße")),
    )
    options = options_for(settings)
    assert options.prompt == "A letter."
    assert names_in(options.hotwords) == ["Kubernetes", "Grüße"]
