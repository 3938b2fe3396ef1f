"""Child process that tells whether the file on its standard input has sound.

A malformed file can crash or hang a decoder, so ``engine.audio.sound_track`` runs this module by path, as
``python file_probe.py``. It imports nothing from the engine, since every file waits for it to start. It
reads up to the first sound that can be decoded, and its exit status is the answer.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import IO, Final

import av
import av.container
import av.error
import av.stream

HAS_SOUND: Final = 0
"""Exit status: some audio was decoded."""

HAS_NO_SOUND: Final = 10
"""Exit status: it is a film, a picture or subtitles without an audio track."""

IS_UNREADABLE: Final = 11
"""Exit status: its format is unknown, or none of its audio can be decoded."""

_ANY_TAGS: Final = (
    {"metadata_errors": "ignore"} if int(av.__version__.partition(".")[0]) < 19 else {}
)
"""Lets PyAV 18 open files whose tags are not UTF-8, as 19 always does."""

_open: Final[Callable[..., av.container.InputContainer]] = av.open
"""Untyped on purpose: its parameters differ between the two major versions."""


def probe(source: IO[bytes]) -> int:
    """Return the exit status for an open file."""
    try:
        # No protocol at all: a playlist could make FFmpeg open other files or the network.
        with _open(
            source, "r", options={"protocol_whitelist": "none"}, **_ANY_TAGS
        ) as container:
            if not container.streams.audio:
                return HAS_NO_SOUND
            return HAS_SOUND if _is_decodable(container) else IS_UNREADABLE
    except (av.error.FFmpegError, OSError):
        return IS_UNREADABLE


def _is_decodable(container: av.container.InputContainer) -> bool:
    # None for an unknown codec, which PyAV's annotations do not say.
    known = [
        one
        for one in container.streams.audio
        if getattr(one, "codec_context", None) is not None
    ]
    if not known:
        return False
    for other in container.streams:
        if other not in known:
            other.discard = av.stream.Discard.all
    for packet in container.demux(*known):
        with contextlib.suppress(av.error.FFmpegError):
            if packet.decode():
                return True
    return False


if __name__ == "__main__":
    with os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as file:
        sys.exit(probe(file))
