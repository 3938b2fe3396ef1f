"""The notes under a comparison's tables: how it was measured, and what is not comparable."""

from typing import Final

from engine.benchmark.results import Results

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


def notes(results: Results) -> list[str]:
    """Return the notes, one per line."""
    told = (
        [] if results.is_whole else ["**The comparison was stopped before it was complete.**"]
    )
    told += [" ".join(text.split()) for text in METHOD]
    told.append(
        f"WER with this normaliser: {results.normaliser}. Loops are texts with a compression "
        "ratio above 2.4."
    )
    told.append(_of_other_work(results.foreign_load))
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


def _of_other_work(share: float | None) -> str:
    if share is None:
        return "How much processor time other work used is unknown."
    told = f"Other work used {100 * share:.0f} % of the processors meanwhile"
    if share <= QUIET_SHARE:
        return f"{told}."
    return f"**{told}: the times are not reliable; measure again on a quiet machine.**"
