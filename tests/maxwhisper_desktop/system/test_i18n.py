"""Translations: every text is translated, found at run time, and fits its place."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListView,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_jobs, sample_speed
from samples.take_samples import sample_status, sample_takes
from ui.shown_words import shortcut_keys, shown_words
from ui.translation_files import (
    FOLDER,
    LANGUAGES,
    Entry,
    collected,
    entries,
    looked_up,
    released,
    sentences_made_of_variables,
)
from ui.ui_pictures import first_start, model_settings, settings

from maxwhisper_desktop.dictation.events import Notice, Outcome
from maxwhisper_desktop.dictation.take_record import StageTimes
from maxwhisper_desktop.hotkey.key_names import label
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.ui.pages.files_page import FilesPage
from maxwhisper_desktop.ui.pages.history_page import HistoryPage
from maxwhisper_desktop.ui.pages.speed_page import SpeedPage
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.tray import Tray
from maxwhisper_desktop.ui.words.key_words import key_words
from maxwhisper_desktop.ui.words.outcome_words import (
    notice_words,
    outcome_sentence,
    outcome_words,
)
from maxwhisper_desktop.ui.words.stage_words import stages_of
from maxwhisper_desktop.ui.words.status_words import state_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

Speak = Callable[[str], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def takes_page() -> TakesPage:
    page = TakesPage()
    page.set_models(["base"])
    for take in sample_takes():
        page.add_take(take)
    page.show_status(sample_status())
    return page


def history_page() -> HistoryPage:
    page = HistoryPage()
    page.search_requested.connect(lambda search: page.show_found(search, sample_takes()))
    return page


def files_page() -> FilesPage:
    page = FilesPage()
    page.show_jobs(sample_jobs())
    return page


def speed_page() -> SpeedPage:
    page = SpeedPage()
    page.show_state(sample_speed())
    return page


WINDOWS: dict[str, tuple[Callable[[], QWidget], set[str]]] = {
    "takes": (takes_page, {"&Wiederholen", "Bestes installiertes", "Erkennung:"}),
    "history": (history_page, {"&Export…", "Texte durchsuchen"}),
    "files": (files_page, {"&Ordner hinzufügen…", "Fortschritt", "Fehlgeschlagen"}),
    "speed": (speed_page, {"&Messen", "Encoder", "Gesamt"}),
    "settings": (settings, {"&Diktiertaste:", "Nach &oben", "Erkennung", "Abbrechen"}),
    "models": (model_settings, {"In Gebrauch, Empfohlen", "base", "100 Sprachen"}),
    "first start": (first_start, {"Empfohlen", "&Taste drücken…", "Mikrofon", "&Zurück"}),
}


@pytest.fixture(params=[(language, name) for language in ("de", "fr") for name in WINDOWS])
def window(request: pytest.FixtureRequest, speak: Speak, qtbot: QtBot) -> QWidget:
    language, name = request.param
    speak(language)
    window = WINDOWS[name][0]()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def menu(german: None) -> "QMenu":
    tray = Tray()
    tray.show_status(sample_status(AppState.RECORDING))
    return tray.menu


def still_english(words: set[str], language: str = "de") -> set[str]:
    return words & ({entry.source for entry in entries(language)} - translations(language))


def translations(language: str) -> set[str]:
    return {form for entry in entries(language) for form in entry.translations}


def test_a_window_is_translated_throughout(
    window: QWidget, request: pytest.FixtureRequest
) -> None:
    words = shown_words(window)
    language, name = request.node.callspec.params["window"]
    assert not still_english(words, language)
    if language == "de":
        assert WINDOWS[name][1] <= words


def test_the_tray_menu_is_german_throughout(menu: "QMenu") -> None:
    words = shown_words(menu)
    assert not still_english(words)
    assert {"&Aufnahme beenden, Text eingeben", "&Verlauf", "&Beenden"} <= words


@pytest.mark.usefixtures("german")
def test_every_status_text_is_german() -> None:
    said = {*map(state_words, AppState), *map(notice_words, Notice)}
    said |= {*map(outcome_words, Outcome), *map(outcome_sentence, Outcome)}
    for stage in stages_of(StageTimes()):
        said |= {stage.label, stage.explanation}
    assert said <= translations("de")
    assert not still_english(said)


def test_no_two_controls_share_a_shortcut_in_another_language(window: QWidget) -> None:
    tabs = window.findChild(QTabWidget)
    for page in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(page)
        keys = shortcut_keys(window)
        assert keys
        assert not [key for key, count in Counter(keys).items() if count > 1]


def test_no_two_menu_entries_share_a_shortcut_in_german(menu: "QMenu") -> None:
    keys = shortcut_keys(menu)
    assert len(keys) == len({*keys}) == 9


@pytest.mark.parametrize(
    ("locale", "one", "two"),
    [
        ("en_GB", "Delete 1 text with its recording?", "Delete 2 texts with their recordings?"),
        (
            "de_AT",
            "1 Text mit seiner Aufnahme löschen?",
            "2 Texte mit ihren Aufnahmen löschen?",
        ),
        (
            "fr_FR",
            "Supprimer 1 texte avec son enregistrement\u00a0?",
            "Supprimer 2 textes avec leurs enregistrements\u00a0?",
        ),
        ("nl_NL", "Delete 1 text with its recording?", "Delete 2 texts with their recordings?"),
        ("C", "Delete 1 text with its recording?", "Delete 2 texts with their recordings?"),
    ],
)
def test_plurals_are_correct(
    speak: Speak, qtbot: QtBot, locale: str, one: str, two: str
) -> None:
    speak(locale)
    page = history_page()
    qtbot.addWidget(page)
    page.show()
    [takes] = (each for each in page.findChildren(QListView) if each.model().rowCount() > 1)
    for rows, words in (([1], one), ([1, 2], two)):
        takes.clearSelection()
        for row in rows:
            flag = takes.selectionModel().SelectionFlag.Select
            takes.selectionModel().select(takes.model().index(row, 0), flag)
        find(takes, QKeySequence.StandardKey.Delete).activated.emit()
        [question] = page.findChildren(QMessageBox)
        assert question.text() == words
        question.setParent(None)


def find(widget: QWidget, keys: QKeySequence.StandardKey) -> QShortcut:
    shortcuts = widget.findChildren(QShortcut)
    return next(each for each in shortcuts if each.key() == QKeySequence(keys))


def test_a_language_we_do_not_have_is_english_throughout(speak: Speak, qtbot: QtBot) -> None:
    speak("nl_NL")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert "Cancel" in shown_words(buttons)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Control_R", "Strg rechts"),
        ("ISO_Level3_Shift", "AltGr"),
        ("KP_Enter", "Ziffernblock Eingabe"),
        ("Next", "Bild ab"),
        ("Button8", "Maustaste 8 (zurück)"),
    ],
)
def test_keys_are_named_as_they_are_printed_on_german_keyboards(name: str, words: str) -> None:
    assert key_words(label(name)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    unfinished = [entry for entry in entries(language) if not entry.is_finished]
    assert not unfinished
    assert "" not in translations(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "mark",
    [r"%[1-9n]", r"\{.*?\}", r"&(?=\S)", r"…$", r":$", r"\.$", r"\?$", r"^ "],
    ids=[
        "placeholders",
        "values",
        "keys",
        "ellipsis",
        "colon",
        "full stop",
        "question",
        "space",
    ],
)
def test_a_translation_keeps_placeholders_and_punctuation(language: str, mark: str) -> None:
    def marks(text: str) -> list[str]:
        return sorted(re.findall(mark, text))

    def loses_any(entry: Entry) -> bool:
        return any(marks(form) != marks(entry.source) for form in entry.translations)

    assert not [entry for entry in entries(language) if loses_any(entry)]


def test_all_that_the_code_looks_up_is_translated_under_that_name() -> None:
    for language in ("de", "fr"):
        known = {(entry.context, entry.source) for entry in entries(language)}
        assert known == looked_up()


def test_every_sentence_is_written_out_where_it_is_made() -> None:
    restored = {
        "engine/sentence.py",
        "engine/audio/file.py",
        "maxwhisper_desktop/history/details.py",
    }
    assert sentences_made_of_variables() == restored


@pytest.mark.parametrize(
    ("language", "arguments"), [("de", ()), ("en", ("-pluralonly",)), ("fr", ())]
)
def test_the_code_has_no_uncollected_texts(
    language: str, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    known = {(entry.context, entry.source) for entry in entries(language)}
    assert collected(tmp_path, *arguments) == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_translations_are_up_to_date(language: str, tmp_path: Path) -> None:
    read = (FOLDER / f"maxwhisper_{language}.qm").read_bytes()
    assert read == released(language, tmp_path)
