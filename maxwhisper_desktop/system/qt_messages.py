"""Qt's messages: into the log, and as one sentence if Qt cannot go on.

Qt itself would abort, with a core dump and the advice to install the app again.
"""

import logging
import os
import sys
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType

from maxwhisper_desktop.exit_status import EXIT_FAILED

log = logging.getLogger(__name__)

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class QtMessages:
    """Receives Qt's messages; from any thread."""

    def __init__(self) -> None:
        self._reason: str | None = None

    def hear(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        """Log a message; after a fatal one, end the process. Qt's message handler."""
        log.log(_LEVELS[kind], "Qt: %s", message)
        if kind is QtMsgType.QtFatalMsg:
            reason = self._reason or message.partition("\n")[0]
            sys.stderr.write(f"error: MaxWhisper's windows cannot be shown: {reason}\n")
            sys.stderr.flush()
            os._exit(EXIT_FAILED)
        if kind is QtMsgType.QtWarningMsg and self._reason is None:
            # The first warning of a failed start says why, the fatal message only that.
            self._reason = message
