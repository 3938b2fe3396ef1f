"""The page "History" requests what the user scrolls to, and deletes only after confirmation."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.fake_keyring import FakeKeyring
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_takes
from ui.widget_search import assert_all_is_reached_and_named, button, named

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.history.history import HistoryQuery, HistoryStore
from maxwhisper_desktop.system.vault import Vault
from maxwhisper_desktop.ui.pages.history_list import HistoryList
from maxwhisper_desktop.ui.pages.history_page import HistoryPage
from maxwhisper_desktop.ui.pages.take_list import TAKE_ROLE
from maxwhisper_desktop.ui.widgets.save_dialog import SaveDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Shown:
    """A visible page with a history that answers at once."""

    def __init__(self, store: HistoryStore, qtbot: QtBot) -> None:
        self.page = HistoryPage()
        self.searches: list[HistoryQuery] = []
        qtbot.addWidget(self.page)
        self.page.search_requested.connect(self._answer)
        self._store = store
        self.page.show()

    def _answer(self, search: HistoryQuery) -> None:
        self.searches.append(search)
        self.page.show_found(search, self._store.find(search))

    @property
    def list(self) -> QListView:
        return named(self.page, QListView, "Dictations found, newest first")

    @property
    def model(self) -> HistoryList:
        model = self.list.model()
        assert isinstance(model, HistoryList)
        return model

    @property
    def text(self) -> str:
        return named(self.page, QPlainTextEdit, "Text of the dictation").toPlainText()

    def choose(self, *takes: int) -> None:
        self.list.clearSelection()
        selection = self.list.selectionModel()
        for take in takes:
            row = self.model.row_of(take)
            assert row is not None
            selection.setCurrentIndex(self.model.index(row), selection.SelectionFlag.Select)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HistoryStore]:
    store = HistoryStore(tmp_path / "history", tmp_path / "journal", Vault(FakeKeyring()))
    for record in sample_takes(200):
        store.keep(record)
    yield store
    store.close()


@pytest.fixture
def shown(store: HistoryStore, qtbot: QtBot) -> Shown:
    return Shown(store, qtbot)


def words(page: HistoryPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def the(qtbot: QtBot, find: Callable[[], list[QMessageBox]]) -> QMessageBox:
    qtbot.waitUntil(lambda: len(find()) == 1)
    return find()[0]


def test_the_newest_takes_are_requested_when_the_page_is_first_shown(shown: Shown) -> None:
    assert shown.searches[0] == HistoryQuery()
    assert shown.model.takes[0].take == 200
    shown.page.hide()
    shown.page.show()
    assert len(shown.searches) == 1


def test_earlier_takes_are_requested_as_the_user_scrolls(shown: Shown, qtbot: QtBot) -> None:
    n_first = len(shown.model.takes)
    assert n_first < 200
    while shown.model.canFetchMore(QModelIndex()):
        shown.list.scrollToBottom()
        shown.model.fetchMore(QModelIndex())
    assert [take.take for take in shown.model.takes] == list(range(200, 0, -1))


def test_the_search_starts_when_the_user_pauses(shown: Shown, qtbot: QtBot) -> None:
    n_searches = len(shown.searches)
    QTest.keyClicks(named(shown.page, QLineEdit, "Search texts"), "kitchen")
    qtbot.waitUntil(lambda: len(shown.searches) > n_searches)
    assert [search.words for search in shown.searches[n_searches:]] == ["kitchen"]
    assert all("kitchen" in take.text for take in shown.model.takes)


def test_an_empty_result_is_shown(shown: Shown, qtbot: QtBot) -> None:
    field = named(shown.page, QLineEdit, "Search texts")
    field.setText("zanzibar")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "No dictations contain these words." in words(shown.page)
    assert field.isVisible()
    assert shown.text == ""


def test_an_outdated_result_is_ignored(shown: Shown) -> None:
    field = named(shown.page, QLineEdit, "Search texts")
    field.setText("kitchen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    found = shown.model.takes
    shown.page.show_found(HistoryQuery(), sample_takes(3))
    assert shown.model.takes == found


def test_takes_are_grouped_under_dates_that_cannot_be_selected(shown: Shown) -> None:
    first = shown.model.index(0)
    assert first.data(TAKE_ROLE) is None
    assert "2026" in str(first.data())
    assert not first.flags() & Qt.ItemFlag.ItemIsSelectable
    assert shown.list.currentIndex().data(TAKE_ROLE).take == 200


def test_a_new_take_is_on_top_and_the_selection_stays(shown: Shown) -> None:
    shown.choose(190)
    text = shown.text
    shown.page.put_take(replace(sample_takes(1)[0], take=201, text="brand new"))
    assert shown.model.takes[0].take == 201
    assert shown.list.currentIndex().data(TAKE_ROLE).take == 190
    assert shown.text == text


def test_a_take_recognised_again_is_updated_in_place(shown: Shown) -> None:
    shown.choose(190)
    record = shown.list.currentIndex().data(TAKE_ROLE)
    again = replace(record, text="better words", outcome=Outcome.HEARD_AGAIN)
    shown.page.put_take(again)
    assert shown.text == "better words"
    assert len(shown.model.takes) == len({take.take for take in shown.model.takes})


def test_a_new_take_does_not_appear_in_search_results(shown: Shown) -> None:
    field = named(shown.page, QLineEdit, "Search texts")
    field.setText("kitchen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    found = shown.model.takes
    shown.page.put_take(replace(sample_takes(1)[0], take=201, text="brand new"))
    assert shown.model.takes == found


def test_after_a_deletion_the_neighbour_is_selected(shown: Shown) -> None:
    shown.choose(190)
    shown.page.remove_take(190)
    assert shown.model.row_of(190) is None
    assert shown.list.currentIndex().data(TAKE_ROLE).take == 189


def test_an_emptied_history_shows_nothing(shown: Shown) -> None:
    shown.page.show_none()
    assert shown.text == ""
    assert not button(shown.page, "Export\u2026").isEnabled()
    assert "What you dictate is kept here" in words(shown.page)
    shown.page.put_take(sample_takes(1)[0])
    assert "What you dictate is kept here" not in words(shown.page)


def test_only_the_confirmed_takes_are_deleted(shown: Shown, qtbot: QtBot) -> None:
    shown.choose(195, 194)
    asked: list[int] = []
    shown.page.delete_requested.connect(asked.append)
    shown.page.activateWindow()
    qtbot.waitUntil(shown.page.isActiveWindow)
    shown.list.setFocus()
    QTest.keyClick(shown.list, Qt.Key.Key_Delete)
    question = the(qtbot, lambda: shown.page.findChildren(QMessageBox))
    assert "2" in question.text()
    # A take that ends meanwhile must not interfere with the confirmation.
    shown.page.put_take(replace(sample_takes(1)[0], take=201))
    button(question, "Delete").click()
    assert sorted(asked) == [194, 195]


def test_cancelling_the_question_deletes_nothing(shown: Shown, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(shown.page.delete_all_requested),
        qtbot.assertNotEmitted(shown.page.delete_requested),
    ):
        button(shown.page, "Forget all\u2026").click()
        the(qtbot, lambda: shown.page.findChildren(QMessageBox)).reject()


def test_all_takes_are_deleted_when_the_user_confirms(shown: Shown, qtbot: QtBot) -> None:
    button(shown.page, "Forget all\u2026").click()
    question = the(qtbot, lambda: shown.page.findChildren(QMessageBox))
    with qtbot.waitSignal(shown.page.delete_all_requested):
        button(question, "Delete").click()


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_the_selected_takes_are_exported(
    shown: Shown, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    shown.choose(196, 195)
    button(shown.page, "Export\u2026").click()
    [dialog] = shown.page.findChildren(SaveDialog)
    with qtbot.waitSignal(shown.page.save_requested) as saved:
        dialog.fileSelected.emit(str(tmp_path / f"out.{ending}"))
    path, content = saved.args
    text = content()
    assert path == tmp_path / f"out.{ending}"
    if ending == "json":
        assert [take["take"] for take in json.loads(text)["takes"]] == [195, 196]
    else:
        assert shown.text in text


def test_every_control_is_reached_by_keyboard_and_has_a_name(
    shown: Shown, qtbot: QtBot
) -> None:
    assert_all_is_reached_and_named(shown.page, qtbot)
