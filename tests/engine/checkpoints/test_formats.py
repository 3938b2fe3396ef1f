"""One model in each checkpoint format opens to the same dimensions, weights and vocabulary."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from models.checkpoint_writers import (
    Kind,
    as_kind,
    config,
    ctranslate2_variables,
    in_folder,
    model_bin,
    safetensors_file,
    small_files,
)
from models.starter_files import starter
from models.tiny_vocabulary import tiny_vocabulary
from models.tiny_whisper import ALIGNMENT_HEADS, TINY, tiny_weights

from engine.checkpoints.files import Checkpoint
from engine.checkpoints.formats.ctranslate2_file import read_variables
from engine.checkpoints.formats.safetensors_file import read_tensors
from engine.checkpoints.opened import OpenedCheckpoint, open_checkpoint
from engine.checkpoints.weight_names import Weights
from engine.dims import ModelDimensions
from engine.errors import CheckpointError
from engine.tokenizer.tokenizer import Tokenizer

WEIGHTS = tiny_weights()
SMALL = small_files(TINY)
PROJECTION = {"decoder/projection/weight": "decoder/embeddings/weight"}
FLOATS: tuple[Kind, ...] = ("float32", "float16", "bfloat16")

TINY_EN = ModelDimensions(80, 1500, 384, 6, 4, 51_864, 448, 384, 6, 4)
BASE = ModelDimensions(80, 1500, 512, 8, 6, 51_865, 448, 512, 8, 6)


def ctranslate2(folder: Path, kind: Kind) -> Checkpoint:
    variables = ctranslate2_variables(WEIGHTS, TINY, kind)
    return in_folder(folder, {**SMALL, "model.bin": model_bin(variables, PROJECTION)})


def sharded(folder: Path, kind: Kind, n_shards: int = 3) -> Checkpoint:
    names = list(WEIGHTS)
    shards = {
        f"model-{n + 1:05}-of-{n_shards:05}.safetensors": names[n::n_shards]
        for n in range(n_shards)
    }
    index = {"weight_map": {name: file for file, held in shards.items() for name in held}}
    files = {
        file: safetensors_file({name: WEIGHTS[name] for name in held}, kind)
        for file, held in shards.items()
    }
    index_file = {"model.safetensors.index.json": json.dumps(index).encode()}
    return in_folder(folder, {**SMALL, **files, **index_file})


def assert_is_tiny(opened: OpenedCheckpoint, weights: Weights, tolerance: float = 0.0) -> None:
    assert opened.dims == TINY
    assert opened.vocabulary == tiny_vocabulary()
    assert opened.alignment_heads == ALIGNMENT_HEADS
    for name, values in weights.items():
        assert opened.weights[name].shape == values.shape
        read, written = (np.asarray(a, np.float64) for a in (opened.weights[name], values))
        assert np.abs(read - written).max() <= tolerance, name


@pytest.mark.parametrize("kind", FLOATS)
def test_a_ctranslate2_model_opens_exactly(tmp_path: Path, kind: Kind) -> None:
    assert_is_tiny(open_checkpoint(ctranslate2(tmp_path, kind)), WEIGHTS)


@pytest.mark.parametrize(
    # Half a step of a row (of all, for int16) whose largest weight, at most 1, is the last
    # step.
    ("kind", "tolerance"),
    [("int8", 0.5 / 127), ("int16", 0.5 / 1024)],
)
def test_a_quantized_ctranslate2_model_opens_within_half_a_step(
    tmp_path: Path, kind: Kind, tolerance: float
) -> None:
    assert_is_tiny(open_checkpoint(ctranslate2(tmp_path, kind)), WEIGHTS, tolerance + 1e-6)


@pytest.mark.parametrize("kind", [*FLOATS, "int8", "int16"])
def test_an_alias_has_the_values_of_what_it_stands_for(kind: Kind) -> None:
    variables = ctranslate2_variables(WEIGHTS, TINY, kind)
    read = read_variables(memoryview(model_bin(variables, PROJECTION)))
    for alias, name in PROJECTION.items():
        assert (read[alias] == read[name]).all()


def test_half_precision_stays_half_and_is_not_copied(tmp_path: Path) -> None:
    opened = open_checkpoint(ctranslate2(tmp_path, "float16"))
    assert all(values.dtype == np.float16 for values in opened.weights.values())
    assert not any(values.flags.owndata for values in opened.weights.values())


@pytest.mark.parametrize("n_parts", [2, 5])
def test_a_file_in_parts_reads_as_one(tmp_path: Path, n_parts: int) -> None:
    whole = ctranslate2(tmp_path, "float16")
    content = bytes(whole.read("model.bin"))
    size = -(-len(content) // n_parts)
    parts = [tmp_path / f"part{n}" for n in range(n_parts)]
    for n, part in enumerate(parts):
        part.write_bytes(content[n * size : (n + 1) * size])
    cut = replace(whole, files={**whole.files, "model.bin": tuple(parts)})
    assert_is_tiny(open_checkpoint(cut), WEIGHTS)


@pytest.mark.parametrize("kind", FLOATS)
def test_a_hugging_face_model_opens_exactly(tmp_path: Path, kind: Kind) -> None:
    files = {**SMALL, "model.safetensors": safetensors_file(WEIGHTS, kind)}
    opened = open_checkpoint(in_folder(tmp_path, files))
    assert_is_tiny(opened, WEIGHTS)
    assert opened.weights.keys() == WEIGHTS.keys()


@pytest.mark.parametrize("kind", ["float32", "float16"])
def test_the_official_reader_finds_the_same_tensors(kind: Kind) -> None:
    official = pytest.importorskip("safetensors.numpy")
    content = safetensors_file(WEIGHTS, kind)
    ours, theirs = read_tensors(memoryview(content)), official.load(content)
    assert ours.keys() == theirs.keys()
    assert all((ours[name] == theirs[name]).all() for name in theirs)


@pytest.mark.parametrize("kind", FLOATS)
def test_a_hugging_face_model_in_shards_opens_exactly(tmp_path: Path, kind: Kind) -> None:
    opened = open_checkpoint(sharded(tmp_path, kind))
    assert_is_tiny(opened, WEIGHTS)
    assert opened.weights.keys() == WEIGHTS.keys()


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    checkpoint = sharded(tmp_path, "float16")
    (tmp_path / "model-00002-of-00003.safetensors").unlink()
    files = {
        name: path.read_bytes() for name, (path,) in checkpoint.files.items() if path.exists()
    }
    with pytest.raises(CheckpointError, match="model-00002-of-00003"):
        in_folder(tmp_path / "copied", files)


def test_a_vocabulary_is_borrowed_only_from_a_model_with_as_many_tokens(tmp_path: Path) -> None:
    files = {
        "config.json": config(TINY),
        "model.safetensors": safetensors_file(WEIGHTS, "float16"),
    }
    bare = in_folder(tmp_path / "bare", files)
    fewer = in_folder(
        tmp_path / "fewer",
        {**SMALL, "model.bin": b"", "vocabulary.json": json.dumps(["a", "b"]).encode()},
    )
    with pytest.raises(CheckpointError, match="no vocabulary"):
        open_checkpoint(bare, [fewer, bare])
    fitting = ctranslate2(tmp_path / "fitting", "float16")
    assert open_checkpoint(bare, [fewer, fitting]).vocabulary == tiny_vocabulary()


def test_alignment_heads_are_optional(tmp_path: Path) -> None:
    weights = {"model.safetensors": safetensors_file(WEIGHTS, "float16")}
    files = {**SMALL, **weights, "generation_config.json": b"{}"}
    assert open_checkpoint(in_folder(tmp_path / "none", files)).alignment_heads is None
    told = {**json.loads(config(TINY)), "alignment_heads": [[2, 1]]}
    files["config.json"] = json.dumps(told).encode()
    assert open_checkpoint(in_folder(tmp_path / "one", files)).alignment_heads == ((2, 1),)


def test_bfloat16_bits_are_the_upper_half_of_a_float() -> None:
    assert as_kind(np.array([1.0, -2.0], np.float32), "bfloat16").tolist() == [0x3F80, 0xC000]


@pytest.mark.parametrize(("name", "dims"), [("tiny.en", TINY_EN), ("base", BASE)])
def test_the_packaged_models_open_with_their_known_sizes(
    name: str, dims: ModelDimensions
) -> None:
    opened = open_checkpoint(starter(name))
    assert opened.dims == dims
    assert Tokenizer(opened.vocabulary).n_vocab == dims.n_vocab == len(opened.vocabulary)
    assert opened.alignment_heads
    for layer, head in opened.alignment_heads:
        assert 0 <= layer < dims.n_text_layer
        assert 0 <= head < dims.n_text_head
