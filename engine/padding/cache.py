"""What the encoder makes of the padding after the speech, known without computing it.

Whisper was trained on windows of 30 s, and needs them: with the padding cut off it loops. But the
padding is always the same, and its keys and values in each layer depend little on the speech before
it. So they are learned once for a checkpoint, as means over some windows. The encoder then computes
the speech and two seconds more, and takes the rest from this cache.

Neighbouring frames share an entry, whose score is raised by the logarithm of their number, as if each
stood in the softmax. Only the frames that draw most of the attention have an entry each: those whose
features have a small norm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.audio.mel import HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.numpy_network.encoder import NumpyEncoder

GROUP: Final = 16
"""Neighbouring frames that share an entry."""

N_SINGLE: Final = 60
"""Frames of small norm with an entry each: nine tenths of the decoder's attention to padding."""

N_LAST: Final = 20
"""Frames at the window's end with an entry each."""

MARGIN: Final = 100
"""Frames of padding that are computed nevertheless: the first ones differ most from clip to clip."""

HIDDEN: Final = np.float32(-1e30)
"""A bias that leaves no attention for a frame."""


@dataclass(frozen=True, slots=True)
class PaddingCache:
    """Entries for all frames of the padding, in order of time.

    Attributes:
        positions: int64 (n,): the first encoder frame of each entry.
        keys_values: float32 (n_audio_layer, n, 2 * n_audio_state).
        features: float32 (n, n_audio_state), before the last layer norm.
        bias: float32 (n,): logarithm of the number of its frames.
    """

    positions: NDArray[np.int64]
    keys_values: NDArray[np.float32]
    features: NDArray[np.float32]
    bias: NDArray[np.float32]

    @property
    def first_frame(self) -> int:
        """Return where the cache begins: the clips it was learned from were not shorter."""
        return int(self.positions[0]) // GROUP * GROUP

    def beyond(self, frame: int) -> "PaddingCache":
        """Return the entries from ``frame`` on, a multiple of ``GROUP``."""
        kept = self.positions >= frame
        return PaddingCache(
            self.positions[kept],
            np.ascontiguousarray(self.keys_values[:, kept]),
            self.features[kept],
            self.bias[kept],
        )


def no_padding(dims: ModelDimensions) -> PaddingCache:
    """Return a cache of nothing, for windows that are computed whole: one hidden entry."""
    n_state = dims.n_audio_state
    return PaddingCache(
        np.array([dims.n_audio_ctx]),
        np.zeros((dims.n_audio_layer, 1, 2 * n_state), np.float32),
        np.zeros((1, n_state), np.float32),
        np.array([HIDDEN]),
    )


def n_computed(n_mel_frames: int, n_audio_ctx: int) -> int:
    """Return how many encoder frames to compute for so many mel frames with padding after them."""
    n_frames = -(-n_mel_frames // 2) + MARGIN
    return min(-(-n_frames // GROUP) * GROUP, n_audio_ctx)


def learn_padding(
    weights: Weights,
    dims: ModelDimensions,
    speech: Sequence[Waveform],
    on_layer: Callable[[], None],
) -> PaddingCache:
    """Run the encoder on clips of speech, and average what it makes of their padding.

    Args:
        weights: The checkpoint's own.
        dims: Its sizes.
        speech: Short clips of different length, so that early frames are padding in some.
        on_layer: Called after each layer; an exception it raises ends the work.
    """
    encoder = NumpyEncoder(weights, dims)
    n_state = dims.n_audio_state
    keys_values = np.zeros((dims.n_audio_layer, dims.n_audio_ctx, 2 * n_state), np.float32)
    features = np.zeros((dims.n_audio_ctx, n_state), np.float32)
    counts = np.zeros(dims.n_audio_ctx, np.int64)
    for clip in speech:
        first = n_computed(len(clip) // HOP_LENGTH, dims.n_audio_ctx)
        counts[first:] += 1
        for layer, output in enumerate(encoder.layers(_window(clip, dims))):
            keys_values[layer, first:] += output.keys_values[first:]
            if layer == dims.n_audio_layer - 1:
                features[first:] += output.features[first:]
            on_layer()
    known = counts > 0
    features[known] /= counts[known, None]
    keys_values[:, known] /= counts[known, None]
    # By what cross-attention reads, the normalised features.
    norms = np.linalg.norm(encoder.normed(features), axis=1)
    return _grouped(keys_values, features, _members(norms, known))


def _window(clip: Waveform, dims: ModelDimensions) -> NDArray[np.float32]:
    mel = log_mel_spectrogram(clip, dims.n_mels, padding=N_SAMPLES)
    n_frames = len(clip) // HOP_LENGTH
    return np.pad(mel[:, :n_frames], ((0, 0), (0, dims.n_frames - n_frames)))


def _members(norms: NDArray[np.float32], known: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return the frames of each entry: one of small norm or near the end alone, others in groups."""
    n = len(norms)
    is_single = np.arange(n) >= n - N_LAST
    is_single[np.argsort(np.where(known, norms, np.inf))[:N_SINGLE]] = True
    entries: list[NDArray[np.int64]] = []
    for start in range(0, n, GROUP):
        frames = np.arange(start, min(start + GROUP, n))
        frames = frames[known[frames]]
        together = frames[~is_single[frames]]
        entries += [together] if len(together) else []
        entries += [np.array([frame]) for frame in frames[is_single[frames]]]
    return entries


def _grouped(
    keys_values: NDArray[np.float32],
    features: NDArray[np.float32],
    entries: Sequence[NDArray[np.int64]],
) -> PaddingCache:
    return PaddingCache(
        np.array([entry[0] for entry in entries]),
        np.stack([keys_values[:, entry].mean(axis=1) for entry in entries], axis=1),
        np.stack([features[entry].mean(axis=0) for entry in entries]),
        np.log(np.array([len(entry) for entry in entries], np.float32)),
    )
