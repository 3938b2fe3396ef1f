"""Measures the app's load while idle, and the engine's memory growth over 200 takes.

``python tests/helpers/endurance.py`` prints both as Markdown.
"""

import os
import sys
import time

from child_processes import children, cpu_s
from footprint import Footprint
from project_files import SAMPLE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.desk import Desk
from desktop.dictating_desk import DictatingDesk

from engine.audio.file import read_audio_file
from engine.folders import compiled_folder
from engine.options import TranscribeOptions
from maxwhisper_desktop.recognizer.engine_owner import EngineEvents, EngineOwner, Work
from maxwhisper_desktop.recognizer.engine_process import EngineProcess
from maxwhisper_desktop.recognizer.messages import LoadModel, TranscriptionDone

IDLE_S = 60.0
N_TAKES, N_FIRST = 200, 20


def main() -> None:
    """Measure, then print."""
    os.environ.setdefault("MAXWHISPER_COMPILED", str(compiled_folder()))
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        place.start(program=("-m", "maxwhisper_desktop"))
        time.sleep(5)  # Lets the start-up finish.
        pids = [place.process.pid, *children(place.process.pid)]
        before = [cpu_s(pid) for pid in pids]
        time.sleep(IDLE_S)
        spent = [cpu_s(pid) - start for pid, start in zip(pids, before, strict=True)]
        rss = [Footprint.of(pid).memory_mb for pid in pids]
        place.end()
        place.person.leave()
    share = sum(spent) / IDLE_S * 100
    sys.stdout.write(
        f"- idle for {IDLE_S:.0f} s: {share:.2f} % of one core "
        f"(app {spent[0] * 1000:.0f} ms, engine {sum(spent[1:]) * 1000:.0f} ms); "
        f"memory: app {rss[0]:.0f} MB, engine {sum(rss[1:]):.0f} MB\n"
    )
    first, last = takes_in_a_row()
    sys.stdout.write(
        f"- {N_TAKES} takes in a row: {first:.1f} MB after {N_FIRST}, {last:.1f} MB at the end "
        f"({(last / first - 1) * 100:+.1f} %)\n"
    )


def takes_in_a_row() -> tuple[float, float]:
    """Return the engine's memory in MB after the first takes and after all takes."""
    events = EngineEvents(lambda _: None, lambda _: None, lambda _: None)
    owner = EngineOwner(EngineProcess, events)
    owner.choose(LoadModel("tiny.en", "cpu"))
    waveform = read_audio_file(SAMPLE).waveform
    sizes: list[float] = []
    for number in range(N_TAKES):
        # Of different lengths, like real takes.
        sound = waveform[: 16_000 * (2 + number % 7)]
        owner.add(Work(sound, TranscribeOptions(), lambda: False))
        while TranscriptionDone not in map(type, owner.advance()):
            pass
        sizes.append(Footprint.of(next(iter(children()))).memory_mb)
    owner.unload()
    return sizes[N_FIRST - 1], sizes[-1]


if __name__ == "__main__":
    main()
