"""A take under way, and what the app is told of it."""

import logging
from dataclasses import dataclass

from engine.audio.waveform import Waveform
from maxwhisper_desktop.dictation.events import (
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.capture_messages import Record
from maxwhisper_desktop.ports import MicrophoneMoved

log = logging.getLogger(__name__)


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
