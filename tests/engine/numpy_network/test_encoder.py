"""The encoder in plain NumPy against openai-whisper's, with the same weights."""

import numpy as np
import pytest

from engine.audio.mel import log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.numpy_network.encoder import NumpyEncoder

pytestmark = pytest.mark.one_python

# How golden/make_network_golden.py thinned the reference's tensors out.
EVERY_FRAME = 100

# Of the tensor's largest value. Both sides sum in float32 in different orders; seen is 1.2e-6.
TOLERANCE = 1e-5


def test_features_agree_with_the_reference(
    name: str, sample: Waveform, golden: dict[str, np.ndarray]
) -> None:
    opened = open_checkpoint(LocalModels().find(name))
    dims = opened.dims
    mel = log_mel_spectrogram(sample, dims.n_mels, padding=N_SAMPLES)
    n_frames = len(sample) // 160
    window = np.pad(mel[:, :n_frames], ((0, 0), (0, dims.n_frames - n_frames)))
    encoder = NumpyEncoder(opened.weights, dims)
    views = list(encoder.layers(window))
    assert len(views) == dims.n_audio_layer
    for view in views:
        assert view.features.shape == (dims.n_audio_ctx, dims.n_audio_state)
        assert view.keys_values.shape == (dims.n_audio_ctx, 2 * dims.n_audio_state)
        assert view.features.dtype == view.keys_values.dtype == np.float32
    features = encoder.normed(views[-1].features)[::EVERY_FRAME]
    error = np.abs(features - golden["features"]).max() / golden["features_scale"]
    assert error < TOLERANCE
