"""The main window: pages in tabs, problems above them, long-running work below."""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from maxwhisper_desktop.status.app_status import AppStatus
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.ui.icons import Symbol, app_icon, symbol_icon
from maxwhisper_desktop.ui.widgets.drop_zone import DropZone
from maxwhisper_desktop.ui.widgets.dropped_files import local_files
from maxwhisper_desktop.ui.widgets.window_size import resize_in_characters

_SIZE_CHARACTERS: Final = (118, 42)
"""Initial width and height where the screen has room, in characters and lines of text."""


class Banner(QFrame):
    """Shows a sentence, and is hidden without one.

    A dismissed sentence stays hidden until it is shown again after another one or none.
    """

    def __init__(
        self, symbol: Symbol, *, is_dismissible: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._sentence = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dismiss = QToolButton(self, autoRaise=True)
        dismiss.setIcon(symbol_icon(Symbol.DISMISS))
        dismiss.setToolTip(self.tr("Dismiss"))
        dismiss.setAccessibleName(self.tr("Dismiss the message"))
        dismiss.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dismiss.setVisible(is_dismissible)
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(dismiss)
        self._draw_icon()
        self.hide()

    def show_sentence(self, sentence: str | None) -> None:
        """Show a sentence, or hide."""
        if (sentence or "") == self._sentence:
            return
        self._sentence = sentence or ""
        self._words.setText(self._sentence)
        self.setVisible(bool(sentence))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        side = self.fontMetrics().height()
        icon = symbol_icon(self._symbol)
        self._icon.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class Panel(QMainWindow):
    """Contains the pages added to it; accepts files dropped anywhere."""

    settings_requested = Signal()
    """Emitted when the user wants to see the settings."""
    quit_requested = Signal()
    """Emitted when the app should quit."""
    closed = Signal()
    """Emitted when the window was closed, which hides it."""
    files_dropped = Signal(object)
    """Emitted with the ``list[Path]`` of dropped files and folders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("MaxWhisper"))
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self._problem = Banner(Symbol.PROBLEM, is_dismissible=True)
        self._progress = Banner(Symbol.PROGRESS, is_dismissible=False)
        self._pages = QTabWidget(self)
        self._pages.setDocumentMode(True)
        self._pages.setAccessibleName(self.tr("Pages"))
        self._drop_zone = DropZone(
            self.tr("Drop to transcribe"),
            self.tr("The text will be on the page “Files”."),
            self._pages,
        )
        self._settings = QAction(symbol_icon(Symbol.SETTINGS), self.tr("Settings\u2026"), self)
        self._settings.setShortcut(QKeySequence("Ctrl+,"))
        self._settings.triggered.connect(self.settings_requested)
        self._add_shortcut(QKeySequence.StandardKey.Close).triggered.connect(self.close)
        self._add_shortcut(QKeySequence.StandardKey.Quit).triggered.connect(self.quit_requested)
        self._lay_out()

    def add_page(self, page: QWidget, title: str) -> None:
        """Append a page."""
        self._pages.addTab(page, title)

    def show_page(self, page: QWidget) -> None:
        """Show this page."""
        self._pages.setCurrentWidget(page)

    def show_status(self, status: AppStatus) -> None:
        """Show problems and long-running work."""
        self._problem.show_sentence(said(status.problem) if status.problem else None)
        self._progress.show_sentence(status.progress)

    def geometry_bytes(self) -> bytes:
        """Return the window's geometry, for ``place`` in a later session."""
        return bytes(self.saveGeometry().data())

    def place(self, geometry: bytes) -> None:
        """Restore the window's geometry; harmless if it is no longer valid."""
        self.restoreGeometry(QByteArray(geometry))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Always accepted, which hides the window: an ignored event would stop Qt from quitting.
        super().closeEvent(event)
        self.closed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self._invite_to_drop()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_zone.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_zone.hide()
        if paths := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _invite_to_drop(self) -> None:
        self._drop_zone.setGeometry(self._pages.rect())
        self._drop_zone.raise_()
        self._drop_zone.show()

    def _lay_out(self) -> None:
        # Whatever is under the pointer must not change while it is dragged about.
        self._drop_zone.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop_zone.setAutoFillBackground(True)
        self._drop_zone.light(is_lit=True)
        self._drop_zone.hide()
        button = QToolButton(self, autoRaise=True)
        button.setDefaultAction(self._settings)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages.setCornerWidget(button)
        middle = QWidget(self)
        rows = QVBoxLayout(middle)
        rows.addWidget(self._problem)
        rows.addWidget(self._pages, 1)
        rows.addWidget(self._progress)
        self.setCentralWidget(middle)
        resize_in_characters(self, *_SIZE_CHARACTERS)

    def _add_shortcut(self, keys: QKeySequence.StandardKey) -> QAction:
        action = QAction(self)
        action.setShortcuts(keys)
        self.addAction(action)
        return action
