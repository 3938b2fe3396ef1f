"""Statistics of repeated runs on one clip."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from engine.benchmark.statistics import Spread, spread
from engine.sentence import NOTHING, Sentence
from engine.transcript import Timings, Transcript

STAGES: Final = ("mel", "encode", "prefill", "decode", "overhead")
"""Stages in order; the last is the rest of the total."""


@dataclass(frozen=True, slots=True)
class SpeedFigures:
    """How fast the engine is on this machine.

    Attributes:
        model: The model.
        device: The device it ran on.
        duration_s: The clip's length.
        n_runs: The number of runs.
        n_tokens: Tokens the decoder produced in each run.
        stages_ms: The distribution of each stage's times, by name.
        total_ms: The distribution of the total times.
    """

    model: str
    device: str
    duration_s: float
    n_runs: int
    n_tokens: int
    stages_ms: dict[str, Spread]
    total_ms: Spread

    @property
    def real_time_factor(self) -> float:
        """Seconds of work per second of audio, in the median run."""
        return self.total_ms.median / 1000 / self.duration_s

    @property
    def tokens_per_s(self) -> float:
        """Tokens per second of the decoder's work, in the median run."""
        decoder_ms = self.stages_ms["prefill"].median + self.stages_ms["decode"].median
        return self.n_tokens / decoder_ms * 1000 if decoder_ms else 0.0


@dataclass(frozen=True, slots=True)
class SpeedState:
    """The progress of a measurement.

    Attributes:
        n_done: Completed runs, including the first, which is a warm-up.
        n_wanted: Runs in all.
        is_running: Whether more runs follow.
        problem: Why it failed, if it did.
        figures: The result of the last complete measurement.
    """

    n_done: int = 0
    n_wanted: int = 0
    is_running: bool = False
    problem: Sentence = NOTHING
    figures: SpeedFigures | None = None


def speed_figures(transcripts: Sequence[Transcript]) -> SpeedFigures:
    """Return the figures of at least one run."""
    last, runs = transcripts[-1], [transcript.timings_ms for transcript in transcripts]
    return SpeedFigures(
        model=last.model,
        device=last.device,
        duration_s=last.duration_s,
        n_runs=len(runs),
        n_tokens=last.n_tokens,
        stages_ms={stage: spread([_of_stage(run, stage) for run in runs]) for stage in STAGES},
        total_ms=spread([run.total for run in runs]),
    )


def _of_stage(run: Timings, stage: str) -> float:
    if stage == "overhead":
        return run.total - run.mel - run.encode - run.prefill - run.decode
    return float(getattr(run, stage))


def figures_json(figures: SpeedFigures) -> str:
    """Return the figures as a JSON document that can be shared."""
    document = asdict(figures) | {
        "real_time_factor": figures.real_time_factor,
        "tokens_per_s": figures.tokens_per_s,
    }
    return json.dumps(document, indent=2)
