"""The store of compiled graphs, with a fast fake compiler where possible."""

import multiprocessing
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.compilation.store import CompiledStore, CompileProgress
from engine.dims import ModelDimensions
from engine.errors import CompileError, in_full
from engine.graphs.spec import GraphSpec

DIMS = ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4)
ENCODER = GraphSpec("encoder", DIMS, "float32", "cpu")
DECODER = GraphSpec("decoder", DIMS, "float32", "cpu")

# Writes what it was asked for, and notes each run.
FAKE_COMPILER = """
import pathlib, sys
with open(sys.argv[3], "a") as log:
    log.write("compiled\\n")
pathlib.Path(sys.argv[2]).write_text(sys.argv[1])
"""


def _store(folder: Path, program: str = FAKE_COMPILER) -> CompiledStore:
    log = folder.parent / "compiler.log"
    return CompiledStore(
        folder,
        compiler=lambda spec, made: [
            sys.executable,
            "-c",
            program,
            spec.to_json(),
            str(made),
            str(log),
        ],
    )


def _n_compiled(folder: Path) -> int:
    log = folder.parent / "compiler.log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def _ignore(_: CompileProgress) -> None:
    pass


def test_graphs_of_a_processor_level_serve_until_there_are_own_ones(tmp_path: Path) -> None:
    own = [replace(ENCODER, dtype="int8"), replace(DECODER, dtype="int8")]
    of_a_level = [spec.portable()[-1] for spec in own if spec.portable()]
    if not of_a_level:
        pytest.skip("no processor level runs on this machine")
    store = _store(tmp_path / "compiled")
    assert store.find_portable(own) is None

    paths = store.ensure(of_a_level, _ignore)
    assert store.find_portable(own) == dict(zip(of_a_level, paths, strict=True))

    paths = store.ensure(own, _ignore)
    assert store.find_portable(own) == dict(zip(own, paths, strict=True))


def test_a_graph_is_compiled_once(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    first = _store(folder).ensure([ENCODER, DECODER], _ignore)
    second = _store(folder).ensure([ENCODER, DECODER], _ignore)
    assert first == second
    assert GraphSpec.from_json(first[1].read_text()) == DECODER
    assert _n_compiled(folder) == 2


@pytest.mark.parametrize("damage", [b"", b"torn", b"\0" * 10_000])
def test_a_damaged_artefact_is_compiled_again(tmp_path: Path, damage: bytes) -> None:
    folder = tmp_path / "compiled"
    (path,) = _store(folder).ensure([ENCODER], _ignore)
    path.write_bytes(damage)
    (path,) = _store(folder).ensure([ENCODER], _ignore)
    assert GraphSpec.from_json(path.read_text()) == ENCODER
    assert _n_compiled(folder) == 2


def test_anything_the_machine_code_depends_on_changes_the_key() -> None:
    others = [
        DECODER,
        replace(ENCODER, dims=replace(DIMS, n_mels=128)),
        replace(ENCODER, dtype="float16"),
        replace(ENCODER, target="sm_89"),
    ]
    assert len({spec.key() for spec in (ENCODER, *others)}) == 5


def test_a_rejected_graph_is_reported_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    store = _store(folder, "import sys; sys.exit('no such operation')")
    with pytest.raises(CompileError, match="encoder for cpu") as told:
        store.ensure([ENCODER], _ignore)
    assert "no such operation" in in_full(told.value)
    assert not list(folder.glob("*.mef"))
    assert not list(folder.glob("*compiling*"))


def test_an_exception_of_the_report_stops_the_compile(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    store = _store(folder, "import threading; threading.Event().wait()")

    def cancel(_: CompileProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.ensure([ENCODER], cancel)
    assert not list(folder.glob("*compiling*"))


def test_leftovers_of_a_killed_compile_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    left = folder / f"{ENCODER.key()}.compiling-dead"
    left.mkdir(parents=True)
    _store(folder).ensure([ENCODER], _ignore)
    assert not left.exists()


def _ensure(folder: Path) -> None:
    _store(folder).ensure([ENCODER, DECODER], _ignore)


def test_two_processes_at_once_compile_each_graph_once(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    fork = multiprocessing.get_context("spawn")
    processes = [fork.Process(target=_ensure, args=(folder,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert _n_compiled(folder) == 2


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(CompileError, match="cannot be saved in"):
        _store(blocker / "compiled").ensure([ENCODER], _ignore)


def test_no_more_compiles_run_at_once_than_there_are_processors(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    seen: list[int] = []
    specs = [replace(ENCODER, dims=replace(DIMS, n_mels=n)) for n in range(1, 6)]
    store = _store(folder)
    store.ensure(specs, lambda progress: seen.append(len(progress.specs)))
    assert max(seen) <= multiprocessing.cpu_count()
    assert _n_compiled(folder) == 5


def test_a_graph_that_was_shipped_is_used_and_nothing_is_compiled(tmp_path: Path) -> None:
    shipped, folder = tmp_path / "shipped" / "compiled", tmp_path / "compiled"
    (path,) = _store(shipped).ensure([ENCODER], _ignore)
    store = CompiledStore(folder, shipped=[tmp_path / "absent", shipped])
    assert store.ensure([ENCODER], _ignore) == [path]
    assert store.find(DECODER) is None


def test_a_damaged_graph_that_was_shipped_is_neither_used_nor_removed(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped" / "compiled"
    (path,) = _store(shipped).ensure([ENCODER], _ignore)
    path.write_bytes(b"torn")
    assert CompiledStore(tmp_path / "compiled", shipped=[shipped]).find(ENCODER) is None
    assert path.exists()
