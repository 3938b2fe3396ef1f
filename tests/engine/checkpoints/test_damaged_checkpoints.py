"""Damaged files of every kind are rejected with a CheckpointError and nothing else."""

import contextlib
import json
import struct
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from models.checkpoint_writers import (
    CTRANSLATE2_DTYPES,
    ctranslate2_variables,
    in_folder,
    model_bin,
    safetensors_file,
    small_files,
)
from models.tiny_whisper import MINUTE, tiny_weights

from engine.checkpoints.formats.safetensors_file import read_tensors
from engine.checkpoints.opened import dims_of, open_checkpoint
from engine.errors import CheckpointError
from engine.graphs.weights import decoder_weights, encoder_weights

WEIGHTS = tiny_weights(MINUTE)
SMALL = small_files(MINUTE)
HALVES = ctranslate2_variables(WEIGHTS, MINUTE, "float16")
WHOLE = {
    "ctranslate2": {**SMALL, "model.bin": model_bin(HALVES)},
    "quantized": {
        **SMALL,
        "model.bin": model_bin(ctranslate2_variables(WEIGHTS, MINUTE, "int8")),
    },
    "hugging face": {**SMALL, "model.safetensors": safetensors_file(WEIGHTS, "float16")},
}
DAMAGED = st.tuples(
    st.sampled_from(list(WHOLE)), st.sampled_from([*SMALL, "weights", "weights"])
)


@pytest.fixture(scope="module")
def opens(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], bool]:
    """Return a function that returns whether files open, and allows only CheckpointError."""
    folder = tmp_path_factory.mktemp("damaged")
    folders = count()

    def try_to_open(files: dict[str, bytes]) -> bool:
        with contextlib.suppress(CheckpointError):
            opened = open_checkpoint(in_folder(folder / str(next(folders)), files))
            # Garbled scales may be zero; how NumPy warns of it is not the matter here.
            encoder_weights(opened.weights, opened.dims, "float32")
            decoder_weights(opened.weights, opened.dims, "float32")
            return True
        return False

    return try_to_open


@pytest.fixture(autouse=True)
def arithmetic_of_garbage() -> Iterator[None]:
    """Silence NumPy's warnings about infinite weights: changed numbers cannot be detected."""
    with np.errstate(all="ignore"):
        yield


def weights_file(kind: str) -> str:
    return "model.safetensors" if kind == "hugging face" else "model.bin"


def test_undamaged_files_open(opens: Callable[[dict[str, bytes]], bool]) -> None:
    assert all(opens(files) for files in WHOLE.values())


@given(damaged=DAMAGED, at=st.integers(0, 30_000), value=st.integers(0, 255))
def test_a_changed_byte_is_rejected_or_changes_no_structure(
    opens: Callable[[dict[str, bytes]], bool],
    damaged: tuple[str, str],
    at: int,
    value: int,
) -> None:
    kind, name = damaged
    name = weights_file(kind) if name == "weights" else name
    content = bytearray(WHOLE[kind][name])
    content[at % len(content)] = value
    opens({**WHOLE[kind], name: bytes(content)})


@given(kind=st.sampled_from(list(WHOLE)), kept=st.floats(0.0, 0.9999))
@example(kind="ctranslate2", kept=0.0)
@example(kind="hugging face", kept=0.0)
def test_truncated_weights_are_rejected(
    opens: Callable[[dict[str, bytes]], bool], kind: str, kept: float
) -> None:
    name = weights_file(kind)
    content = WHOLE[kind][name]
    assert not opens({**WHOLE[kind], name: content[: int(len(content) * kept)]})


@given(kind=st.sampled_from(list(WHOLE)), content=st.binary(max_size=200))
def test_a_file_of_another_kind_is_rejected(
    opens: Callable[[dict[str, bytes]], bool], kind: str, content: bytes
) -> None:
    assert not opens({**WHOLE[kind], weights_file(kind): content})


def variable(name: str, shape: tuple[int, ...], kind: int, block: bytes) -> bytes:
    text = name.encode() + b"\0"
    head = (
        struct.pack("<H", len(text))
        + text
        + struct.pack(f"<B{len(shape)}I", len(shape), *shape)
    )
    return head + struct.pack("<BI", kind, len(block)) + block


@pytest.mark.parametrize(
    "damaged",
    [
        variable("encoder/x", (4,), 0, b"123"),
        variable("encoder/x", (5,), 0, bytes(16)),
        variable("encoder/x", (4,), 77, bytes(16)),
        variable("encoder/num_heads", (2,), CTRANSLATE2_DTYPES["int16"], bytes(4)),
        variable("encoder/self_attention/linear_0/bias", (4,), 0, bytes(16)),
        variable("encoder/conv1/weight_scale", (3,), 0, bytes(12)),
    ],
    ids=["odd size", "other shape", "unknown type", "two heads", "uneven stack", "odd scale"],
)
def test_an_invalid_ctranslate2_variable_is_rejected(
    opens: Callable[[dict[str, bytes]], bool], damaged: bytes
) -> None:
    content = WHOLE["ctranslate2"]["model.bin"]
    at_count = content.index(b"WhisperSpec\0") + len(b"WhisperSpec\0") + 4
    (n,) = struct.unpack_from("<I", content, at_count)
    n_and_all = struct.pack("<I", n + 1) + content[at_count + 4 : -4]
    files = {
        **WHOLE["ctranslate2"],
        "model.bin": content[:at_count] + n_and_all + damaged + bytes(4),
    }
    assert not opens(files)


def test_another_programs_ctranslate2_model_is_named(tmp_path: Path) -> None:
    content = WHOLE["ctranslate2"]["model.bin"].replace(b"WhisperSpec", b"OtherSpeech")
    with pytest.raises(CheckpointError, match="OtherSpeech, not a Whisper"):
        open_checkpoint(in_folder(tmp_path, {**SMALL, "model.bin": content}))


def test_an_unknown_version_of_ctranslate2_is_reported(tmp_path: Path) -> None:
    content = struct.pack("<I", 9) + WHOLE["ctranslate2"]["model.bin"][4:]
    with pytest.raises(CheckpointError, match="version 9, but only 6"):
        open_checkpoint(in_folder(tmp_path, {**SMALL, "model.bin": content}))


def test_a_model_without_its_number_of_heads_is_rejected(tmp_path: Path) -> None:
    headless = {k: v for k, v in HALVES.items() if not k.endswith("num_heads")}
    with pytest.raises(CheckpointError, match=r"model\.bin is damaged"):
        open_checkpoint(in_folder(tmp_path, {**SMALL, "model.bin": model_bin(headless)}))


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F32", "shape": [4], "data_offsets": [0, 12]},
        {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 16]},
        {"dtype": "F32", "shape": [4], "data_offsets": [0.16]},
        {"dtype": "F32", "shape": [4], "data_offsets": []},
        {"dtype": "F32", "shape": [4], "data_offsets": ["0", "16"]},
        {"dtype": "F32", "shape": [4], "data_offsets": [8, 24]},
        {"dtype": "F32", "shape": [-2, -2], "data_offsets": [0, 16]},
        {"dtype": "F32", "shape": [4.0], "data_offsets": [0, 16]},
        {"dtype": "F32", "shape": [0, 10**30], "data_offsets": [0, 0]},
        {"dtype": "I64", "shape": [2], "data_offsets": [0, 16]},
        {"dtype": "F32", "shape": [4]},
        [],
    ],
    ids=str,
)
def test_an_invalid_safetensors_entry_is_rejected(entry: object) -> None:
    header = json.dumps({"x": entry}).encode()
    data = len(header).to_bytes(8, "little") + header + bytes(16)
    with pytest.raises(CheckpointError, match="damaged"):
        read_tensors(memoryview(data))


@pytest.mark.parametrize(
    "config",
    [b"", b"[]", b"{}", b'{"encoder_attention_heads": "2"}', b'{"encoder_attention_'],
    ids=str,
)
def test_a_config_without_the_number_of_heads_is_rejected(
    opens: Callable[[dict[str, bytes]], bool], config: bytes
) -> None:
    assert not opens({**WHOLE["hugging face"], "config.json": config})


@pytest.mark.parametrize(
    "heads", ["[[1.0]]", "[1]", "[[1, 2, 3]]", '[["a", "b"]]', "[[null, 1]]", "[[1e999, 1]]"]
)
def test_invalid_alignment_heads_are_rejected(
    opens: Callable[[dict[str, bytes]], bool], heads: str
) -> None:
    config = f'{{"alignment_heads": {heads}}}'.encode()
    assert not opens({**WHOLE["hugging face"], "generation_config.json": config})


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_model_with_a_missing_weight_is_rejected(
    opens: Callable[[dict[str, bytes]], bool], name: str
) -> None:
    rest = {other: values for other, values in WEIGHTS.items() if other != name}
    assert not opens({**SMALL, "model.safetensors": safetensors_file(rest, "float16")})


@pytest.mark.parametrize(
    "name",
    ["encoder.conv1.weight", "encoder.positional_embedding", "decoder.positional_embedding"],
)
def test_a_weight_with_wrong_dimensions_is_rejected(name: str) -> None:
    with pytest.raises(CheckpointError, match="no Whisper model"):
        dims_of({**WEIGHTS, name: np.array(1.0)}, 2, 4)


def test_a_file_that_disappeared_is_reported(tmp_path: Path) -> None:
    checkpoint = in_folder(tmp_path, WHOLE["ctranslate2"])
    (tmp_path / "model.bin").unlink()
    with pytest.raises(CheckpointError, match=r"model\.bin"):
        open_checkpoint(checkpoint)
