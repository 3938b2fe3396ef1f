"""Takes that are recognised while they are spoken, in the engine's process.

A pass is a transcription of all that was said so far. A pause may be the end of the take: its pass
begins at once, and its text is the take's if nothing more is said. While somebody speaks, passes show
what was said, and find most of the tokens that the last one then only checks. Passes take their time
from the processor, not from the user: how much is bounded, and a take's own text waits for one call of
the network at most. It ends the call where it can; where calls take long and nothing ends them, no pass begins.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

import numpy as np

from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.options import TranscribeOptions
from engine.transcript import Timings, Transcript
from engine.transcription.earlier_passes import EarlierPasses
from maxwhisper_desktop.dictation.events import TakeId
from maxwhisper_desktop.recognizer.messages import (
    ForgetTake,
    KnownStart,
    Overhear,
    SaidSoFar,
    TranscribeJob,
)
from maxwhisper_desktop.recognizer.scheduler import Resumable

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.messages import EngineRequest

PAUSE_SHARE: Final = 1.0
"""Processor time that passes may have taken, per second of the take, when one in a pause begins."""

SPEECH_SHARE: Final = 0.6
"""The same for one while somebody speaks, which is less worth."""

PAUSE_CALL_S: Final = 1.0
"""Seconds of the longest call that nothing can stop, beyond which no pass begins."""

SPEECH_CALL_S: Final = 0.25
"""The same while somebody speaks, whose key may come up in any of the calls."""

N_LATE: Final = 3
"""Of so many passes and takes the fastest counts: one may have met a busy moment, or a whole window."""


class Pass(Resumable, Protocol):
    """The part of ``engine.transcription.transcription.Transcription`` that is used."""

    @property
    def timings_ms(self) -> Timings:
        """The time of the work so far."""
        ...


BeginPass: TypeAlias = Callable[[Waveform, TranscribeOptions, EarlierPasses], Pass]
"""``Transcriber.begin_again``; raises ``EngineError``."""


@dataclass(slots=True)
class _OpenPass:
    """A pass over the first ``n_samples``, under way or done."""

    n_samples: int
    work: Pass
    transcript: Transcript | None = None


@dataclass(slots=True)
class SpokenTake:
    """A take whose sound arrives bit by bit.

    Attributes:
        options: Of all its passes.
        parts: Its sound.
        earlier: What its passes found.
        open_pass: The pass under way, or the last one.
        waiting: The last pass that was asked for while another was under way.
    """

    options: TranscribeOptions
    parts: list[Waveform] = field(default_factory=list)
    earlier: EarlierPasses = field(default_factory=EarlierPasses)
    open_pass: _OpenPass | None = None
    waiting: Overhear | None = None

    @property
    def n_samples(self) -> int:
        """Samples that have arrived."""
        return sum(part.size for part in self.parts)

    @property
    def is_working(self) -> bool:
        """Whether a pass is under way."""
        return self.open_pass is not None and self.open_pass.transcript is None

    def waveform(self, n_samples: int) -> Waveform:
        """Return the first samples."""
        self.parts = [np.concatenate(self.parts)]
        return self.parts[0][:n_samples]

    @property
    def share(self) -> float:
        """Processor time that passes have taken, per second of the take."""
        return self.earlier.cpu_s * SAMPLE_RATE / self.n_samples


class SpokenTakes:
    """The takes that are being spoken, or wait for their last pass; mostly one."""

    def __init__(self) -> None:
        self._takes: dict[TakeId, SpokenTake] = {}
        self._longest_waits_s: deque[float] = deque(maxlen=N_LATE)

    @property
    def is_working(self) -> bool:
        """Whether a pass is under way."""
        return any(take.is_working for take in self._takes.values())

    def overhear(self, asked: Overhear, begin: BeginPass) -> None:
        """Add sound to a take, and begin a pass over it if it is worth one.

        Raises:
            EngineError: The options suit no pass.
        """
        take = self._takes.setdefault(asked.take, SpokenTake(asked.options))
        take.parts.append(asked.part.samples)
        if asked.part.is_pause or not take.is_working:
            # Others go on: begun again with more sound each time, a slow one would never end.
            take.waiting = None
            self._begin(take, asked, begin)
        else:
            take.waiting = asked

    def note_longest_wait(self, work: Resumable) -> None:
        """Note how long something urgent could have had to wait for a pass, or a take's job."""
        self._longest_waits_s.append(work.longest_wait_s)

    def forget(self, number: TakeId) -> None:
        """Drop a take."""
        self._takes.pop(number, None)

    def advance(self, begin: BeginPass) -> SaidSoFar | None:
        """Execute one step of a pass; return its text once it is complete."""
        number, take, open_pass = self._under_way()
        began_cpu_s = time.process_time()
        open_pass.transcript = open_pass.work.advance()
        take.earlier.cpu_s += time.process_time() - began_cpu_s
        if open_pass.transcript is None:
            return None
        take.earlier.n_passes += 1
        self.note_longest_wait(open_pass.work)
        if take.waiting is not None:
            asked, take.waiting = take.waiting, None
            self._begin(take, asked, begin)
        return SaidSoFar(number, open_pass.transcript.text)

    def what_stops_it(self) -> Callable[["EngineRequest"], bool]:
        """Return what tells, on any thread, whether a request may not wait for a call of the pass."""
        number, take, open_pass = self._under_way()
        n_samples = open_pass.n_samples
        may_begin = self._may_begin(take, is_pause=True)

        def is_stopped_by(request: "EngineRequest") -> bool:
            match request:
                case TranscribeJob(is_urgent=True, known_start=known):
                    # Of a take that ends where this pass does, it is the last one.
                    return known is None or (known.take, known.n_samples) != (number, n_samples)
                case Overhear(of, part=part) if of == number:
                    return part.is_pause and part.n_samples != n_samples and may_begin
                case ForgetTake(of):
                    return of == number
                case _:
                    return False

        return is_stopped_by

    def finish(self, known: KnownStart, rest: Waveform, begin: BeginPass) -> Resumable | None:
        """Return the take's last pass, which may be done already, and let the take go.

        Args:
            known: The take.
            rest: Its sound that was not sent before.
            begin: Begins a pass.

        Returns:
            None if the take's sound is not here.

        Raises:
            EngineError: The options suit no pass.
        """
        take = self._takes.pop(known.take, None)
        if take is None or take.n_samples != known.n_sent:
            return None
        take.parts.append(rest)
        if take.open_pass is not None and take.open_pass.n_samples == known.n_samples:
            return _LastPass(take.open_pass, take.earlier)
        return begin(take.waveform(known.n_samples), take.options, take.earlier)

    def _begin(self, take: SpokenTake, asked: Overhear, begin: BeginPass) -> None:
        is_known = (
            take.open_pass is not None and take.open_pass.n_samples == asked.part.n_samples
        )
        if is_known or not self._may_begin(take, is_pause=asked.part.is_pause):
            return
        if take.open_pass is not None and take.is_working:
            self.note_longest_wait(take.open_pass.work)
        work = begin(take.waveform(asked.part.n_samples), take.options, take.earlier)
        take.open_pass = _OpenPass(asked.part.n_samples, work)

    def _under_way(self) -> tuple[TakeId, SpokenTake, _OpenPass]:
        for number, take in self._takes.items():
            if take.open_pass is not None and take.is_working:
                return number, take, take.open_pass
        raise LookupError("no pass is under way")

    def _may_begin(self, take: SpokenTake, *, is_pause: bool) -> bool:
        """Tell whether passes take little enough of the processor's and the user's time."""
        share, wait_s = (
            (PAUSE_SHARE, PAUSE_CALL_S) if is_pause else (SPEECH_SHARE, SPEECH_CALL_S)
        )
        return take.share <= share and min(self._longest_waits_s, default=0.0) <= wait_s


class _LastPass:
    """A pass that became the last one since nothing more was said; tells only of what was left to do."""

    def __init__(self, open_pass: _OpenPass, earlier: EarlierPasses) -> None:
        self._pass = open_pass
        self._earlier = earlier
        self._before = open_pass.work.timings_ms

    @property
    def done_s(self) -> float:
        """See ``Resumable``."""
        return self._pass.work.done_s

    @property
    def longest_wait_s(self) -> float:
        """See ``Resumable``."""
        return self._pass.work.longest_wait_s

    def advance(self) -> Transcript | None:
        """See ``Resumable``."""
        was_done = self._pass.transcript is not None
        transcript = self._pass.transcript or self._pass.work.advance()
        if transcript is None or transcript.headway is None:
            return transcript
        headway = replace(
            transcript.headway,
            n_passes=self._earlier.n_passes,
            cpu_s=self._earlier.cpu_s,
            is_whole=was_done,
        )
        timings_ms = transcript.timings_ms.since(self._before)
        return replace(transcript, headway=headway, timings_ms=timings_ms)
