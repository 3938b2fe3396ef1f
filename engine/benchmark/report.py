"""A comparison as Markdown: tables, and notes on them."""

from collections.abc import Iterator, Sequence
from typing import Final

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

QUIET_SHARE: Final = 0.05
"""Share of other work above which times are not reliable: spinning threads suffer most from it."""

METHOD: Final = (
    """Times are medians over the clips, of the transcription alone (waveform to text, model
    loaded). IQR is from the first to the third quartile. A ratio is that of the median times,
    then the median of the ratios per clip with its IQR; below 1 means faster.""",
    """Same weights (exported from one checkpoint), same float32 audio, language given, greedy,
    temperature 0 only, no previous text, timestamps on, all thresholds off, the same number of
    threads and processors. Engines take turns clip by clip, each in its own process; idle ones
    are suspended. Repeats is half the interquartile range of repeated runs on one clip.""",
    """A cold start reads its files from disk, as far as the system could be made to drop its
    cache, a warm one from memory; each is the median of as many starts as there are runs. Both
    begin with the process and include Python; graphs are compiled and weights converted before.
    Peak memory is that of the whole process, including Python and libraries.""",
)
"""One note each; line breaks have no meaning."""


def markdown(results: Results) -> str:
    """Return the whole report."""
    parts = [_heading(results)]
    for clip_set in results.clip_sets:
        told = summaries(results, clip_set)
        if told:
            parts += [*_of_clip_set(results, clip_set, told)]
    if results.engines:
        starts = start_table(results.engines, with_versions=True)
        parts += [starts, "\n".join(f"- {note}" for note in _notes(results))]
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


def _notes(results: Results) -> list[str]:
    """Return the notes, one per line."""
    told = (
        [] if results.is_whole else ["**The comparison was stopped before it was complete.**"]
    )
    told += [" ".join(text.split()) for text in METHOD]
    told.append(
        f"WER with this normaliser: {results.normaliser}. Loops are texts with a compression "
        "ratio above 2.4."
    )
    told.append(other_work_note(results.foreign_load))
    if all(each.energy_j is None for each in results.measurements):
        told.append("Energy: cannot be read on this machine (/sys/class/powercap).")
    told += _of_fallbacks(results)
    return told + [f"{facts.name}: {facts.note}." for facts in results.engines if facts.note]


def _of_fallbacks(results: Results) -> list[str]:
    told = []
    for facts in results.engines:
        clips = {(m.clip_set, m.clip) for m in results.measurements if m.engine == facts.name}
        twice = {
            (m.clip_set, m.clip)
            for m in results.measurements
            if m.engine == facts.name and m.n_second_looks
        }
        if twice:
            told.append(
                f"{facts.name} decoded {len(twice)} of {len(clips)} clips again, since the "
                "first text looked wrong; its times include both."
            )
    return told


def other_work_note(share: float | None) -> str:
    """Return how much of the processors other work used, and whether times are reliable."""
    if share is None:
        return "How much processor time other work used is unknown."
    told = f"Other work used {100 * share:.0f} % of the processors meanwhile"
    if share <= QUIET_SHARE:
        return f"{told}."
    return f"**{told}: the times are not reliable; measure again on a quiet machine.**"
