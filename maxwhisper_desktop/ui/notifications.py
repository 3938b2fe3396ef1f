"""Desktop notifications over D-Bus (Desktop Notifications Specification 1.2).

Not through Qt's tray icon, which without a tray silently shows nothing.
"""

import ctypes
import logging
from html import escape
from typing import Final

import shiboken6
from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
)

log = logging.getLogger(__name__)

_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_SERVERS_OWN_TIME: Final = -1
_ICON: Final = "maxwhisper"


class Notifier(QObject):
    """Shows one notification at a time, replacing the last; never waits for a reply."""

    clicked = Signal()
    """Emitted when the user clicks the notification."""

    def __init__(
        self, bus: QDBusConnection | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bus = QDBusConnection.sessionBus() if bus is None else bus
        self._shown = 0
        self._is_asking = False
        self._next: tuple[str, str] | None = None
        if self._bus.isConnected():
            signal = (_SERVICE, _PATH, _SERVICE, "ActionInvoked")
            # The stub requires bytes, which PySide6 6.12 itself rejects.
            slot = SLOT("on_action(uint,QString)")
            self._bus.connect(*signal, self, slot)  # type: ignore[call-overload]

    @property
    def is_done(self) -> bool:
        """Whether the last notification was shown or rejected."""
        return not self._is_asking

    def notify(self, title: str, body: str = "") -> None:
        """Show a notification; if that is not possible, only log it."""
        if not self._bus.isConnected():
            log.info("no session bus to show a notification: %s", title)
        elif self._is_asking:
            # The id of the notification to replace is known only from the pending reply.
            self._next = title, body
        else:
            self._ask(title, body)

    def _ask(self, title: str, body: str) -> None:
        self._is_asking = True
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Notify")
        # The body is interpreted as markup, so it is escaped.
        texts = ["MaxWhisper", _unsigned(self._shown), _ICON, title, escape(body, quote=False)]
        call.setArguments([*texts, ["default", self.tr("Open")], {}, _SERVERS_OWN_TIME])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        watcher.finished.connect(self._on_reply)

    @Slot(QDBusPendingCallWatcher)
    def _on_reply(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        if reply.type() is QDBusMessage.MessageType.ReplyMessage:
            self._shown = int(reply.arguments()[0])
        else:
            log.info("no notification shown: %s", reply.errorMessage())
        watcher.deleteLater()
        self._is_asking = False
        if self._next is not None:
            (title, body), self._next = self._next, None
            self._ask(title, body)

    @Slot("uint", str)
    def on_action(self, number: int, action: str) -> None:
        """Handle the server's signal, which it sends to all programs for all notifications."""
        if number == self._shown:
            self.clicked.emit()


def _unsigned(number: int) -> QDBusArgument:
    """Return an argument of D-Bus type ``u``.

    WORKAROUND for PySide6 (6.12), which can send a Python number only as int32, uint16 or
    int64: it picks the first of Qt's ``<<`` overloads that fits. This calls the right one.
    """
    argument = QDBusArgument()
    stream = ctypes.CDLL("libQt6DBus.so.6")["_ZN13QDBusArgumentlsEj"]
    stream.argtypes, stream.restype = (ctypes.c_void_p, ctypes.c_uint), ctypes.c_void_p
    stream(shiboken6.getCppPointer(argument)[0], number)
    return argument
