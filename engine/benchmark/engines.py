"""The engines of the comparison: their variants, and where they are installed."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.errors import OptionError


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of the tables.

    Attributes:
        name: Its name in the tables.
        program: The module of ``engine.benchmark.runners`` that runs it.
        peer: The engine whose environment it needs; None for this project's own.
        options: Its program's options.
        note: How it differs from the others.
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
        note="computes in int8 on a CPU, and shortens the context of a window that speech does "
        "not fill, decoding it again with all 30 s if the text looks wrong; the others always "
        "compute all 30 s",
    ),
    Variant(
        "maxwhisper, full context",
        "maxwhisper",
        options={"precision": "fast", "context": "full"},
        note="computes in int8 on a CPU",
    ),
    Variant(
        "maxwhisper, float32, full context",
        "maxwhisper",
        options={"precision": "exact", "context": "full"},
    ),
)
"""This project's engine; the first variant is what users get."""

PEERS: Final = (
    Variant("openai-whisper", "openai_whisper", "openai-whisper"),
    Variant(
        "transformers",
        "hugging_face",
        "transformers",
        note="pads a window with silence, whereas ``transcribe`` of openai-whisper and "
        "faster-whisper, and maxwhisper, continue the spectrogram with zeros: the tokens differ on "
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
        note="has half-precision weights and cache at best (its convolutions accept nothing "
        "else), pads a window with silence, and has its own rules for cutting segments",
    ),
    Variant(
        "whisper.cpp, q8_0",
        "whisper_cpp",
        "whisper.cpp",
        {"precision": "Q8_0"},
        note="like whisper.cpp, f16",
    ),
)

REFERENCES: Final = ("openai-whisper", "faster-whisper, fp32")
"""The engines whose texts serve as reference: the first of these that took part."""

NORMALISER_PEER: Final = "openai-whisper"
"""The engine whose environment has Whisper's text normaliser."""


def peer_names() -> list[str]:
    """Return the names of all peers, each once."""
    return list(dict.fromkeys(variant.peer for variant in PEERS if variant.peer))


def peers_named(names: Iterable[str]) -> list[Variant]:
    """Return the variants of the named engines.

    Raises:
        OptionError: There is no such engine.
    """
    known = peer_names()
    wanted = set(names)
    if unknown := sorted(wanted - set(known)):
        raise OptionError(
            f"There is no engine '{unknown[0]}' to compare with; choose from {', '.join(known)}"
        )
    return [variant for variant in PEERS if variant.peer in wanted]


def interpreter(peer: str | None, checkout: Path) -> Path:
    """Return the path of the Python of an engine's environment, which may not exist."""
    if peer is None:
        return Path(sys.executable)
    return checkout / f".venv-peers-{peer}" / "bin" / "python"


def missing_peers(variants: Sequence[Variant], checkout: Path) -> list[str]:
    """Return the engines whose environment does not exist yet, each once."""
    peers = dict.fromkeys(variant.peer for variant in variants if variant.peer)
    return [peer for peer in peers if not interpreter(peer, checkout).is_file()]
