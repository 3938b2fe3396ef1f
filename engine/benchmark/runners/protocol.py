"""The protocol between the comparison and an engine's program: one JSON object per line."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final, TypeAlias

OWN_DEFAULTS: Final = "defaults"


@dataclass(frozen=True, slots=True)
class Setup:
    """What to run.

    Attributes:
        model: A name or path by which this project's engine finds the model.
        device: The device of this project's engine; the others use the CPU.
        export: The folder of the same weights in a neutral format; see ``exported_model``.
        folder: The folder for the weights in the engine's own format.
        options: The variant's options; ``decoding`` may be ``OWN_DEFAULTS``.
        threads: The number of threads to compute with.
    """

    model: str
    device: str
    export: str
    folder: str
    options: Mapping[str, str]
    threads: int

    @property
    def has_own_defaults(self) -> bool:
        """Whether the engine decodes by its own defaults, not by the comparison's common options."""
        return self.options.get("decoding") == OWN_DEFAULTS


@dataclass(frozen=True, slots=True)
class Prepare(Setup):
    """Do what each model needs once: convert weights, compile. Answered by ``Ready``."""


@dataclass(frozen=True, slots=True)
class Load(Setup):
    """Load the model. Answered by ``Ready``."""


@dataclass(frozen=True, slots=True)
class TranscribeClip:
    """Transcribe a clip: a file of float32 at 16 kHz. Answered by ``TranscribedClip``."""

    clip: str
    language: str


@dataclass(frozen=True, slots=True)
class Underway:
    """Sent while a request takes long; says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Ready:
    """``Prepare`` or ``Load`` is done.

    Attributes:
        device: The device it computes on.
        versions: Versions of the engine and the libraries it computes with, the engine first.
    """

    device: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TranscribedClip:
    """A clip's text.

    Attributes:
        text: As the engine returns it.
        n_tokens: Tokens of the text, including timestamps.
        wall_ms: From the waveform to the text.
        stages_ms: Times per stage, if the engine reports them.
        n_fallbacks: Windows that were decoded again, since the first text looked wrong.
    """

    text: str
    n_tokens: int
    wall_ms: float
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    n_fallbacks: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """The request failed; ``reason`` is a sentence."""

    reason: str


RunnerRequest: TypeAlias = Prepare | Load | TranscribeClip
RunnerReply: TypeAlias = Underway | Ready | TranscribedClip | Failed
RunnerMessage: TypeAlias = RunnerRequest | RunnerReply

_KINDS: Final[Mapping[str, type[RunnerMessage]]] = {
    kind.__name__: kind
    for kind in (Prepare, Load, TranscribeClip, Underway, Ready, TranscribedClip, Failed)
}


def to_line(message: RunnerMessage) -> str:
    """Return a message as a line, including the line break."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}) + "\n"


def from_line(line: str) -> RunnerMessage | None:
    """Return the message in a line; None for a line that a library printed."""
    try:
        fields = json.loads(line)
        return _KINDS[fields.pop("kind")](**fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
