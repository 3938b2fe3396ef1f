"""What stands in empty places can be read in full, and a drop zone lights up."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from maxwhisper_desktop.ui.icons import Symbol
from maxwhisper_desktop.ui.widgets.drop_zone import DropZone
from maxwhisper_desktop.ui.widgets.invitation import Invitation

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SENTENCE = (
    "A sentence that takes some lines, since it tells what will be here and how to get it. " * 3
)


@pytest.mark.parametrize("width", [500, 1200])
def test_a_long_sentence_is_shown_in_full(qtbot: QtBot, width: int) -> None:
    invitation = Invitation(Symbol.FILES, "Title", SENTENCE)
    qtbot.addWidget(invitation)
    invitation.resize(width, 600)
    invitation.show()
    (label,) = (one for one in invitation.findChildren(QLabel) if one.text() == SENTENCE)
    assert label.height() >= label.heightForWidth(label.width())


def test_without_a_title_only_the_sentence_is_shown(qtbot: QtBot) -> None:
    invitation = Invitation(Symbol.FILES, "Title", SENTENCE)
    qtbot.addWidget(invitation)
    invitation.say("", "Another one.")
    invitation.show()
    shown = [one.text() for one in invitation.findChildren(QLabel) if one.isVisible()]
    assert [words for words in shown if words] == ["Another one."]


def test_a_lit_drop_zone_looks_different(qtbot: QtBot) -> None:
    zone = DropZone("Drop", "here")
    qtbot.addWidget(zone)
    zone.resize(400, 300)
    dark = zone.grab().toImage()
    zone.light(is_lit=True)
    assert zone.grab().toImage() != dark
    zone.light(is_lit=False)
    assert zone.grab().toImage() == dark
