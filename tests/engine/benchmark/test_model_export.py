"""The neutral format from which other engines' files are made."""

import struct
from pathlib import Path

import numpy as np
import pytest
from models.checkpoint_writers import in_folder, safetensors_file, small_files
from models.starter_files import starter
from models.tiny_vocabulary import MERGES, tiny_vocabulary
from models.tiny_whisper import ALIGNMENT_HEADS, TINY, tiny_weights

from engine.benchmark.model_export import export_model
from engine.benchmark.runners.exported_model import ExportedModel, needed_tokenizer, read_export
from engine.benchmark.runners.ggml_file import MAGIC, GgmlPrecision, q8_0, write_ggml


@pytest.fixture
def exported(tmp_path: Path) -> ExportedModel:
    content = safetensors_file(tiny_weights(), "float16")
    files = {**small_files(TINY), "model.safetensors": content}
    (tmp_path / "export").mkdir()
    export_model(in_folder(tmp_path / "model", files), tmp_path / "export")
    return read_export(tmp_path / "export")


def test_weights_dimensions_and_vocabulary_survive(exported: ExportedModel) -> None:
    weights = tiny_weights()
    assert exported.dims == TINY
    assert exported.weights.keys() == weights.keys()
    for name, array in exported.weights.items():
        assert array.dtype == np.float32
        assert (array == weights[name]).all()
    assert exported.vocabulary == tuple(tiny_vocabulary().values())
    assert exported.token_bytes[256] == MERGES[0].encode()
    assert exported.languages["de"] == exported.languages["en"] + 1
    assert exported.alignment_heads == ALIGNMENT_HEADS


def test_a_model_without_a_tokenizer_file_says_so(exported: ExportedModel) -> None:
    with pytest.raises(FileNotFoundError, match=r"no tokenizer\.json"):
        needed_tokenizer(exported)


def test_a_starter_model_has_all_that_the_peers_need(tmp_path: Path) -> None:
    export_model(starter("tiny.en"), tmp_path)
    exported = read_export(tmp_path)
    assert needed_tokenizer(exported).is_file()
    assert not exported.is_multilingual
    assert len(exported.vocabulary) == exported.dims.n_vocab
    assert not [name for name in exported.weights if name.endswith("key.bias")]
    assert "decoder.projection.weight" not in exported.weights


def test_a_ggml_file_starts_with_dimensions_and_vocabulary(
    exported: ExportedModel, tmp_path: Path
) -> None:
    write_ggml(exported, tmp_path / "ggml.bin", GgmlPrecision.F16)
    content = (tmp_path / "ggml.bin").read_bytes()
    magic, n_vocab, n_audio_ctx, *_, kind = struct.unpack_from("<12i", content)
    assert (magic, n_vocab, n_audio_ctx, kind) == (MAGIC, TINY.n_vocab, TINY.n_audio_ctx, 1)
    n_mels, n_frequencies = struct.unpack_from("<2i", content, 48)
    assert (n_mels, n_frequencies) == (TINY.n_mels, 201)
    (n_words,) = struct.unpack_from("<i", content, 56 + 4 * n_mels * n_frequencies)
    assert n_words == len(exported.token_bytes)


def test_q8_0_is_accurate_to_half_a_step() -> None:
    exact = np.random.default_rng(0).normal(size=(3, 64)).astype(np.float32)
    exact[1] = 0
    blocks = np.frombuffer(q8_0(exact), np.dtype([("scale", "<f2"), ("values", "i1", 32)]))
    near = blocks["scale"][:, None].astype(np.float32) * blocks["values"]
    # Half a step of the coarsest block, and what half precision does to its scale.
    tolerance = np.abs(exact).max() / 127 * 0.6
    np.testing.assert_allclose(near.reshape(3, 64), exact, rtol=0, atol=tolerance)
    assert not near.reshape(3, 64)[1].any()
