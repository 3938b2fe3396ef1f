"""The int8 products give exact sums on an arm64 processor, emulated."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import engine

MODELS: Final = Path(__file__).parents[2] / "helpers" / "models"
MOJO: Final = Path(sys.executable).with_name("mojo")
LINKER: Final = "aarch64-linux-gnu-gcc"
EMULATOR: Final = "qemu-aarch64-static"

CPU: Final = "neoverse-n1"
"""Among the first with NEON's dot product."""

pytestmark = [
    pytest.mark.compiles,
    pytest.mark.skipif(
        not (shutil.which(LINKER) and shutil.which(EMULATOR)),
        reason="needs Debian's qemu-user-static, gcc-aarch64-linux-gnu and libc6-dev-arm64-cross",
    ),
]


def test_products_of_integers_are_exact_with_neon(tmp_path: Path) -> None:
    compiled, program = tmp_path / "products.o", tmp_path / "products"
    target = ("--target-triple", "aarch64-unknown-linux-gnu", "--target-cpu", CPU)
    kernels = Path(engine.__file__).parent
    source = MODELS / "exact_products.mojo"
    _run(MOJO, "build", *target, "--emit", "object", "-I", kernels, source, "-o", compiled)
    _run(LINKER, "-static", compiled, MODELS / "mojo_runtime.c", "-o", program)
    first, *cases = _run(EMULATOR, "-cpu", CPU, program).splitlines()
    assert first == "x86: False sums of four: True"
    assert len(cases) == 20
    assert not [case for case in cases if not case.endswith(": 0 differ")]


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
