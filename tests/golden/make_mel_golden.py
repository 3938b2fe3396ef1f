"""Writes mel.npz: the reference's log-mel spectrogram of synthetic audio, some filters.

Run it where openai-whisper 20250625 is installed, which the tests themselves do not need:

    PYTHONPATH=tests/helpers python tests/golden/make_mel_golden.py
"""

from pathlib import Path

import numpy as np
from samples.signals import noisy_tone
from whisper.audio import N_SAMPLES, log_mel_spectrogram, mel_filters

DURATION_S = 3.0
N_FRAMES = 310  # The audio and a little of the silence after it.
FRAME_STEP = 10
BAND_STEP = 4


def arrays() -> dict[str, np.ndarray]:
    waveform = noisy_tone(DURATION_S)
    found = {}
    for n_mels in (80, 128):
        padded = log_mel_spectrogram(waveform, n_mels, padding=N_SAMPLES)
        bare = log_mel_spectrogram(waveform, n_mels)
        found[f"padded_{n_mels}"] = padded[:, :N_FRAMES:FRAME_STEP].numpy()
        found[f"last_{n_mels}"] = bare[:, -4:].numpy()
        found[f"filters_{n_mels}"] = mel_filters("cpu", n_mels)[::BAND_STEP].numpy()
    return found


if __name__ == "__main__":
    np.savez_compressed(Path(__file__).with_name("mel.npz"), allow_pickle=False, **arrays())
