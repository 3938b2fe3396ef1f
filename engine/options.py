"""What the user may ask of a transcription."""

import enum
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

DeviceWish: TypeAlias = Literal["auto", "cpu", "gpu"]
"""Where to compute; ``auto`` is a GPU if one works, else the CPU."""


MAX_BEAM_SIZE: Final = 8
"""More beams find no better texts, and each costs a row of the decoder's batch."""

MAX_BATCH_SIZE: Final = 24
"""Windows of a batch: so many keep a GPU busy, and each takes memory."""


class Precision(enum.Enum):
    """What a CPU computes in."""

    FAST = "fast"
    """int8: three times as fast, and on average as accurate."""
    EXACT = "exact"
    """float32: the reference's own tokens."""


class ContextWish(enum.Enum):
    """How much of a window shorter than 30 s the encoder computes."""

    SHORT = "short"
    """The speech and 2 s more; all 30 s if the text looks wrong."""
    FULL = "full"
    """All 30 s, as the reference does."""


class Task(enum.Enum):
    """Transcribe or translate."""

    TRANSCRIBE = "transcribe"
    """The words, in the language they were spoken in."""
    TRANSLATE = "translate"
    """Their meaning, in English."""


class Padding(enum.Enum):
    """How a window shorter than 30 s is filled. The reference has both; they give other tokens."""

    LOG_MEL = "log-mel"
    """The spectrogram is continued with zeros: the reference's ``transcribe``."""
    SILENCE = "silence"
    """The waveform is continued with silence: the reference's ``pad_or_trim``, then ``decode``."""


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """Defaults are the reference's unless a reason is given.

    Attributes:
        language: A code such as ``de``; None to detect it from the first window.
        candidates: The languages among which it is detected; empty for all. In a short clip one of
            two is detected right far more often than one of a hundred.
        task: Transcribe or translate.
        with_timestamps: Let the model mark segments; without, each window is one segment.
        prompt: Text that the model takes as said before: names, spelling and style to follow.
        condition_on_previous_text: Give each window the text before it. Off, though the reference
            has it on: one window that loops would then spoil all that follow.
        padding: How the last window is filled.
        context: How much of it is computed. A GPU, and a CPU in float32, always compute the whole.
        batch_size: Windows decoded at once, up to ``MAX_BATCH_SIZE``; None for what suits the
            device. From 2 on a recording longer than a window is cut at pauses, unless it has to
            be gone through in order. With 1 each window begins where the last segment before it
            ended, as the reference has it.
        beam_size: Texts followed at once, of which the likeliest is taken: see ``beam_search``.
            1 takes the likeliest token at each step.
        no_speech_threshold: A window is left out if the model's no-speech probability is above;
            None never leaves one out.
        logprob_threshold: But not if its mean log-probability is above this.
    """

    language: str | None = None
    candidates: tuple[str, ...] = ()
    task: Task = Task.TRANSCRIBE
    with_timestamps: bool = True
    prompt: str = ""
    condition_on_previous_text: bool = False
    padding: Padding = Padding.LOG_MEL
    context: ContextWish = ContextWish.SHORT
    batch_size: int | None = None
    beam_size: int = 1
    no_speech_threshold: float | None = 0.6
    logprob_threshold: float | None = -1.0

    @property
    def is_in_order(self) -> bool:
        """Whether windows go one by one: each needs those beside it, or all room for its beams."""
        needs_others = self.condition_on_previous_text or self.padding is Padding.SILENCE
        return needs_others or self.beam_size > 1
