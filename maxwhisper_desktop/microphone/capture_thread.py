"""The thread of the microphone: takes are recorded one after the other, through all mishaps.

All it knows comes through one queue, the sound included, so that the order of things is plain:
sound that is in the queue behind the news that the microphone is gone is not the microphone's.
"""

import logging
import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Final, assert_never

from engine.audio.waveform import Waveform
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
    SourcesLost,
    SourcesSeen,
    Stop,
)
from maxwhisper_desktop.microphone.input_keeper import InputKeeper
from maxwhisper_desktop.microphone.sound_input import EMPTY
from maxwhisper_desktop.microphone.sources import SourceView
from maxwhisper_desktop.ports import MicrophoneError, MicrophoneMoved
from maxwhisper_desktop.sound.sound_library import SoundLibrary

log = logging.getLogger(__name__)

TAIL_S: Final = 0.3
"""How long the end of a take waits for sound from before its stop: several times the delay of a
driver, and less than anybody would wait for a microphone that gives none."""
STALL_S: Final = 5.0
"""Without sound for so long, a device is taken for dead: a headset may need three to wake up."""
RETRY_S: Final = 0.25
"""Between two looks for a sound server that went away in the middle of a take."""
RECOVERY_S: Final = 5.0
"""How long it is looked for: a server that is started again is there within a second or two."""
JOIN_S: Final = 2.0
"""How long the end of the app waits for the sound system, which needs milliseconds."""


@dataclass(slots=True)
class CapturedTake:
    """One take at the microphone. The microphone's thread alone uses it.

    Attributes:
        asked: What the app asked for.
        source: The name of the source it is recorded from, once that is known.
        stop_s: Up to when there is to be sound, once that is known.
        lost_s: When the device was lost, until there is another.
        n_tears: How often the driver lost sound.
        has_begun: Whether any sound has come.
    """

    asked: Record
    source: str | None = None
    stop_s: float | None = None
    lost_s: float | None = None
    n_tears: int = 0
    has_begun: bool = False

    def hand_over(self, sound: Waveform) -> None:
        """Give sound to the app."""
        if not self.has_begun:
            self.has_begun = True
            self.asked.report(MicrophoneStarted(self.asked.take))
        if sound.size:
            self.asked.on_block(sound)

    def say_moved(self, sentence: str) -> None:
        """Report that it goes on with another device."""
        log.info("take %d: %s", self.asked.take, sentence)
        self.asked.report(MicrophoneMoved(self.asked.take, sentence))

    def end(self, problem: str | None = None) -> None:
        """Report that it is complete, and if so, why there will be no more."""
        take = self.asked.take
        if self.n_tears:
            log.warning("sound was lost %d times in take %d", self.n_tears, take)
        if problem is None:
            self.asked.report(MicrophoneStopped(take))
        else:
            self.asked.report(MicrophoneFailed(take, problem))


class CaptureThread:
    """Owns the device and the takes. Others only post, and read ``name``.

    ``name`` is a string that this thread replaces as a whole: whoever reads it sees the old or
    the new one.
    """

    def __init__(self, library: SoundLibrary, wished: str | None) -> None:
        self.name = ""
        self._messages: queue.SimpleQueue[CaptureMessage] = queue.SimpleQueue()
        self._keeper = InputKeeper(library, self.post)
        self._take: CapturedTake | None = None
        self._waiting: deque[Record] = deque()
        # The number of the stream's start that is listened to, none if it is None.
        self._run: int | None = None
        self._started_s = 0.0
        self._deadline_s: float | None = None
        self._is_ending = False
        self.post(Choose(wished))
        self._thread = threading.Thread(target=self._live, name="microphone", daemon=True)
        self._thread.start()

    def post(self, message: CaptureMessage) -> None:
        """Tell the thread; from any thread."""
        self._messages.put(message)

    def join(self) -> None:
        """Wait for the thread to end, after ``ShutDown``; not for ever, as a driver may hang."""
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            log.warning("the sound system does not let go")

    def _live(self) -> None:
        while not (self._is_ending and self._take is None):
            try:
                self._next()
            except Exception:
                # Nothing known raises here; but the next take is to have its chance.
                log.exception("recording failed")
                self._run = None
                self._keeper.drop()
                self._fail("Recording failed for a reason that only the log tells. Try again.")
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
        """Have the best device ready, unless one is at work."""
        if self._take is None:
            self._keeper.prepare()
            self.name = self._keeper.name

    def _on_record(self, record: Record) -> None:
        if self._take is not None:
            # It was told to stop, and its last sound is on its way.
            self._waiting.append(record)
            return
        self._take = CapturedTake(record)
        if self._start() and not self._keeper.is_as_wished:
            self._take.say_moved(f"The chosen microphone is not here; {self.name} is used.")

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
        take.n_tears += block.is_torn
        take.hand_over(self._keeper.input.convert(block.samples))
        if take.stop_s is None:
            self._deadline_s = time.monotonic() + STALL_S
        elif block.until_s >= take.stop_s:
            self._stopped(take)

    def _on_deadline(self) -> None:
        take = self._take
        if take is None:
            self._deadline_s = None
        elif take.stop_s is not None:
            self._stopped(take)
        elif take.lost_s is not None:
            self._recover(take, take.lost_s)
        else:
            log.warning("no sound for %s s", STALL_S)
            self._lose()

    def _on_change(self, change: SourcesSeen | SourcesLost | Ended) -> None:
        match change:
            case SourcesSeen(view):
                self._keeper.see(view)
                self._check_source(view)
                self._ready()
            case SourcesLost() if self._keeper.check_server():
                # With no take, the server is not looked for until there is one.
                self._lose()
            case Ended(run) if run == self._run:
                self._lose()
            case SourcesLost() | Ended():
                pass  # It is known, or was wanted.
            case _:
                assert_never(change)

    def _check_source(self, view: SourceView) -> None:
        """See whether the server has put another source in the place of the take's."""
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
                take.say_moved(f"The microphone changed; recording goes on with {self.name}.")
            take.source = source.name
        elif source is not None or not view.find(expected):
            self._move(take)

    def _move(self, take: CapturedTake) -> None:
        """Go on with the next best microphone, or end the take."""
        self._run = None
        self._keeper.stop()
        if take.stop_s is not None:
            self._stopped(take)
        elif self._start():
            take.source = None
            take.say_moved(f"The microphone is gone; recording goes on with {self.name}.")

    def _lose(self) -> None:
        """Begin to look for a device, since the one there was gives no more sound."""
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
            take.say_moved(f"Sound was interrupted; recording goes on with {self.name}.")

    def _start(self, *, may_fail: bool = True) -> bool:
        """Let the take's sound begin; if it does not, the take has failed, or waits for a retry."""
        # What was seen until now was about another stream.
        self._started_s = time.monotonic()
        try:
            self._run = self._keeper.start()
        except MicrophoneError as error:
            self._deadline_s = time.monotonic() + RETRY_S
            if may_fail:
                self._fail(str(error))
            return False
        self._deadline_s = time.monotonic() + STALL_S
        self.name = self._keeper.name
        return True

    def _stopped(self, take: CapturedTake) -> None:
        if self._run is not None and self._keeper.input is not None and take.has_begun:
            take.hand_over(self._keeper.input.convert(EMPTY, is_last=True))
        self._end(take)

    def _fail(self, sentence: str) -> None:
        if self._take is not None:
            self._end(self._take, sentence)

    def _end(self, take: CapturedTake, problem: str | None = None) -> None:
        take.end(problem)
        self._take, self._deadline_s = None, None
        if self._waiting and self._run is not None and self._keeper.input is not None:
            # The stream runs on: what comes from here on is the next take's.
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
