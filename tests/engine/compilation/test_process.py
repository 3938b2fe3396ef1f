"""What compiling a graph needs of its machine."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from project_files import ROOT

from engine.dims import ModelDimensions
from engine.graphs.spec import CPU_TARGET, DTypeName, GraphSpec, Half

DIMS = ModelDimensions(80, 1500, 384, 6, 1, 51864, 448, 384, 6, 1)

# Builds graphs as the compiling process does, then names each module that compiles Mojo when
# it is imported.
PROGRAM = """
import sys
from engine.compilation.process import build
from engine.graphs.spec import GraphSpec
for spec in sys.argv[1:]:
    build(GraphSpec.from_json(spec))
print([name for name in sys.modules if name == "mojo.importer"])
"""


SPECS: Final[tuple[tuple[Half, DTypeName, str], ...]] = (
    ("encoder", "int8", CPU_TARGET),
    ("decoder", "int8", CPU_TARGET),
    ("encoder", "float32", CPU_TARGET),
    ("encoder", "float16", "sm_89"),
    ("gpu_decoder", "float16", "sm_89"),
)


@pytest.mark.compiles
def test_graphs_are_built_without_a_c_compiler(tmp_path: Path) -> None:
    specs = [GraphSpec(half, DIMS, dtype, target) for half, dtype, target in SPECS]
    bare = os.environ | {
        "PATH": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *(spec.to_json() for spec in specs)],
        env=bare,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"
