"""What the encoder is given of a window: the speech and the padding cache, or all 30 s."""

import numpy as np
import pytest
from fakes.fake_network import DIMS, FakeNetwork, known_padding
from hypothesis import given
from hypothesis import strategies as st

from engine.audio.mel import MelSpectrogram
from engine.options import ContextWish, Padding, TranscribeOptions
from engine.padding.cache import MARGIN, PaddingCache, n_computed
from engine.steps import finish
from engine.transcription.window_encoder import WindowEncoder
from engine.transcription.windows import Window

PADDING = known_padding()


def _mel(n_frames: int) -> MelSpectrogram:
    """Return a spectrogram without a zero in it, each frame unlike the others."""
    return np.arange(1, DIMS.n_mels * n_frames + 1, dtype=np.float32).reshape(DIMS.n_mels, -1)


def _encoder(
    network: FakeNetwork,
    padding: PaddingCache | None = PADDING,
    options: TranscribeOptions | None = None,
) -> WindowEncoder:
    return WindowEncoder(network, padding, options or TranscribeOptions())


def test_without_a_padding_cache_nothing_is_short() -> None:
    network = FakeNetwork()
    assert not _encoder(network, padding=None).can_be_short([Window(_mel(900), 0, 300)])


@pytest.mark.parametrize(
    "options",
    [TranscribeOptions(context=ContextWish.FULL), TranscribeOptions(padding=Padding.SILENCE)],
)
def test_where_the_options_want_all_of_the_window_nothing_is_short(
    options: TranscribeOptions,
) -> None:
    network = FakeNetwork()
    assert not _encoder(network, options=options).can_be_short([Window(_mel(900), 0, 300)])


@pytest.mark.parametrize(("size", "is_short"), [(2776, True), (2777, False), (3000, False)])
def test_a_window_that_is_nearly_full_is_not_short(size: int, *, is_short: bool) -> None:
    encoder, window = _encoder(FakeNetwork()), Window(_mel(6000), 0, size)
    assert encoder.can_be_short([window]) is is_short
    assert not encoder.can_be_short([window, window])


@given(seek=st.integers(0, 500), size=st.integers(1, 2776))
def test_short_is_the_speech_with_zeros_after_it_and_the_cache_for_the_rest(
    seek: int, size: int
) -> None:
    network, mel = FakeNetwork(), _mel(6000)
    finish(_encoder(network).encode([Window(mel[:, seek:], seek, size)], ContextWish.SHORT))
    (encoded,) = network.encoded
    n_frames = max(n_computed(size, DIMS.n_audio_ctx), PADDING.first_frame)
    assert encoded.mel.shape == (DIMS.n_mels, 2 * n_frames)
    assert (encoded.mel[:, :size] == mel[:, seek : seek + size]).all()
    assert not encoded.mel[:, size:].any()
    assert encoded.mel.shape[1] - size >= 2 * MARGIN
    assert encoded.padding is not None
    assert (encoded.padding.positions == PADDING.beyond(n_frames).positions).all()


@given(size=st.integers(1, 2776))
def test_each_frame_of_a_short_window_is_computed_or_known_and_none_both(size: int) -> None:
    network = FakeNetwork()
    finish(_encoder(network).encode([Window(_mel(3000), 0, size)], ContextWish.SHORT))
    (encoded,) = network.encoded
    assert encoded.padding is not None
    n_known = round(float(np.exp(encoded.padding.bias).sum()))
    # The last group of the fake's cache claims four frames too many: 1500 is no multiple of 16.
    assert encoded.mel.shape[1] // 2 + n_known == DIMS.n_audio_ctx + 4
    assert encoded.padding.positions[0] == encoded.mel.shape[1] // 2


@given(seek=st.integers(0, 500), size=st.integers(0, 3000))
def test_whole_is_the_speech_with_zeros_to_30_s_and_no_padding(seek: int, size: int) -> None:
    network, mel = FakeNetwork(), _mel(6000)
    finish(_encoder(network).encode([Window(mel[:, seek:], seek, size)], ContextWish.FULL))
    (encoded,) = network.encoded
    assert encoded.padding is None
    assert encoded.mel.shape == (DIMS.n_mels, DIMS.n_frames)
    assert (encoded.mel[:, :size] == mel[:, seek : seek + size]).all()
    assert not encoded.mel[:, size:].any()


def test_whole_keeps_the_silence_that_was_appended_where_it_is_wanted() -> None:
    network, mel = FakeNetwork(), _mel(6000)
    encoder = _encoder(network, options=TranscribeOptions(padding=Padding.SILENCE))
    finish(encoder.encode([Window(mel[:, 200:], 200, 300)], ContextWish.FULL))
    (encoded,) = network.encoded
    assert (encoded.mel == mel[:, 200:3200]).all()


def test_a_window_that_was_encoded_last_is_not_encoded_again() -> None:
    network, mel = FakeNetwork(), _mel(6000)
    encoder, window, other = _encoder(network), Window(mel, 0, 300), Window(mel, 0, 400)
    first = finish(encoder.encode([window], ContextWish.FULL))
    assert finish(encoder.encode([window], ContextWish.FULL)) is first
    assert len(network.encoded) == 1
    finish(encoder.encode([window], ContextWish.SHORT))
    finish(encoder.encode([other], ContextWish.SHORT))
    finish(encoder.encode([window], ContextWish.SHORT))
    assert len(network.encoded) == 4


def test_windows_of_a_batch_are_encoded_in_order() -> None:
    network, mel = FakeNetwork(), _mel(6000)
    windows = [
        Window(mel[:, seek:], seek, size) for seek, size in ((0, 3000), (100, 50), (4000, 2000))
    ]
    batch = finish(_encoder(network).encode(windows, ContextWish.FULL))
    assert batch.n_windows == 3
    for window, encoded in zip(windows, network.encoded, strict=True):
        speech = mel[:, window.seek : window.seek + window.size]
        assert (encoded.mel[:, : window.size] == speech).all()
        assert not encoded.mel[:, window.size :].any()
