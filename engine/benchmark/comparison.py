"""Compares engines fairly: the same weights, clips, options and threads, in one run.

Each engine runs in its own process. Engines take turns clip by clip, in an order that rotates,
so that other work on the machine affects them all; idle ones are suspended (SIGSTOP). Only the
transcription is timed, inside the engine's process.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from engine.benchmark.engines import Variant
from engine.benchmark.foreign_load import Usage, foreign_share, usage
from engine.benchmark.model_export import export_model
from engine.benchmark.process import EngineFailedError, RunnerProcess, Tell
from engine.benchmark.results import Measurement, Results
from engine.benchmark.runners.protocol import TranscribedClip
from engine.benchmark.starts import EngineStarts, Plan
from engine.runtime.machine import EnergyMeter

N_WARM_UPS: Final = 2
"""Clips that each engine transcribes before timing starts."""


@dataclass(slots=True)
class _Contender:
    variant: Variant
    process: RunnerProcess
    is_out: bool = False


class Benchmark:
    """One comparison. However it ends, ``results`` has what was measured so far."""

    def __init__(self, plan: Plan, results: Results, tell: Tell) -> None:
        self._plan = plan
        self._tell = tell
        self._energy = EnergyMeter()
        self._contenders: list[_Contender] = []
        self.results = results

    def run(self) -> None:
        """Measure everything."""
        if any(variant.peer for variant in self._plan.variants):
            self._tell("exporting the weights")
            self._plan.export.mkdir()
            export_model(self._plan.checkpoint, self._plan.export)
        clips = self._write_clips()
        with ExitStack() as stack:
            for variant in self._plan.variants:
                try:
                    self._enter(variant, clips[0][0], stack)
                except EngineFailedError as error:
                    self.results.problems.append(f"{variant.name}: {error}")
            self._warm_up(clips[0][0])
            before = self._usage()
            try:
                for run in range(self.results.runs):
                    for group, files in enumerate(clips):
                        self._race(run, group, files)
                self.results.is_whole = True
            finally:
                self.results.foreign_load = foreign_share(
                    before, self._usage(), os.cpu_count() or 1
                )
                self._note_memory()

    def _usage(self) -> Usage | None:
        return usage(each.process.number for each in self._contenders if not each.is_out)

    def _write_clips(self) -> list[list[Path]]:
        groups = []
        for group, clip_set in enumerate(self.results.clip_sets):
            files = []
            for number, clip in enumerate(clip_set.clips):
                files.append(self._plan.work / f"{group}-{number}.npy")
                np.save(files[-1], clip.waveform)
            groups.append(files)
        return groups

    def _enter(self, variant: Variant, clip: Path, stack: ExitStack) -> None:
        if variant.peer and any(facts.device != "cpu" for facts in self.results.engines):
            raise EngineFailedError("it runs on the CPU and cannot be compared with a GPU")

        def tell(sentence: str) -> None:
            self._tell(f"{variant.name}: {sentence}")

        tell("preparing the model")
        starts = EngineStarts(self._plan, variant, tell)
        starts.prepare()
        facts = starts.measure(self.results.runs, clip, self.results.language)
        process = stack.enter_context(starts.loaded())
        self._contenders.append(_Contender(variant, process))
        self.results.engines.append(facts)

    def _warm_up(self, clip: Path) -> None:
        for _ in range(N_WARM_UPS):
            for contender in self._contenders:
                self._turn(contender, clip)

    def _race(self, run: int, group: int, files: Sequence[Path]) -> None:
        clip_set = self.results.clip_sets[group]
        for clip, file in enumerate(files):
            first = (clip + run) % max(len(self._contenders), 1)
            for contender in self._contenders[first:] + self._contenders[:first]:
                name = contender.variant.name
                self._tell(
                    f"{clip_set.name}, run {run + 1} of {self.results.runs}, "
                    f"clip {clip + 1} of {len(files)}: {name}"
                )
                before = self._energy()
                answer = self._turn(contender, file)
                if answer is not None:
                    energy_j = self._energy.used_since(before)
                    self.results.measurements.append(
                        Measurement(
                            engine=name,
                            clip_set=clip_set.name,
                            clip=clip,
                            run=run,
                            wall_ms=answer.wall_ms,
                            text=answer.text,
                            n_tokens=answer.n_tokens,
                            stages_ms=answer.stages_ms,
                            energy_j=energy_j,
                            n_second_looks=answer.n_fallbacks,
                        )
                    )

    def _turn(self, contender: _Contender, clip: Path) -> TranscribedClip | None:
        if contender.is_out:
            return None
        try:
            answer = contender.process.transcribe(clip, self.results.language)
        except EngineFailedError as error:
            contender.is_out = not contender.process.is_alive
            self.results.problems.append(f"{contender.variant.name}: {error}")
            return None
        contender.process.rest()
        return answer

    def _note_memory(self) -> None:
        peaks = {each.variant.name: each.process.peak_mb for each in self._contenders}
        self.results.engines = [
            replace(facts, peak_mb=peaks[facts.name]) for facts in self.results.engines
        ]
