"""A comparison as one JSON document: measurements and summaries."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from engine.benchmark.results import Results
from engine.benchmark.summary import summaries

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
