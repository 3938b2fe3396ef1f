"""OpenAI's own files: read if PyTorch is installed, otherwise rejected with an alternative."""

import contextlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.checkpoint_writers import Kind, in_folder, openai_content, small_files
from models.tiny_vocabulary import tiny_vocabulary
from models.tiny_whisper import MINUTE, TINY, tiny_weights

from engine.checkpoints.files import Checkpoint, checkpoint_of_pt
from engine.checkpoints.opened import open_checkpoint
from engine.errors import CheckpointError
from engine.graphs.weights import decoder_weights

TINY_WEIGHTS = tiny_weights()
MINUTE_WEIGHTS = tiny_weights(MINUTE)


@pytest.mark.parametrize("kind", ["float32", "float16", "bfloat16"])
def test_openais_own_file_opens_exactly_with_a_borrowed_vocabulary(
    tmp_path: Path, kind: Kind
) -> None:
    torch = pytest.importorskip("torch")
    content = openai_content(TINY_WEIGHTS, TINY)
    dtype = getattr(torch, kind)
    content["model_state_dict"] = {
        name: torch.from_numpy(values).to(dtype) for name, values in TINY_WEIGHTS.items()
    }
    torch.save(content, tmp_path / "tiny.pt")
    files = {**small_files(TINY), "model.bin": b""}
    other = in_folder(tmp_path / "other", files)
    opened = open_checkpoint(checkpoint_of_pt(tmp_path / "tiny.pt"), [other])
    assert opened.dims == TINY
    assert opened.vocabulary == tiny_vocabulary()
    assert opened.alignment_heads is None
    assert opened.weights.keys() == TINY_WEIGHTS.keys()
    assert all((opened.weights[name] == TINY_WEIGHTS[name]).all() for name in TINY_WEIGHTS)


def test_without_pytorch_pt_files_are_rejected_with_an_alternative(tmp_path: Path) -> None:
    (tmp_path / "tiny.pt").write_bytes(b"anything")
    try:
        import torch  # noqa: F401, PLC0415  (only whether it is there)
    except ImportError:
        with pytest.raises(CheckpointError, match="pip install torch"):
            open_checkpoint(checkpoint_of_pt(tmp_path / "tiny.pt"))
    else:
        pytest.skip("PyTorch is installed")


def in_pt_folder(path: Path) -> Checkpoint:
    """Return OpenAI's file with a vocabulary beside it."""
    vocabulary = path.with_name("vocabulary.json")
    vocabulary.write_bytes(small_files(MINUTE)["vocabulary.json"])
    alone = checkpoint_of_pt(path)
    return replace(alone, files={**alone.files, vocabulary.name: (vocabulary,)})


@pytest.fixture(scope="module", params=["archive", "pickle"])
def openai_file(request: pytest.FixtureRequest) -> bytes:
    """Return one of OpenAI's files, in PyTorch's current and old formats."""
    torch = pytest.importorskip("torch")
    tensors = {name: torch.from_numpy(values) for name, values in MINUTE_WEIGHTS.items()}
    content = {**openai_content(MINUTE_WEIGHTS, MINUTE), "model_state_dict": tensors}
    file = io.BytesIO()
    torch.save(content, file, _use_new_zipfile_serialization=request.param == "archive")
    return file.getvalue()


@given(at=st.floats(0.0, 0.9999), value=st.integers(0, 255), is_cut=st.booleans())
def test_a_damaged_pt_file_is_rejected_or_opens(
    openai_file: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    at: float,
    value: int,
    *,
    is_cut: bool,
) -> None:
    data = bytearray(openai_file)
    place = int(len(data) * at)
    if is_cut:
        del data[place:]
    else:
        data[place] = value
    path = tmp_path_factory.mktemp("pt") / "tiny.pt"
    path.write_bytes(data)
    with contextlib.suppress(CheckpointError):
        opened = open_checkpoint(in_pt_folder(path))
        decoder_weights(opened.weights, opened.dims, "float32")
