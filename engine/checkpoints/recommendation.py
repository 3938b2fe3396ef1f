"""Which model suits a machine, by nothing but what the machine tells of itself."""

from dataclasses import dataclass
from typing import Final

WITH_CARD: Final = "large-v3-turbo"
"""The best texts of those that a graphics card computes at once."""

MEASURED: Final = "base"
"""Measured on two cores: a text is there 0.25 s after a clip (resources/benchmark/README.md)."""

ON_MANY_CORES: Final = "small"
"""Computes about four times as much as base, so that it needs four times the cores."""

SMALLEST: Final = "tiny"

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


def recommended_model(means: MachineMeans) -> str:
    """Return the name of the multilingual model that suits a machine."""
    if means.has_card:
        return WITH_CARD
    if means.memory_gb < LEAST_GB:
        return SMALLEST
    if means.n_cores >= MANY_CORES and means.memory_gb >= ROOMY_GB:
        return ON_MANY_CORES
    return MEASURED
