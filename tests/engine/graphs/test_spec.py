"""What a compiled graph's name depends on, and what each target computes in."""

from pathlib import Path

import pytest

import engine
from engine.dims import ModelDimensions
from engine.graphs.spec import (
    CPU_LEVELS,
    GRAPH_SOURCES,
    INT8_SOURCES,
    GraphSpec,
    both_halves,
    dtype_for,
    graph_source_hash,
)

DIMS = ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4)
ENGINE = Path(engine.__file__).parent


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
        ("loop" if target.startswith("sm_") else "decoder", dtype),
    ]


def test_a_change_of_the_float_graphs_leaves_those_in_bytes_compiled() -> None:
    assert graph_source_hash(is_int8=True) != graph_source_hash(is_int8=False)
    assert not set(INT8_SOURCES) & set(GRAPH_SOURCES)


def test_every_module_in_bytes_is_watched_for_changes() -> None:
    assert sorted(INT8_SOURCES) == sorted(
        f"graphs/{path.name}" for path in ENGINE.glob("graphs/int8_*.py")
    )


def test_the_kernels_are_where_they_are_watched_for_changes() -> None:
    assert {path.suffix for path in (ENGINE / "kernels").iterdir() if path.is_file()} == {
        ".mojo"
    }


@pytest.mark.parametrize(
    "spec", [*both_halves(DIMS, "cpu", "float32"), *both_halves(DIMS, "sm_89")]
)
def test_only_graphs_in_bytes_for_a_cpu_may_come_from_elsewhere(spec: GraphSpec) -> None:
    assert spec.portable() == ()


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
