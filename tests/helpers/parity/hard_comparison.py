"""Compares word errors on hard recordings, each engine with its own defaults and the same weights.

    python tests/helpers/parity/hard_comparison.py AUDIO_FOLDER MODEL RESULTS [--clips N]
        [--conditions NAME ...]

Adds a line of JSON to RESULTS for each text, skips what is there already, and prints Markdown. The
environments are those that ``packaging/peers`` makes. Another number of clips makes other recordings,
so it needs results of its own.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from engine.audio.file import read_audio_file
from engine.benchmark.clips import ClipChoice, evenly, read_clips
from engine.benchmark.engines import Variant
from engine.benchmark.model_export import export_model
from engine.benchmark.process import EngineFailedError
from engine.benchmark.runners.protocol import OWN_DEFAULTS
from engine.benchmark.starts import EngineStarts, Plan
from engine.benchmark.word_errors import normalised, word_errors
from engine.checkpoints.local import LocalModels
from parity.hard_recordings import HardRecording, long_recordings, short_recordings

CHECKOUT: Final = Path(__file__).parents[3]
MUSIC: Final = "noise/Kevin_MacLeod_-_Vibe_Ace.ogg"
UNSUITED: Final = ("formats", "speech-to-phrase")
"""Collections that repeat clips, and that are synthetic."""

N_CLIPS: Final = 18
CHOICE: Final = ClipChoice(min_s=3.0)

_OURS: Final = {"decoding": OWN_DEFAULTS, "precision": "fast", "context": "short"}
_FASTER: Final = {"decoding": OWN_DEFAULTS, "compute_type": "float32"}
ONE_BY_ONE: Final = (
    Variant("maxwhisper", "maxwhisper", options=_OURS),
    Variant("openai-whisper", "openai_whisper", "openai-whisper", {"decoding": OWN_DEFAULTS}),
    Variant("faster-whisper", "faster_whisper", "faster-whisper", _FASTER),
    Variant(
        "faster-whisper, VAD",
        "faster_whisper",
        "faster-whisper",
        _FASTER | {"vad_filter": "on"},
    ),
)
BATCHED: Final = (
    Variant("maxwhisper, batch of 8", "maxwhisper", options=_OURS | {"batch_size": "8"}),
    Variant(
        "faster-whisper, batch of 8",
        "faster_whisper",
        "faster-whisper",
        _FASTER | {"batch_size": "8"},
    ),
)
"""For long recordings only."""

OURS: Final = ONE_BY_ONE[0].name
REFERENCE: Final = ONE_BY_ONE[1].name
N_RESAMPLES: Final = 2000

Counts: TypeAlias = Sequence[tuple[int | None, int]]
"""Of some clips: word errors, if the clip was heard, and words of the reference."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One engine's text of a recording."""

    engine: str
    condition: str
    name: str
    reference: str
    text: str
    wall_ms: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others."""
        return self.engine, self.condition, self.name


def recordings_of(audio: Path, n_clips: int = N_CLIPS) -> list[HardRecording]:
    """Build all recordings from the clips of a folder, ``n_clips`` of them in each condition."""
    clips = [
        clip
        for clip in read_clips([audio], CHOICE, _tell)
        if clip.reference and not clip.source.startswith(UNSUITED)
    ]
    music = read_audio_file(audio / MUSIC).waveform
    return [
        *short_recordings(evenly(clips, n_clips), clips, music),
        *long_recordings(clips),
    ]


def main(
    audio: Path,
    model: str,
    results: Path,
    n_clips: int = N_CLIPS,
    conditions: Sequence[str] = (),
) -> None:
    """Let each engine hear what it has not yet heard, and report.

    Args:
        audio: The folder of clips.
        model: All engines' model.
        results: The file of texts.
        n_clips: In each condition.
        conditions: Those wanted; all if empty.
    """
    recordings = [
        one
        for one in recordings_of(audio, n_clips)
        if not conditions or one.condition in conditions
    ]
    known = {heard.key: heard for heard in _read(results)}
    with tempfile.TemporaryDirectory(prefix="maxwhisper-hard-") as folder:
        variants = (*ONE_BY_ONE, *BATCHED)
        checkpoint = LocalModels().find(model)
        threads = os.cpu_count() or 1
        plan = Plan(variants, checkpoint, model, "cpu", threads, CHECKOUT, Path(folder))
        plan.export.mkdir()
        export_model(checkpoint, plan.export)
        for variant in variants:
            missing = [
                one
                for one in recordings
                if (variant.name, one.condition, one.name) not in known
                and (variant not in BATCHED or one.condition == "joined")
            ]
            if missing:
                _hear(missing, plan, variant, results)
    sys.stdout.write(report(_read(results)))


def _hear(
    recordings: Sequence[HardRecording], plan: Plan, variant: Variant, results: Path
) -> None:
    starts = EngineStarts(plan, variant, _tell)
    starts.prepare()
    clip = plan.work / "recording.npy"
    with starts.loaded() as process, results.open("a", encoding="utf-8") as lines:
        for one in recordings:
            np.save(clip, one.waveform)
            try:
                found = process.transcribe(clip, "en")
            except EngineFailedError as error:
                _tell(f"{variant.name}, {one.condition}, {one.name}: {error}")
                continue
            heard = Heard(
                variant.name, one.condition, one.name, one.reference, found.text, found.wall_ms
            )
            lines.write(json.dumps(asdict(heard)) + "\n")
            lines.flush()


def report(all_heard: Sequence[Heard]) -> str:
    """Return a table of word error rates, and how ours differ from the reference's.

    A rate says of how many clips it is, if an engine did not hear all. The interval holds 95 % of the
    differences between clips drawn again and again.
    """
    texts = {text for one in all_heard for text in (one.text, one.reference)}
    name, plain = normalised(sorted(texts), "en", CHECKOUT)
    words = {text: said.split() for text, said in plain.items()}
    errors = {one.key: word_errors(words[one.reference], words[one.text]) for one in all_heard}
    n_words = {(one.condition, one.name): len(words[one.reference]) for one in all_heard}
    engines = list(dict.fromkeys(one.engine for one in all_heard))
    lines = [
        f"Words compared by {name}.\n",
        f"| condition | clips | words | {' | '.join(engines)} | ours - {REFERENCE} |",
        "|---" * (len(engines) + 4) + "|",
    ]
    for condition in dict.fromkeys(one.condition for one in all_heard):
        clips = {clip: n for (where, clip), n in n_words.items() if where == condition}
        found = {
            engine: [(errors.get((engine, condition, clip)), n) for clip, n in clips.items()]
            for engine in engines
        }
        cells = [
            condition,
            str(len(clips)),
            str(sum(clips.values())),
            *(_rate(found[engine]) for engine in engines),
            _interval(found.get(OURS, ()), found.get(REFERENCE, ())),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _rate(found: Counts) -> str:
    known = [(n_errors, n) for n_errors, n in found if n_errors is not None]
    if not known:
        return ""
    n_errors, n_words = (sum(numbers) for numbers in zip(*known, strict=True))
    share = "" if len(known) == len(found) else f" ({len(known)} of {len(found)})"
    return f"{100 * n_errors / n_words:.1f} %{share}"


def _interval(ours: Counts, theirs: Counts) -> str:
    known = np.array(
        [
            (mine - other, n)
            for (mine, n), (other, _) in zip(ours, theirs, strict=False)
            if mine is not None and other is not None
        ]
    )
    if not known.size:
        return ""
    draws = np.random.default_rng(0).integers(len(known), size=(N_RESAMPLES, len(known)))
    differences, n_words = known[draws].sum(axis=1).T
    low, high = np.percentile(100 * differences / n_words, (2.5, 97.5))
    return f"{low:+.1f} to {high:+.1f}"


def _read(results: Path) -> list[Heard]:
    if not results.is_file():
        return []
    return [Heard(**json.loads(line)) for line in results.read_text("utf-8").splitlines()]


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("audio", type=Path)
    parser.add_argument("model")
    parser.add_argument("results", type=Path)
    parser.add_argument("--clips", type=int, default=N_CLIPS)
    parser.add_argument("--conditions", nargs="+", default=(), metavar="NAME")
    asked = parser.parse_args()
    main(asked.audio, asked.model, asked.results, asked.clips, asked.conditions)
