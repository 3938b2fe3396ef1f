"""The engines that are compared: which there are, in which variants, and where they are installed."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.errors import OptionError


@dataclass(frozen=True, slots=True)
class Variant:
    """One line of the table.

    Attributes:
        name: As the table names it.
        program: The module of ``engine.benchmark.runners`` that runs it.
        peer: The engine whose environment it needs; None for this project's own.
        options: What its program is told.
        note: What about it is not like the others.
    """

    name: str
    program: str
    peer: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


OURS: Final = (
    Variant(
        "maxwhisper",
        "maxwhisper",
        options={"precision": "fast", "context": "short"},
        note="on a CPU it computes in 8 bits, and of a window that speech does not fill only a "
        "part, the whole once more where the text looks wrong; the others compute all 30 s",
    ),
    Variant(
        "maxwhisper, full context",
        "maxwhisper",
        options={"precision": "fast", "context": "full"},
        note="on a CPU it computes in 8 bits",
    ),
    Variant(
        "maxwhisper, float32, full context",
        "maxwhisper",
        options={"precision": "exact", "context": "full"},
    ),
)
"""This project's engine; the first one is what users get."""

PEERS: Final = (
    Variant("openai-whisper", "openai_whisper", "openai-whisper"),
    Variant(
        "transformers",
        "hugging_face",
        "transformers",
        note="fills a window with silence, where openai-whisper's and faster-whisper's "
        "``transcribe`` and maxwhisper continue the spectrogram with zeros: other tokens on "
        "some clips",
    ),
    Variant(
        "faster-whisper, fp32", "faster_whisper", "faster-whisper", {"compute_type": "float32"}
    ),
    Variant(
        "faster-whisper, int8", "faster_whisper", "faster-whisper", {"compute_type": "int8"}
    ),
    Variant(
        "whisper.cpp, f16",
        "whisper_cpp",
        "whisper.cpp",
        {"precision": "F16"},
        note="computes with half-precision weights and cache at best (its convolutions take no "
        "others), fills a window with silence, and cuts segments by rules of its own",
    ),
    Variant(
        "whisper.cpp, q8_0",
        "whisper_cpp",
        "whisper.cpp",
        {"precision": "Q8_0"},
        note="as whisper.cpp, f16",
    ),
)

REFERENCES: Final = ("openai-whisper", "faster-whisper, fp32")
"""Whose texts the others' are compared with: the first of them that took part."""

NORMALISER_PEER: Final = "openai-whisper"
"""The environment that brings texts into the form in which words are compared."""


def peer_names() -> list[str]:
    """Return the names of all engines to compare with, each once."""
    return list(dict.fromkeys(variant.peer for variant in PEERS if variant.peer))


def peers_named(names: Iterable[str]) -> list[Variant]:
    """Return the variants of the engines of these names.

    Raises:
        OptionError: There is no such engine.
    """
    known = peer_names()
    wanted = set(names)
    if unknown := sorted(wanted - set(known)):
        raise OptionError(
            f"There is no engine '{unknown[0]}' to compare with; there are {', '.join(known)}"
        )
    return [variant for variant in PEERS if variant.peer in wanted]


def interpreter(peer: str | None, checkout: Path) -> Path:
    """Return the Python of an engine's environment, there or not."""
    if peer is None:
        return Path(sys.executable)
    return checkout / f".venv-peers-{peer}" / "bin" / "python"


def missing_peers(variants: Sequence[Variant], checkout: Path) -> list[str]:
    """Return the engines whose environment is still to be made, each once."""
    peers = dict.fromkeys(variant.peer for variant in variants if variant.peer)
    return [peer for peer in peers if not interpreter(peer, checkout).is_file()]
