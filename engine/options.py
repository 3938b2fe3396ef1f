"""Options of a transcription."""

import enum
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

DeviceWish: TypeAlias = Literal["auto", "cpu", "gpu"]
"""The requested device; ``auto`` is a GPU if one works, else the CPU."""


MAX_BEAM_SIZE: Final = 8
"""More beams find no better texts, and each costs a row of the decoder."""

MAX_BATCH_SIZE: Final = 24
"""Windows per batch: these keep a GPU busy, and each takes memory."""


FALLBACK_TEMPERATURES: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""The reference's temperatures."""


class Precision(enum.Enum):
    """Arithmetic on a CPU."""

    FAST = "fast"
    """int8: three times as fast, with the same accuracy on average."""
    EXACT = "exact"
    """float32: the reference's exact tokens."""


class ContextWish(enum.Enum):
    """How much of a window shorter than 30 s the encoder computes."""

    SHORT = "short"
    """The speech and a margin, with cached padding; all 30 s again if the text looks wrong."""
    FULL = "full"
    """All 30 s, like the reference."""


class VadMode(enum.Enum):
    """What voice activity detection keeps from being decoded."""

    OFF = "off"
    """Nothing, like the reference."""
    AUTO = "auto"
    """Long stretches without speech; those in doubt are decoded, and believed on good evidence only."""
    STRICT = "strict"
    """All long stretches in which no speech is detected."""


class Task(enum.Enum):
    """What to produce."""

    TRANSCRIBE = "transcribe"
    """The words, in the language they were spoken in."""
    TRANSLATE = "translate"
    """Their meaning, in English."""


class Padding(enum.Enum):
    """How a window shorter than 30 s is filled. The reference has both; their tokens differ."""

    LOG_MEL = "log-mel"
    """The spectrogram is continued with zeros: the reference's ``transcribe``."""
    SILENCE = "silence"
    """The audio is continued with silence: the reference's ``pad_or_trim``, then ``decode``."""


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """Options of one transcription; defaults are the reference's unless a reason is given.

    Attributes:
        language: A code such as ``de``; None to detect it from the first window.
        candidates: The languages among which it is detected; empty for all. In a short clip one
            of two is detected right far more often than one of a hundred.
        task: Transcribe or translate.
        with_timestamps: Let the model mark segments; without, each window is one segment.
        prompt: Treated as the preceding text: names, spelling and style to follow.
        condition_on_previous_text: Prompt each window with the text before it. Unlike in the
            reference, off by default: one looping window would spoil all that follow.
        padding: How the last window is filled.
        context: How much of a window is computed. A GPU, and a CPU in float32, compute all of
            it.
        batch_size: Windows decoded at once, up to ``MAX_BATCH_SIZE``; None for the device's
            default. From 2 on, a recording longer than a window is cut at pauses, unless it
            must be decoded in order. With 1, each window begins where the last segment of the
            one before ended, as in the reference.
        beam_size: Hypotheses of the beam search, which keeps the likeliest. 1 decodes greedily.
        vad: Stretches that are not decoded. Off by default, like the reference; ``AUTO`` suits
            files of any kind.
        temperatures: Of the attempts at a window, the next if the text of the one before loops
            or is unlikely; 0 takes the likeliest tokens. The reference has 0 to 1 by 0.2.
        word_timestamps: Find the times of each word, and give segments the times of their words.
        no_speech_threshold: A window is skipped if its no-speech probability is above this;
            None never skips one.
        logprob_threshold: A window whose mean log-probability is above this is not skipped.
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
    vad: VadMode = VadMode.OFF
    temperatures: tuple[float, ...] = (0.0,)
    word_timestamps: bool = False
    no_speech_threshold: float | None = 0.6
    logprob_threshold: float | None = -1.0

    @property
    def is_in_order(self) -> bool:
        """Whether windows are decoded one by one, as they depend on each other or use beams."""
        needs_others = self.condition_on_previous_text or self.padding is Padding.SILENCE
        return needs_others or self.beam_size > 1
