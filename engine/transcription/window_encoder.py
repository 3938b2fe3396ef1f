"""Encodes windows of a spectrogram: the whole of each, or the speech with a memory of the rest."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np

from engine.audio.mel import MelSpectrogram
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding.cache import PaddingMemory, n_computed
from engine.runtime.encoder_output import EncodedAudio, joined
from engine.runtime.model import WhisperModel
from engine.transcription.windows import Window

OnCall: TypeAlias = Callable[[], None]
"""Called before each wait for the network. An exception it raises ends the work."""


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

    def short(self, windows: Sequence[Window], on_call: OnCall) -> EncodedAudio | None:
        """Encode one window with a memory of the padding after it.

        Returns:
            None where there is no memory, or nothing to be gained.
        """
        if self._memory is None:
            return None
        n_audio_ctx = self._model.dims.n_audio_ctx
        (window,) = windows
        n_frames = max(n_computed(window.size, n_audio_ctx), self._memory.first_frame)
        if n_frames == n_audio_ctx:
            return None
        mel = _filled(_sound(window), 2 * n_frames)
        return self._encoded([mel], on_call, self._memory.beyond(n_frames))

    def whole(self, windows: Sequence[Window], on_call: OnCall) -> EncodedAudio:
        """Encode windows and all of their padding."""
        n_frames = self._model.dims.n_frames
        if self._padding is Padding.LOG_MEL:
            mels = [_filled(_sound(window), n_frames) for window in windows]
        else:
            mels = [window.mel[:, window.seek : window.seek + n_frames] for window in windows]
        return self._encoded(mels, on_call)

    def _encoded(
        self,
        mels: Sequence[MelSpectrogram],
        on_call: OnCall,
        memory: PaddingMemory | None = None,
    ) -> EncodedAudio:
        if self._model.encodes_at_once:
            on_call()
            return self._model.encode(np.stack(mels), memory)
        return joined(self._one_by_one(mels, on_call, memory), len(mels))

    def _one_by_one(
        self, mels: Sequence[MelSpectrogram], on_call: OnCall, memory: PaddingMemory | None
    ) -> Iterator[EncodedAudio]:
        for mel in mels:
            on_call()
            yield self._model.encode(mel[None], memory)


def _sound(window: Window) -> MelSpectrogram:
    return window.mel[:, window.seek : window.seek + window.size]


def _filled(mel: MelSpectrogram, n_frames: int) -> MelSpectrogram:
    return np.pad(mel, ((0, 0), (0, n_frames - mel.shape[1])))
