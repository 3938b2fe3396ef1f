"""Recognises clips while they are spoken, and compares the texts with those of single passes.

    python tests/helpers/parity/spoken_takes.py AUDIO_FOLDER [--model NAME] [--exact] [--clips N] [--seed N]

With ``--join S``, clips are joined to takes of S seconds.

Each clip is heard block by block, as from a microphone, by the detector, follower and passes of the app.
The key comes up at a random moment, mostly within a word. Between two parts the engine gets as far as
chance wants it, or with ``--pace X`` as far as this machine can while somebody speaks X times as fast as
in real time. Prints each difference, counts, and the time that was left at the end; the exit status
is 1 if there is any difference.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from engine.audio.vad import SpeechDetector
from engine.audio.waveform import SAMPLE_RATE, Waveform
from engine.benchmark.clips import ClipChoice, read_clips
from engine.loading import load_transcriber
from engine.options import Precision, TranscribeOptions, for_dictation
from engine.transcript import Headway, Transcript
from engine.transcription.transcriber import Transcriber
from maxwhisper_desktop.recognizer.messages import KnownStart, Overhear
from maxwhisper_desktop.recognizer.spoken_takes import SpokenTakes
from maxwhisper_desktop.recording.long_pauses import LongPauses, kept
from maxwhisper_desktop.recording.speech_follower import SpeechFollower

if TYPE_CHECKING:
    from maxwhisper_desktop.recognizer.scheduler import Resumable

OPTIONS = for_dictation(TranscribeOptions())
BLOCK = SAMPLE_RATE // 50
JOINT_S = 0.6
MOST_STEPS = 60
"""More than most passes have."""
TAKE = 1

GoOn: TypeAlias = Callable[[int], bool]
"""Given the steps since the last block of sound, tells whether there is time for another one."""


@dataclass(frozen=True)
class Compared:
    """A take's text by a single pass, and by passes while it was spoken.

    Attributes:
        plain: By a single pass.
        spoken: By the last of the others.
        plain_ms: How long the single pass took.
        left_ms: How long the last of the others took.
    """

    plain: Transcript
    spoken: Transcript
    plain_ms: float
    left_ms: float

    @property
    def is_same(self) -> bool:
        """Whether text, language, and all segments with tokens and figures are equal."""
        one, other = self.plain, self.spoken
        return (one.text, one.language, one.segments, one.n_tokens) == (
            other.text,
            other.language,
            other.segments,
            other.n_tokens,
        )

    @property
    def headway(self) -> Headway:
        """What was done before the take ended."""
        return self.spoken.headway or Headway()


def compared(
    transcriber: Transcriber, sound: Waveform, times: Iterator[GoOn]
) -> Compared | None:
    """Speak ``sound`` to a model; None if nobody speaks in it.

    Args:
        transcriber: Of the model.
        sound: What is said.
        times: How long the engine may work after each block of it.
    """
    detector, takes, n_sent = SpeechDetector(), SpokenTakes(), 0
    asked: list[Overhear] = []
    pauses = LongPauses()
    follower = SpeechFollower(lambda part: asked.append(Overhear(TAKE, OPTIONS, part)))
    for block, has_time in zip(_blocks(sound), times, strict=False):
        detector.feed(block)
        pauses.feed(block, detector)
        follower.feed(block, detector, pauses.cuts)
        while asked:
            n_sent += asked[0].part.samples.size
            takes.overhear(asked.pop(), transcriber.begin_again)
        n_steps = 0
        while takes.is_working and has_time(n_steps):
            takes.advance(transcriber.begin_again)
            n_steps += 1
    regions = detector.finish()
    if not regions:
        return None
    take = kept(sound, regions, pauses.cuts)
    began_s = time.perf_counter()
    last: Resumable | None = None
    if n_sent:
        known = KnownStart(TAKE, n_sent, take.size)
        last = takes.finish(known, take[n_sent:], transcriber.begin_again)
    last = last or transcriber.begin(take, OPTIONS)
    while (spoken := last.advance()) is None:
        pass
    ended_s = time.perf_counter()
    plain = transcriber.transcribe(take, OPTIONS)
    plain_ms = (time.perf_counter() - ended_s) * 1000
    return Compared(plain, spoken, plain_ms, (ended_s - began_s) * 1000)


def _blocks(sound: Waveform) -> Iterator[Waveform]:
    for start in range(0, sound.size, BLOCK):
        yield sound[start : start + BLOCK]


def _by_chance(rng: random.Random) -> Iterator[GoOn]:
    while True:
        most = rng.choice((0, 0, 0, 1, rng.randrange(MOST_STEPS)))
        yield most.__gt__


def _paced(pace: float) -> Iterator[GoOn]:
    began_s = time.perf_counter()
    for n in count(1):
        due_s = began_s + n * BLOCK / SAMPLE_RATE / pace
        yield partial(_is_before, due_s)
        time.sleep(max(due_s - time.perf_counter(), 0.0))


def _is_before(due_s: float, _: int) -> bool:
    return time.perf_counter() < due_s


def joined(sounds: Sequence[Waveform], length_s: float) -> list[Waveform]:
    """Join sounds to takes of at least so many seconds, with pauses between them."""
    takes: list[Waveform] = []
    parts: list[Waveform] = []
    pause = np.zeros(round(JOINT_S * SAMPLE_RATE), np.float32)
    for sound in sounds:
        parts += [sound, pause]
        if sum(part.size for part in parts) >= length_s * SAMPLE_RATE:
            takes.append(np.concatenate(parts))
            parts = []
    return takes


def main() -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--exact", action="store_true", help="compute in float32")
    parser.add_argument("--clips", type=int, help="only so many, chosen by chance")
    parser.add_argument("--longest", type=float, default=60.0, help="seconds of a clip")
    parser.add_argument("--join", type=float, help="seconds of takes that clips are joined to")
    parser.add_argument("--pace", type=float, help="as many times as fast as in real time")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    precision = Precision.EXACT if args.exact else Precision.FAST
    transcriber = load_transcriber(args.model, "cpu", lambda _: None, precision)
    clips = read_clips([args.audio], ClipChoice(max_s=args.longest), lambda _: None)
    names, sounds = [clip.name for clip in clips], [clip.waveform for clip in clips]
    if args.join:
        sounds = joined(sounds, args.join)
        names = [f"joined {n}" for n, _ in enumerate(sounds, start=1)]
    chosen = rng.sample(range(len(sounds)), min(args.clips or len(sounds), len(sounds)))
    left_ms: list[float] = []
    plain_ms: list[float] = []
    n_same = n_whole = n_passes = n_drafted = n_accepted = 0
    for n, number in enumerate(chosen, start=1):
        sound = sounds[number]
        said = sound[: round(sound.size * rng.uniform(0.3, 1.0))]
        times = _paced(args.pace) if args.pace else _by_chance(rng)
        both = compared(transcriber, said, times)
        if both is None or both.is_same:
            n_same += 1
        else:
            sys.stdout.write(f"{names[number]}: {both.plain.text!r} != {both.spoken.text!r}\n")
        if both is not None:
            n_whole += both.headway.is_whole
            n_passes += both.headway.n_passes
            n_drafted += both.headway.n_drafted
            n_accepted += both.headway.n_accepted
            left_ms.append(both.left_ms)
            plain_ms.append(both.plain_ms)
        if left_ms and (n % 20 == 0 or n == len(chosen)):
            sys.stdout.write(
                f"{n} takes: {n - n_same} differ, {n_passes} passes, {n_whole} done in time, "
                f"{n_accepted} of {n_drafted} drafted tokens accepted; left at the end "
                f"{median(left_ms):.0f} ms, a single pass {median(plain_ms):.0f} ms\n"
            )
            sys.stdout.flush()
    return 0 if n_same == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
