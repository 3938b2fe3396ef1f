"""Names one compiled graph: all that its machine code depends on."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Final, Literal, TypeAlias

from engine.dims import ModelDimensions
from engine.source_key import source_key

Half: TypeAlias = Literal["encoder", "decoder", "gpu_decoder"]
"""A GPU's decoder chooses its tokens itself."""

DTypeName: TypeAlias = Literal["float32", "float16", "bfloat16", "int8"]

INT8: Final = "int8"
"""Weights in int8, activations in 8 or 16 bit, with our own CPU kernels."""

SOURCES: Final = ("graphs", "dims.py")
"""What defines the graphs: a change in any file of it makes older artefacts foreign."""

INT8_SOURCES: Final = (*SOURCES, "kernels")
"""The same of graphs in int8, which alone call our kernels."""

CPU_TARGET: Final = "cpu"
"""This machine's processor. Every other target is a level below or a GPU such as ``sm_89``."""

_V3: Final = frozenset({"avx2", "bmi1", "bmi2", "f16c", "fma", "movbe"})
_V4: Final = _V3 | {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}
CPU_LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "cascadelake": _V4 | {"avx512_vnni"},
    "x86-64-v4": _V4,
    "alderlake": _V3 | {"avx_vnni", "gfni", "vaes", "vpclmulqdq"},
    "x86-64-v3": _V3,
}
"""Levels of processors that graphs can be compiled for elsewhere, the faster first, and the flags in
``/proc/cpuinfo`` that a processor of the level has (those of its definition that matter to graphs). Two
are named after the first processor with VNNI in 512 and in 256 bits."""


@dataclass(frozen=True, slots=True)
class GraphSpec:
    """One half of the network for one target.

    Attributes:
        half: Which graph.
        dims: The network's sizes; its weights are bound later, so that one artefact serves all
            checkpoints of these sizes.
        dtype: What it computes in.
        target: ``cpu``, one of ``CPU_LEVELS`` or a GPU architecture.
    """

    half: Half
    dims: ModelDimensions
    dtype: DTypeName
    target: str

    @property
    def part(self) -> str:
        """What the graph is to a user: the encoder or the decoder."""
        return "encoder" if self.half == "encoder" else "decoder"

    def key(self) -> str:
        """Return a file name that is the same only where the artefact may be used."""
        parts = {
            "max": version("max"),
            "source": graph_source_key(*(INT8_SOURCES if self.dtype == INT8 else SOURCES)),
            "processor": processor() if self.target == CPU_TARGET else None,
            **asdict(self),
        }
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        return f"{self.half}-{self.target}-{self.dtype}-{digest[:16]}"

    def portable(self) -> tuple["GraphSpec", ...]:
        """Return the same graph for each kind of processor that this machine's is one of."""
        if self.target != CPU_TARGET or self.dtype != INT8:
            return ()
        flags = set(processor().split())
        fitting = (level for level, needed in CPU_LEVELS.items() if needed <= flags)
        return tuple(replace(self, target=level) for level in fitting)

    def to_json(self) -> str:
        """Return the spec as text, for the compiling process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "GraphSpec":
        """Undo ``to_json``."""
        fields = json.loads(text)
        return cls(**(fields | {"dims": ModelDimensions(**fields["dims"])}))


def both_halves(
    dims: ModelDimensions, target: str, dtype: DTypeName | None = None
) -> tuple[GraphSpec, GraphSpec]:
    """Return the encoder's and the decoder's spec for a target, by default in its fastest type."""
    dtype = dtype or dtype_for(target)
    decoder: Half = "gpu_decoder" if is_gpu(target) else "decoder"
    return GraphSpec("encoder", dims, dtype, target), GraphSpec(decoder, dims, dtype, target)


def is_gpu(target: str) -> bool:
    """Tell whether a target is a GPU's architecture."""
    return target != CPU_TARGET and target not in CPU_LEVELS


def dtype_for(target: str) -> DTypeName:
    """Return what a target computes in by default.

    On a CPU int8 is four times as fast as float32, and half precision slower. MAX's fp16 flash
    attention does not compile for Hopper (modular/modular#6887), its bfloat16 one does.
    """
    if not is_gpu(target):
        return INT8
    return "bfloat16" if target.startswith("sm_90") else "float16"


@cache
def graph_source_key(*sources: str) -> str:
    """Return a hash of the code that builds graphs."""
    return source_key(*sources)


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
