"""Encodes windows of a spectrogram: all of each, or the speech with the padding from the cache."""

from collections.abc import Sequence

import numpy as np

from engine.audio.mel import MelSpectrogram
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding.cache import PaddingCache, n_computed
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.network import Network
from engine.steps import Steps
from engine.transcription.windows import Window


class WindowEncoder:
    """The encoder as one recording's options want it."""

    def __init__(
        self, network: Network, cache: PaddingCache | None, options: TranscribeOptions
    ) -> None:
        """Use ``cache`` where the options allow it."""
        self._network = network
        self._padding = options.padding
        is_short = options.context is ContextWish.SHORT and options.padding is Padding.LOG_MEL
        self._cache = cache if is_short else None
        self._last: tuple[Sequence[Window], ContextWish, EncodedAudio] | None = None

    def can_be_short(self, windows: Sequence[Window]) -> bool:
        """Tell whether windows can be encoded with ``ContextWish.SHORT``, and that is faster."""
        if self._cache is None or len(windows) > 1:
            return False
        return self._n_short(windows[0], self._cache) < self._network.dims.n_audio_ctx

    def encode(self, windows: Sequence[Window], context: ContextWish) -> Steps[EncodedAudio]:
        """Encode windows, unless it was done last; pauses before each wait for the network.

        Args:
            windows: One that ``can_be_short``, where the context is to be.
            context: Short computes the speech and takes the padding from the cache.
        """
        if self._last is not None:
            last_windows, last_context, encoded = self._last
            is_same = len(windows) == len(last_windows) and all(
                one is other for one, other in zip(windows, last_windows, strict=True)
            )
            if is_same and context is last_context and encoded.is_current():
                return encoded
        self._last = None  # Of a large model it takes hundreds of megabytes.
        encoded = yield from self._encoded(windows, context)
        self._last = windows, context, encoded
        return encoded

    def _encoded(self, windows: Sequence[Window], context: ContextWish) -> Steps[EncodedAudio]:
        if context is ContextWish.SHORT:
            assert self._cache is not None
            (window,) = windows
            n_frames = self._n_short(window, self._cache)
            mel = _filled(_speech(window), 2 * n_frames)
            return self._network.encode([mel], self._cache.beyond(n_frames))
        n_frames = self._network.dims.n_frames
        if self._padding is Padding.LOG_MEL:
            mels = [_filled(_speech(window), n_frames) for window in windows]
        else:
            mels = [window.mel[:, :n_frames] for window in windows]
        return self._network.encode(mels)

    def _n_short(self, window: Window, cache: PaddingCache) -> int:
        """Return how many encoder frames of a window are computed with a short context."""
        return max(n_computed(window.size, self._network.dims.n_audio_ctx), cache.first_frame)


def _speech(window: Window) -> MelSpectrogram:
    return window.mel[:, : window.size]


def _filled(mel: MelSpectrogram, n_frames: int) -> MelSpectrogram:
    return np.pad(mel, ((0, 0), (0, n_frames - mel.shape[1])))
