"""Measures dictation end to end: from key up to the text in the field.

``python tests/helpers/latency.py [--model NAME] [--takes N]`` starts the app on its own
desktop, holds the key while a synthetic voice speaks for 3 to 10 seconds, lets go some time after the
last word, and polls the field until the text is there. Takes that are recognised while they are spoken
and takes that are not go by turns, ``BLOCK`` of each. It prints a Markdown table and optionally writes a
JSON document with every take.

It also checks the app's main thread, since nothing else runs here: if it is blocked for longer
than ``LONGEST_BLOCK_MS``, the exit status is 1.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from statistics import median, quantiles
from typing import TypeAlias

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.desk import Desk
from desktop.desk_targets import QtField
from desktop.dictating_desk import KEY, SETTINGS, DictatingDesk, say

from engine.folders import compiled_folder
from maxwhisper_desktop.dictation.take_record import StageTimes

SENTENCES = (
    "Please send the report to the office before noon.",
    "Thank you for your letter, which arrived this morning.",
    "My sister plays the piano in the evening.",
    "We will talk about the plans for the new house tomorrow.",
)
LONGEST_BLOCK_MS = 50.0
"""Above this, a window no longer feels responsive."""
RELEASE_S = 0.15, 0.6
"""How long after the last word people let go of the key."""
SEED = 7
BLOCK = 10
"""Takes in a row with one start of the app."""
Take: TypeAlias = dict[str, float]
STAGES = tuple(stage.name for stage in fields(StageTimes))


def main() -> int:
    """Measure, then print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--takes", type=int, default=20, help="of each kind")
    parser.add_argument(
        "--release",
        type=float,
        nargs=2,
        default=RELEASE_S,
        metavar=("MIN", "MAX"),
        help="seconds from the last word to key up",
    )
    parser.add_argument("--sentences", type=int, help="of each take, of about 3 s; 1 to 3")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every take to FILE")
    args = parser.parse_args()
    os.environ.setdefault("MAXWHISPER_COMPILED", str(compiled_folder()))
    takes: dict[str, list[Take]] = {"on": [], "off": []}
    blocked_ms = 0.0
    rng = random.Random(SEED)
    pauses_s = [rng.uniform(*args.release) for _ in range(args.takes)]
    while (kind := min(takes, key=lambda kind: len(takes[kind]))) and (
        n_left := args.takes - len(takes[kind])
    ) > 0:
        with Desk() as desk:
            desk.dbus().x11(tray=True).pulse()
            place = DictatingDesk(desk)
            n_done = len(takes[kind])
            block = pauses_s[n_done : n_done + min(BLOCK, n_left)]
            takes[kind] += measure(place, args, kind, block)
            blocked_ms = max(blocked_ms, place.longest_block_ms)
    if args.json:
        args.json.write_text(json.dumps({"model": args.model, "takes": takes}, indent=1))
    sys.stdout.write(table(args.model, takes))
    is_good = blocked_ms < LONGEST_BLOCK_MS
    sys.stdout.write(
        f"\nThe main thread was blocked for {blocked_ms:.1f} ms at most: "
        f"{'good' if is_good else 'bad'}, the limit is {LONGEST_BLOCK_MS:.0f} ms.\n"
    )
    return 0 if is_good else 1


def measure(
    place: DictatingDesk, args: argparse.Namespace, kind: str, pauses_s: Sequence[float]
) -> list[Take]:
    """Return each take's stages, its length, and the time until the text was seen, in ms."""
    desk = place.desk
    settings = SETTINGS.replace("tiny.en", args.model)
    settings = settings.replace("[recognition]", f'[recognition]\nwhile_speaking = "{kind}"')
    place.start(settings + "[text]\nleading_space = false\n")
    field = QtField(desk).focus()
    words = [" ".join((SENTENCES * 2)[i : i + 1 + i % 3]) for i in range(4)]
    if args.sentences:
        words = [" ".join(SENTENCES[i % 4] for i in range(args.sentences))]
    sounds = [say(desk, text, f"take-{i}") for i, text in enumerate(words)]
    takes: list[Take] = []
    for number, pause_s in enumerate(pauses_s):
        field.clear()
        sound = sounds[number % len(sounds)]
        paused = with_pause(desk, sound, pause_s)
        place.person.down(KEY)
        place.wait_until(lambda status: status["hears"])
        place.play(paused)
        place.person.up(KEY)
        up_s = time.monotonic()
        desk.wait_for(field.text, place.process)
        seen_ms = (time.monotonic() - up_s) * 1000
        last = place.wait_until(lambda status: status["state"] == "ready")["last"]
        headway = last["headway"] or {}
        sound_ms = float(desk.run("soxi", "-D", str(sound))) * 1000
        takes.append(
            {
                **last["timings_ms"],
                "seen": seen_ms,
                "sound": sound_ms,
                "pause": pause_s * 1000,
                "cpu share": headway.get("cpu_s", 0.0) * 1000 / sound_ms,
                "done": float(headway.get("is_whole", False)),
            }
        )
    place.end()
    place.person.leave()
    return takes


def with_pause(desk: Desk, sound: Path, pause_s: float) -> Path:
    """Return the sound with another pause after its last word."""
    ends_with_word = ("reverse", "silence", "1", "0.01", "1%", "reverse")
    paused = desk.folder / "paused.wav"
    desk.run("sox", str(sound), str(paused), *ends_with_word, "pad", "0", f"{pause_s:.3f}")
    return paused


def table(model: str, takes: dict[str, list[Take]]) -> str:
    """Return p50 and p95 of each stage as Markdown."""
    sounds = [take["sound"] / 1000 for one in takes.values() for take in one]
    pauses_ms = [take["pause"] for one in takes.values() for take in one]
    on, off = takes["on"], takes["off"]
    n_done = sum(take["done"] for take in on)
    share = median(take["cpu share"] for take in on)
    rows = [
        (
            f"{model}, {len(on)} takes of {min(sounds):.1f} to {max(sounds):.1f} s of each kind, "
            f"key up {min(pauses_ms):.0f} to {max(pauses_ms):.0f} ms after the last word"
        ),
        "",
        "| stage | while speaking p50 ms | p95 ms | afterwards p50 ms | p95 ms |",
        "|---|---|---|---|---|",
    ]
    for stage in (*STAGES, "total", "seen"):
        cells = [
            f"{figure(sorted(take[stage] for take in kind)):.1f}"
            for kind in (on, off)
            for figure in (median, _p95)
        ]
        rows.append(f"| {stage} | {' | '.join(cells)} |")
    rows += [
        "",
        (
            f"{n_done:.0f} of {len(on)} takes were done when the key came up; passes took "
            f"{share:.2f} s of processor time per second of speech."
        ),
    ]
    return "\n".join(rows) + "\n"


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
