"""Where one window's text begins and ends, and where the next window starts.

The reference's rule for recordings longer than 30 s: the model marks its own segments with pairs of
timestamps; what follows the last pair was cut off by the window's edge and is decoded again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.audio.mel import LogMelEnergies, MelSpectrogram, levelled
from engine.tokenizer.tokenizer import TIMESTAMP_STEP_S

FRAMES_PER_TIMESTAMP: Final = 2
"""Mel frames from one timestamp to the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is decoded at once.

    Attributes:
        mel: Frames of a spectrogram, up to the model's: first the window's, then what follows them.
        seek: Where they begin in the recording.
        size: How many of them are the window's.
    """

    mel: MelSpectrogram
    seek: int
    size: int


@dataclass(frozen=True, slots=True)
class Spectrogram:
    """A recording's spectrogram, of which windows are cut.

    Attributes:
        frames: Shape (n_mels, n_frames), with those of the silence that follows.
        is_levelled: Whether the loudest of all frames has levelled them, as in the reference;
            otherwise the loudest of a window does.
    """

    frames: MelSpectrogram | LogMelEnergies
    is_levelled: bool = True

    def window(self, seek: int, end: int, longest: int) -> Window:
        """Return the window from ``seek`` on: up to ``end``, at most ``longest`` frames."""
        mel = self.frames[:, seek : seek + longest]
        if not self.is_levelled:
            mel = levelled(mel)
        return Window(mel, seek, min(longest, end - seek))


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens of one segment, timestamps included, and its place in the window in seconds."""

    start_s: float
    end_s: float
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WindowCut:
    """A window's segments, and how many mel frames on the next window starts."""

    spans: tuple[Span, ...]
    n_frames_done: int


def cut_window(
    tokens: Sequence[int], timestamp_begin: int, n_frames: int, shortest_rest: int = 0
) -> WindowCut:
    """Cut the tokens of a window of ``n_frames`` mel frames into segments.

    Args:
        tokens: What was decoded, without the end token.
        timestamp_begin: The token of 0.00 s; timestamps are the tokens from it on.
        n_frames: Mel frames of the window without padding.
        shortest_rest: Fewer frames than these after the last pair are not decoded again: their
            tokens are a segment.
    """
    is_time = [token >= timestamp_begin for token in tokens]
    pairs = [i for i in range(1, len(tokens)) if is_time[i - 1] and is_time[i]]
    # A single timestamp at the end says: after it, no speech.
    is_finished = is_time[-2:] == [False, True]

    def seconds(token: int) -> float:
        return (token - timestamp_begin) * TIMESTAMP_STEP_S

    length_s = n_frames / FRAMES_PER_TIMESTAMP * TIMESTAMP_STEP_S
    if not pairs:
        times = [token for token, time in zip(tokens, is_time, strict=True) if time]
        has_end = bool(times) and times[-1] > timestamp_begin
        end_s = seconds(times[-1]) if has_end else length_s
        return WindowCut((Span(0.0, end_s, tuple(tokens)),), n_frames)
    ends = [*pairs, len(tokens)] if is_finished else pairs
    spans = tuple(
        Span(seconds(tokens[start]), seconds(tokens[end - 1]), tuple(tokens[start:end]))
        for start, end in zip([0, *ends], ends, strict=False)
    )
    if is_finished:
        return WindowCut(spans, n_frames)
    n_frames_done = (tokens[ends[-1] - 1] - timestamp_begin) * FRAMES_PER_TIMESTAMP
    if n_frames - n_frames_done < shortest_rest:
        rest = tuple(tokens[ends[-1] :])
        return WindowCut((*spans, Span(seconds(rest[0]), length_s, rest)), n_frames)
    # Never stand still, whatever a model makes of its timestamps.
    return WindowCut(spans, min(n_frames_done, n_frames) or n_frames)
