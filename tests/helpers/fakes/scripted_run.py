"""A decoder with scripted logits, in place of the network."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class ScriptedRun:
    """Returns scripted logits step by step, and records the requests."""

    steps: NDArray[np.float32]
    """Shape (n_steps, batch, n_vocab): the logits for the newest token of each call."""
    at_sot: NDArray[np.float32]
    """Shape (batch, n_vocab): the logits for the first row of the first call."""
    calls: list[tuple[list[list[int]], tuple[int, ...]]] = field(default_factory=list)

    def logits(self, tokens: NDArray[np.int64], rows: Sequence[int]) -> NDArray[np.float32]:
        newest = self.steps[len(self.calls)]
        self.calls.append((tokens.tolist(), tuple(rows)))
        if len(self.calls) == 1:
            first: NDArray[np.float32] = np.stack((self.at_sot, newest), axis=1)
            return first
        later: NDArray[np.float32] = newest[:, None].copy()
        return later

    def reorder(self, parents: Sequence[int]) -> None:
        """Do nothing: the logits are scripted per row."""

    @property
    def n_positions(self) -> int:
        """Return the number of used positions of the KV cache."""
        return sum(len(tokens[0]) for tokens, _ in self.calls)


def scripted(
    lines: Sequence[Sequence[int]], n_vocab: int, *, probability: float = 0.5
) -> ScriptedRun:
    """Return a run that gives each line's tokens this probability, then noise."""
    n_steps = max(len(line) for line in lines)
    rng = np.random.default_rng(0)
    steps = rng.standard_normal((n_steps, len(lines), n_vocab)).astype(np.float32)
    for row, line in enumerate(lines):
        for step, token in enumerate(line):
            steps[step, row] = np.log((1.0 - probability) / (n_vocab - 1))
            steps[step, row, token] = np.log(probability)
    return ScriptedRun(steps, np.zeros((len(lines), n_vocab), np.float32))


def random_run(seed: int, n_steps: int, batch_size: int, n_vocab: int) -> ScriptedRun:
    """Return a run of random logits with the spread of a trained network's."""
    rng = np.random.default_rng(seed)
    steps = 3.0 * rng.standard_normal((n_steps, batch_size, n_vocab))
    return ScriptedRun(
        steps.astype(np.float32), rng.standard_normal((batch_size, n_vocab)).astype(np.float32)
    )
