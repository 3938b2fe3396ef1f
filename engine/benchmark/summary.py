"""Summarises a comparison's measurements per engine and set of clips."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from engine.benchmark.engines import REFERENCES
from engine.benchmark.results import ClipSet, EngineFacts, Measurement, Results
from engine.benchmark.statistics import Ratio, Spread, ratio, spread
from engine.benchmark.word_errors import is_loop, word_error_rate


@dataclass(frozen=True, slots=True)
class Summary:
    """One engine's results over one set of clips.

    Attributes:
        engine: The variant's name.
        clip_set: The set's name.
        n_clips: Clips it transcribed in every run.
        wall_ms: Distribution of the clips' times, each the median of its runs.
        repeat_noise: Interquartile range of the runs on one clip over their median; the median
            of that over the clips. None after a single run.
        real_time_factor: Seconds of work per second of audio.
        tokens_per_s: Tokens over all of the work.
        word_error_rate: None without references.
        same_text: Share of the clips with the same words as the reference engine; None if there
            was none.
        n_loops: Texts that loop.
        energy_j: Median per clip; None if it cannot be read.
        stages_ms: Times per stage, if the engine reports them.
        ratios: Against each other engine, on the clips that both transcribed.
    """

    engine: str
    clip_set: str
    n_clips: int
    wall_ms: Spread
    repeat_noise: float | None
    real_time_factor: float
    tokens_per_s: float
    word_error_rate: float | None
    same_text: float | None
    n_loops: int
    energy_j: float | None
    stages_ms: Mapping[str, Spread]
    ratios: Mapping[str, Ratio]


def reference_engine(engines: Iterable[EngineFacts]) -> str | None:
    """Return the engine whose texts serve as reference."""
    names = {facts.name for facts in engines}
    return next((name for name in REFERENCES if name in names), None)


def summaries(results: Results, clip_set: ClipSet) -> list[Summary]:
    """Return the summaries of one set of clips, in the engines' order."""
    runs = {facts.name: _Runs(results, facts.name, clip_set) for facts in results.engines}
    told = {name: of_engine for name, of_engine in runs.items() if of_engine.times}
    reference = told.get(reference_engine(results.engines) or "")
    return [_summary(results, clip_set, told, name, reference) for name in told]


class _Runs:
    """One engine's measurements on one set, by clip."""

    def __init__(self, results: Results, engine: str, clip_set: ClipSet) -> None:
        by_clip: dict[int, list[Measurement]] = {}
        for measured in results.measurements:
            if measured.engine == engine and measured.clip_set == clip_set.name:
                by_clip.setdefault(measured.clip, []).append(measured)
        whole = max(map(len, by_clip.values()), default=0)
        self.by_clip = {clip: m for clip, m in sorted(by_clip.items()) if len(m) == whole}
        self.times = {
            clip: median(m.wall_ms for m in measured) for clip, measured in self.by_clip.items()
        }
        self.texts = {clip: measured[0].text for clip, measured in self.by_clip.items()}

    def medians(self, of: Callable[[Measurement], float | None]) -> list[float]:
        """Return the median of a figure for each clip where it is known."""
        known = (
            [value for m in measured if (value := of(m)) is not None]
            for measured in self.by_clip.values()
        )
        return [median(values) for values in known if values]


def _summary(
    results: Results,
    clip_set: ClipSet,
    runs: Mapping[str, _Runs],
    name: str,
    reference: _Runs | None,
) -> Summary:
    mine = runs[name]
    total_s = sum(mine.times.values()) / 1000
    clip_s = sum(clip_set.clips[clip].duration_s for clip in mine.times)
    n_tokens = sum(measured[0].n_tokens for measured in mine.by_clip.values())
    energies = mine.medians(lambda m: m.energy_j)
    return Summary(
        engine=name,
        clip_set=clip_set.name,
        n_clips=len(mine.times),
        wall_ms=spread(list(mine.times.values())),
        repeat_noise=_repeat_noise(mine),
        real_time_factor=total_s / clip_s,
        tokens_per_s=n_tokens / total_s,
        word_error_rate=word_error_rate_of(results, clip_set, mine.texts),
        same_text=_same_text(results, mine, reference),
        n_loops=sum(is_loop(text) for text in mine.texts.values()),
        energy_j=median(energies) if energies else None,
        stages_ms=_stages(mine),
        ratios={
            other: compared
            for other, theirs in runs.items()
            if other != name and (compared := _ratio(mine, theirs)) is not None
        },
    )


def word_error_rate_of(
    results: Results, clip_set: ClipSet, texts: Mapping[int, str], source: str | None = None
) -> float | None:
    """Return the word error rate of texts by clip, optionally of one collection only."""
    pairs = [
        (results.normalised[reference], results.normalised[text])
        for clip, text in texts.items()
        if (reference := clip_set.clips[clip].reference)
        and source in {None, clip_set.clips[clip].source}
    ]
    return word_error_rate([r for r, _ in pairs], [t for _, t in pairs])


def texts_of(results: Results, engine: str, clip_set: ClipSet) -> dict[int, str]:
    """Return an engine's texts, by clip."""
    return _Runs(results, engine, clip_set).texts


def _repeat_noise(mine: _Runs) -> float | None:
    rooms = []
    for measured in mine.by_clip.values():
        times = [m.wall_ms for m in measured]
        if len(times) > 1:
            rooms.append((max(times) - min(times)) / median(times))
    return median(rooms) if rooms else None


def _same_text(results: Results, mine: _Runs, reference: _Runs | None) -> float | None:
    if reference is None:
        return None
    both = mine.texts.keys() & reference.texts.keys()
    words = results.normalised
    same = [words[mine.texts[clip]] == words[reference.texts[clip]] for clip in both]
    return sum(same) / len(same) if same else None


def _stages(mine: _Runs) -> dict[str, Spread]:
    measured = [m for each in mine.by_clip.values() for m in each]
    names = dict.fromkeys(name for m in measured for name in m.stages_ms)
    return {name: spread(mine.medians(_stage_of(name))) for name in names}


def _stage_of(name: str) -> Callable[[Measurement], float | None]:
    return lambda measurement: measurement.stages_ms.get(name)


def _ratio(mine: _Runs, theirs: _Runs) -> Ratio | None:
    both = [clip for clip in mine.times if clip in theirs.times]
    if not both:
        return None
    return ratio([mine.times[c] for c in both], [theirs.times[c] for c in both])
