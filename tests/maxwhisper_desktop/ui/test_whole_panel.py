"""The panel with all its pages: it fits small screens, and whoever sees nothing can use it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from ui.keyboard_reach import spoken_name
from ui.ui_pictures import empty_panel, files_panel, troubled_panel, unfolded_panel
from ui.widget_search import assert_all_is_reached_and_named

from maxwhisper_desktop.system.i18n import install_translation
from maxwhisper_desktop.ui.panel import Panel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SMALL_SCREEN = QSize(1280, 720)
LARGE_LETTERS = 1.5
"""Those of 144 dots per inch, in those of 96."""

PANELS: dict[str, Callable[[], Panel]] = {
    "empty": lambda: empty_panel(0),
    "unfolded": unfolded_panel,
    "trouble": troubled_panel,
    "files": files_panel,
}


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    install_translation(qapp, QLocale(request.param))
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(before.pointSizeF() * LARGE_LETTERS)
    qapp.setFont(larger)
    yield
    qapp.setFont(before)


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest, qtbot: QtBot) -> Panel:
    panel = PANELS[request.param]()
    qtbot.addWidget(panel)
    return panel


def pages(panel: Panel) -> QTabWidget:
    tabs = panel.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    return tabs


@pytest.mark.usefixtures("language", "large_letters")
@pytest.mark.parametrize("panel", PANELS, indirect=True)
def test_it_fits_a_small_screen_with_large_letters(panel: Panel) -> None:
    for page in range(pages(panel).count()):
        pages(panel).setCurrentIndex(page)
        needed = panel.minimumSizeHint()
        assert needed.width() <= SMALL_SCREEN.width(), pages(panel).tabText(page)
        assert needed.height() <= SMALL_SCREEN.height(), pages(panel).tabText(page)


@pytest.mark.parametrize("page", range(4))
def test_nothing_that_takes_the_focus_is_nameless(panel: Panel, page: int) -> None:
    pages(panel).setCurrentIndex(page)
    focusable = [
        each
        for each in panel.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.isVisible()
        # Internal parts of a Qt control.
        and not each.objectName().startswith("qt_")
    ]
    assert pages(panel) in focusable
    assert [each for each in focusable if not spoken_name(each)] == []


@pytest.mark.parametrize("page", range(4))
def test_no_field_keeps_dropped_files_from_the_panel(panel: Panel, page: int) -> None:
    pages(panel).setCurrentIndex(page)
    fields = [each for each in panel.findChildren(QLineEdit) if each.isVisible()]
    assert [each for each in fields if each.acceptDrops()] == []


@pytest.mark.parametrize("page", range(4))
def test_every_control_of_every_page_is_reached_by_keyboard(
    panel: Panel, page: int, qtbot: QtBot
) -> None:
    pages(panel).setCurrentIndex(page)
    assert_all_is_reached_and_named(panel, qtbot)
