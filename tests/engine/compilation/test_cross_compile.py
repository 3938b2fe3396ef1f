"""The real graphs compile for GPUs that are not here."""

import pytest

from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder
from engine.graphs.spec import both_halves

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(3600)]


@pytest.mark.parametrize(("target", "dtype"), [("sm_89", "float16"), ("sm_90a", "bfloat16")])
def test_both_halves_compile_for_a_gpu_that_is_absent(target: str, dtype: str) -> None:
    dims = open_checkpoint(LocalModels().find("tiny.en")).dims
    specs = both_halves(dims, target)
    assert [spec.dtype for spec in specs] == [dtype, dtype]
    artefacts = CompiledStore(compiled_folder()).ensure(specs, lambda _: None)
    for artefact in artefacts:
        # GPU kernels travel as code for exactly this architecture.
        assert target.encode() in artefact.read_bytes()
