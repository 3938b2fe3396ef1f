"""Which model suits a machine: by the waits predicted for it, until then by its cores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WITH_CARD: Final = "large-v3-turbo"
"""The best texts of those that a graphics card computes at once."""

BEST_FIRST: Final = (WITH_CARD, "medium", "small", "base", "tiny")
"""Multilingual models that may suit a processor, by their texts. Those of large-v3 are hardly better
than turbo's, for twice the time."""

SMALLEST: Final = BEST_FIRST[-1]

ABOUT_A_SECOND_S: Final = 1.05
"""The longest wait for a sentence that a model is recommended with: it is shown as 1.0 s."""

MEASURED: Final = "base"
"""Measured on two cores: a text is there 0.25 s after a clip (resources/benchmark/README.md)."""

ON_MANY_CORES: Final = "small"
"""Computes about four times as much as base, so that it needs four times the cores."""

MANY_CORES: Final = 8
ROOMY_GB: Final = 8.0
"""Memory from which a model of small's size leaves enough to other programs."""
LEAST_GB: Final = 2.0
"""Memory below which even base, with its half a gigabyte, leaves too little."""


@dataclass(frozen=True, slots=True)
class MachineMeans:
    """What a machine has for recognising speech.

    Attributes:
        n_cores: Processor cores that may be used.
        memory_gb: Its memory.
        has_card: Whether a graphics card computes.
    """

    n_cores: int
    memory_gb: float
    has_card: bool


def recommended_model(means: MachineMeans, waits_s: Mapping[str, float]) -> str:
    """Return the name of the multilingual model that suits a machine.

    Args:
        means: What the machine has.
        waits_s: Seconds that a sentence would take there on its processor, by the model's name;
            empty if they are not known.
    """
    if means.has_card:
        return WITH_CARD
    if means.memory_gb < LEAST_GB:
        return SMALLEST
    is_roomy = means.memory_gb >= ROOMY_GB
    if not waits_s:
        return ON_MANY_CORES if is_roomy and means.n_cores >= MANY_CORES else MEASURED
    fitting = BEST_FIRST if is_roomy else BEST_FIRST[BEST_FIRST.index(MEASURED) :]
    quick = (name for name in fitting if waits_s[name] <= ABOUT_A_SECOND_S)
    return next(quick, SMALLEST)
