"""What to know of a comparison's tables: how it was measured, and what is not comparable."""

from typing import Final

from engine.benchmark.results import Results

QUIET_SHARE: Final = 0.05
"""Engines whose threads wait for each other in a loop suffer most from other work."""

METHOD: Final = (
    """Times are medians over the sounds, of the transcription alone (waveform to text, model
    loaded); the middle half is from the first to the third quartile. A ratio is that of
    the median times, then the median of the ratios on each sound, with its middle half; below 1
    means faster.""",
    """Same weights (exported from one checkpoint), same float32 sound, language given, greedy,
    temperature 0 only, no text from before, timestamps on, all thresholds off, the same number of
    threads and processors. Engines take turns, sound by sound, each in its own process, the
    others stopped; repeats is half the room that the runs of one sound take.""",
    """A cold start reads from the disk what the system could be made to forget, a warm one from
    memory; each is the median of as many starts as there are runs. Both begin with the process,
    Python included; graphs are compiled and weights converted before. Peak memory counts the
    whole process, Python and libraries included.""",
)
"""A text each; where the lines end means nothing."""


def notes(results: Results) -> list[str]:
    """Return one note a line."""
    told = [] if results.is_whole else ["**The comparison was stopped before its end.**"]
    told += [" ".join(text.split()) for text in METHOD]
    told.append(
        f"WER with this normaliser: {results.normaliser}. Loops are texts that compress by more "
        "than 2.4."
    )
    told.append(_of_other_work(results.foreign_load))
    if all(each.energy_j is None for each in results.measurements):
        told.append("Energy: not readable on this machine (/sys/class/powercap).")
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
                f"{facts.name} decoded {len(twice)} of {len(clips)} sounds twice, since the "
                "first text looked wrong; its times hold both."
            )
    return told


def _of_other_work(share: float | None) -> str:
    if share is None:
        return "How busy the machine was with other work is not known."
    told = f"Other work had {100 * share:.0f} % of the processors meanwhile"
    if share <= QUIET_SHARE:
        return f"{told}."
    return f"**{told}: the times are not to be relied on; measure again on a quiet machine.**"
