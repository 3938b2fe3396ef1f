"""A comparison as Markdown: tables for a README, and notes on them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from engine.benchmark.notes import notes
from engine.benchmark.results import ClipSet, EngineFacts, Results
from engine.benchmark.summary import (
    Summary,
    reference_engine,
    summaries,
    texts_of,
    word_error_rate_of,
)

UNKNOWN: Final = "-"
"""Shown where nothing was measured."""


def markdown(results: Results) -> str:
    """Return the whole report."""
    parts = [_heading(results)]
    for clip_set in results.clip_sets:
        told = summaries(results, clip_set)
        if told:
            parts += [*_of_clip_set(results, clip_set, told)]
    if results.engines:
        parts += [_starts(results), "\n".join(f"- {note}" for note in notes(results))]
    return "\n\n".join(parts) + "\n"


def _heading(results: Results) -> str:
    machine = results.machine
    vectors = f" ({', '.join(machine.instructions)})" if machine.instructions else ""
    return (
        f"**{results.model}**, {results.threads} threads, "
        f"{results.runs} {'run' if results.runs == 1 else 'runs'}, on {machine.n_cpus} x "
        f"{machine.cpu}{vectors}, {machine.memory_gb:.0f} GB, {machine.system}, "
        f"Linux {machine.kernel}, Python {machine.python}"
    )


def _of_clip_set(results: Results, clip_set: ClipSet, told: Sequence[Summary]) -> Iterator[str]:
    lengths = [clip.duration_s for clip in clip_set.clips]
    yield (
        f"{clip_set.name}: {len(lengths)} clips of {min(lengths):.1f} to {max(lengths):.1f} s, "
        f"{sum(lengths):.0f} s in all"
    )
    yield _main_table(results, told)
    if ratios := _ratio_table(results, told):
        yield ratios
    if stages := _stage_table(told):
        yield stages
    if by_source := _source_table(results, clip_set, told):
        yield by_source


def _main_table(results: Results, told: Sequence[Summary]) -> str:
    reference = reference_engine(results)
    head = ("engine", "median", "p95", "IQR", "x real time", "tokens/s", "WER")
    rows = [
        (
            _name(results, each.engine),
            _ms(each.wall_ms.median),
            _ms(each.wall_ms.p95),
            f"{each.wall_ms.low:.0f} to {_ms(each.wall_ms.high)}",
            f"{1 / each.real_time_factor:.1f}",
            f"{each.tokens_per_s:.0f}",
            _percent(each.word_error_rate, 2),
            _percent(each.same_text, 0),
            str(each.n_loops),
            UNKNOWN if each.repeat_noise is None else f"± {50 * each.repeat_noise:.0f} %",
            UNKNOWN if each.energy_j is None else f"{each.energy_j:.1f} J",
        )
        for each in told
    ]
    same = f"same text as {reference}" if reference else "same text"
    return _table((*head, same, "loops", "repeats", "energy"), rows)


def _ratio_table(results: Results, told: Sequence[Summary]) -> str | None:
    ours = [each for each in told if _facts(results, each.engine).is_ours]
    rows = [
        (_name(results, other.engine), *(_ratio(mine, other.engine) for mine in ours))
        for other in told
        if any(other.engine in mine.ratios for mine in ours)
    ]
    if not rows:
        return None
    head = [f"time of {_name(results, mine.engine)}" for mine in ours]
    return _table(("against", *head), rows)


def _ratio(mine: Summary, other: str) -> str:
    found = mine.ratios.get(other)
    if found is None:
        return UNKNOWN
    each = found.per_clip
    return f"{found.of_medians:.2f}; per clip {each.median:.2f} ({each.low:.2f} to {each.high:.2f})"


def _stage_table(told: Sequence[Summary]) -> str | None:
    staged = [each for each in told if each.stages_ms]
    if not staged:
        return None
    stages = dict.fromkeys(stage for each in staged for stage in each.stages_ms)
    rows = []
    for stage in stages:
        cells = [
            (_ms(found.median), _ms(found.p95))
            if (found := each.stages_ms.get(stage))
            else (UNKNOWN, UNKNOWN)
            for each in staged
        ]
        rows.append((stage, *(cell for pair in cells for cell in pair)))
    head = [f"{each.engine}: {what}" for each in staged for what in ("median", "p95")]
    return _table(("stage", *head), rows)


def _source_table(results: Results, clip_set: ClipSet, told: Sequence[Summary]) -> str | None:
    sources = list(dict.fromkeys(clip.source for clip in clip_set.clips))
    texts = {each.engine: texts_of(results, each.engine, clip_set) for each in told}
    rows = []
    for source in sources:
        rates = [
            word_error_rate_of(results, clip_set, texts[each.engine], source) for each in told
        ]
        n_clips = sum(clip.source == source for clip in clip_set.clips)
        if any(rate is not None for rate in rates):
            rows.append((source, str(n_clips), *(_percent(rate, 2) for rate in rates)))
    if len(rows) < 2:
        return None
    return _table(("WER by collection", "clips", *(each.engine for each in told)), rows)


def _starts(results: Results) -> str:
    rows = [
        (
            _name(results, facts.name),
            _seconds(facts.cold_start_ms),
            _seconds(facts.warm_start_ms),
            _seconds(facts.ready_ms),
            UNKNOWN if facts.peak_mb is None else f"{facts.peak_mb:.0f} MB",
            facts.device,
            ", ".join(f"{name} {version}" for name, version in facts.versions.items()),
        )
        for facts in results.engines
    ]
    starts = ("cold start to first text", "warm start to first text", "warm start to loaded")
    return _table(("engine", *starts, "peak memory", "device", "versions"), rows)


def _name(results: Results, engine: str) -> str:
    return f"**{engine}**" if _facts(results, engine).is_ours else engine


def _facts(results: Results, engine: str) -> EngineFacts:
    return next(facts for facts in results.engines if facts.name == engine)


def _ms(value: float) -> str:
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def _seconds(value_ms: float) -> str:
    return f"{value_ms / 1000:.2f} s"


def _percent(share: float | None, digits: int) -> str:
    return UNKNOWN if share is None else f"{100 * share:.{digits}f} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
