"""The words so far: where they are shown, and until when."""

import pytest
from fakes.fake_terminal import Clock
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.dictation.state import Capture, Dictation, Hold, Recognising
from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.presenters.live_text_presenter import LiveTextPresenter
from maxwhisper_desktop.settings.settings import Presence
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.pages.takes_page import TakesPage
from maxwhisper_desktop.ui.widgets.live_text import LiveTextView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Seen:
    """A presenter with its windows while take 5 is being recorded."""

    def __init__(self, qtbot: QtBot) -> None:
        self.presence = Presence()
        self.overlay = Overlay(Clock())
        self.page = TakesPage()
        for window in (self.overlay, self.page):
            qtbot.addWidget(window)
        self.page.show()
        self.overlay.show_recording(0.0)
        self.presenter = LiveTextPresenter(lambda: self.presence, self.overlay, self.page)

    def words(self) -> tuple[str, str]:
        """Return what overlay and page show."""
        return _words_in(self.overlay), _words_in(self.page)


def _words_in(window: Overlay | TakesPage) -> str:
    view = window.findChild(LiveTextView)
    assert isinstance(view, LiveTextView)
    return view.text if view.isVisible() else ""


@pytest.fixture
def seen(qtbot: QtBot) -> Seen:
    return Seen(qtbot)


LIVE = LiveText(5, "Dear", " Anna")


def test_the_words_are_in_overlay_and_page(seen: Seen) -> None:
    seen.presenter.show_words(LIVE)
    assert seen.words() == ("Dear Anna", "Dear Anna")


def test_without_an_overlay_they_are_in_the_page_alone(seen: Seen) -> None:
    seen.presence = Presence(overlay=False)
    seen.presenter.show_words(LIVE)
    assert seen.words() == ("", "Dear Anna")


def test_who_does_not_want_them_does_not_see_them(seen: Seen) -> None:
    seen.presence = Presence(live_text=False)
    seen.presenter.show_words(LIVE)
    assert seen.words() == ("", "")


@pytest.mark.parametrize(
    "dictation",
    [Dictation(capture=Capture(5, Hold.HELD)), Dictation(pending=(Recognising(5),))],
)
def test_they_stay_while_their_take_is_on_its_way(seen: Seen, dictation: Dictation) -> None:
    seen.presenter.show_words(LIVE)
    seen.presenter.follow(dictation)
    assert seen.words() == ("Dear Anna", "Dear Anna")


@pytest.mark.parametrize(
    "dictation",
    [
        Dictation(),
        Dictation(pending=(Recognising(4),)),
        Dictation(capture=Capture(6, Hold.HELD), pending=(Recognising(5),)),
    ],
    ids=["ended", "given up", "next one"],
)
def test_they_are_gone_with_their_take(seen: Seen, dictation: Dictation) -> None:
    seen.presenter.show_words(LIVE)
    seen.presenter.follow(dictation)
    assert seen.words() == ("", "")
