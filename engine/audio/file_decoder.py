"""Decode the sound of the file on standard input: a process of its own, started by path.

A malformed file can crash or hang a decoder, which must take down this process alone. So
``engine.audio.file`` runs it as ``python file_decoder.py SAMPLE_RATE``. It imports nothing of
the engine and little else, since every file waits for its start. It writes mono float32 samples
in [-1, 1] to standard output and, once done, one line of JSON to standard error::

    {"problem": null, "is_damaged": false}

The file comes opened and without its name: no name can be taken for an option, an address or a
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
"""Shape (n_samples,), at whatever rate."""

_SAMPLE_TYPES: Final = {
    "u8": ("u1", 2.0**7),
    "s16": ("i2", 2.0**15),
    "s32": ("i4", 2.0**31),
    "s64": ("i8", 2.0**63),
    "flt": ("f4", 1.0),
    "dbl": ("f8", 1.0),
}
"""By FFmpeg's name of a packed format: numpy's type, and the value that stands for 1.0."""

_LOUDEST: Final = 8.0
"""Bound on samples before they are mixed, full scale being 1.0.

Lossy codecs overshoot full scale a little, which the resampler should see; garbage read as
floats goes up to 1e38 and would sum up to infinity.
"""

_RATES_HZ: Final = range(2_000, 768_001)
"""Sample rates of sound: a damaged header's 1 Hz would be stretched until memory is full."""

_SLACK_S: Final = 0.5
"""Codec delays and rounded headers stay below it; a copy that was cut off seldom does."""

_LENGTH_IN_HEADER: Final = frozenset(
    {"aiff", "asf", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "ogg", "w64"}
)
"""Formats that say how long the sound is; of most others FFmpeg guesses it, often badly."""

_ENCRYPTED: Final = frozenset({"drms", "enca"})
"""Tags of sound that was sold with a lock; decoded without its key, it is noise."""

_RIFF_UNKNOWN_SIZE: Final = 0x7FFF_0000
"""From here on a RIFF size is a placeholder, left by programs that wrote to a pipe."""

_ANY_TAGS: Final = (
    {"metadata_errors": "ignore"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Lets PyAV 18 open files whose tags are not UTF-8; 19 always does. Python 3.11 gets 18, later ones 19."""

_open: Final[Callable[..., av.container.InputContainer]] = av.open
"""Untyped on purpose: its parameters are not those of both majors."""

_SINK_BYTES: Final = 1 << 16
"""A pipe's capacity: fewer, larger writes; about a second of sound."""


class UnreadableError(Exception):
    """The file gives no sound; the message is meant for the user."""


class SoundTrack:
    """The main sound of a container, decoded past whatever is damaged."""

    def __init__(self, container: av.container.InputContainer) -> None:
        self._container = container
        self._stream = _main_stream(container)
        self._has_lost_packets = False
        for other in container.streams:
            if other is not self._stream:
                # Else all pictures of a film are read, only to be thrown away.
                other.discard = av.stream.Discard.all

    def blocks(self) -> Iterator[tuple[int, Mono]]:
        """Yield what can be decoded, each block with its rate in Hz: it can change midway."""
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
            yield None  # Makes the decoder give what it still holds, as a good end does.

    def is_damaged(self, length_s: float) -> bool:
        """Say whether sound is missing, given that ``length_s`` was decoded, all there is."""
        return self._has_lost_packets or self._promised_s(length_s) > length_s + _SLACK_S

    def _promised_s(self, length_s: float) -> float:
        stream, name = self._stream, self._container.format.name
        if name == "wav":  # FFmpeg replaces a size too large by what is there.
            return length_s * _riff_completeness()
        # Of MP3, only the encoder's own tag gives the length; the rest is a guess.
        if name not in _LENGTH_IN_HEADER and not (
            name == "mp3" and "encoder" in stream.metadata
        ):
            return 0.0
        # Unknown, it is None in PyAV 18 and zero in 19.
        if stream.duration is not None and stream.time_base:
            return float(stream.duration * stream.time_base)
        if len(self._container.streams) == 1 and self._container.duration is not None:
            return self._container.duration / av.time_base
        return 0.0


def _main_stream(container: av.container.InputContainer) -> av.AudioStream:
    """Return the stream a player would play, or else the first with a known decoder."""
    streams = container.streams
    ranked = sorted(streams.audio, key=lambda stream: stream is not streams.best("audio"))
    for stream in ranked:
        # None of an unknown codec, which PyAV's annotations pass over.
        if getattr(stream, "codec_context", None) is not None:
            if _codec_tag(stream) in _ENCRYPTED:
                raise UnreadableError("its sound is encrypted")
            return stream
    if ranked:
        raise UnreadableError("its sound is of an unsupported kind")
    is_picture = container.format.name.endswith("_pipe")
    if streams.video and not is_picture:
        raise UnreadableError("it is a video without a sound track")
    raise UnreadableError("there is no sound in it")


def _codec_tag(stream: av.AudioStream) -> str:
    """Return the container's name of the codec; "" where it is four bytes that are no ASCII."""
    try:
        return stream.codec_tag
    except UnicodeDecodeError:  # AAC in WAV, AC-3 in transport streams and others
        return ""


def _riff_completeness() -> float:
    """Return the size in the header by the real one: above 1, the end is missing."""
    promised = 8 + int.from_bytes(os.pread(sys.stdin.fileno(), 4, 4), "little")
    if promised >= _RIFF_UNKNOWN_SIZE:
        return 1.0
    return promised / os.fstat(sys.stdin.fileno()).st_size


def _mixed(frame: av.AudioFrame) -> Mono:
    """Return the plain mean of all channels.

    FFmpeg's own downmix leaves out some channels, weighs others, and refuses unknown layouts.
    """
    dtype, full_scale = _SAMPLE_TYPES[frame.format.packed.name]
    n_channels = frame.layout.nb_channels
    # WORKAROUND: of eight planar channels PyAV 18 lists nine planes, and 19 refuses to list any; so
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
    """Yield ``blocks`` at ``sample_rate``, to the resampler's last sample."""
    if rate == sample_rate:
        yield from blocks
        return
    if rate not in _RATES_HZ:
        raise UnreadableError(f"its sample rate of {rate} Hz is not one of sound")
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
    """Write all sound of ``source`` to ``sink``; return whether some was damaged.

    Raises:
        UnreadableError: Not one sample was written.
    """
    n_samples = 0
    try:
        # No protocol at all: a playlist could make FFmpeg open other files, or the network.
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
            "it is no sound file of a known kind, or too damaged to be read"
        ) from error
    if not n_samples:
        raise UnreadableError(
            "its sound is too damaged to be read" if is_damaged else "its sound track is empty"
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
