"""The retry policy: in which ways a window is decoded until a result is believed.

The policy is a tuple of attempts. Each says what rejects its result; if the last one's is rejected
too, the likeliest that does not loop is taken. A shortened context, when it fails, loops, stops early or finds nothing. Decoding a window
twice that was right costs only time, so that the bounds are narrow.
"""

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from engine.audio.mel import FRAMES_PER_S
from engine.decoding.greedy import DecodingResult, compression_ratio, loop_period
from engine.options import ContextWish, TranscribeOptions
from engine.steps import Steps
from engine.tokenizer.tokenizer import TIMESTAMP_STEP_S, Tokenizer
from engine.transcription.windows import Window

TOKENS_PER_S: Final = 8
SPARE_TOKENS: Final = 16
"""Nobody speaks more tokens than these in a window, timestamps included."""

SUSPECT_COMPRESSION_RATIO: Final = 2.0
MIN_AVG_LOGPROB: Final = -0.8
SURE_AVG_LOGPROB: Final = -0.3
"""Where a text is less likely, beams correct one word error in eight of long recordings."""

MAX_SILENT_TAIL_S: Final = 2.0
"""From the last timestamp to the end of the recording."""

CONVINCING_LOGPROB: Final = -0.6
CONVINCING_NO_SPEECH: Final = 0.3
"""What a text must show where it is in doubt that somebody speaks."""

SURE_SPEECH: Final = 0.1
"""No-speech probability below which a text that is less likely convinces too. Of 40 made and 10 recorded
clips without speech, what is decoded shows 0.4 and more with base and tiny.en."""

SURE_SILENCE: Final = 0.6
"""No-speech probability beyond which an empty text is believed."""

LONGEST_REPEAT: Final = 8
N_REPEATS: Final = 3
"""So many words, so often in a row, are a loop."""


class Rejection(enum.Enum):
    """Why a result is not believed."""

    BUDGET_SPENT = "token budget spent"
    """It may go on: the budget only saved time."""
    NO_END = "no end token"
    """Though nobody speaks as many tokens."""
    LOW_LOGPROB = "low log probability"
    UNSURE = "unsure text"
    """It may be right, and a beam search may find a better one."""
    UNLIKELY = "unlikely text"
    COMPRESSIBLE = "compressible text"
    HIGH_COMPRESSION_RATIO = "high compression ratio"
    REPETITION = "repeated words"
    NO_TEXT = "no text, yet no silence"
    EARLY_END = "silence from the last timestamp on"


SUSPECT: Final = frozenset(Rejection) - {
    Rejection.BUDGET_SPENT,
    Rejection.UNSURE,
    Rejection.UNLIKELY,
}
"""What shows that the text may be wrong."""

FAILED: Final = frozenset(
    {
        Rejection.NO_END,
        Rejection.UNLIKELY,
        Rejection.HIGH_COMPRESSION_RATIO,
        Rejection.REPETITION,
    }
)
"""What shows that it is wrong, so that another temperature may help."""

LOOPED: Final = FAILED - {Rejection.UNLIKELY}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to decode windows.

    Attributes:
        context: How much of each window is computed.
        has_token_budget: Whether no more tokens are decoded than anybody speaks in a window.
        temperature: See ``decode_greedily``.
        is_unsure: Whether it follows on a text of which greedy decoding was unsure.
        rejected_by: What leads to the next attempt; of no effect on the last.
    """

    context: ContextWish = ContextWish.FULL
    has_token_budget: bool = False
    temperature: float = 0.0
    is_unsure: bool = False
    rejected_by: frozenset[Rejection] = frozenset()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An attempt whose result was not believed.

    Attributes:
        attempt: The attempt.
        reasons: What led to the next one.
        result: What it found.
        doubts: All that speaks against it.
    """

    attempt: Attempt
    reasons: frozenset[Rejection]
    result: DecodingResult
    doubts: frozenset[Rejection]


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was decoded from a window, by which attempt, and what was rejected before.

    Attributes:
        result: The tokens.
        attempt: The one that is believed.
        rejected: The others, the first one first.
        doubts: What speaks against the result all the same.
        is_unprompted: Whether it stands for a text that only echoed the prompt.
    """

    result: DecodingResult
    attempt: Attempt
    rejected: tuple[Rejected, ...] = ()
    doubts: frozenset[Rejection] = frozenset()
    is_unprompted: bool = False

    @property
    def was_suspect(self) -> bool:
        """Whether a text before this one looked wrong."""
        return any(one.reasons & SUSPECT for one in self.rejected)


def is_convincing(decoded: Decoded) -> bool:
    """Tell whether a text is believed though there may be no speech."""
    result = decoded.result
    return not decoded.doubts & SUSPECT and sounds_spoken(
        result.avg_logprob, result.no_speech_prob
    )


def sounds_spoken(avg_logprob: float, no_speech_prob: float) -> bool:
    """Tell whether a text's figures say that somebody speaks: likely words, or surely no silence."""
    if no_speech_prob < SURE_SPEECH:
        return avg_logprob >= MIN_AVG_LOGPROB
    return no_speech_prob < CONVINCING_NO_SPEECH and avg_logprob > CONVINCING_LOGPROB


def is_invented(decoded: Decoded) -> bool:
    """Tell whether a text is one that models invent in music and noise: unlikely, of near silence."""
    is_near_silence = decoded.result.no_speech_prob > CONVINCING_NO_SPEECH
    return is_near_silence and Rejection.UNLIKELY in decoded.doubts


def is_silence(result: DecodingResult, options: TranscribeOptions) -> bool:
    """Tell whether nobody speaks in a window, by the reference's rule."""
    threshold, logprob_threshold = options.no_speech_threshold, options.logprob_threshold
    if threshold is None or result.no_speech_prob <= threshold:
        return False
    return logprob_threshold is None or result.avg_logprob <= logprob_threshold


def attempts_for(
    *,
    can_be_short: bool,
    gains_by_budget: bool,
    searches_unsure: bool = False,
    temperatures: Sequence[float] = (0.0,),
) -> tuple[Attempt, ...]:
    """Return the attempts at some windows.

    Args:
        can_be_short: Whether they can be computed with a shortened context.
        gains_by_budget: Whether the network is faster with a token budget.
        searches_unsure: Whether an unsure text is searched for with beams, in the same context.
        temperatures: The first one of every attempt before the next is tried.
    """
    unsure = frozenset({Rejection.UNSURE}) if searches_unsure else frozenset()
    in_budget = Attempt(has_token_budget=True, temperature=temperatures[0])
    whole, *others = (Attempt(temperature=each, rejected_by=FAILED) for each in temperatures)
    attempts: list[Attempt] = []

    def add(attempt: Attempt) -> None:
        attempts.append(replace(attempt, rejected_by=attempt.rejected_by | unsure))
        if searches_unsure:
            attempts.append(replace(attempt, is_unsure=True))

    if can_be_short:
        add(replace(in_budget, context=ContextWish.SHORT, rejected_by=SUSPECT))
    if gains_by_budget:
        again = FAILED if others else frozenset()
        attempts.append(
            replace(in_budget, rejected_by=again | unsure | {Rejection.BUDGET_SPENT})
        )
    add(whole)
    return (*attempts, *others)


_Decode: TypeAlias = Callable[[Attempt, Sequence[Window]], Steps[list[DecodingResult]]]


def decode_with_fallback(
    windows: Sequence[Window],
    attempts: Sequence[Attempt],
    tokenizer: Tokenizer,
    decode: _Decode,
    options: TranscribeOptions,
) -> Steps[list[Decoded]]:
    """Decode windows by one attempt after the other until each window's result is believed.

    Args:
        windows: Decoded at once; after an attempt only those whose result was rejected.
        attempts: In the order in which they are made.
        tokenizer: Of the model.
        decode: Makes an attempt at some windows.
        options: With the thresholds that results are held against.
    """
    rejected: dict[int, tuple[Rejected, ...]] = dict.fromkeys(range(len(windows)), ())
    decoded: dict[int, Decoded] = {}
    for attempt in attempts:
        results = yield from decode(attempt, [windows[i] for i in rejected])
        for (i, before), result in zip(tuple(rejected.items()), results, strict=True):
            doubts = rejections(result, tokenizer, windows[i].size, options)
            reasons = doubts & attempt.rejected_by
            if attempt.context is ContextWish.FULL and is_silence(result, options):
                reasons = frozenset()  # As in the reference: no temperature makes it speech.
            tried = (*before, Rejected(attempt, reasons, result, doubts))
            if reasons and attempt is not attempts[-1]:
                rejected[i] = tried
            else:
                decoded[i] = _best(tried) if reasons else _believed(tried, tried[-1])
                del rejected[i]
        if not rejected:
            break
    return [decoded[i] for i in range(len(windows))]


def _best(tried: tuple[Rejected, ...]) -> Decoded:
    """Return the likeliest text of attempts of which none is believed, one without loops if there is any."""

    def goodness(one: Rejected) -> tuple[bool, float]:
        return not one.doubts & LOOPED, one.result.avg_logprob

    whole = [one for one in tried if not one.attempt.has_token_budget]
    return _believed(tried, max(whole, key=goodness))


def _believed(tried: tuple[Rejected, ...], best: Rejected) -> Decoded:
    others = tuple(one for one in tried if one is not best)
    return Decoded(without_loop(best.result, best.doubts), best.attempt, others, best.doubts)


def token_budget(n_mel_frames: int) -> int:
    """Return the most tokens that so much audio can hold."""
    return SPARE_TOKENS + TOKENS_PER_S * n_mel_frames // FRAMES_PER_S


def rejections(
    result: DecodingResult,
    tokenizer: Tokenizer,
    n_mel_frames: int,
    options: TranscribeOptions,
) -> frozenset[Rejection]:
    """Return all that speaks against the result of a window with ``n_mel_frames`` of audio."""
    text = tokenizer.decode(result.tokens).strip()
    found = {Rejection.BUDGET_SPENT: not result.has_ended}
    if not text:
        found[Rejection.NO_TEXT] = result.no_speech_prob <= SURE_SILENCE
    else:
        ratio = compression_ratio(text)
        tail_s = _silent_tail_s(result, tokenizer, n_mel_frames)
        found |= {
            Rejection.NO_END: not result.has_ended,
            Rejection.LOW_LOGPROB: result.avg_logprob < MIN_AVG_LOGPROB,
            Rejection.UNSURE: result.avg_logprob < SURE_AVG_LOGPROB,
            Rejection.UNLIKELY: _is_below(result.avg_logprob, options.logprob_threshold),
            Rejection.COMPRESSIBLE: ratio > SUSPECT_COMPRESSION_RATIO,
            Rejection.HIGH_COMPRESSION_RATIO: _is_below(
                options.compression_ratio_threshold, ratio
            ),
            Rejection.REPETITION: has_loop(text.split()),
            Rejection.EARLY_END: tail_s > MAX_SILENT_TAIL_S,
        }
    return frozenset(reason for reason, is_given in found.items() if is_given)


def _is_below(value: float | None, bound: float | None) -> bool:
    return value is not None and bound is not None and value < bound


def without_loop(result: DecodingResult, doubts: frozenset[Rejection]) -> DecodingResult:
    """Return a result without the repetitions in which its decode would have gone on for ever."""
    if Rejection.NO_END not in doubts or (period := loop_period(result.tokens)) is None:
        return result
    tokens = result.tokens
    end = len(tokens)
    while (
        end >= 2 * period
        and tokens[end - 2 * period : end - period] == tokens[end - period : end]
    ):
        end -= period
    return replace(result, tokens=tokens[:end])


def has_loop(words: list[str]) -> bool:
    """Tell whether some words follow each other ``N_REPEATS`` times."""
    return any(
        words[start : start + size] * N_REPEATS == words[start : start + size * N_REPEATS]
        for size in range(1, LONGEST_REPEAT + 1)
        for start in range(len(words) - size * N_REPEATS + 1)
    )


def _silent_tail_s(result: DecodingResult, tokenizer: Tokenizer, n_mel_frames: int) -> float:
    begin = tokenizer.timestamp_begin
    times = [token for token in result.tokens if token >= begin]
    if len(times) < 2:  # an opening one alone closes nothing
        return 0.0
    return n_mel_frames / FRAMES_PER_S - (times[-1] - begin) * TIMESTAMP_STEP_S
