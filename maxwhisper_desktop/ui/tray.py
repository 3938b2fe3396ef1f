"""The tray icon and its menu."""

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from maxwhisper_desktop.status.app_status import KEY_DOWN_STATES, AppState, AppStatus
from maxwhisper_desktop.ui.icons import state_icon
from maxwhisper_desktop.ui.words.status_words import engine_words, state_words, tooltip

_BUSY = KEY_DOWN_STATES | {AppState.RECOGNISING, AppState.DELIVERING}


class Tray(QObject):
    """Shows an ``AppStatus`` and emits the user's choices."""

    panel_toggled = Signal()
    """Emitted when the icon is clicked."""
    panel_requested = Signal()
    """Emitted when the user wants to see the panel."""
    recording_toggled = Signal()
    """Emitted to start recording, or to stop it and type its text."""
    cancel_requested = Signal()
    """Emitted when nothing more should be typed."""
    paste_again_requested = Signal()
    """Emitted to deliver the last text again."""
    files_requested = Signal()
    """Emitted when the user wants to transcribe files."""
    history_requested = Signal()
    """Emitted when the user wants to see the history."""
    welcome_requested = Signal()
    """Emitted when the user wants to see the welcome again."""
    settings_requested = Signal()
    """Emitted when the user wants to see the settings."""
    quit_requested = Signal()
    """Emitted when the app should quit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status = AppStatus()
        self._menu = QMenu()
        self._state = QAction(self._menu, enabled=False)
        self._record = self._entry(self.recording_toggled)
        self._cancel = self._entry(self.cancel_requested)
        self._paste = self._entry(self.paste_again_requested)
        self._panel = self._entry(self.panel_requested)
        self._files = self._entry(self.files_requested)
        self._history = self._entry(self.history_requested)
        self._settings = self._entry(self.settings_requested)
        self._welcome = self._entry(self.welcome_requested)
        self._quit = self._entry(self.quit_requested)
        self._fill_menu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self.show_status(self._status)

    @staticmethod
    def is_available() -> bool:
        """Return whether this desktop has a tray; one may still appear later."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def menu(self) -> QMenu:
        """The menu, for desktops without a tray."""
        return self._menu

    def show(self) -> None:
        """Show the icon in the tray, now or as soon as there is one."""
        self._icon.show()

    def hide(self) -> None:
        """Hide the icon."""
        self._icon.hide()

    def show_status(self, status: AppStatus) -> None:
        """Show the app's status."""
        self._status = status
        self._icon.setIcon(state_icon(status.state))
        self._icon.setToolTip(tooltip(status))
        engine = engine_words(status.model, status.device)
        self._state.setText(f"{state_words(status.state)} \u2013 {engine}")
        is_listening = status.state in KEY_DOWN_STATES
        self._record.setText(
            self.tr("&Stop and type") if is_listening else self.tr("&Start recording")
        )
        self._cancel.setEnabled(status.state in _BUSY)
        self._paste.setEnabled(status.last is not None and bool(status.last.text))

    def _fill_menu(self) -> None:
        self._cancel.setText(self.tr("&Cancel"))
        self._paste.setText(self.tr("Type the last text &again"))
        self._panel.setText(self.tr("Open &panel"))
        self._files.setText(self.tr("Transcribe &files\u2026"))
        self._history.setText(self.tr("&History"))
        self._settings.setText(self.tr("S&ettings\u2026"))
        self._welcome.setText(self.tr("&Welcome\u2026"))
        self._quit.setText(self.tr("&Quit"))
        groups = (
            (self._state,),
            (self._record, self._cancel, self._paste),
            (self._panel, self._files, self._history, self._settings, self._welcome),
            (self._quit,),
        )
        for number, actions in enumerate(groups):
            if number:
                self._menu.addSeparator()
            self._menu.addActions(actions)
        self._menu.setDefaultAction(self._panel)

    def _entry(self, signal: SignalInstance) -> QAction:
        action = QAction(self._menu)
        action.triggered.connect(signal)
        return action

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.panel_toggled.emit()
