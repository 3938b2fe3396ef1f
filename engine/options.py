"""Options of a transcription."""

import enum
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

DeviceWish: TypeAlias = Literal["auto", "cpu", "gpu"]
"""The requested device; ``auto`` is a GPU if one works, else the CPU."""


MAX_BEAM_SIZE: Final = 8
"""More beams find no better texts, and each costs a row of the decoder."""

MAX_BATCH_SIZE: Final = 24
"""Windows per batch: these keep a GPU busy, and each takes memory."""


NON_SPEECH: Final = -1
"""Stands for all tokens that nobody speaks."""


FALLBACK_TEMPERATURES: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""The reference's temperatures."""


FILE_UNSURE_BEAM_SIZE: Final = 5
"""Hypotheses that a file's window is searched for where greedy decoding is unsure of its text."""

FILE_LANGUAGE_WINDOWS: Final = 4
"""Of a file, so many windows may be asked for the language."""


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
class DecodingOptions:
    """How the tokens of a window are chosen, with the reference's names and, but for the beams, defaults.

    ``repetition_penalty`` and ``no_repeat_ngram_size`` are faster-whisper's. What more than one text is
    needed for is done with one window at a time.

    Attributes:
        beam_size: Hypotheses of the beam search, which keeps the likeliest. 1 decodes greedily.
        unsure_beam_size: Hypotheses of a beam search of each window of whose text greedy decoding is
            unsure, where windows are decoded one by one; 1 does no such search.
        patience: The beam search ends when ``beam_size`` times so many texts have ended.
        best_of: Texts drawn at a temperature above 0, where there are no beams; the likeliest is taken.
        length_penalty: Texts are compared by their log-probability over ``((5 + n) / 6)`` to this
            power, where ``n`` is their length (Wu et al. 2016, section 7); None for over ``n``.
        suppress_tokens: Never chosen; -1 stands for all that nobody speaks, such as brackets.
        suppress_blank: Whether a text may begin neither with a lone space nor with its end.
        repetition_penalty: Divides what speaks for tokens that were chosen before (Keskar et al. 2019);
            1 does nothing.
        no_repeat_ngram_size: So many tokens never follow each other twice; 0 does nothing.
        max_initial_timestamp: Latest second at which a window's first segment begins; None for any.
        seed: Of what is drawn by chance: the same one, the same text.
    """

    beam_size: int = 1
    unsure_beam_size: int = 1
    patience: float = 1.0
    best_of: int = 1
    length_penalty: float | None = None
    suppress_tokens: tuple[int, ...] = (NON_SPEECH,)
    suppress_blank: bool = True
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    max_initial_timestamp: float | None = 1.0
    seed: int = 0

    @property
    def needs_rows(self) -> bool:
        """Whether one window is decoded to several texts."""
        return self.beam_size > 1 or self.best_of > 1

    @property
    def looks_back(self) -> bool:
        """Whether what was chosen before changes what may follow."""
        return self.repetition_penalty != 1.0 or self.no_repeat_ngram_size > 0


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of a recording before the part of it that is transcribed.

    Attributes:
        language: The recording's; None if it is still to be detected.
        said: The last tokens that were said, which the part's first window follows on.
    """

    language: str | None
    said: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """Options of one transcription; defaults are the reference's unless a reason is given.

    Attributes:
        language: A code such as ``de``; None to detect it from the first window.
        multilingual: Detect it for each window: people may change it.
        language_detection_segments: Windows that may be asked for it. The first that is sure decides,
            else all together.
        language_detection_threshold: The probability from which a window is sure.
        candidates: The languages among which it is detected; empty for all. In a short clip one
            of two is detected right far more often than one of a hundred.
        task: Transcribe or translate.
        with_timestamps: Let the model mark segments; without, each window is one segment.
        prompt: Treated as the text before the first window: names, spelling and style to follow.
        carry_initial_prompt: Give the prompt to every window, before what was said.
        hotwords: Names to listen for, one a line, else between commas, else between spaces. They are
            written where they are heard. A network that cannot look ahead has them as a prompt.
        hotwords_prompt: Given to every window before all else, as faster-whisper does with its hotwords:
            more names are found, and some that nobody said. At most a quarter of the decoder's positions.
        prefix: What the first window's text begins with.
        condition_on_previous_text: Prompt each window with the text before it, where windows are decoded
            one by one; chunks that are decoded at once know only of their own. Unlike in the reference,
            off by default: without other temperatures one looping window would spoil all that follow.
        prompt_reset_on_temperature: Text found at a higher temperature is no prompt.
        before: What came before, where only a part of a recording is given; None at its start.
        clip_timestamps: Seconds where clips start and end, by turns: only they are transcribed. The
            last one may be left open.
        padding: How the last window is filled.
        context: How much of a window is computed. A GPU, and a CPU in float32, compute all of
            it.
        batch_size: Windows decoded at once, up to ``MAX_BATCH_SIZE``; None for the device's
            default. From 2 on, a recording longer than a window is cut at pauses, unless it
            must be decoded in order. With 1, each window begins where the last segment of the
            one before ended, as in the reference.
        decoding: How the tokens of a window are chosen.
        level_by_window: Let the loudest sound of each window, not of the recording, be the one that
            quieter sounds are measured by. Then nothing that is said later changes a window that
            is full. Up to 30 s it makes no difference.
        vad: Stretches that are not decoded. Off by default, like the reference; ``AUTO`` suits
            files of any kind.
        temperatures: Of the attempts at a window, the next if the text of the one before loops
            or is unlikely; 0 takes the likeliest tokens. The reference has 0 to 1 by 0.2.
        word_timestamps: Find the times of each word, and give segments the times of their words.
        compression_ratio_threshold: A text above this loops; None for any.
        no_speech_threshold: A window is skipped if its no-speech probability is above this;
            None never skips one.
        logprob_threshold: A text whose mean log-probability is below this is unlikely, and a window
            above it is not skipped; None to trust any text, and to skip by no-speech probability alone.
    """

    language: str | None = None
    multilingual: bool = False
    language_detection_segments: int = 1
    language_detection_threshold: float = 0.5
    candidates: tuple[str, ...] = ()
    task: Task = Task.TRANSCRIBE
    with_timestamps: bool = True
    prompt: str = ""
    carry_initial_prompt: bool = False
    hotwords: str = ""
    hotwords_prompt: str = ""
    prefix: str = ""
    condition_on_previous_text: bool = False
    prompt_reset_on_temperature: float = 0.5
    before: Before | None = None
    clip_timestamps: tuple[float, ...] = ()
    padding: Padding = Padding.LOG_MEL
    context: ContextWish = ContextWish.SHORT
    batch_size: int | None = None
    decoding: DecodingOptions = field(default_factory=DecodingOptions)
    level_by_window: bool = False
    vad: VadMode = VadMode.OFF
    temperatures: tuple[float, ...] = (0.0,)
    word_timestamps: bool = False
    compression_ratio_threshold: float | None = 2.4
    no_speech_threshold: float | None = 0.6
    logprob_threshold: float | None = -1.0

    @property
    def is_in_order(self) -> bool:
        """Whether windows are decoded one by one, since something is each one's own."""
        return self.padding is Padding.SILENCE or self.multilingual or self.decoding.needs_rows


def for_dictation(options: TranscribeOptions) -> TranscribeOptions:
    """Return options as they suit takes, which are recognised while they are spoken.

    Windows follow on each other, and what is done of them stays done.
    """
    return replace(options, level_by_window=True, batch_size=1)


def for_files(options: TranscribeOptions) -> TranscribeOptions:
    """Return options as they suit files, which may hold anything."""
    return replace(
        options,
        vad=VadMode.AUTO,
        temperatures=FALLBACK_TEMPERATURES,
        condition_on_previous_text=True,
        decoding=replace(options.decoding, unsure_beam_size=FILE_UNSURE_BEAM_SIZE),
        language_detection_segments=FILE_LANGUAGE_WINDOWS,
    )
