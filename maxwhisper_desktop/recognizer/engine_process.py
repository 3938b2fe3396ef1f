"""The app's side of the engine process: starts it, communicates with it, notices its end."""

import logging
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Pipe
from typing import Final

from engine.sentence import Sentence
from maxwhisper_desktop.recognizer.message_stream import receive_message, send_message
from maxwhisper_desktop.recognizer.messages import EngineReply, EngineRequest, EngineUnfit

HOST_COMMAND: Final = (sys.executable, "-m", "maxwhisper_desktop.recognizer.host")

log = logging.getLogger(__name__)

TRANSFER_S: Final = 30.0
"""Seconds without progress after which sending or receiving a message fails."""

FAREWELL_S: Final = 2.0
"""Seconds that an engine has to exit once the socket is closed."""


class EngineDiedError(Exception):
    """The process has ended; its work must be given to another one.

    Attributes:
        sentence: What to tell the user.
    """

    def __init__(self, sentence: Sentence, details: str = "") -> None:
        """Take the sentence, and what the log is to say."""
        super().__init__(details or sentence)
        self.sentence = sentence


class EngineProcess:
    """One engine process. For the thread that created it."""

    def __init__(self, command: Sequence[str] = HOST_COMMAND) -> None:
        """Start the process, which answers after its imports, in about a second."""
        self._connection, theirs = Pipe(duplex=True)
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*command, str(number)], pass_fds=(number,), stdin=subprocess.DEVNULL
            )
        _limit_transfers(self._connection.fileno())
        self._heard_s = time.monotonic()

    def watch(self, on_end: Callable[[], None]) -> None:
        """Call ``on_end`` once the process has ended, on a thread of its own."""
        end = os.pidfd_open(self._process.pid)

        def wait() -> None:
            with os.fdopen(end):
                select.select([end], [], [])
            on_end()

        threading.Thread(target=wait, name="engine-watch", daemon=True).start()

    def rest(self) -> None:
        """Suspend the process until the next request, since MAX polls even when idle.

        One of its threads looks for work thousands of times a second, which took a tenth of a core. On a CPU
        it is kept from that (``engine/runtime/timer_slack.py``), but wakes up still.
        """
        self._process.send_signal(signal.SIGSTOP)

    def send(self, request: EngineRequest) -> None:
        """Send a request.

        Raises:
            EngineDiedError: The process has ended.
        """
        self._process.send_signal(signal.SIGCONT)
        self._heard_s = time.monotonic()
        try:
            send_message(self._connection, request)
        except OSError as error:
            raise self._death() from error

    def receive(self, timeout_s: float, silence_s: float) -> EngineReply | None:
        """Return the next reply, or None if none comes in time.

        Args:
            timeout_s: How long to wait.
            silence_s: How long the process may be silent before it counts as dead and is
                killed.

        Raises:
            EngineDiedError: The process has ended or was killed.
        """
        try:
            if not self._connection.poll(timeout_s):
                self._check_life(silence_s)
                return None
            reply: EngineReply = receive_message(self._connection)
            self._heard_s = time.monotonic()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if isinstance(reply, EngineUnfit):
            self.shut_down()
            raise EngineDiedError(reply.reason, reply.details)
        return reply

    def shut_down(self) -> None:
        """End the process, even in the middle of a job."""
        self._connection.close()
        self._process.send_signal(signal.SIGCONT)
        try:
            self._process.wait(FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._kill()

    @property
    def exit_status(self) -> int | None:
        """The exit status; negative if ended by a signal; None while it runs."""
        return self._process.poll()

    def _check_life(self, silence_s: float) -> None:
        if time.monotonic() - self._heard_s > silence_s:
            self._connection.close()
            self._kill()
            raise EngineDiedError(
                Sentence("The engine did not respond for {seconds:.0f} s", seconds=silence_s)
            )

    def _kill(self) -> None:
        self._process.kill()
        try:
            self._process.wait(FAREWELL_S)
        except subprocess.TimeoutExpired:
            # It hangs in a system call, after which it ends.
            log.warning("the engine process %d could not be killed", self._process.pid)

    def _death(self) -> EngineDiedError:
        self.shut_down()
        log.warning("the engine process ended with status %s", self.exit_status)
        if self.exit_status == -signal.SIGKILL:
            return EngineDiedError(
                Sentence("The system ended the engine, as when memory is short")
            )
        return EngineDiedError(Sentence("The engine stopped unexpectedly"))


def _limit_transfers(number: int) -> None:
    """Set timeouts on a socket, since a process may hang in the middle of a message."""
    limit = struct.pack("ll", int(TRANSFER_S), 0)  # struct timeval
    with socket.socket(fileno=os.dup(number)) as connection:
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            connection.setsockopt(socket.SOL_SOCKET, option, limit)
