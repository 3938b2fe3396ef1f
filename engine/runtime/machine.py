"""The machine that figures were measured on."""

import os
import platform
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

POWERCAP: Final = Path("/sys/class/powercap")
"""Where Linux counts the energy of processors."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What of a machine decides how fast it is."""

    cpu: str
    n_cpus: int
    instructions: tuple[str, ...]
    """Those sets of vector instructions that engines make use of."""
    memory_gb: float
    system: str
    kernel: str
    python: str

    @property
    def int8_instructions(self) -> str | None:
        """What our int8 products are computed with; None if they cannot be."""
        return int8_instructions_of(self.instructions)


_SETS: Final = (
    "avx2",
    "avx_vnni",
    "avx512f",
    "avx512_bf16",
    "avx512_vnni",
    "amx_int8",
    "asimddp",
    "i8mm",
)

_INT8: Final[Mapping[str, str]] = {
    "avx512_vnni": "AVX-512 VNNI",
    "avx512f": "AVX-512",
    "avx_vnni": "AVX-VNNI",
    "avx2": "AVX2",
    "asimddp": "NEON dot product",
}

INT8_INSTRUCTIONS: Final = tuple(_INT8.values())
"""What our int8 products can be computed with, the best first (``kernels/vectors.mojo``)."""


def int8_instructions_of(flags: Collection[str]) -> str | None:
    """Return what our int8 products are computed with where a processor has these flags."""
    return next((name for flag, name in _INT8.items() if flag in flags), None)


def this_machine(proc: Path = Path("/proc")) -> Machine:
    """Describe this one."""
    fields = _fields(proc / "cpuinfo")
    flags = fields.get("flags", fields.get("Features", "")).split()
    memory = _fields(proc / "meminfo").get("MemTotal", "0 kB").split()
    return Machine(
        cpu=fields.get("model name", platform.processor() or platform.machine()),
        n_cpus=len(os.sched_getaffinity(0)),
        instructions=tuple(name for name in _SETS if name in flags),
        memory_gb=round(int(memory[0]) * 1024 / 1e9, 1),
        system=_system(),
        kernel=platform.release(),
        python=platform.python_version(),
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        return platform.system()


def _fields(path: Path) -> dict[str, str]:
    """Read lines of ``name: value``; of a name that comes several times the first."""
    found: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return found
    for line in lines:
        name, _, value = line.partition(":")
        found.setdefault(name.strip(), value.strip())
    return found


class EnergyMeter:
    """Reads what the processor's packages have used; on many machines only root may."""

    def __init__(self, folder: Path = POWERCAP) -> None:
        # Packages are numbered once, their parts twice.
        self._counters = sorted(folder.glob("intel-rapl:[0-9]"))
        self.is_readable = self._joules() is not None

    def __call__(self) -> float | None:
        """Return the joules since some moment; None if they cannot be read."""
        return self._joules() if self.is_readable else None

    def used_since(self, before: float | None) -> float | None:
        """Return the joules since an earlier reading; None also where the counter began anew."""
        now = self()
        return (
            now - before if now is not None and before is not None and now >= before else None
        )

    def _joules(self) -> float | None:
        try:
            readings = [int((c / "energy_uj").read_text()) for c in self._counters]
        except (OSError, ValueError):
            return None
        return sum(readings) / 1e6 if readings else None
