"""Any change of its source code invalidates a cached result."""

import shutil
from pathlib import Path

import pytest

from engine import source_key
from engine.graphs import spec
from engine.padding import store
from engine.runtime import weight_cache

ALL_SOURCES = {
    "graphs": spec.SOURCES,
    "graphs in int8": spec.INT8_SOURCES,
    "padding": store.SOURCES,
    "weights": weight_cache.SOURCES,
}


@pytest.fixture(params=ALL_SOURCES)
def sources(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return ALL_SOURCES[request.param]


@pytest.fixture
def package(sources: tuple[str, ...], tmp_path: Path) -> Path:
    """A copy of the sources that a test may change."""
    for source in sources:
        original, copy = source_key.PACKAGE / source, tmp_path / source
        if original.is_dir():
            shutil.copytree(original, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(original, copy)
    return tmp_path


def _key(package: Path, sources: tuple[str, ...]) -> str:
    return source_key.source_key(*sources, package=package)


def _files(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*") if path.is_file())


def test_a_copy_has_the_same_key(package: Path, sources: tuple[str, ...]) -> None:
    assert _key(package, sources) == _key(source_key.PACKAGE, sources)


def test_a_change_of_any_file_gives_another_key(
    package: Path, sources: tuple[str, ...]
) -> None:
    keys = {_key(package, sources)}
    for path in _files(package):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        keys.add(_key(package, sources))
        path.write_bytes(content)
    assert len(keys) == 1 + len(_files(package))


def test_a_file_that_is_added_removed_or_renamed_gives_another_key(
    package: Path, sources: tuple[str, ...]
) -> None:
    keys = [_key(package, sources)]
    original = next((package / sources[0]).glob("[a-z]*.py"))
    new = package / sources[0] / "new.py"
    new.touch()
    keys.append(_key(package, sources))
    new.rename(new.with_name("newer.py"))
    keys.append(_key(package, sources))
    original.unlink()
    keys.append(_key(package, sources))
    assert len(set(keys)) == len(keys)


def test_compiled_python_changes_no_key(package: Path, sources: tuple[str, ...]) -> None:
    before = _key(package, sources)
    compiled = package / sources[0] / "__pycache__" / "new.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.touch()
    assert _key(package, sources) == before


def test_the_padding_cache_s_recordings_are_sources() -> None:
    names = {path.name for path in source_key.source_files(*store.SOURCES)}
    assert set(store.SPEECH) <= names


def test_the_kernels_are_sources_of_graphs_in_int8() -> None:
    kernels = {path for path in (source_key.PACKAGE / "kernels").iterdir() if path.is_file()}
    assert kernels
    assert kernels <= set(source_key.source_files(*spec.INT8_SOURCES))
