"""Speaks clips to the app's own engine process while something goes wrong, and compares the texts.

    python tests/helpers/disturbed_takes.py AUDIO_FOLDER [--clips N] [--pace X] [--seed N]

By turns, at a random moment of each clip: another take is cancelled, the engine is killed, a file is
transcribed, or another model is chosen. The text at the end must be that of a single pass of the model
that recognised it: one that is chosen late comes after the take. Prints each difference and counts; the exit status is 1 if there is any difference.
"""

import argparse
import os
import queue
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from child_processes import children
from PySide6.QtCore import QCoreApplication

from engine.audio.vad import (
    SpeechDetector,
)
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.benchmark.clips import ClipChoice, read_clips
from engine.loading import load_transcriber
from engine.options import TranscribeOptions, for_dictation, for_files
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.spoken_part import SpokenPart
from maxwhisper_desktop.ports import (
    EngineChoice,
    RecognitionDone,
    RecognitionRequest,
    SpokenSoFar,
)
from maxwhisper_desktop.recognizer.worker import RecognizerWorker
from maxwhisper_desktop.recording.long_pauses import LongPauses, kept
from maxwhisper_desktop.recording.speech_follower import SpeechFollower

if TYPE_CHECKING:
    from maxwhisper_desktop.ports import RecognitionReport

OPTIONS = for_dictation(TranscribeOptions())
MODELS = "tiny.en", "base"
BLOCK = SAMPLE_RATE // 50
LONGEST_S = 30.0
DEADLINE_S = 300.0
"""For a text, on a busy machine that has to start the engine anew."""


@dataclass
class Speaker:
    """Speaks takes to a worker.

    Attributes:
        worker: With the engine's process.
        pace: How many times as fast as in real time.
        model: The one that is chosen.
        n_takes: Numbers that are used.
    """

    worker: RecognizerWorker
    pace: float
    model: str = MODELS[0]
    n_takes: int = 0

    def say(
        self, sound: Waveform, disturb: Callable[[], None], at: float
    ) -> tuple[Waveform, Transcript]:
        """Speak a take, let something go wrong, and return what is recognised, and the text.

        Args:
            sound: What the microphone hears.
            disturb: What goes wrong.
            at: When, as a part of the sound.
        """
        self.n_takes += 1
        take = self.n_takes
        detector, pauses = SpeechDetector(), LongPauses()
        follower = SpeechFollower(partial(self._tell, take))
        began_s = time.monotonic()
        for start in range(0, sound.size, BLOCK):
            block = sound[start : start + BLOCK]
            if start <= at * sound.size < start + BLOCK:
                disturb()
            detector.feed(block)
            pauses.feed(block, detector)
            follower.feed(block, detector, pauses.cuts)
            due_s = began_s + (start + BLOCK) / SAMPLE_RATE / self.pace
            time.sleep(max(due_s - time.monotonic(), 0.0))
        recognised = kept(sound, detector.finish(), pauses.cuts)
        return recognised, self.recognised(recognised, take)

    def recognised(self, sound: Waveform, take: int) -> Transcript:
        """Return the text of a take."""
        reports: queue.Queue[RecognitionReport] = queue.Queue()
        self.worker.recognise(
            RecognitionRequest(take, lambda: sound, OPTIONS, reports.put, take=take)
        )
        while not isinstance(report := reports.get(timeout=DEADLINE_S), RecognitionDone):
            pass
        return report.transcript

    def cancel_another(self, sound: Waveform) -> None:
        """Speak the beginning of a take that is then cancelled."""
        self.n_takes += 1
        self._tell(self.n_takes, SpokenPart(0, sound, sound.size, is_pause=True))
        self.worker.forget(self.n_takes)

    def kill_engine(self) -> None:
        """End the engine's process."""
        for pid in children():
            os.kill(pid, signal.SIGKILL)

    def transcribe_file(self, sound: Waveform) -> None:
        """Let a file wait for its turn, whose result nobody wants."""
        self.n_takes += 1
        options = for_files(TranscribeOptions())
        self.worker.recognise(
            RecognitionRequest(
                self.n_takes, lambda: sound, options, lambda _: None, is_urgent=False
            )
        )

    def choose_the_other_model(self) -> None:
        """Choose it."""
        (self.model,) = (name for name in MODELS if name != self.model)
        self.worker.choose(EngineChoice(self.model, "cpu"))

    def _tell(self, take: int, part: SpokenPart) -> None:
        self.worker.overhear(SpokenSoFar(take, part, OPTIONS, lambda _: None))


def differ(one: Transcript, other: Transcript) -> bool:
    """Tell whether text, language, or any segment with tokens and figures differs."""
    return (one.text, one.language, one.segments) != (
        other.text,
        other.language,
        other.segments,
    )


def main() -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--clips", type=int, default=40, help="chosen by chance")
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    app = QCoreApplication(sys.argv[:1])
    clips = read_clips([args.audio], ClipChoice(max_s=LONGEST_S), lambda _: None)
    plain = {name: load_transcriber(name, "cpu", lambda _: None) for name in MODELS}
    speaker = Speaker(RecognizerWorker(EngineChoice(MODELS[0], "cpu")), args.pace)
    speaker.worker.start()
    counts: Counter[str] = Counter()
    n_different = n_passes = 0
    for n, clip in enumerate(rng.sample(clips, min(args.clips, len(clips)))):
        sound = clip.waveform[: round(clip.waveform.size * rng.uniform(0.3, 1.0))]
        other = rng.choice(clips).waveform
        disturbances: tuple[tuple[str, Callable[[], None]], ...] = (
            ("a take cancelled", partial(speaker.cancel_another, other)),
            ("engine killed", speaker.kill_engine),
            ("file transcribed", partial(speaker.transcribe_file, other)),
            ("model changed", speaker.choose_the_other_model),
        )
        name, disturb = disturbances[n % len(disturbances)]
        take, transcript = speaker.say(sound, disturb, rng.random())
        app.processEvents()
        counts[name] += 1
        n_passes += transcript.headway.n_passes if transcript.headway else 0
        wanted = plain[transcript.model].transcribe(take, OPTIONS)
        if differ(wanted, transcript):
            n_different += 1
            sys.stdout.write(f"{name}, {clip.name}: {wanted.text!r} != {transcript.text!r}\n")
    speaker.worker.shut_down()
    takes = ", ".join(f"{name}: {n}" for name, n in counts.items())
    sys.stdout.write(
        f"{counts.total()} takes ({takes}): {n_different} differ, {n_passes} passes\n"
    )
    return 1 if n_different else 0


if __name__ == "__main__":
    sys.exit(main())
