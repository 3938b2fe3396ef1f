"""Writes and reads a comparison as one JSON document: measurements and summaries."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from engine.benchmark.results import EngineFacts, Results
from engine.benchmark.statistics import Ratio, Spread
from engine.benchmark.summary import Summary, summaries

FORMAT: Final = 1
"""Format version, increased when a reader of older documents would misread a new one."""


def bench_document(results: Results) -> dict[str, object]:
    """Return everything except the audio; times in ms, shares and ratios as fractions."""
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "model": results.model,
        "language": results.language,
        "threads": results.threads,
        "runs": results.runs,
        "normaliser": results.normaliser,
        "is_whole": results.is_whole,
        "foreign_load": results.foreign_load,
        "machine": asdict(results.machine),
        "engines": [asdict(facts) for facts in results.engines],
        "clip_sets": [
            {
                "name": clip_set.name,
                "clips": [
                    {
                        "name": clip.name,
                        "source": clip.source,
                        "duration_s": round(clip.duration_s, 3),
                        "reference": clip.reference,
                    }
                    for clip in clip_set.clips
                ],
            }
            for clip_set in results.clip_sets
        ],
        "summaries": [
            asdict(summary)
            for clip_set in results.clip_sets
            for summary in summaries(results, clip_set)
        ],
        "measurements": [asdict(measurement) for measurement in results.measurements],
        "problems": results.problems,
    }


def engines_of(document: Mapping[str, Any]) -> list[EngineFacts]:
    """Return the engines of a stored document."""
    return [EngineFacts(**facts) for facts in document["engines"]]


def summaries_of(document: Mapping[str, Any], clip_set: str) -> list[Summary]:
    """Return a stored document's summaries of one set of clips."""
    return [
        Summary(
            **{
                **summary,
                "wall_ms": Spread(**summary["wall_ms"]),
                "stages_ms": {
                    stage: Spread(**times) for stage, times in summary["stages_ms"].items()
                },
                "ratios": {
                    other: Ratio(found["of_medians"], Spread(**found["per_clip"]))
                    for other, found in summary["ratios"].items()
                },
            }
        )
        for summary in document["summaries"]
        if summary["clip_set"] == clip_set
    ]
