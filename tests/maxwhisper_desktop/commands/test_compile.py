"""``maxwhisper compile``: graphs for other machines and for models that are not installed."""

import hashlib
from pathlib import Path

import pytest

from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.errors import CompileError
from engine.graphs.spec import both_halves
from engine.sentence import Sentence
from maxwhisper_desktop.cli import run
from maxwhisper_desktop.commands.printer import tell_failure


def _lay(folder: Path, model: str, target: str) -> list[str]:
    """Put already compiled graphs into a folder, and return the paths."""
    content = b"machine code"
    digest = hashlib.sha256(content).hexdigest()[:32]
    paths = []
    for spec in both_halves(PUBLISHED_DIMS[model], target):
        path = folder / f"{spec.key()}.{digest}.mef"
        path.write_bytes(content)
        paths.append(str(path))
    return paths


@pytest.mark.parametrize(
    ("asked", "model"), [("turbo", "large-v3-turbo"), ("openai/whisper-medium", "medium")]
)
def test_a_published_model_need_not_be_installed(
    asked: str, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = _lay(tmp_path, model, "sm_89")
    asking = ["compile", "--model", asked, "--target", "sm_89", "--output", str(tmp_path)]
    assert run(asking) == 0
    assert capsys.readouterr().out.splitlines() == paths


def test_what_the_compiler_reported_stands_below_the_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = CompileError(Sentence("MAX could not compile the encoder for sm_89"))
    error.__cause__ = ChildProcessError("In file a.mojo\nptxas not found\n")
    tell_failure(error)
    told = "error: MAX could not compile the encoder for sm_89\n  ptxas not found\n"
    assert capsys.readouterr().err == told


def test_an_unknown_model_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compile", "--model", "huge", "--output", str(tmp_path)]) == 1
    assert "huge" in capsys.readouterr().err
