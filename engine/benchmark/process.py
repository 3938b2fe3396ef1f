"""One engine in its own process: started, queried, suspended between its turns, measured."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from engine.benchmark.runners.protocol import (
    Failed,
    Ready,
    RunnerReply,
    RunnerRequest,
    TranscribeClip,
    TranscribedClip,
    Underway,
    from_line,
    to_line,
)
from engine.errors import EngineError

PATIENCE_S: Final = 900.0
"""Seconds to wait for any message from an engine; a compile keeps reporting progress."""

FAREWELL_S: Final = 2.0

Tell: TypeAlias = Callable[[str], None]
"""Called with a sentence about progress."""


class EngineFailedError(EngineError):
    """An engine failed at a request."""


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start an engine's program.

    Attributes:
        command: The command line.
        log: Receives what it prints besides its replies.
        environment: Added to this process' own.
        cpus: The processors it may use.
    """

    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    cpus: frozenset[int] = field(default_factory=lambda: frozenset(os.sched_getaffinity(0)))


class RunnerProcess:
    """A running program; see ``engine.benchmark.runners.serving``."""

    def __init__(self, launch: Launch) -> None:
        self._log = launch.log
        self.started_s = time.perf_counter()
        """When it was started, by ``time.perf_counter``."""
        with launch.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                launch.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **launch.environment},
                bufsize=0,
            )
        os.sched_setaffinity(self._process.pid, launch.cpus)
        self._read = b""

    def __enter__(self) -> "RunnerProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def set_up(self, request: RunnerRequest, tell: Tell) -> Ready:
        """Let it prepare or load a model.

        Raises:
            EngineFailedError: It failed.
        """
        reply = self._ask(request, tell)
        if not isinstance(reply, Ready):
            raise EngineFailedError(f"it sent an unexpected reply: {reply}")
        return reply

    def transcribe(self, clip: Path, language: str) -> TranscribedClip:
        """Let it transcribe a clip.

        Raises:
            EngineFailedError: It failed.
        """
        reply = self._ask(TranscribeClip(str(clip), language), lambda _: None)
        if not isinstance(reply, TranscribedClip):
            raise EngineFailedError(f"it sent an unexpected reply: {reply}")
        return reply

    def rest(self) -> None:
        """Suspend it until the next request."""
        self._process.send_signal(signal.SIGSTOP)

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def peak_mb(self) -> float | None:
        """Peak memory in MB (10^6 bytes), including shared libraries."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        lines = (line.split() for line in status.splitlines())
        return next((int(w[1]) * 1.024e-3 for w in lines if w[0] == "VmHWM:"), None)

    def end(self) -> None:
        """End it, even in the middle of a request."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.send_signal(signal.SIGCONT)
        try:
            self._process.wait(FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _ask(self, request: RunnerRequest, tell: Tell) -> RunnerReply:
        self._process.send_signal(signal.SIGCONT)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(to_line(request).encode())
        except (OSError, ValueError) as error:  # ValueError if it was ended before
            raise self._death() from error
        while True:
            match from_line(self._line()):
                case Underway(sentence):
                    tell(sentence)
                case Failed(reason):
                    raise EngineFailedError(reason)
                case Ready() | TranscribedClip() as reply:
                    return reply
                case _:
                    pass  # A library printed it.

    def _line(self) -> str:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while b"\n" not in self._read:
                if not selector.select(PATIENCE_S):
                    self.end()
                    raise EngineFailedError(f"it did not respond for {PATIENCE_S:.0f} s")
                block = os.read(descriptor, 1 << 16)
                if not block:
                    raise self._death()
                self._read += block
        line, _, self._read = self._read.partition(b"\n")
        return line.decode(errors="replace")

    def _death(self) -> EngineFailedError:
        self.end()
        lines = self._log.read_text(errors="replace").strip().splitlines() or ["no output"]
        return EngineFailedError(
            f"its process ended (status {self._process.returncode}): {lines[-1]}"
        )
