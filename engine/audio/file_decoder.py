"""Child process that decodes the audio file on its standard input.

A malformed file can crash or hang a decoder, so ``engine.audio.file`` runs this module by path,
as ``python file_decoder.py SAMPLE_RATE TRACK CHANNEL [FORMAT]``. Tracks and channels are counted from 1; 0
stands for the only track, and for a mix of all channels. FORMAT is tried if FFmpeg recognises no format. The
module imports nothing from the engine and little else, since every file waits for it to start. It writes mono
float32 samples in [-1, 1] to standard output and finally one line of JSON to standard error::

    {"problem": null, "is_damaged": false, "n_channels": 1, "tracks": [],
     "notes": [["its header says {counted:.1f} s; ...", {"counted": 2.0}]]}

Of a file with several tracks and no chosen one it writes no samples, and reports ``tracks``: their numbers,
first the one that a player would play. It gets the open file without its name: no name can be mistaken for an
option, a URL or a pattern.
"""

import contextlib
import itertools
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Final, NamedTuple, TypeAlias

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

_JOINT_S: Final = 0.1
"""Packets that are no audio where two MP3 files were joined."""

_LENGTH_IN_HEADER: Final = frozenset(
    {"aiff", "asf", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "ogg", "w64"}
)
"""Formats whose header gives the duration; for most others FFmpeg estimates it, often badly."""

_FALSE_FLAGS: Final = frozenset({"adx", "wav"})
"""Formats whose last packets FFmpeg flags as corrupt although they are sound."""

_GAP_S: Final = 0.5
"""Longer jumps of the container's clock are pauses in the recording; shorter ones are codec delays."""

_AHEAD_S: Final = 10.0
"""Seconds for which the clock must stay ahead after a jump to be believed. A cluster of Matroska, which has one
time for all its sound, lasts 5 s."""

_LONGEST_GAP_S: Final = 3600.0
"""Longer jumps are errors of the clock."""

_MOST_SILENCE_S: Final = 12 * 3600.0
"""The most silence that all pauses may add up to: otherwise a small damaged file could last days."""

_CANCELLED: Final = 0.1
"""Channels cancel each other if their mean has less than this share of the energy that it would have
if only the loudest one sounded."""

_RIFF_HEADER_BYTES: Final = 12
_RIFF_TAIL_BYTES: Final = 4096
"""More bytes than these after a WAV file's data that are no chunk are samples which its header does not
count, since its writer crashed."""

_ENCRYPTED: Final = frozenset({"drms", "enca"})
"""Codec tags of DRM-protected audio, which decodes to noise without its key."""

_RIFF_UNKNOWN_SIZE: Final = 0x7FFF_0000
"""RIFF sizes from here on are placeholders, left by programs that wrote to a pipe."""

_ANY_TAGS: Final = (
    {"metadata_errors": "ignore"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Lets PyAV 18 open files whose tags are not UTF-8, as 19 always does. Python 3.11 gets 18,
later versions 19."""

_TELEPHONE: Final = {"sample_rate": "8000"}
"""Options of headerless formats: the rate of A-law and mu-law; the others have a fixed one."""

_open: Final[Callable[..., av.container.InputContainer]] = av.open
"""Untyped on purpose: its parameters differ between the two major versions."""

_SINK_BYTES: Final = 1 << 16
"""Bytes per write: a pipe's capacity, about a second of audio."""


class Sentence(NamedTuple):
    """A template and its values, of which ``engine.audio.file`` makes a sentence for the user."""

    template: str
    values: Mapping[str, float] | None = None


class SeveralTracksError(Exception):
    """Somebody has to choose among several tracks, of which this has the numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class UnreadableError(Exception):
    """The file's audio cannot be read."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _Ahead:
    """Frames in order, of which those to come can be looked at."""

    def __init__(self, frames: Iterator[av.AudioFrame]) -> None:
        self._frames = frames
        self._seen = deque[av.AudioFrame]()

    def __iter__(self) -> Iterator[av.AudioFrame]:
        return self

    def __next__(self) -> av.AudioFrame:
        return self._seen.popleft() if self._seen else next(self._frames)

    def falls_back(self, time_s: float) -> bool:
        """Return whether the clock, now at ``time_s``, soon goes back, which means that it is wrong."""
        length_s = 0.0
        for frame in self._to_come():
            if frame.time is not None:
                if frame.time < time_s - _GAP_S:
                    return True
                time_s = frame.time
            length_s += frame.samples / max(frame.sample_rate, 1)
            if length_s > _AHEAD_S:
                break
        return False

    def _to_come(self) -> Iterator[av.AudioFrame]:
        yield from tuple(self._seen)
        for frame in self._frames:
            self._seen.append(frame)
            yield frame


class SoundTrack:
    """One audio stream of a container, decoded past any damage."""

    def __init__(
        self, container: av.container.InputContainer, stream: av.AudioStream, channel: int
    ) -> None:
        self.n_channels = 0
        """The most that any block has had so far."""
        self._container = container
        self._stream = stream
        self._channel = channel
        self._lost_s = 0.0
        self._mix = _Downmix()
        for other in container.streams:
            if other is not stream:
                # Otherwise all frames of a video would be read, only to be thrown away.
                other.discard = av.stream.Discard.all

    def blocks(self) -> Iterator[tuple[int, Mono]]:
        """Yield the decodable blocks, each with its rate in Hz, which may change midway.

        Where the container's clock jumps ahead, as after a pause or at a late start, silence fills the
        gap, so that times in the sound are the container's.
        """
        time_s = (self._container.start_time or 0) / av.time_base
        silence_s = 0.0
        frames = _Ahead(self._frames())
        for frame in frames:
            # A damaged header's may be 0; both are refused later.
            rate = max(frame.sample_rate, 1)
            gap_s = 0.0 if frame.time is None else frame.time - time_s
            is_possible = _GAP_S < gap_s < min(_LONGEST_GAP_S, _MOST_SILENCE_S - silence_s)
            if is_possible and not frames.falls_back(time_s + gap_s):
                for block in _silence(int(gap_s * rate), rate):
                    yield rate, block
                time_s += gap_s
                silence_s += gap_s
            time_s += frame.samples / rate
            channels = _channels(frame)
            self.n_channels = max(self.n_channels, len(channels))
            yield rate, self._mono(channels)

    def _frames(self) -> Iterator[av.AudioFrame]:
        """Yield what can be decoded."""
        for packet in self._packets():
            try:
                # Without those of an end mark, which the resampler rejects.
                yield from (frame for frame in self._stream.decode(packet) if frame.samples)
            except av.error.FFmpegError:
                self._lost_s += _duration_s(packet)

    def _mono(self, channels: NDArray[np.float32]) -> Mono:
        """Return the channel that is asked for, or a mix; silence where it is missing."""
        if not self._channel:
            return self._mix(channels)
        if self._channel > len(channels):
            return np.zeros(channels.shape[1], np.float32)
        return np.ascontiguousarray(channels[self._channel - 1])

    def _packets(self) -> "Iterator[av.Packet[av.AudioStream] | None]":
        is_flag_true = self._container.format.name not in _FALSE_FLAGS
        try:
            for packet in _demuxed(self._container, self._stream):
                if packet.is_corrupt and is_flag_true:
                    self._lost_s += _duration_s(packet)
                yield packet
        except (av.error.FFmpegError, OSError):
            self._lost_s = float("inf")
            yield None  # Flushes the decoder, as reaching the end does.

    def is_damaged(self, length_s: float) -> bool:
        """Return whether audio is missing if all that could be decoded is ``length_s``."""
        is_mp3 = self._container.format.name == "mp3"
        slack_s = _JOINT_S if is_mp3 and length_s else 0.0
        return self._lost_s > slack_s or self._promised_s(length_s) > length_s + _SLACK_S

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
            # Matroska counts it from the clock's zero, wherever a live recording began.
            is_end = name == "matroska,webm"
            start = max(self._container.start_time or 0, 0) if is_end else 0
            return (self._container.duration - start) / av.time_base
        return 0.0


def _demuxed(
    container: av.container.InputContainer, track: av.AudioStream
) -> "Iterator[av.Packet[av.AudioStream]]":
    """Yield the track's packets, and an empty one at the end."""
    # WORKAROUND: PyAV 18 raises it after the end if there are more streams than at the beginning.
    with contextlib.suppress(IndexError):
        yield from container.demux(track)


def _tracks(container: av.container.InputContainer) -> list[av.AudioStream]:
    """Return the streams with a known decoder, first the one that a player would play."""
    streams = container.streams
    ranked = sorted(streams.audio, key=lambda stream: stream is not streams.best("audio"))
    # None for an unknown codec, which PyAV's annotations do not say.
    known = [one for one in ranked if getattr(one, "codec_context", None) is not None]
    if known and _codec_tag(known[0]) in _ENCRYPTED:
        raise UnreadableError(Sentence("its audio is encrypted"))
    for track in known:
        _order_channels(track)
    if known:
        return known
    if ranked:
        raise UnreadableError(Sentence("its audio codec is not supported"))
    is_picture = container.format.name.endswith("_pipe")
    if streams.video and not is_picture:
        raise UnreadableError(Sentence("it is a video without an audio track"))
    raise UnreadableError(Sentence("it contains no audio"))


def _order_channels(track: av.AudioStream) -> None:
    """Forget an order of channels that only the file has, as a mix does not depend on it.

    WORKAROUND: PyAV 18 frees such an order twice, once with each frame's ``layout``, and crashes.
    """
    # Kept until another one has taken its place: its end frees the order.
    layout = track.codec_context.layout
    unordered = f"{layout.nb_channels} channels"
    if layout.name.startswith(f"{unordered} ("):
        track.codec_context.layout = unordered


def _chosen(container: av.container.InputContainer, number: int) -> av.AudioStream:
    """Return the track of a number, counted from 1 in the file's order; 0 stands for the only one.

    Raises:
        SeveralTracksError: The number is 0, and there are several.
        UnreadableError: There is no such track.
    """
    tracks = _tracks(container)
    by_number = sorted(tracks, key=lambda track: track.index)
    if not number and len(tracks) > 1:
        raise SeveralTracksError([by_number.index(track) + 1 for track in tracks])
    if number > len(tracks):
        raise UnreadableError(Sentence("it has no audio track {track}", {"track": number}))
    return by_number[max(number, 1) - 1]


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


def _seconds_uncounted(file: int) -> float | None:
    """Return for how many seconds a WAV file's header counts samples, if there are more."""
    size = os.fstat(file).st_size
    if os.pread(file, 4, 0) != b"RIFF" or os.pread(file, 4, 8) != b"WAVE":
        return None
    at, bytes_per_s = _RIFF_HEADER_BYTES, 0
    while at + 8 <= size:
        name, length = (
            os.pread(file, 4, at),
            int.from_bytes(os.pread(file, 4, at + 4), "little"),
        )
        if name == b"fmt ":
            bytes_per_s = int.from_bytes(os.pread(file, 4, at + 16), "little")
        end = at + 8 + length + length % 2
        if name == b"data" and length and bytes_per_s:
            tail = os.pread(file, 4, end)
            is_chunk = len(tail) == 4 and all(0x20 <= byte < 0x7F for byte in tail)
            is_more = size - end > _RIFF_TAIL_BYTES and not is_chunk
            return length / bytes_per_s if is_more else None
        at = end
    return None


def _duration_s(packet: "av.Packet[av.AudioStream] | None") -> float:
    """Return a packet's seconds; a typical value if it does not say."""
    if packet is None:
        return 0.0
    if packet.duration and packet.time_base:
        return float(packet.duration * packet.time_base)
    return 0.02


class _Downmix:
    """Mixes channels to their mean, or to the loudest one where they cancel each other.

    That happens if one of two channels is wired the wrong way round. FFmpeg's own downmix drops some
    channels, weights others and rejects unknown layouts.
    """

    def __init__(self) -> None:
        self._energies = np.zeros(0)
        self._mean_energy = 0.0

    def __call__(self, channels: NDArray[np.float32]) -> Mono:
        """Mix a block of shape (n_channels, n_samples)."""
        n_channels = len(channels)
        if n_channels == 1:
            return np.ascontiguousarray(channels[0])
        mean: Mono = channels.mean(axis=0, dtype=np.float32)
        if len(self._energies) != n_channels:
            self._energies, self._mean_energy = np.zeros(n_channels), 0.0
        # Of all so far, so that the choice does not change from block to block.
        self._energies += np.square(channels, dtype=np.float64).sum(axis=1)
        self._mean_energy += float(np.square(mean, dtype=np.float64).sum())
        loudest = int(self._energies.argmax())
        alone = self._energies[loudest] / n_channels**2
        # A row of packed samples has gaps, with which the resampler cannot do.
        is_crossed = self._mean_energy < _CANCELLED * alone
        return np.ascontiguousarray(channels[loudest]) if is_crossed else mean


def _silence(n_samples: int, most: int) -> Iterator[Mono]:
    """Yield so many zeros, at most so many at once: an hour's would fill the memory."""
    for start in range(0, n_samples, most):
        yield np.zeros(min(most, n_samples - start), np.float32)


def _channels(frame: av.AudioFrame) -> NDArray[np.float32]:
    """Return a frame's samples, shape (n_channels, n_samples)."""
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
    if full_scale != 1.0:  # Integers: all are numbers, none too loud.
        return sound
    np.nan_to_num(sound, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return sound.clip(-_LOUDEST, _LOUDEST)


def _resampled(blocks: Iterable[Mono], rate: int, sample_rate: int) -> Iterator[Mono]:
    """Yield ``blocks`` at ``sample_rate``, including what the resampler holds back."""
    if rate == sample_rate:
        yield from blocks
        return
    if rate not in _RATES_HZ:
        raise UnreadableError(
            Sentence("its sample rate of {rate} Hz is not supported", {"rate": rate})
        )
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


def _decode(
    source: IO[bytes],
    sink: IO[bytes],
    sample_rate: int,
    track: int,
    channel: int,
    bare: str | None,
) -> dict[str, object]:
    """Write the audio of ``source`` to ``sink``; return what is to be reported.

    Raises:
        SeveralTracksError: ``track`` is 0, and there are several.
        UnreadableError: No sample could be decoded.
    """
    n_samples = 0
    sound: SoundTrack | None = None
    counted_s = _seconds_uncounted(source.fileno())
    try:
        with _opened(source, bare, ignores_length=counted_s is not None) as container:
            sound = SoundTrack(container, _chosen(container, track), channel)
            for block in _sound(sound, sample_rate):
                n_samples += block.size
                sink.write(block.tobytes())
            is_damaged = sound.is_damaged(n_samples / sample_rate)
            report: dict[str, object] = {
                "n_channels": sound.n_channels,
                "is_damaged": is_damaged,
            }
    except (av.error.FFmpegError, OSError, UnreadableError) as error:
        if sound is not None and n_samples:
            return {"is_damaged": True, "n_channels": sound.n_channels}
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            Sentence("its format is unknown, or it is too damaged to be read")
        ) from error
    if not n_samples:
        raise UnreadableError(
            Sentence("its audio is too damaged to be read")
            if is_damaged
            else Sentence("its audio track is empty")
        )
    if counted_s is None:
        return report
    lengths = {"counted": counted_s, "read": n_samples / sample_rate}
    all_read = Sentence("its header says {counted:.1f} s; all {read:.1f} s were read", lengths)
    return report | {"is_damaged": False, "notes": [all_read]}


def _opened(
    source: IO[bytes], bare: str | None, *, ignores_length: bool
) -> av.container.InputContainer:
    # No protocol at all: a playlist could make FFmpeg open other files or the network.
    options = {"protocol_whitelist": "none"}
    if ignores_length:
        options["ignore_length"] = "1"

    try:
        return _open(source, "r", options=options, **_ANY_TAGS)
    except av.error.FFmpegError:
        if bare is None:
            raise
        source.seek(0)
        return _open(source, "r", bare, options=options | _TELEPHONE, **_ANY_TAGS)


def main() -> None:
    """Decode, then report."""
    source = os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False)
    sink = os.fdopen(sys.stdout.fileno(), "wb", buffering=_SINK_BYTES, closefd=False)
    sample_rate, track, channel = (int(argument) for argument in sys.argv[1:4])
    bare = next(iter(sys.argv[4:]), None)
    report: dict[str, object] = {
        "problem": None,
        "is_damaged": False,
        "n_channels": 1,
        "tracks": [],
        "notes": [],
    }
    with source, sink:
        try:
            report |= _decode(source, sink, sample_rate, track, channel, bare)
        except SeveralTracksError as error:
            report["tracks"] = error.numbers
        except UnreadableError as error:
            report["problem"] = error.sentence
    sys.stderr.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
