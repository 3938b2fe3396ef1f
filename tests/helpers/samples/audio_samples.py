"""Audio and video encoded in many formats, for tests of reading them."""

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from typing_extensions import override

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE
from engine.errors import AudioFileError

TONE_HZ = 440.0
AMPLITUDE = 0.5


@dataclass(frozen=True, slots=True)
class Format:
    """An audio format; ``delay_s`` is what its codec may add or drop."""

    suffix: str
    codec: str
    rate: int = 44_100
    layout: str = "stereo"
    delay_s: float = 0.002
    film: bool = False

    @override
    def __str__(self) -> str:
        return f"{self.suffix}-{self.codec}-{self.rate}-{self.layout}"


def tone(rate: int, length_s: float = 1.0) -> NDArray[np.float32]:
    times = np.arange(round(rate * length_s)) / rate
    return (AMPLITUDE * np.sin(2 * math.pi * TONE_HZ * times)).astype(np.float32)


def write(path: Path, kind: Format, channels: NDArray[np.float32]) -> None:
    """Encode ``channels``, shape (n_channels, n_samples); a video gets black frames."""
    with av.open(str(path), "w") as container:
        pictures = add_pictures(container) if kind.film else None
        stream = container.add_stream(kind.codec, rate=kind.rate, layout=kind.layout)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 128_000
        samples = np.ascontiguousarray(channels.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, "flt", layout=kind.layout)
        frame.sample_rate = kind.rate
        # Encode all before writing any, since the header describes all streams.
        packets = [*stream.encode(frame), *stream.encode(None)]
        film = [] if pictures is None else black(pictures, n_pictures=25)
        container.mux([*packets, *film])


def add_pictures(
    container: av.container.OutputContainer, codec: str = "mpeg4", pixels: str = "yuv420p"
) -> av.VideoStream:
    stream = container.add_stream(codec, rate=25)
    assert isinstance(stream, av.VideoStream)
    stream.width = stream.height = 64
    stream.pix_fmt = pixels
    return stream


def black(stream: av.VideoStream, n_pictures: int) -> "list[av.Packet[av.VideoStream]]":
    """Return encoded black frames."""
    frames = [av.VideoFrame(64, 64, stream.pix_fmt or "") for _ in range(n_pictures)]
    for index, frame in enumerate(frames):
        frame.pts = index
        frame.time_base = Fraction(1, 25)
    return [packet for item in [*frames, None] for packet in stream.encode(item)]


def write_tone(path: Path, kind: Format, length_s: float = 1.0) -> Path:
    n_channels = av.AudioLayout(kind.layout).nb_channels
    write(path, kind, np.tile(tone(kind.rate, length_s), (n_channels, 1)))
    return path


def tone_wav(folder: Path) -> Path:
    """Write a second of the tone in the engine's format: 16 kHz, mono."""
    return write_tone(folder / "tone.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono"))


def encoded(folder: Path, kind: Format, length_s: float = 1.0) -> bytes:
    return write_tone(folder / f"tone.{kind.suffix}", kind, length_s).read_bytes()


def problem_of(path: Path) -> str:
    with pytest.raises(AudioFileError) as caught:
        read_audio_file(path)
    assert path.name not in str(caught.value)
    return str(caught.value)
