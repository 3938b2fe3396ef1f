"""Encodes one window of a spectrogram: the whole of it, or the speech with a memory of the rest."""

import numpy as np

from engine.encoded_audio import EncodedAudio
from engine.mel import MelSpectrogram
from engine.model import WhisperModel
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding_memory import PaddingMemory, n_computed


class WindowEncoder:
    """The encoder as one recording's options want it."""

    def __init__(
        self, model: WhisperModel, memory: PaddingMemory | None, options: TranscribeOptions
    ) -> None:
        """Use ``memory`` where the options allow it."""
        self._model = model
        self._padding = options.padding
        is_short = options.context is ContextWish.SHORT and options.padding is Padding.LOG_MEL
        self._memory = memory if is_short else None

    def short(self, mel: MelSpectrogram, seek: int, size: int) -> EncodedAudio | None:
        """Encode ``size`` frames from ``seek`` on with a memory of the padding after them.

        Returns:
            None where there is no memory, or nothing to be gained.
        """
        if self._memory is None:
            return None
        n_audio_ctx = self._model.dims.n_audio_ctx
        n_frames = max(n_computed(size, n_audio_ctx), self._memory.first_frame)
        if n_frames == n_audio_ctx:
            return None
        window = _filled(mel[:, seek : seek + size], 2 * n_frames)
        return self._model.encode(window[None], self._memory.beyond(n_frames))

    def whole(self, mel: MelSpectrogram, seek: int, size: int) -> EncodedAudio:
        """Encode the same frames and all of the padding."""
        n_frames = self._model.dims.n_frames
        window = mel[:, seek : seek + n_frames]
        if self._padding is Padding.LOG_MEL:
            window = _filled(window[:, :size], n_frames)
        return self._model.encode(window[None])


def _filled(mel: MelSpectrogram, n_frames: int) -> MelSpectrogram:
    return np.pad(mel, ((0, 0), (0, n_frames - mel.shape[1])))
