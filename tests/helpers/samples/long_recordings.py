"""Recordings of hours in which the spoken sample stands at some places, and faint noise elsewhere."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from project_files import SAMPLE

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE

RATE = 8_000
SAMPLE_S = 9.0
"""A little more than the sample takes."""

NOISE = 10.0
"""Of 32768."""


def long_recording(path: Path, length_s: float, spoken_at_s: Sequence[float]) -> Path:
    """Write a WAV file minute by minute; the sample must not cross a minute's end."""
    voice = read_audio_file(SAMPLE).waveform[:: SAMPLE_RATE // RATE] * 2**15
    rng = np.random.default_rng(0)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        noise = rng.normal(0.0, NOISE, 60 * RATE)
        for start_s in np.arange(0.0, length_s, 60.0):
            minute = noise[: round(min(60.0, length_s - start_s) * RATE)].copy()
            for at_s in spoken_at_s:
                if start_s <= at_s < start_s + 60.0:
                    at = round((at_s - start_s) * RATE)
                    minute[at : at + voice.size] += voice
            file.writeframes(minute.clip(-(2**15), 2**15 - 1).astype("<i2").tobytes())
    return path


def clips_at(places_s: Sequence[float]) -> str:
    """Return what ``--clip-timestamps`` is told, so that only the sample is transcribed."""
    return ",".join(f"{at_s:.0f},{at_s + SAMPLE_S:.0f}" for at_s in places_s)
