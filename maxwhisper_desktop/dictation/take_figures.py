"""Figures derived from takes: speed, percentiles over a session, and all numbers as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from statistics import quantiles

from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import TakeRecord

_ARRIVED = frozenset({Outcome.DELIVERED, Outcome.SENT})


@dataclass(frozen=True, slots=True)
class TakeSpread:
    """Percentiles of the time from key up to delivered text.

    Attributes:
        n_takes: Takes counted: delivered to a window, by a model that was already loaded.
        n_cold: Takes left out because their model had to be loaded first.
        p50_ms: The median.
        p95_ms: The 95th percentile.
    """

    n_takes: int
    n_cold: int
    p50_ms: float
    p95_ms: float


def take_spread(takes: Iterable[TakeRecord]) -> TakeSpread | None:
    """Return the percentiles of the takes; None with fewer than two comparable ones."""
    arrived = [take for take in takes if take.outcome in _ARRIVED]
    totals = [take.stages_ms.total for take in arrived if not take.is_cold]
    if len(totals) < 2:
        return None
    cuts = quantiles(totals, n=100, method="inclusive")
    return TakeSpread(len(totals), len(arrived) - len(totals), cuts[49], cuts[94])


def engine_ms(take: TakeRecord) -> float:
    """Return the engine's time for the take."""
    stages = take.stages_ms
    return stages.mel + stages.encode + stages.prefill + stages.decode + stages.overhead


def tokens_per_s(take: TakeRecord) -> float | None:
    """Return the decoder's speed; None if it produced nothing."""
    decoder_ms = take.stages_ms.prefill + take.stages_ms.decode
    return take.n_tokens / decoder_ms * 1000 if take.n_tokens and decoder_ms else None


def real_time_factor(take: TakeRecord) -> float | None:
    """Return seconds of work per second of audio; None if nothing was recognised."""
    in_engine_ms = engine_ms(take)
    return in_engine_ms / 1000 / take.duration_s if in_engine_ms and take.duration_s else None


def headway_numbers(take: TakeRecord) -> dict[str, float] | None:
    """Return what was recognised while the take was spoken, as JSON data; None if nothing."""
    if take.headway is None:
        return None
    return asdict(take.headway) | {"cpu_s": round(take.headway.cpu_s, 3)}


def numbers_json(take: TakeRecord) -> str:
    """Return the take's figures as a JSON document that can be shared: without its text."""
    stages = asdict(take.stages_ms) | {"total": take.stages_ms.total}
    document = {
        "take": take.take,
        "started": _iso(take.started_s),
        "duration_s": round(take.duration_s, 3),
        "outcome": take.outcome.value,
        "language": take.language,
        "model": take.model,
        "device": take.device,
        "is_cold": take.is_cold,
        "n_tokens": take.n_tokens,
        "tokens_per_s": _rounded(tokens_per_s(take), 1),
        "real_time_factor": _rounded(real_time_factor(take), 4),
        "timings_ms": {name: round(ms, 1) for name, ms in stages.items()},
        "gpu_ms": {name: round(ms, 1) for name, ms in asdict(take.gpu_ms).items()},
        "headway": headway_numbers(take),
    }
    return json.dumps(document, indent=2)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
