"""Sentences of engine and ports, in windows and on the command line of a German user."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_jobs
from samples.take_samples import sample_status, sample_takes
from ui.shown_words import shown_words
from ui.ui_pictures import first_start, panel, settings

from engine.sentence import Sentence, joined
from maxwhisper_desktop.dictation.events import Notice, Outcome
from maxwhisper_desktop.hotkey.key_names import label, refusal
from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.microphone.sources import NO_MICROPHONE
from maxwhisper_desktop.status.app_status import AppState, AppStatus
from maxwhisper_desktop.status.document import status_document, status_line
from maxwhisper_desktop.status.speed_figures import SpeedState
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.pages.file_view import FileView
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.speed_page import SpeedPage
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.words.outcome_words import notice_words
from maxwhisper_desktop.ui.words.status_words import tooltip

TROUBLE = Sentence(
    "The recording could not be saved: {reason}. Free some space in {folder}, or make it writable.",
    reason=Sentence("the disk is full"),
    folder="/data",
)
GERMAN = (
    "Die Aufnahme konnte nicht gespeichert werden: der Datenträger ist voll. Schaffen Sie Platz "
    "in /data oder machen Sie den Ordner beschreibbar."
)
TROUBLED = replace(
    sample_status(AppState.FAILED),
    problem=TROUBLE,
    device_reason=TROUBLE,
    hotkey_verdicts=(Verdict("X11", Standing.LACKING, TROUBLE, NO_MICROPHONE),),
)


def troubled_panel() -> QWidget:
    window = panel()
    window.show_status(TROUBLED)
    return window


def troubled_takes() -> QWidget:
    page = TakesPage()
    page.add_take(
        replace(sample_takes()[0], outcome=Outcome.NOT_DELIVERED, text="", detail=TROUBLE)
    )
    return page


def troubled_files() -> QWidget:
    page = FilesPage()
    page.show_jobs((replace(sample_jobs()[0], problem=TROUBLE, transcript=None),))
    return page


def troubled_file() -> QWidget:
    view = FileView()
    view.show_job(replace(sample_jobs()[0], problem=TROUBLE))
    return view


def troubled_speed() -> QWidget:
    page = SpeedPage()
    page.show_state(SpeedState(problem=TROUBLE))
    return page


def troubled_settings() -> QWidget:
    dialog = settings()
    dialog.show_status(TROUBLED)
    dialog.show_problem(TROUBLE)
    return dialog


def troubled_models() -> QWidget:
    dialog = settings()
    dialog.models.fail_download("base", TROUBLE)
    dialog.models.fail_removal("base", TROUBLE)
    return dialog


def troubled_welcome() -> QWidget:
    window = first_start()
    window.show_status(TROUBLED)
    return window


WINDOWS: dict[str, Callable[[], QWidget]] = {
    "panel": troubled_panel,
    "takes": troubled_takes,
    "files": troubled_files,
    "file": troubled_file,
    "speed": troubled_speed,
    "settings": troubled_settings,
    "models": troubled_models,
    "welcome": troubled_welcome,
}


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("window", WINDOWS)
def test_a_german_window_says_in_german_what_went_wrong(window: str, qtbot: QtBot) -> None:
    shown = WINDOWS[window]()
    qtbot.addWidget(shown)
    words = "\n".join(shown_words(shown))
    assert GERMAN in words
    assert TROUBLE not in words
    assert NO_MICROPHONE not in words


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("notice", Notice)
def test_notices_and_the_trays_tooltip_say_it_in_german(notice: Notice) -> None:
    assert notice_words(notice, TROUBLE).endswith(GERMAN)
    assert tooltip(AppStatus(problem=TROUBLE)).endswith(GERMAN)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("name", ["Escape", "Caps_Lock", "Button1", "Nonsense"])
def test_a_refused_key_is_refused_in_german(name: str) -> None:
    told = refusal(name)
    assert told is not None
    assert said(told) != told
    assert "Choose" not in said(told)


@pytest.mark.usefixtures("german")
def test_numbers_and_keys_in_a_sentence_are_written_as_germans_do() -> None:
    free = Sentence("{gigabytes:.1f} GB are free for recordings.", gigabytes=1234.5)
    assert said(free) == "1.234,5 GB sind für Aufnahmen frei."
    usable = Sentence("{key} can be used", key=key_sentence(label("Control_R")))
    assert said(usable) == "Strg rechts lässt sich benutzen"


@pytest.mark.usefixtures("german")
def test_the_status_line_is_german_with_what_is_wrong() -> None:
    document = status_document(replace(sample_status(AppState.FAILED), problem=TROUBLE))
    assert said(status_line(document)) == (
        f"gescheitert: base auf cpu; Strg rechts halten; {GERMAN}"
    )


def test_a_text_that_is_no_sentence_of_ours_is_said_as_it_is() -> None:
    assert said(joined(["“odd” {text}"])) == "“odd” {text}"


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("de_DE.UTF-8", "error: nowhere.wav: diese Datei gibt es nicht\n"),
        ("C.UTF-8", "error: nowhere.wav: there is no such file\n"),
    ],
)
def test_a_command_speaks_the_language_of_the_terminal(locale: str, told: str) -> None:
    say = (
        "from pathlib import Path; import sys;"
        "from engine.audio.file import read_audio_file;"
        "from engine.errors import AudioFileError;"
        "from maxwhisper_desktop.commands.file_outcome import FileOutcome\n"
        "try: read_audio_file(Path('nowhere.wav'))\n"
        "except AudioFileError as error:"
        " FileOutcome(Path('nowhere.wav'), sys.stderr).fail(error.sentence)"
    )
    unset = {"LC_ALL", "LC_MESSAGES", "LANGUAGE"}
    environment = {name: text for name, text in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-c", say],
        env=environment | {"LANG": locale},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == told
