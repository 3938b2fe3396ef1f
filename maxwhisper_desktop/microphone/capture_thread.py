"""The microphone's thread: records takes and survives lost devices and servers.

All its input, including the audio, comes through one queue, which fixes the order: audio queued
after the message that something has changed may not be from that microphone. It is held back for the
milliseconds until it is known what has changed.
"""

import logging
import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Final, assert_never

from engine.audio.waveform import Waveform
from engine.errors import in_full
from engine.sentence import Sentence
from maxwhisper_desktop.dictation.events import (
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.capture_messages import (
    Block,
    CaptureMessage,
    Choose,
    Ended,
    Record,
    ShutDown,
    SourcesChanging,
    SourcesLost,
    SourcesSeen,
    Stop,
)
from maxwhisper_desktop.microphone.input_keeper import Connect, InputKeeper
from maxwhisper_desktop.microphone.pulse_sources import watch_sources
from maxwhisper_desktop.microphone.sound_input import EMPTY, OLDEST_S
from maxwhisper_desktop.microphone.sources import SourceView
from maxwhisper_desktop.ports import (
    MicrophoneError,
    MicrophoneMoved,
    MicrophoneNews,
    TellMicrophone,
)
from maxwhisper_desktop.sound.sound_library import SoundLibrary

log = logging.getLogger(__name__)

TAIL_S: Final = 0.5
"""Seconds that the end of a take waits for more audio from before its stop: several times a driver's
latency, yet not annoying if the microphone delivers nothing."""
STALL_S: Final = 5.0
"""Seconds without audio after which a device counts as dead: a headset may take three to wake
up."""
HOLD_S: Final = 0.5
"""Seconds of audio that are held back at most, should the sound server never tell what has changed."""
RETRY_S: Final = 0.25
"""Seconds between attempts to find a sound server that was lost during a take."""
RECOVERY_S: Final = 5.0
"""Seconds until these attempts end: a server that restarts is back within a second or two."""
IDLE_RETRY_S: Final = 2.0
"""Seconds until a lost sound server is looked for while nobody dictates."""
LONGEST_RETRY_S: Final = 60.0
"""The most seconds between these attempts, each of which twice as long as the one before."""
JOIN_S: Final = 2.0
"""Seconds that the app's end waits for the sound system, which normally needs milliseconds."""


@dataclass(slots=True)
class CapturedTake:
    """One take at the microphone. Used only by the microphone's thread.

    Attributes:
        asked: The app's request.
        source: The name of its source, once known.
        stop_s: When the take was told to stop; None before.
        lost_s: When the device was lost, until there is another one.
        n_tears: How often the driver lost audio.
        has_begun: Whether any audio has arrived.
    """

    asked: Record
    source: str | None = None
    stop_s: float | None = None
    lost_s: float | None = None
    n_tears: int = 0
    has_begun: bool = False

    def hand_over(self, sound: Waveform) -> None:
        """Pass audio to the app."""
        if not self.has_begun:
            self.has_begun = True
            self.asked.report(MicrophoneStarted(self.asked.take))
        if sound.size:
            self.asked.on_block(sound)

    def say_moved(self, sentence: Sentence) -> None:
        """Report that it continues with another device."""
        log.info("take %d: %s", self.asked.take, sentence)
        self.asked.report(MicrophoneMoved(self.asked.take, sentence))

    def end(self, problem: Sentence | None = None) -> None:
        """Report that it is complete, or failed with ``problem``."""
        take = self.asked.take
        if self.n_tears:
            log.warning("audio was lost %d times in take %d", self.n_tears, take)
        if problem is None:
            self.asked.report(MicrophoneStopped(take))
        else:
            self.asked.report(MicrophoneFailed(take, problem))


class CaptureThread:
    """Owns the device and the takes. Other threads only post messages and read ``name``.

    ``name`` is safe to read: this thread replaces the whole string, so others see the old or
    the new one.
    """

    def __init__(
        self,
        library: SoundLibrary,
        wished: str | None,
        tell: TellMicrophone,
        connect: Connect = watch_sources,
    ) -> None:
        self.name = ""
        self._tell = tell
        self._told: MicrophoneNews | None = None
        self._messages: queue.SimpleQueue[CaptureMessage] = queue.SimpleQueue()
        self._keeper = InputKeeper(library, self.post, connect)
        self._take: CapturedTake | None = None
        self._waiting: deque[Record] = deque()
        # The number of the stream start whose audio is used; None while there is none.
        self._run: int | None = None
        self._started_s = 0.0
        # Audio that came after a change; None while nothing has changed.
        self._held: list[Block] | None = None
        self._deadline_s: float | None = None
        self._idle_wait_s = IDLE_RETRY_S
        self._is_ending = False
        self.post(Choose(wished))
        self._thread = threading.Thread(target=self._live, name="microphone", daemon=True)
        self._thread.start()

    def post(self, message: CaptureMessage) -> None:
        """Send a message; from any thread."""
        self._messages.put(message)

    def join(self) -> None:
        """Wait for the thread's end after ``ShutDown``, but not forever: a driver may hang."""
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            log.warning("the sound system did not release the device in time")

    def _live(self) -> None:
        while not (self._is_ending and self._take is None):
            try:
                self._next()
            except Exception:
                # Nothing is known to raise here, but the next take must be possible.
                log.exception("recording failed")
                self._run = None
                self._keeper.drop()
                self._fail(Sentence("The recording failed; the log says why. Try again."))
        self._keeper.shut_down()

    def _next(self) -> None:
        try:
            timeout_s = None
            if self._deadline_s is not None:
                timeout_s = max(self._deadline_s - time.monotonic(), 0.0)
            message = self._messages.get(timeout=timeout_s)
        except queue.Empty:
            self._on_deadline()
        else:
            self._handle(message)

    def _handle(self, message: CaptureMessage) -> None:
        match message:
            case Block():
                self._on_block(message)
            case Record():
                self._on_record(message)
            case Stop():
                self._on_stop(message)
            case SourcesChanging():
                self._held = self._held or []
            case SourcesSeen() | SourcesLost() | Ended():
                self._on_change(message)
            case Choose(wished):
                self._keeper.wished = wished
                self._ready()
            case ShutDown():
                self._is_ending = True
            case _:
                assert_never(message)

    def _ready(self) -> None:
        """Prepare the best device, unless one is in use."""
        if self._take is None:
            self._keeper.prepare()
            self.name = self._keeper.name
            self._look_again()
            news = MicrophoneNews(self.name, self._keeper.problem)
            if news != self._told:
                self._told = news
                self._tell(news)

    def _look_again(self) -> None:
        """Look for a lost server again after a while, less and less often."""
        if not self._keeper.has_lost_server:
            self._idle_wait_s, self._deadline_s = IDLE_RETRY_S, None
        elif self._deadline_s is None:
            self._deadline_s = time.monotonic() + self._idle_wait_s
            self._idle_wait_s = min(2 * self._idle_wait_s, LONGEST_RETRY_S)

    def _on_record(self, record: Record) -> None:
        if self._take is not None:
            # The current take was told to stop, and its last audio is still to come.
            self._waiting.append(record)
            return
        self._take = CapturedTake(record)
        if self._start() and not self._keeper.is_as_wished:
            self._take.say_moved(
                Sentence(
                    "The chosen microphone is not connected; using {microphone} instead.",
                    microphone=self.name,
                )
            )

    def _on_stop(self, stop: Stop) -> None:
        take = self._take
        for record in [*self._waiting]:
            if stop.take in {None, record.take}:
                self._waiting.remove(record)
                CapturedTake(record).end()
        if take is None or stop.take not in {None, take.asked.take} or take.stop_s is not None:
            return
        take.stop_s = stop.at_s
        if self._run is None:
            self._stopped(take)
        else:
            self._deadline_s = stop.at_s + TAIL_S

    def _on_block(self, block: Block) -> None:
        take = self._take
        if take is None or self._keeper.input is None or block.run != self._run:
            return
        now_s = time.monotonic()
        if take.stop_s is None:
            self._deadline_s = now_s + STALL_S
        else:
            # On a busy machine the last words may come late, in pieces.
            self._deadline_s = min(now_s + TAIL_S, take.stop_s + OLDEST_S)
        if self._held is not None:
            self._held.append(block)
            if block.until_s - self._held[0].until_s > HOLD_S:
                self._release()
            return
        take.n_tears += block.is_torn
        take.hand_over(self._keeper.input.convert(block.samples))
        if take.stop_s is not None and block.until_s >= take.stop_s:
            self._stopped(take)

    def _release(self) -> None:
        """Take in what was held back, but for what is of a stream that is used no more."""
        held, self._held = self._held, None
        for block in held or ():
            self._on_block(block)

    def _on_deadline(self) -> None:
        self._release()
        take = self._take
        if take is None:
            self._deadline_s = None
            if self._keeper.has_lost_server:
                self._keeper.drop()
            self._ready()
        elif take.stop_s is not None:
            self._stopped(take)
        elif take.lost_s is not None:
            self._recover(take, take.lost_s)
        else:
            log.warning("no audio for %s s", STALL_S)
            self._lose()

    def _on_change(self, change: SourcesSeen | SourcesLost | Ended) -> None:
        match change:
            case SourcesSeen(view):
                self._keeper.see(view)
                self._check_source(view)
                if not view.is_outdated:
                    self._release()
                self._ready()
            case SourcesLost() if self._keeper.check_server():
                self._release()
                self._lose()
                self._ready()
            case Ended(run) if run == self._run:
                self._release()
                self._lose()
            case SourcesLost() | Ended():
                pass  # Already known, or requested.
            case _:
                assert_never(change)

    def _check_source(self, view: SourceView) -> None:
        """Check whether the server has replaced the take's source by another one."""
        take, device = self._take, self._keeper.input
        if take is None or device is None or device.choice is None or self._run is None:
            return
        if view.seen_s < self._started_s:
            return
        source = view.find(view.ours)
        expected = take.source or device.choice.source.name
        if source is not None and device.choice.allows(source):
            has_changed = take.source is not None or not view.find(expected)
            if source.name != expected and has_changed:
                self.name = source.description
                take.say_moved(
                    Sentence(
                        "The microphone changed; recording continues with {microphone}.",
                        microphone=self.name,
                    )
                )
            take.source = source.name
        elif source is not None or not view.find(expected):
            self._move(take)

    def _move(self, take: CapturedTake) -> None:
        """Continue with the next best microphone, or end the take."""
        self._run = None
        self._keeper.stop()
        if take.stop_s is not None:
            self._stopped(take)
        elif self._start():
            take.source = None
            take.say_moved(
                Sentence(
                    "The microphone was disconnected; recording continues with {microphone}.",
                    microphone=self.name,
                )
            )

    def _lose(self) -> None:
        """Start looking for a device, since the current one delivers no more audio."""
        take = self._take
        if take is None or take.lost_s is not None:
            return
        self._run = None
        self._keeper.drop()
        take.source = None
        take.lost_s = time.monotonic()
        if take.stop_s is None:
            self._recover(take, take.lost_s)
        else:
            self._stopped(take)

    def _recover(self, take: CapturedTake, lost_s: float) -> None:
        is_last = time.monotonic() - lost_s > RECOVERY_S
        if self._start(may_fail=is_last):
            take.lost_s = None
            take.say_moved(
                Sentence(
                    "The audio was interrupted; recording continues with {microphone}.",
                    microphone=self.name,
                )
            )

    def _start(self, *, may_fail: bool = True) -> bool:
        """Start the take's stream; on an error, the take fails or waits for a retry."""
        # Earlier views of the sources were about another stream.
        self._started_s = time.monotonic()
        try:
            self._run = self._keeper.start()
        except MicrophoneError as error:
            self._deadline_s = time.monotonic() + RETRY_S
            if may_fail:
                log.info("nothing can be recorded: %s", in_full(error))
                self._fail(error.sentence)
            return False
        self._deadline_s = time.monotonic() + STALL_S
        self.name = self._keeper.name
        return True

    def _stopped(self, take: CapturedTake) -> None:
        if self._run is not None and self._keeper.input is not None and take.has_begun:
            take.hand_over(self._keeper.input.convert(EMPTY, is_last=True))
        self._end(take)

    def _fail(self, sentence: Sentence) -> None:
        if self._take is not None:
            self._end(self._take, sentence)

    def _end(self, take: CapturedTake, problem: Sentence | None = None) -> None:
        take.end(problem)
        self._take, self._deadline_s = None, None
        if self._waiting and self._run is not None and self._keeper.input is not None:
            # The stream keeps running: audio from now on belongs to the next take.
            self._keeper.input.begin_take()
            self._take = CapturedTake(self._waiting.popleft(), source=take.source)
            self._deadline_s = time.monotonic() + STALL_S
            return
        self._run = None
        self._keeper.stop()
        if self._waiting:
            self._on_record(self._waiting.popleft())
        else:
            self._ready()
