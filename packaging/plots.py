"""Draws what ``maxwhisper bench`` measured: ``plots.py BENCHMARK.json... [FOLDER]``.

Runs in the environment that ``packaging/peers plots`` creates. Each document gives three
pictures, named after its model: times, errors against times, times against clip length.
"""

import json
import sys
from pathlib import Path
from statistics import median
from typing import Any, Final

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

DEFAULT_FOLDER: Final = Path("resources/benchmark")
OURS: Final = ("#1f5fa8", "#4f8fd0", "#93bfe8")
THEIRS: Final = ("#b5541c", "#8a6d3b", "#6b7280", "#9ca3af", "#3f7d58", "#86a97f")
MARKERS: Final = "osD^vPX<>"

Document = dict[str, Any]


def main(arguments: list[str]) -> None:
    """Draw all given documents."""
    documents = [Path(argument) for argument in arguments if argument.endswith(".json")]
    folders = [Path(argument) for argument in arguments if not argument.endswith(".json")]
    folder = folders[0] if folders else DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    # Reproducible files, with text as text.
    mpl.rcParams.update({"svg.hashsalt": "maxwhisper", "svg.fonttype": "none", "font.size": 9})
    for path in documents:
        document = json.loads(path.read_text(encoding="utf-8"))
        draw_times(document, folder)
        draw_errors(document, folder)
        draw_lengths(document, folder)


def draw_times(document: Document, folder: Path) -> None:
    """Draw each engine's median time and interquartile range."""
    groups = [s["name"] for s in document["clip_sets"] if summaries(document, s["name"])]
    n_engines = len(document["engines"])
    figure, axes = plt.subplots(
        len(groups),
        1,
        figsize=(7.2, (0.8 + 0.26 * n_engines) * len(groups)),
        squeeze=False,
        layout="constrained",
    )
    for row, group in zip(axes[:, 0], groups, strict=True):
        found = summaries(document, group)
        for place, summary in enumerate(reversed(found)):
            time = summary["wall_ms"]
            room = [[time["median"] - time["low"]], [time["high"] - time["median"]]]
            colour = colours(document)[summary["engine"]]
            row.barh(place, time["median"], xerr=room, color=colour, ecolor="#00000066")
            row.text(time["high"], place, f"  {time['median']:.0f}", va="center", fontsize=8)
        row.set_yticks(range(len(found)), [s["engine"] for s in reversed(found)])
        row.set_title(f"{document['model']}, {group}: median time per clip", loc="left")
        row.set_xlabel("ms; shorter is better; the line is the interquartile range")
        row.margins(x=0.1)
        clear(row)
    save(figure, document, folder, "times")


def draw_errors(document: Document, folder: Path) -> None:
    """Draw errors against time: closer to the lower left is better."""
    found = [
        s
        for s in summaries(document, document["clip_sets"][0]["name"])
        if s["word_error_rate"] is not None
    ]
    if not found:
        return
    figure, axes = plt.subplots(figsize=(7.2, 3.6))
    for summary, marker in zip(found, MARKERS, strict=False):
        axes.scatter(
            summary["wall_ms"]["median"],
            100 * summary["word_error_rate"],
            s=60,
            marker=marker,
            color=colours(document)[summary["engine"]],
            label=summary["engine"],
        )
    axes.set_title(f"{document['model']}: errors and time", loc="left")
    axes.set_xlabel("median time per clip, ms")
    axes.set_ylabel("word error rate, %")
    axes.set_xlim(left=0)
    axes.margins(y=0.3)
    clear(axes)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    save(figure, document, folder, "errors")


def draw_lengths(document: Document, folder: Path) -> None:
    """Draw each clip's time against its length."""
    clip_set = document["clip_sets"][0]
    if len(clip_set["clips"]) < 2:
        return
    figure, axes = plt.subplots(figsize=(7.2, 3.6))
    for (name, colour), marker in zip(colours(document).items(), MARKERS, strict=False):
        times: dict[int, list[float]] = {}
        for measured in document["measurements"]:
            if measured["engine"] == name and measured["clip_set"] == clip_set["name"]:
                times.setdefault(measured["clip"], []).append(measured["wall_ms"])
        lengths = [clip_set["clips"][clip]["duration_s"] for clip in times]
        axes.scatter(
            lengths,
            [median(each) for each in times.values()],
            s=14,
            marker=marker,
            color=colour,
            label=name,
        )
    axes.set_title(f"{document['model']}: time by clip length", loc="left")
    axes.set_xlabel("clip length, s")
    axes.set_ylabel("ms")
    axes.set_ylim(bottom=0)
    clear(axes)
    axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    save(figure, document, folder, "lengths")


def summaries(document: Document, clip_set: str) -> list[Document]:
    """Return the summaries of one set of clips."""
    return [each for each in document["summaries"] if each["clip_set"] == clip_set]


def colours(document: Document) -> dict[str, str]:
    """Return a colour for each engine, ours in blue."""
    ours = [each["name"] for each in document["engines"] if each["is_ours"]]
    theirs = [each["name"] for each in document["engines"] if not each["is_ours"]]
    pairs = [*zip(ours, OURS, strict=False), *zip(theirs, THEIRS, strict=False)]
    return dict(pairs)


def clear(axes: Axes) -> None:
    """Remove the lines that carry no information."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=2)


def save(figure: plt.Figure, document: Document, folder: Path, kind: str) -> None:
    """Write a picture, without a date, which would change the file each time."""
    path = folder / f"{document['model']}-{kind}.svg"
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None}, facecolor="white")
    plt.close(figure)
    print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
