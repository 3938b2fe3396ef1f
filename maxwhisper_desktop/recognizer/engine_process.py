"""The app's end of the engine's process: start it, speak with it, notice its death."""

import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Pipe
from typing import Final

from maxwhisper_desktop.recognizer.messages import EngineReply, EngineRequest, EngineUnfit

HOST_COMMAND: Final = (sys.executable, "-m", "maxwhisper_desktop.recognizer.host")

log = logging.getLogger(__name__)

TRANSFER_S: Final = 30.0
"""Seconds for one message of any length; a process that takes or gives no more of it is dead."""

FAREWELL_S: Final = 2.0
"""Seconds an engine has to end by itself once the socket is closed."""


class EngineDiedError(Exception):
    """The process is gone; what it was working on must be asked again of another."""


class EngineProcess:
    """One run of the engine. Belongs to the thread that made it."""

    def __init__(self, command: Sequence[str] = HOST_COMMAND) -> None:
        """Start the process; it answers once its imports are done, in about a second."""
        self._connection, theirs = Pipe(duplex=True)
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*command, str(number)], pass_fds=(number,), stdin=subprocess.DEVNULL
            )
        _limit_transfers(self._connection.fileno())
        self._heard_s = time.monotonic()

    def rest(self) -> None:
        """Let the process stand still until the next request: MAX polls even when idle.

        One of its threads looks for work some five thousand times a second, which took a tenth
        of a core.
        """
        self._process.send_signal(signal.SIGSTOP)

    def send(self, request: EngineRequest) -> None:
        """Ask for something.

        Raises:
            EngineDiedError: There is nobody to ask.
        """
        self._process.send_signal(signal.SIGCONT)
        self._heard_s = time.monotonic()
        try:
            self._connection.send(request)
        except OSError as error:
            raise self._death() from error

    def receive(self, timeout_s: float, silence_s: float) -> EngineReply | None:
        """Return the next reply, or None if none comes in time.

        Args:
            timeout_s: How long to wait for it now.
            silence_s: How long the process may give no sign of life before it is taken for dead.

        Raises:
            EngineDiedError: No reply will come any more.
        """
        try:
            if not self._connection.poll(timeout_s):
                self._check_life(silence_s)
                return None
            reply: EngineReply = self._connection.recv()
            self._heard_s = time.monotonic()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if isinstance(reply, EngineUnfit):
            self.shut_down()
            raise EngineDiedError(reply.reason)
        return reply

    def shut_down(self) -> None:
        """End the process, whatever it is doing."""
        self._connection.close()
        self._process.send_signal(signal.SIGCONT)
        try:
            self._process.wait(FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._kill()

    @property
    def exit_status(self) -> int | None:
        """How the process ended; negative by a signal; None while it runs."""
        return self._process.poll()

    def _check_life(self, silence_s: float) -> None:
        if time.monotonic() - self._heard_s > silence_s:
            self._connection.close()
            self._kill()
            raise EngineDiedError(f"The engine gave no sign of life for {silence_s:.0f} s")

    def _kill(self) -> None:
        self._process.kill()
        try:
            self._process.wait(FAREWELL_S)
        except subprocess.TimeoutExpired:
            # It hangs in the system, which will end it some time.
            log.warning("the engine's process %d cannot be ended", self._process.pid)

    def _death(self) -> EngineDiedError:
        self.shut_down()
        return EngineDiedError(f"The engine's process ended (status {self.exit_status})")


def _limit_transfers(number: int) -> None:
    """Let no message on a socket take for ever: a process may stop in the middle of one."""
    limit = struct.pack("ll", int(TRANSFER_S), 0)  # struct timeval
    with socket.socket(fileno=os.dup(number)) as connection:
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            connection.setsockopt(socket.SOL_SOCKET, option, limit)
