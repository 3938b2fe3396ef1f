"""Brings the app's windows to the front, but not in front of the desktop's own dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Foreground(QObject):
    """The place in front, which all windows give up while the desktop asks. On the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: list[QWidget] = []
        self._due: list[QWidget] = []
        """Those that are to come to the front later, in this order."""
        self._is_given_up = False

    def present(self, window: QWidget) -> None:
        """Bring a window to the front; while it has to stay beneath, show it there for now."""
        if self._is_given_up:
            self._put_off(window)
            self._put_beneath(window, is_wanted=True)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        if not self._is_given_up:
            self._know(window)
            window.raise_()
            window.activateWindow()

    def appear(self, window: QWidget) -> None:
        """Bring a window to the front as soon as it need not stay beneath."""
        if self._is_given_up:
            self._put_off(window)
        else:
            self.present(window)

    @Slot(bool)
    def give_up(self, is_wanted: bool) -> None:  # noqa: FBT001 - a slot
        """Keep all windows beneath those of other programs, without the focus, or no longer."""
        self._is_given_up = is_wanted
        for window in self._windows:
            self._put_beneath(window, is_wanted=is_wanted)
        due, self._due = self._due, []
        for window in due:
            self.appear(window)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whoever hides a window does not want to see it later.
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._due = [window for window in self._due if window is not watched]
        return super().eventFilter(watched, event)

    def _put_off(self, window: QWidget) -> None:
        self._know(window)
        self._due = [*(each for each in self._due if each is not window), window]

    def _know(self, window: QWidget) -> None:
        if window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def _put_beneath(self, window: QWidget, *, is_wanted: bool) -> None:
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, is_wanted)
        window.winId()  # Creates the window; a flag of the widget's own would hide it.
        window.windowHandle().setFlag(Qt.WindowType.WindowStaysOnBottomHint, is_wanted)
