"""A comparison as Markdown: tables, and notes on them."""

from collections.abc import Iterator, Sequence

from engine.benchmark.notes import notes
from engine.benchmark.results import ClipSet, Results
from engine.benchmark.summary import (
    Summary,
    reference_engine,
    summaries,
    texts_of,
    word_error_rate_of,
)
from engine.benchmark.tables import (
    length_line,
    percent,
    ratio_table,
    speed_table,
    stage_table,
    start_table,
    table,
)


def markdown(results: Results) -> str:
    """Return the whole report."""
    parts = [_heading(results)]
    for clip_set in results.clip_sets:
        told = summaries(results, clip_set)
        if told:
            parts += [*_of_clip_set(results, clip_set, told)]
    if results.engines:
        starts = start_table(results.engines, with_versions=True)
        parts += [starts, "\n".join(f"- {note}" for note in notes(results))]
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
    yield f"{clip_set.name}: {length_line([clip.duration_s for clip in clip_set.clips])}"
    yield speed_table(results.engines, told, reference_engine(results.engines))
    if ratios := ratio_table(results.engines, told, with_clips=True):
        yield ratios
    if stages := stage_table(told):
        yield stages
    if by_source := _source_table(results, clip_set, told):
        yield by_source


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
            rows.append((source, str(n_clips), *(percent(rate, 2) for rate in rates)))
    if len(rows) < 2:
        return None
    return table(("WER by collection", "clips", *(each.engine for each in told)), rows)
