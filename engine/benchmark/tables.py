"""Tables of a comparison in Markdown, from measured results or from a stored document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from engine.benchmark.results import EngineFacts
from engine.benchmark.summary import Summary

UNKNOWN: Final = "-"
"""Shown where nothing was measured."""

SAME_TEXT: Final = "same text"

SPEED_COLUMNS: Final[Mapping[str, Callable[[Summary], str]]] = {
    "median": lambda each: milliseconds(each.wall_ms.median),
    "p95": lambda each: milliseconds(each.wall_ms.p95),
    "IQR": lambda each: f"{each.wall_ms.low:.0f} to {milliseconds(each.wall_ms.high)}",
    "x real time": lambda each: f"{1 / each.real_time_factor:.1f}",
    "tokens/s": lambda each: f"{each.tokens_per_s:.0f}",
    "WER": lambda each: percent(each.word_error_rate, 2),
    SAME_TEXT: lambda each: percent(each.same_text, 0),
    "loops": lambda each: str(each.n_loops),
    "repeats": lambda each: (
        UNKNOWN if each.repeat_noise is None else f"± {50 * each.repeat_noise:.0f} %"
    ),
    "energy": lambda each: UNKNOWN if each.energy_j is None else f"{each.energy_j:.1f} J",
}
"""Cells of the speed table by their columns, in order."""


def speed_table(
    engines: Sequence[EngineFacts],
    summaries: Sequence[Summary],
    reference: str | None,
    columns: Iterable[str] = tuple(SPEED_COLUMNS),
) -> str:
    """Return times and word errors, one engine per row.

    Args:
        engines: The engines of the comparison.
        summaries: Of one set of clips.
        reference: The engine whose texts serve as reference, if there is one.
        columns: Keys of ``SPEED_COLUMNS``.
    """
    columns = tuple(columns)
    same = f"{SAME_TEXT} as {reference}" if reference else SAME_TEXT
    head = ("engine", *(same if column == SAME_TEXT else column for column in columns))
    rows = [
        (_name(engines, each.engine), *(SPEED_COLUMNS[column](each) for column in columns))
        for each in summaries
    ]
    return table(head, rows)


def ratio_table(
    engines: Sequence[EngineFacts], summaries: Sequence[Summary], *, with_clips: bool
) -> str | None:
    """Return our variants' times over the other engines'; None if there are no others.

    Args:
        engines: The engines of the comparison.
        summaries: Of one set of clips.
        with_clips: Whether to add the median and IQR of the ratios per clip.
    """
    ours = [each for each in summaries if _facts(engines, each.engine).is_ours]
    rows = [
        (
            _name(engines, other.engine),
            *(_ratio(mine, other.engine, with_clips) for mine in ours),
        )
        for other in summaries
        if any(other.engine in mine.ratios for mine in ours)
    ]
    if not rows:
        return None
    head = [f"time of {_name(engines, mine.engine)}" for mine in ours]
    return table(("against", *head), rows)


def _ratio(mine: Summary, other: str, with_clips: bool) -> str:  # noqa: FBT001 - as above
    found = mine.ratios.get(other)
    if found is None:
        return UNKNOWN
    if not with_clips:
        return f"{found.of_medians:.2f}"
    each = found.per_clip
    return f"{found.of_medians:.2f}; per clip {each.median:.2f} ({each.low:.2f} to {each.high:.2f})"


def stage_table(summaries: Sequence[Summary]) -> str | None:
    """Return the times of each stage, for engines that report them; None if none does."""
    staged = [each for each in summaries if each.stages_ms]
    if not staged:
        return None
    rows = []
    for stage in dict.fromkeys(stage for each in staged for stage in each.stages_ms):
        cells = [
            (milliseconds(found.median), milliseconds(found.p95))
            if (found := each.stages_ms.get(stage))
            else (UNKNOWN, UNKNOWN)
            for each in staged
        ]
        rows.append((stage, *(cell for pair in cells for cell in pair)))
    head = [f"{each.engine}: {what}" for each in staged for what in ("median", "p95")]
    return table(("stage", *head), rows)


def start_table(engines: Sequence[EngineFacts], *, with_versions: bool) -> str:
    """Return start-up times and peak memory, one engine per row."""
    rows = [
        (
            _name(engines, facts.name),
            _seconds(facts.cold_start_ms),
            _seconds(facts.warm_start_ms),
            _seconds(facts.ready_ms),
            UNKNOWN if facts.peak_mb is None else f"{facts.peak_mb:.0f} MB",
            *((facts.device, _versions(facts)) if with_versions else ()),
        )
        for facts in engines
    ]
    starts = ("cold start to first text", "warm start to first text", "warm start to loaded")
    versions = ("device", "versions") if with_versions else ()
    return table(("engine", *starts, "peak memory", *versions), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def milliseconds(value: float) -> str:
    """Return a time with its unit."""
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def percent(share: float | None, digits: int) -> str:
    """Return a share in percent; None if it is unknown."""
    return UNKNOWN if share is None else f"{100 * share:.{digits}f} %"


def length_line(lengths_s: Sequence[float]) -> str:
    """Return the number of clips and their lengths."""
    return (
        f"{len(lengths_s)} clips of {min(lengths_s):.1f} to {max(lengths_s):.1f} s, "
        f"{sum(lengths_s):.0f} s in all"
    )


def _name(engines: Sequence[EngineFacts], engine: str) -> str:
    return f"**{engine}**" if _facts(engines, engine).is_ours else engine


def _facts(engines: Sequence[EngineFacts], engine: str) -> EngineFacts:
    return next(facts for facts in engines if facts.name == engine)


def _versions(facts: EngineFacts) -> str:
    return ", ".join(f"{name} {version}" for name, version in facts.versions.items())


def _seconds(value_ms: float) -> str:
    return f"{value_ms / 1000:.2f} s"
