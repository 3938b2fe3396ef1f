"""Assembles the tray app; the only module that chooses an adapter for each port.

Threads and processes:

- *main*: Qt, the controller, all widgets. Never blocked for more than a few milliseconds.
- *hotkey*: waits for the display's events, reports keys.
- *microphone*: owns the audio stream. PortAudio's callback thread copies blocks and appends them.
- *recorder*: one per take; journal, voice activity detection and level, while the user speaks.
- *recognizer*: owns the engine *process*, sends it jobs and waits for its replies.
- *typist*: brings text into windows, serves the clipboard.
- *history*: the database. *files*: decodes dropped files. *folders*: finds them.
- *signals*: waits for Unix signals, and ends the process if *main* hangs.

They communicate by queued signals of bound methods of QObjects, which run on the receiver's thread.
"""

import logging
import os
import sys
from collections.abc import Callable
from functools import cache
from types import TracebackType
from typing import Final

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.errors import reason_of
from engine.sentence import Sentence, joined
from maxwhisper_desktop.control.desktop_bus import DesktopBus
from maxwhisper_desktop.control.server import ControlServer
from maxwhisper_desktop.exit_status import EXIT_FAILED
from maxwhisper_desktop.hotkey.candidates import listen_for
from maxwhisper_desktop.microphone.portaudio import PortAudioMicrophone, microphones
from maxwhisper_desktop.portal.identity import APP_ID
from maxwhisper_desktop.portal.loop_thread import LoopThread
from maxwhisper_desktop.ports import MicrophoneError, PortError
from maxwhisper_desktop.presenters.app_presenter import AppPresenter
from maxwhisper_desktop.services.services import Adapters, Services
from maxwhisper_desktop.settings.file import make_private, read_settings
from maxwhisper_desktop.sound.playback import Player
from maxwhisper_desktop.sound.sound_library import SoundLibrary
from maxwhisper_desktop.system.garbage import collect_on_this_thread
from maxwhisper_desktop.system.heap import keep_heap_small
from maxwhisper_desktop.system.i18n import install_translation
from maxwhisper_desktop.system.injected_keys import InjectedKeys
from maxwhisper_desktop.system.keyring import has_keyring, history_keys
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.logs import set_up_logs
from maxwhisper_desktop.system.paths import config_file, log_file, runtime_socket
from maxwhisper_desktop.system.qt_messages import QtMessages
from maxwhisper_desktop.system.signals import UnixSignals
from maxwhisper_desktop.typist.candidates import open_typist
from maxwhisper_desktop.ui.icons import app_icon

log = logging.getLogger(__name__)

_TURN_S: Final = 0.0005
"""How long a thread of Python's may compute while others wait; by default 0.005. The main thread waits for a
turn of each thread that computes: with three of them 2 ms, and 10 ms by default."""


def run_app() -> int:
    """Run the app until the user quits it; return the exit status."""
    keep_heap_small()
    set_up_logs(log_file())
    sys.excepthook = _log_exception
    sys.setswitchinterval(_TURN_S)
    if os.environ.get("WAYLAND_DISPLAY") and os.environ.get("DISPLAY"):
        # As a native Wayland client, the overlay would take the focus from the user's window.
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    qInstallMessageHandler(QtMessages().hear)
    qt = QApplication(sys.argv[:1])
    collect_on_this_thread()
    qt.setApplicationName("maxwhisper")
    qt.setApplicationDisplayName("MaxWhisper")
    qt.setDesktopFileName(APP_ID)
    qt.setWindowIcon(app_icon())
    qt.setQuitOnLastWindowClosed(False)
    install_translation(qt)
    try:
        return _run(qt)
    except (PortError, OSError) as error:
        log.critical("MaxWhisper cannot start: %s", error)
        reason = reason_of(error)
        words = said(Sentence("MaxWhisper cannot start: {reason}", reason=reason))
        sys.stderr.write(f"error: {words}\n")
        QMessageBox.critical(None, "MaxWhisper", words)
        return EXIT_FAILED
    finally:
        # Qt's last messages come when Python has ended.
        qInstallMessageHandler(None)


def _run(qt: QApplication) -> int:
    injected = InjectedKeys()
    library = cache(SoundLibrary)
    problems: list[Sentence] = []
    make_private(config_file())
    settings = read_settings(config_file(), problems.append)
    services = Services(
        settings,
        Adapters(
            hotkey=lambda key, report, tell: listen_for(key, injected, report, tell),
            microphone=lambda wished, tell: PortAudioMicrophone(library(), wished, tell),
            microphones=lambda: [
                (source.name, source.description) for source in microphones(library())
            ],
            typist=lambda delivery, is_down, tell: open_typist(
                delivery, injected, is_down, tell
            ),
            history_keys=history_keys,
            has_keyring=has_keyring,
        ),
        joined(problems) if problems else None,
    )
    presenter = AppPresenter(services, _player(library))
    signals = UnixSignals()
    signals.quit_asked.connect(qt.quit)
    server = ControlServer(runtime_socket(), services.command)
    bus = DesktopBus(services.command, LoopThread("bus"))
    presenter.start()
    services.start()
    status = qt.exec()
    log.info("ending")
    bus.shut_down()
    server.shut_down()
    presenter.shut_down()
    services.shut_down()
    signals.shut_down()
    return status


def _player(library: Callable[[], SoundLibrary]) -> Player | None:
    try:
        return Player(library())
    except MicrophoneError:
        return None  # The microphone, which has the same needs, has already reported why.


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log a bug of ours; the app goes on, and no take is lost."""
    log.critical("unhandled exception", exc_info=(kind, error, trace))
