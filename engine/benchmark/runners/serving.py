"""The main loop of every engine's program: requests on stdin, replies on stdout."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TextIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.benchmark.runners.protocol import (
    Failed,
    Load,
    Prepare,
    Ready,
    RunnerReply,
    Setup,
    TranscribeClip,
    TranscribedClip,
    Underway,
    from_line,
    to_line,
)

PR_SET_PDEATHSIG: Final = 1
"""From Linux's ``prctl.h``."""

Tell: TypeAlias = Callable[[str], None]
"""Called with a sentence about what takes long."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An engine's result for a clip; fields as in ``TranscribedClip``."""

    text: str
    n_tokens: int
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    n_fallbacks: int = 0


class Program(Protocol):
    """One engine. ``prepare`` runs first, in another process; ``load`` precedes ``transcribe``."""

    @property
    def device(self) -> str:
        """The device it computes on."""
        ...

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of the engine and the libraries it computes with, the engine first."""
        ...

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Write to ``setup.folder`` what ``load`` needs."""
        ...

    def load(self, setup: Setup, tell: Tell) -> None:
        """Load the model into memory."""
        ...

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """Transcribe: greedily, with timestamps, at temperature 0, all thresholds off."""
        ...


def serve(program: Program) -> None:
    """Answer requests until there are no more."""
    replies = _own_stdout()
    _die_with_the_parent()
    # Ctrl-C in a terminal reaches all processes, but the comparison decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def reply(message: RunnerReply) -> None:
        replies.write(to_line(message))
        replies.flush()

    for line in sys.stdin:
        try:
            reply(_answer(program, line, lambda sentence: reply(Underway(sentence))))
        except Exception as error:  # noqa: BLE001 - top of a process: reported to the comparison
            reply(Failed(" ".join(f"{type(error).__name__}: {error}".split())))


def _answer(program: Program, line: str, tell: Tell) -> RunnerReply:
    match from_line(line):
        case Prepare() as setup:
            program.prepare(setup, tell)
            return Ready(program.device, program.versions)
        case Load() as setup:
            program.load(setup, tell)
            return Ready(program.device, program.versions)
        case TranscribeClip(clip, language):
            waveform = np.load(clip)
            start = time.perf_counter()
            decoded = program.transcribe(waveform, language)
            wall_ms = (time.perf_counter() - start) * 1000
            return TranscribedClip(
                decoded.text.strip(),
                decoded.n_tokens,
                wall_ms,
                decoded.stages_ms,
                decoded.n_fallbacks,
            )
        case _:
            return Failed(f"not a request: {line.strip()}")


def _own_stdout() -> TextIO:
    """Reserve stdout for replies: what libraries print, even in C, goes to stderr."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def _die_with_the_parent() -> None:
    """End with the comparison: while suspended, this process would not notice its end."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
