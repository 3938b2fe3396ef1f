"""What the ladder consists of, from the ground up, and how long it may take."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing to check; ``rungs.py`` has how.

    Attributes:
        about_s: Seconds that it takes on a card, reckoned.
        is_random: Whether random weights do.
    """

    about_s: float
    is_random: bool = False

    @property
    def limit_s(self) -> float:
        """Seconds after which it is given up."""
        return 30 + 4 * self.about_s


CARD: Final = {"card": Rung(5), "product": Rung(2), "attention": Rung(2)}
"""Of the device itself."""

MODEL: Final = {
    "load": Rung(15, is_random=True),
    "encoder": Rung(3),
    "step": Rung(3),
    "executed": Rung(3),
    "captured": Rung(3),
    "clips": Rung(5),
    "timings": Rung(10, is_random=True),
    "batches": Rung(5),
    "beams": Rung(3),
    "takes": Rung(10),
}
"""Of each model. Figures come as early as the results before them can be trusted."""

GROUND: Final = "load"
"""Nothing of a model holds without this."""

PEERS: Final = {"transformers": Rung(25), "openai-whisper": Rung(25)}
"""Of each model too: other engines on the same card."""

REAL: Final = ("tiny.en", "base")
"""Models with real weights. Others get random ones, since speed does not depend on the values."""

MODELS: Final = ("tiny.en", "large-v3-turbo", "base")
"""In the order in which they arrive."""


def rungs_of(model: str) -> dict[str, Rung]:
    """Return a model's rungs."""
    return {name: rung for name, rung in MODEL.items() if model in REAL or rung.is_random}
