"""Child process that decodes the audio file on its standard input.

A malformed file can crash or hang a decoder, so ``engine.audio.file`` runs this module by path,
as ``python file_decoder.py SAMPLE_RATE``. It imports nothing from the engine and little else,
since every file waits for it to start. It writes mono float32 samples in [-1, 1] to standard
output and finally one line of JSON to standard error::

    {"problem": null, "is_damaged": false}

It gets the open file without its name: no name can be mistaken for an option, a URL or a
pattern, and nothing is guessed from a suffix.
"""

import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final, TypeAlias

import av
import av.container
import av.error
import av.stream
import numpy as np
from av.audio.plane import AudioPlane
from numpy.typing import NDArray

Mono: TypeAlias = NDArray[np.float32]
"""Shape (n_samples,), at any sample rate."""

_SAMPLE_TYPES: Final = {
    "u8": ("u1", 2.0**7),
    "s16": ("i2", 2.0**15),
    "s32": ("i4", 2.0**31),
    "s64": ("i8", 2.0**63),
    "flt": ("f4", 1.0),
    "dbl": ("f8", 1.0),
}
"""NumPy type and full-scale value by FFmpeg's name of a packed sample format."""

_LOUDEST: Final = 8.0
"""Samples are clipped to this before mixing; full scale is 1.0.

Lossy codecs overshoot full scale a little, which the resampler should see. Garbage read as
floats reaches 1e38 and would sum to infinity.
"""

_RATES_HZ: Final = range(2_000, 768_001)
"""Plausible sample rates: resampling from a damaged header's 1 Hz would fill the memory."""

_SLACK_S: Final = 0.5
"""Missing seconds that are tolerated: codec delays and rounded headers stay below, truncated
files rarely do."""

_LENGTH_IN_HEADER: Final = frozenset(
    {"aiff", "asf", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "ogg", "w64"}
)
"""Formats whose header gives the duration; for most others FFmpeg estimates it, often badly."""

_ENCRYPTED: Final = frozenset({"drms", "enca"})
"""Codec tags of DRM-protected audio, which decodes to noise without its key."""

_RIFF_UNKNOWN_SIZE: Final = 0x7FFF_0000
"""RIFF sizes from here on are placeholders, left by programs that wrote to a pipe."""

_ANY_TAGS: Final = (
    {"metadata_errors": "ignore"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Lets PyAV 18 open files whose tags are not UTF-8, as 19 always does. Python 3.11 gets 18,
later versions 19."""

_open: Final[Callable[..., av.container.InputContainer]] = av.open
"""Untyped on purpose: its parameters differ between the two major versions."""

_SINK_BYTES: Final = 1 << 16
"""Bytes per write: a pipe's capacity, about a second of audio."""


class UnreadableError(Exception):
    """The file's audio cannot be read; the message is for the user."""


class SoundTrack:
    """A container's main audio stream, decoded past any damage."""

    def __init__(self, container: av.container.InputContainer) -> None:
        self._container = container
        self._stream = _main_stream(container)
        self._has_lost_packets = False
        for other in container.streams:
            if other is not self._stream:
                # Otherwise all frames of a video would be read, only to be thrown away.
                other.discard = av.stream.Discard.all

    def blocks(self) -> Iterator[tuple[int, Mono]]:
        """Yield the decodable blocks, each with its rate in Hz, which may change midway."""
        for packet in self._packets():
            try:
                frames = self._stream.decode(packet)
            except av.error.FFmpegError:
                self._has_lost_packets = True
                continue
            for frame in frames:
                yield frame.sample_rate, _mixed(frame)

    def _packets(self) -> "Iterator[av.Packet[av.AudioStream] | None]":
        try:
            for packet in self._container.demux(self._stream):
                self._has_lost_packets |= packet.is_corrupt
                yield packet
        except (av.error.FFmpegError, OSError):
            self._has_lost_packets = True
            yield None  # Flushes the decoder, as reaching the end does.

    def is_damaged(self, length_s: float) -> bool:
        """Return whether audio is missing if all that could be decoded is ``length_s``."""
        return self._has_lost_packets or self._promised_s(length_s) > length_s + _SLACK_S

    def _promised_s(self, length_s: float) -> float:
        stream, name = self._stream, self._container.format.name
        if name == "wav":  # FFmpeg replaces a size that is too large by the actual one.
            return length_s * _riff_completeness()
        # In MP3, only the encoder's tag gives the length; without it, FFmpeg estimates.
        if name not in _LENGTH_IN_HEADER and not (
            name == "mp3" and "encoder" in stream.metadata
        ):
            return 0.0
        # If unknown, it is None in PyAV 18 and zero in 19.
        if stream.duration is not None and stream.time_base:
            return float(stream.duration * stream.time_base)
        if len(self._container.streams) == 1 and self._container.duration is not None:
            return self._container.duration / av.time_base
        return 0.0


def _main_stream(container: av.container.InputContainer) -> av.AudioStream:
    """Return the stream that a player would play, or else the first with a known decoder."""
    streams = container.streams
    ranked = sorted(streams.audio, key=lambda stream: stream is not streams.best("audio"))
    for stream in ranked:
        # None for an unknown codec, which PyAV's annotations do not say.
        if getattr(stream, "codec_context", None) is not None:
            if _codec_tag(stream) in _ENCRYPTED:
                raise UnreadableError("its audio is encrypted")
            return stream
    if ranked:
        raise UnreadableError("its audio codec is not supported")
    is_picture = container.format.name.endswith("_pipe")
    if streams.video and not is_picture:
        raise UnreadableError("it is a video without an audio track")
    raise UnreadableError("it contains no audio")


def _codec_tag(stream: av.AudioStream) -> str:
    """Return the container's codec tag, or "" if its four bytes are not ASCII."""
    try:
        return stream.codec_tag
    except UnicodeDecodeError:  # AAC in WAV, AC-3 in transport streams and others
        return ""


def _riff_completeness() -> float:
    """Return the size in the header over the real one: above 1, the end is missing."""
    promised = 8 + int.from_bytes(os.pread(sys.stdin.fileno(), 4, 4), "little")
    if promised >= _RIFF_UNKNOWN_SIZE:
        return 1.0
    return promised / os.fstat(sys.stdin.fileno()).st_size


def _mixed(frame: av.AudioFrame) -> Mono:
    """Return the mean of all channels.

    FFmpeg's own downmix drops some channels, weights others and rejects unknown layouts.
    """
    dtype, full_scale = _SAMPLE_TYPES[frame.format.packed.name]
    n_channels = frame.layout.nb_channels
    # WORKAROUND: for eight planar channels PyAV 18 lists nine planes and 19 none at all, so
    # neither ``frame.planes`` nor ``to_ndarray`` can be used.
    n_planes = n_channels if frame.format.is_planar else 1
    planes = [
        np.frombuffer(memoryview(AudioPlane(frame, index)), dtype) for index in range(n_planes)
    ]
    if frame.format.is_planar:
        channels = np.stack([plane[: frame.samples] for plane in planes])
    else:
        channels = planes[0][: frame.samples * n_channels].reshape(-1, n_channels).T
    sound = channels.astype(np.float32)
    if dtype == "u1":
        sound -= full_scale
    sound /= full_scale
    np.nan_to_num(sound, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    mean: Mono = sound.clip(-_LOUDEST, _LOUDEST).mean(axis=0, dtype=np.float32)
    return mean


def _resampled(blocks: Iterable[Mono], rate: int, sample_rate: int) -> Iterator[Mono]:
    """Yield ``blocks`` at ``sample_rate``, including what the resampler holds back."""
    if rate == sample_rate:
        yield from blocks
        return
    if rate not in _RATES_HZ:
        raise UnreadableError(f"its sample rate of {rate} Hz is not supported")
    resampler = av.AudioResampler("fltp", "mono", sample_rate)
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block[np.newaxis], "fltp", "mono")
        frame.sample_rate = rate
        for resampled in resampler.resample(frame):
            yield resampled.to_ndarray()[0].astype(np.float32, copy=False)
    for resampled in resampler.resample(None):
        yield resampled.to_ndarray()[0].astype(np.float32, copy=False)


def _sound(track: SoundTrack, sample_rate: int) -> Iterator[Mono]:
    """Yield the whole track in [-1, 1] at ``sample_rate``."""
    for rate, group in itertools.groupby(track.blocks(), key=lambda block: block[0]):
        for block in _resampled((mono for _, mono in group), rate, sample_rate):
            yield block.clip(-1.0, 1.0)


def _decode(source: IO[bytes], sink: IO[bytes], sample_rate: int) -> bool:
    """Write the audio of ``source`` to ``sink``; return whether some was damaged.

    Raises:
        UnreadableError: No sample could be decoded.
    """
    n_samples = 0
    try:
        # No protocol at all: a playlist could make FFmpeg open other files or the network.
        options = {"protocol_whitelist": "none"}
        with _open(source, "r", options=options, **_ANY_TAGS) as container:
            track = SoundTrack(container)
            for block in _sound(track, sample_rate):
                n_samples += block.size
                sink.write(block.tobytes())
            is_damaged = track.is_damaged(n_samples / sample_rate)
    except (av.error.FFmpegError, OSError, UnreadableError) as error:
        if n_samples:
            return True
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            "its format is unknown, or it is too damaged to be read"
        ) from error
    if not n_samples:
        raise UnreadableError(
            "its audio is too damaged to be read" if is_damaged else "its audio track is empty"
        )
    return is_damaged


def main() -> None:
    """Decode, then report."""
    source = os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False)
    sink = os.fdopen(sys.stdout.fileno(), "wb", buffering=_SINK_BYTES, closefd=False)
    problem, is_damaged = None, False
    with source, sink:
        try:
            is_damaged = _decode(source, sink, int(sys.argv[1]))
        except UnreadableError as error:
            problem = str(error)
    sys.stderr.write(json.dumps({"problem": problem, "is_damaged": is_damaged}) + "\n")


if __name__ == "__main__":
    main()
