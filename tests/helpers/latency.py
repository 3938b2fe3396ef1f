"""Measures dictation end to end: from key up to the text in the field.

``python tests/helpers/latency.py [--model NAME] [--takes N]`` starts the app on its own
desktop, holds the key while a synthetic voice speaks for 3 to 10 seconds, and polls the field
until the text is there. It prints a Markdown table and optionally writes a JSON document with
every take.

It also checks the app's main thread, since nothing else runs here: if it is blocked for longer
than ``LONGEST_BLOCK_MS``, the exit status is 1.
"""

import argparse
import json
import os
import random
import sys
import time
from dataclasses import fields
from pathlib import Path
from statistics import median, quantiles

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
STAGES = tuple(stage.name for stage in fields(StageTimes))


def main() -> int:
    """Measure, then print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--takes", type=int, default=20)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every take to FILE")
    args = parser.parse_args()
    os.environ.setdefault("MAXWHISPER_COMPILED", str(compiled_folder()))
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        takes = measure(place, args.model, args.takes)
        blocked_ms = place.longest_block_ms
    if args.json:
        args.json.write_text(json.dumps({"model": args.model, "takes": takes}, indent=1))
    sys.stdout.write(table(args.model, takes))
    is_good = blocked_ms < LONGEST_BLOCK_MS
    sys.stdout.write(
        f"\nThe main thread was blocked for {blocked_ms:.1f} ms at most: "
        f"{'good' if is_good else 'bad'}, the limit is {LONGEST_BLOCK_MS:.0f} ms.\n"
    )
    return 0 if is_good else 1


def measure(place: DictatingDesk, model: str, n_takes: int) -> list[dict[str, float]]:
    """Return each take's stages, its length, and the time until the text was seen, in ms."""
    desk = place.desk
    place.start(SETTINGS.replace("tiny.en", model) + "[text]\nleading_space = false\n")
    field = QtField(desk).focus()
    sounds = [
        say(desk, " ".join((SENTENCES * 2)[i : i + 1 + i % 3]), f"take-{i}") for i in range(4)
    ]
    takes: list[dict[str, float]] = []
    rng = random.Random(SEED)
    for number in range(n_takes):
        field.clear()
        sound = sounds[number % len(sounds)]
        place.person.down(KEY)
        place.wait_until(lambda status: status["state"] == "recording")
        pause_s = rng.uniform(*RELEASE_S)
        place.play(with_pause(desk, sound, pause_s))
        place.person.up(KEY)
        up_s = time.monotonic()
        desk.wait_for(field.text, place.process)
        seen_ms = (time.monotonic() - up_s) * 1000
        status = place.wait_until(lambda status: status["state"] == "ready")
        sound_ms = float(desk.run("soxi", "-D", str(sound))) * 1000
        takes.append(
            {
                **status["last"]["timings_ms"],
                "seen": seen_ms,
                "sound": sound_ms,
                "pause": pause_s * 1000,
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


def table(model: str, takes: list[dict[str, float]]) -> str:
    """Return p50 and p95 of each stage as Markdown."""
    shortest, longest = (f(take["sound"] for take in takes) / 1000 for f in (min, max))
    rows = [
        f"{model}, {len(takes)} takes of {shortest:.1f} to {longest:.1f} s",
        "",
        "| stage | p50 ms | p95 ms |",
        "|---|---|---|",
    ]
    for stage in (*STAGES, "total", "seen"):
        times = [take[stage] for take in takes]
        rows.append(f"| {stage} | {median(times):.1f} | {quantiles(times, n=20)[-1]:.1f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
