"""Tells a transcript that went wrong, so that its window is decoded once more with all its context.

What a shortened context does when it fails is to loop, to stop early or to find nothing. Decoding
a window twice that was right costs only time, so that the bounds are narrow.
"""

from typing import Final

from engine.audio.mel import FRAMES_PER_S
from engine.decoding.greedy import DecodingResult, compression_ratio
from engine.tokenizer.tokenizer import TIMESTAMP_STEP_S, Tokenizer

TOKENS_PER_S: Final = 8
SPARE_TOKENS: Final = 16
"""Nobody speaks more tokens than these in a window, timestamps included."""

MAX_COMPRESSION_RATIO: Final = 2.0
MIN_AVG_LOGPROB: Final = -0.8
MAX_SILENT_TAIL_S: Final = 2.0
"""From the last timestamp to the end of the recording."""

SURE_SILENCE: Final = 0.6
"""No-speech probability beyond which an empty text is believed."""

LONGEST_REPEAT: Final = 8
N_REPEATS: Final = 3
"""So many words, so often in a row, are a loop."""


def token_budget(n_mel_frames: int) -> int:
    """Return the most tokens that so much sound can hold."""
    return SPARE_TOKENS + TOKENS_PER_S * n_mel_frames // FRAMES_PER_S


def is_suspect(result: DecodingResult, tokenizer: Tokenizer, n_mel_frames: int) -> bool:
    """Tell whether the transcript of a window with ``n_mel_frames`` of sound may be wrong."""
    text = tokenizer.decode(result.tokens).strip()
    if not text:
        return result.no_speech_prob <= SURE_SILENCE
    return (
        not result.has_ended
        or result.avg_logprob < MIN_AVG_LOGPROB
        or compression_ratio(text) > MAX_COMPRESSION_RATIO
        or has_loop(text.split())
        or _silent_tail_s(result, tokenizer, n_mel_frames) > MAX_SILENT_TAIL_S
    )


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
