"""What the encoder is given of a window: the speech and a memory, or all 30 s."""

import numpy as np
import pytest
from fakes.fake_model import DIMS, FakeModel, known_padding
from hypothesis import given
from hypothesis import strategies as st

from engine.audio.mel import MelSpectrogram
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding.cache import MARGIN, PaddingMemory, n_computed
from engine.transcription.window_encoder import WindowEncoder
from engine.transcription.windows import Window

MEMORY = known_padding()


def _mel(n_frames: int) -> MelSpectrogram:
    """Return a spectrogram without a zero in it, each frame unlike the others."""
    return np.arange(1, DIMS.n_mels * n_frames + 1, dtype=np.float32).reshape(DIMS.n_mels, -1)


def _ignore() -> None:
    """Let the work go on."""


def _encoder(
    model: FakeModel,
    memory: PaddingMemory | None = MEMORY,
    options: TranscribeOptions | None = None,
) -> WindowEncoder:
    return WindowEncoder(model, memory, options or TranscribeOptions())


def test_without_a_memory_nothing_is_short() -> None:
    model = FakeModel()
    assert _encoder(model, memory=None).short([Window(_mel(900), 0, 300)], _ignore) is None
    assert not model.heard


@pytest.mark.parametrize(
    "options",
    [TranscribeOptions(context=ContextWish.FULL), TranscribeOptions(padding=Padding.SILENCE)],
)
def test_where_the_options_want_all_of_the_window_nothing_is_short(
    options: TranscribeOptions,
) -> None:
    model = FakeModel()
    assert _encoder(model, options=options).short([Window(_mel(900), 0, 300)], _ignore) is None
    assert not model.heard


@pytest.mark.parametrize(("size", "is_short"), [(2776, True), (2777, False), (3000, False)])
def test_a_window_that_is_nearly_full_is_not_short(size: int, *, is_short: bool) -> None:
    encoded = _encoder(FakeModel()).short([Window(_mel(6000), 0, size)], _ignore)
    assert (encoded is not None) is is_short


@given(seek=st.integers(0, 500), size=st.integers(1, 2776))
def test_short_is_the_speech_with_zeros_after_it_and_the_memory_of_the_rest(
    seek: int, size: int
) -> None:
    model, mel = FakeModel(), _mel(6000)
    assert _encoder(model).short([Window(mel, seek, size)], _ignore) is not None
    (heard,) = model.heard
    n_frames = max(n_computed(size, DIMS.n_audio_ctx), MEMORY.first_frame)
    assert heard.mel.shape == (1, DIMS.n_mels, 2 * n_frames)
    assert (heard.mel[0, :, :size] == mel[:, seek : seek + size]).all()
    assert not heard.mel[0, :, size:].any()
    assert heard.mel.shape[2] - size >= 2 * MARGIN
    assert heard.memory is not None
    assert (heard.memory.positions == MEMORY.beyond(n_frames).positions).all()


@given(size=st.integers(1, 2776))
def test_each_frame_of_a_short_window_is_computed_or_known_and_none_both(size: int) -> None:
    model = FakeModel()
    _encoder(model).short([Window(_mel(3000), 0, size)], _ignore)
    (heard,) = model.heard
    assert heard.memory is not None
    n_known = round(float(np.exp(heard.memory.bias).sum()))
    # The last group of the fake's memory claims four frames too many: 1500 is no multiple of 16.
    assert heard.mel.shape[2] // 2 + n_known == DIMS.n_audio_ctx + 4
    assert heard.memory.positions[0] == heard.mel.shape[2] // 2


@given(seek=st.integers(0, 500), size=st.integers(0, 3000))
def test_whole_is_the_speech_with_zeros_to_30_s_and_no_memory(seek: int, size: int) -> None:
    model, mel = FakeModel(), _mel(6000)
    _encoder(model).whole([Window(mel, seek, size)], _ignore)
    (heard,) = model.heard
    assert heard.memory is None
    assert heard.mel.shape == (1, DIMS.n_mels, DIMS.n_frames)
    assert (heard.mel[0, :, :size] == mel[:, seek : seek + size]).all()
    assert not heard.mel[0, :, size:].any()


def test_whole_keeps_the_silence_that_was_appended_where_it_is_wanted() -> None:
    model, mel = FakeModel(), _mel(6000)
    encoder = _encoder(model, options=TranscribeOptions(padding=Padding.SILENCE))
    encoder.whole([Window(mel, 200, 300)], _ignore)
    (heard,) = model.heard
    assert (heard.mel[0] == mel[:, 200:3200]).all()


def test_windows_of_a_batch_are_encoded_one_by_one_with_a_look_before_each() -> None:
    model, mel = FakeModel(), _mel(6000)
    heard_before: list[int] = []
    windows = [Window(mel, seek, size) for seek, size in ((0, 3000), (100, 50), (4000, 2000))]
    encoded = _encoder(model).whole(windows, lambda: heard_before.append(len(model.heard)))
    assert encoded.batch_size == 3
    assert heard_before == [0, 1, 2]
    for window, heard in zip(windows, model.heard, strict=True):
        sound = mel[:, window.seek : window.seek + window.size]
        assert (heard.mel[0, :, : window.size] == sound).all()
        assert not heard.mel[0, :, window.size :].any()
