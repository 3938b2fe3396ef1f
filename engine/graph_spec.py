"""Names one compiled graph: all that its machine code depends on."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from engine.dims import ModelDimensions

Half: TypeAlias = Literal["encoder", "decoder"]
DTypeName: TypeAlias = Literal["float32", "float16", "bfloat16"]

GRAPH_SOURCES: Final = ("decoder.py", "dims.py", "encoder.py", "kv_cache.py", "layers.py")
"""The modules that define the graphs: a change in one makes older artefacts foreign."""

CPU_TARGET: Final = "cpu"
"""This machine's processor. Every other target is a GPU architecture such as ``sm_89``."""


@dataclass(frozen=True, slots=True)
class GraphSpec:
    """One half of the network for one target.

    Attributes:
        half: Which graph.
        dims: The network's sizes; its weights are bound later, so that one artefact serves all
            checkpoints of these sizes.
        dtype: What it computes in.
        target: ``cpu`` or a GPU architecture.
    """

    half: Half
    dims: ModelDimensions
    dtype: DTypeName
    target: str

    def key(self) -> str:
        """Return a file name that is the same only where the artefact may be used."""
        parts = {
            "max": version("max"),
            "source": graph_source_hash(),
            "processor": processor() if self.target == CPU_TARGET else None,
            **asdict(self),
        }
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        return f"{self.half}-{self.target}-{self.dtype}-{digest[:16]}"

    def to_json(self) -> str:
        """Return the spec as text, for the compiling process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "GraphSpec":
        """Undo ``to_json``."""
        fields = json.loads(text)
        return cls(**(fields | {"dims": ModelDimensions(**fields["dims"])}))


def both_halves(dims: ModelDimensions, target: str) -> tuple[GraphSpec, GraphSpec]:
    """Return the encoder's and the decoder's spec for a target, in what it computes in."""
    dtype = dtype_for(target)
    return GraphSpec("encoder", dims, dtype, target), GraphSpec("decoder", dims, dtype, target)


def dtype_for(target: str) -> DTypeName:
    """Return what a target computes in.

    Half precision is slower than float32 on today's CPUs, and MAX's fp16 flash attention does
    not compile for Hopper (modular/modular#6887), where bfloat16 does.
    """
    if target == CPU_TARGET:
        return "float32"
    return "bfloat16" if target.startswith("sm_90") else "float16"


@cache
def graph_source_hash() -> str:
    """Return a hash of the code that builds the graphs."""
    package = files("engine")
    sources = b"\0".join((package / name).read_bytes() for name in GRAPH_SOURCES)
    return hashlib.sha256(sources).hexdigest()


@cache
def processor() -> str:
    """Return what distinguishes this processor's machine code: its model and instruction sets."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:  # noqa: PTH123
            wanted = ("model name", "flags", "Features", "CPU part")
            described = {line.strip() for line in lines if line.startswith(wanted)}
    except OSError:
        return "unknown"
    return "\n".join(sorted(described))
