"""A program with the app's tray icon and overlay, controlled by lines of JSON."""

import json
import sys
import time
from typing import Any

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from samples.take_samples import sample_status

from maxwhisper_desktop.ports import LiveText
from maxwhisper_desktop.status.app_status import AppState
from maxwhisper_desktop.ui.overlay import Overlay
from maxwhisper_desktop.ui.tray import Tray

SIGNALS = ("panel_toggled", "recording_toggled", "settings_requested", "quit_requested")


class Presence:
    """Tray and overlay, and the requests they emitted."""

    def __init__(self) -> None:
        self.tray = Tray()
        self.tray.show_status(sample_status())
        self.tray.show()
        self.overlay = Overlay()
        self.asked: list[str] = []
        for name in SIGNALS:
            getattr(self.tray, name).connect(lambda name=name: self.asked.append(name))

    def answer(self) -> None:
        """Execute the next line of standard input."""
        line = sys.stdin.readline()
        if not line:
            QApplication.quit()
            return
        self._execute(*json.loads(line))
        sys.stdout.write(json.dumps(self._state()) + "\n")
        sys.stdout.flush()

    def _execute(
        self, command: str, *words: Any
    ) -> None:  # From JSON, as the commands take it.
        match command:
            case "record":
                self.overlay.show_recording(time.monotonic() * 1000)
            case "level":
                self.overlay.set_level(*words)
            case "live":
                self.overlay.show_live(LiveText(1, *words))
            case "phase":
                self.overlay.show_phase(AppState(*words))
            case "status":
                self.tray.show_status(sample_status(AppState(*words)))
            case "tell":
                self.overlay.tell(*words)
            case "vanish":
                self.overlay.vanish()
            case _:
                pass

    def _state(self) -> dict[str, object]:
        icon = self.tray.findChild(QSystemTrayIcon)
        assert isinstance(icon, QSystemTrayIcon)
        return {
            "has_tray": Tray.is_available(),
            "icon": icon.geometry().center().toTuple()
            if not icon.geometry().isEmpty()
            else None,
            "menu": self.tray.menu.isVisible(),
            "asked": self.asked,
            "overlay": self.overlay.geometry().center().toTuple(),
            "is_shown": self.overlay.isVisible(),
        }


app = QApplication(sys.argv[:1])
app.setQuitOnLastWindowClosed(False)
presence = Presence()
commands = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
commands.activated.connect(presence.answer)
app.exec()
