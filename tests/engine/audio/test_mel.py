"""The log-mel spectrogram is the reference's, for audio of any length."""

import numpy as np
import project_files
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples.signals import noisy_tone

from engine.audio.mel import (
    DEPTH,
    FRAMES_AT_ONCE,
    FRAMES_PER_S,
    HOP_LENGTH,
    log_mel_energies,
    log_mel_spectrogram,
    mel_filterbank,
    n_settled,
)
from engine.audio.waveform import N_SAMPLES, SAMPLE_RATE

GOLDEN = np.load(project_files.GOLDEN / "mel.npz")
FRAME_STEP, BAND_STEP, N_FRAMES = 10, 4, 310  # of make_mel_golden.py
TOLERANCE = 1e-4
"""The reference transforms in float32: its quietest bins, far below the loudest, are rounded
most. Encoders compute in float16 or worse, whose steps near 1 are ten times as large."""

FLOOR = (-10.0 + 4.0) / 4.0
"""The spectrogram's value for energies of 1e-10 or less."""


@pytest.mark.parametrize("n_mels", [80, 128])
def test_audio_followed_by_silence_matches_the_reference(n_mels: int) -> None:
    log_mel = log_mel_spectrogram(noisy_tone(3.0), n_mels, padding=N_SAMPLES)
    assert log_mel.dtype == np.float32
    assert log_mel.shape == (n_mels, (3 * SAMPLE_RATE + N_SAMPLES) // HOP_LENGTH)
    shown = log_mel[:, :N_FRAMES:FRAME_STEP]
    assert np.abs(shown - GOLDEN[f"padded_{n_mels}"]).max() < TOLERANCE


@pytest.mark.parametrize("n_mels", [80, 128])
def test_the_end_of_the_audio_is_mirrored_as_in_the_reference(n_mels: int) -> None:
    log_mel = log_mel_spectrogram(noisy_tone(3.0), n_mels)
    assert np.abs(log_mel[:, -4:] - GOLDEN[f"last_{n_mels}"]).max() < TOLERANCE


@pytest.mark.parametrize("n_mels", [80, 128])
def test_the_filters_match_the_reference_s_file(n_mels: int) -> None:
    filters = mel_filterbank(n_mels)
    assert filters.shape == (n_mels, 201)
    # Both were computed in float64 and rounded to float32, whose steps at 0.03 are 2e-9.
    assert np.abs(filters[::BAND_STEP] - GOLDEN[f"filters_{n_mels}"]).max() < 1e-8


@pytest.mark.parametrize("n_mels", [80, 128])
def test_the_filters_are_triangles_at_rising_frequencies(n_mels: int) -> None:
    filters = mel_filterbank(n_mels)
    assert (filters >= 0.0).all()
    assert (filters.max(axis=1) > 0.0).all()
    peaks = filters.argmax(axis=1)
    assert (np.diff(peaks) >= 0).all()
    for band, peak in zip(filters, peaks, strict=True):
        assert (np.diff(band[: peak + 1]) >= 0.0).all()
        assert (np.diff(band[peak:]) <= 0.0).all()


def test_filters_of_several_bins_have_unit_area() -> None:
    hz_per_bin = SAMPLE_RATE / 400
    areas = mel_filterbank(80)[41:].sum(axis=1) * hz_per_bin
    assert areas == pytest.approx(1.0, abs=0.02)


@example(n_samples=0, padding=0)
@example(n_samples=1, padding=0)
@example(n_samples=159, padding=0)
@example(n_samples=160, padding=0)
@given(n_samples=st.integers(0, 50_000), padding=st.integers(0, 4_000))
def test_any_length_gives_a_frame_per_ten_milliseconds(n_samples: int, padding: int) -> None:
    waveform = np.random.default_rng(n_samples).uniform(-1.0, 1.0, n_samples)
    log_mel = log_mel_spectrogram(waveform.astype(np.float32), padding=padding)
    assert log_mel.shape == (80, (n_samples + padding) // HOP_LENGTH)
    assert log_mel.dtype == np.float32
    # From the floor of 1e-10 to a filter's share of all energy at full scale.
    assert ((log_mel >= FLOOR - 1e-6) & (log_mel <= 2.5)).all()


@pytest.mark.parametrize("n_samples", [160, 4_321, N_SAMPLES])
def test_silence_is_at_the_floor_everywhere(n_samples: int) -> None:
    log_mel = log_mel_spectrogram(np.zeros(n_samples, np.float32))
    assert log_mel.min() == log_mel.max() == pytest.approx(FLOOR, abs=1e-6)


def test_nothing_is_more_than_eighty_decibels_below_the_loudest() -> None:
    log_mel = log_mel_spectrogram(noisy_tone(1.0), padding=SAMPLE_RATE)
    assert log_mel.max() - log_mel.min() == pytest.approx(DEPTH / 4.0, abs=1e-6)


def test_a_change_of_level_shifts_the_whole_spectrogram() -> None:
    waveform = noisy_tone(1.0)
    moved = log_mel_spectrogram(waveform) - log_mel_spectrogram(waveform / np.float32(10.0))
    assert moved == pytest.approx(2.0 / 4.0, abs=1e-4)


def test_a_tone_is_loudest_in_the_band_of_its_pitch() -> None:
    time_s = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    for hz in (250.0, 1000.0, 4000.0):
        log_mel = log_mel_spectrogram(np.sin(2 * np.pi * hz * time_s).astype(np.float32))
        bin_of_pitch = round(hz / (SAMPLE_RATE / 400))
        band = int(log_mel[:, 50].argmax())
        assert mel_filterbank(80)[band, bin_of_pitch] > 0.0


@pytest.mark.parametrize("middle_s", [30, 60])
def test_blocks_of_a_long_spectrogram_join_seamlessly(
    middle_s: int,
) -> None:
    assert middle_s * FRAMES_PER_S % FRAMES_AT_ONCE == 0
    waveform = noisy_tone(70.0)
    around = slice((middle_s - 1) * SAMPLE_RATE, (middle_s + 1) * SAMPLE_RATE)
    alone = log_mel_spectrogram(waveform[around])
    first = (middle_s - 1) * FRAMES_PER_S
    within = log_mel_spectrogram(waveform)[:, first : first + alone.shape[1]]
    # Only frames that see the cut differ; noise keeps all others within 80 dB of the loudest.
    assert np.abs(within - alone)[:, 2:-2].max() < 1e-5


@given(n_samples=st.integers(0, 40_000), n_more=st.integers(0, 40_000))
def test_what_is_settled_of_a_recording_stays_bit_for_bit_whatever_follows(
    n_samples: int, n_more: int
) -> None:
    whole = noisy_tone((n_samples + n_more) / SAMPLE_RATE + 0.1)[: n_samples + n_more]
    part = log_mel_energies(whole[:n_samples], 80, N_SAMPLES)[:, : n_settled(n_samples)]
    anew = log_mel_energies(whole, 80, N_SAMPLES)
    assert (anew[:, : part.shape[1]] == part).all()
    assert (log_mel_energies(whole, 80, N_SAMPLES, part) == anew).all()
