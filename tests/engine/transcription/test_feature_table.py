"""The table of features: it has every option of the references, and the tests it names exist."""

import ast
import re
from collections.abc import Iterator

import pytest
from project_files import ROOT

TABLE = (ROOT / "engine" / "transcription" / "README.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| `")
]
NAMES = [name for row in ROWS for name in re.findall(r"`(\w+)`", row[0])]


def _sources(peer: str, package: str) -> Iterator[ast.AST]:
    folder = ROOT / f".venv-peers-{peer}"
    found = sorted(folder.glob(f"lib/python*/site-packages/{package}/*.py"))
    if not found:
        pytest.skip(f"needs packaging/peers {peer}")
    for path in found:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _arguments(function: ast.FunctionDef) -> set[str]:
    every = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return {one.arg for one in every} - {"self"}


def _flags(function: ast.FunctionDef) -> set[str]:
    """Return the arguments that a function adds to a parser."""
    return {
        str(call.args[0].value).lstrip("-")
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "add_argument"
        and isinstance(call.args[0], ast.Constant)
    }


def _openai_options() -> set[str]:
    found: set[str] = set()
    for node in _sources("openai-whisper", "whisper"):
        if isinstance(node, ast.FunctionDef) and node.name == "transcribe":
            found |= _arguments(node)
        elif isinstance(node, ast.FunctionDef) and node.name == "cli":
            found |= _flags(node)
        elif isinstance(node, ast.ClassDef) and node.name == "DecodingOptions":
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            found |= {one.id for one in fields if isinstance(one, ast.Name)}
    return found


def _faster_options() -> set[str]:
    classes = [
        node
        for node in _sources("faster-whisper", "faster_whisper")
        if isinstance(node, ast.ClassDef)
        and node.name in {"WhisperModel", "BatchedInferencePipeline"}
    ]
    wanted = {"__init__", "transcribe", "detect_language"}
    return {
        argument
        for one in classes
        for node in one.body
        if isinstance(node, ast.FunctionDef) and node.name in wanted
        for argument in _arguments(node)
    }


def test_every_option_of_openai_whisper_has_a_row() -> None:
    options = _openai_options()
    assert {"initial_prompt", "best_of", "threads"} <= options
    assert options - set(NAMES) == set()


def test_every_option_of_faster_whisper_has_a_row() -> None:
    options = _faster_options()
    assert {"hotwords", "device_index", "batch_size"} <= options
    assert options - set(NAMES) == set()


def test_no_option_has_two_rows() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


def _all_tests() -> set[str]:
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    texts = (path.read_text(encoding="utf-8") for path in files)
    return {name for text in texts for name in re.findall(r"def (test_\w+)", text)}


def test_every_row_has_its_test_or_its_reason() -> None:
    for names, here, _, shown in ROWS:
        assert here in {"yes", "no"}, names
        assert shown, names
        if here == "yes":
            assert re.search(r"`test_\w+`", shown), names


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    assert named - _all_tests() == set()
