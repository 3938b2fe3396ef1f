"""The real graphs compile for absent GPUs."""

import os

import pytest

from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder
from engine.graphs.spec import both_halves

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(3600)]


MEMORY_BYTES = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
needs_32_gb = pytest.mark.skipif(
    MEMORY_BYTES < 32 * 10**9, reason="MAX takes over 20 GB of memory to compile the decoder"
)


@pytest.mark.parametrize(
    ("target", "dtype"),
    [("sm_89", "float16"), pytest.param("sm_90a", "bfloat16", marks=needs_32_gb)],
)
def test_both_graphs_compile_for_an_absent_gpu(target: str, dtype: str) -> None:
    dims = open_checkpoint(LocalModels().find("tiny.en")).dims
    specs = both_halves(dims, target)
    assert [spec.dtype for spec in specs] == [dtype, dtype]
    artefacts = CompiledStore(compiled_folder()).ensure(specs, lambda _: None)
    for artefact in artefacts:
        # GPU kernels are code for exactly this architecture.
        assert target.encode() in artefact.read_bytes()
