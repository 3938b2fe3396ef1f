"""What a compiled graph's name depends on, and what each target computes in."""

import pytest

from engine.dims import ModelDimensions
from engine.graphs.spec import (
    CPU_LEVELS,
    SOURCES,
    GraphSpec,
    both_halves,
    dtype_for,
)

DIMS = ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4)


@pytest.mark.parametrize(
    ("target", "dtype"),
    [
        ("cpu", "int8"),
        *((level, "int8") for level in CPU_LEVELS),
        ("sm_89", "float16"),
        ("sm_90a", "bfloat16"),
    ],
)
def test_each_target_computes_in_its_fastest_type(target: str, dtype: str) -> None:
    assert dtype_for(target) == dtype
    assert [(spec.half, spec.dtype) for spec in both_halves(DIMS, target)] == [
        ("encoder", dtype),
        ("gpu_decoder" if target.startswith("sm_") else "decoder", dtype),
    ]


def test_graphs_that_other_code_built_have_another_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    specs = [*both_halves(DIMS, "cpu"), *both_halves(DIMS, "sm_89")]
    before = {graph.key() for graph in specs}
    monkeypatch.setattr("engine.graphs.spec.graph_source_key", lambda *_: "of other code")
    assert before.isdisjoint(graph.key() for graph in specs)


def test_only_graphs_in_int8_have_another_name_after_a_change_of_the_kernels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    specs = [*both_halves(DIMS, "cpu", "int8"), *both_halves(DIMS, "cpu", "float32")]
    before = [graph.key() for graph in specs]
    monkeypatch.setattr("engine.graphs.spec.INT8_SOURCES", SOURCES)
    after = [graph.key() for graph in specs]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False] * 2 + [
        True
    ] * 2


@pytest.mark.parametrize(
    "spec", [*both_halves(DIMS, "cpu", "float32"), *both_halves(DIMS, "sm_89")]
)
def test_only_graphs_in_bytes_for_a_cpu_may_come_from_elsewhere(spec: GraphSpec) -> None:
    assert spec.portable() == ()


@pytest.mark.parametrize(
    ("processor", "levels"),
    [
        (frozenset(), []),
        (CPU_LEVELS["x86-64-v3"], ["x86-64-v3"]),
        (CPU_LEVELS["alderlake"], ["alderlake", "x86-64-v3"]),
        (CPU_LEVELS["cascadelake"], ["cascadelake", "x86-64-v4", "x86-64-v3"]),
    ],
)
def test_a_processor_may_use_graphs_of_each_level_whose_instructions_it_has(
    processor: frozenset[str], levels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.graphs.spec.processor", lambda: " ".join(processor))
    portable = GraphSpec("encoder", DIMS, "int8", "cpu").portable()
    assert [spec.target for spec in portable] == levels


def test_graphs_from_elsewhere_are_for_the_kinds_of_this_processor_the_faster_first() -> None:
    spec = GraphSpec("encoder", DIMS, "int8", "cpu")
    targets = [portable.target for portable in spec.portable()]
    assert targets == [level for level in CPU_LEVELS if level in targets]
    assert {(portable.half, portable.dtype) for portable in spec.portable()} <= {
        ("encoder", "int8")
    }
    assert len({spec.key(), *(portable.key() for portable in spec.portable())}) == 1 + len(
        targets
    )
