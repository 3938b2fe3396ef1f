"""The next sound of a take that is being spoken, and how much of the take is worth recognising now."""

from dataclasses import dataclass

from engine.audio.waveform import Waveform


@dataclass(frozen=True, slots=True, eq=False)
class SpokenPart:
    """A part of a take.

    Attributes:
        start: Samples of the take before it.
        samples: Its own.
        n_samples: How many, from the take's first on, are to be recognised.
        is_pause: Whether nobody is speaking now: if nothing more is said, these are the whole take.
    """

    start: int
    samples: Waveform
    n_samples: int
    is_pause: bool
