import re

import pytest

from engine.checkpoints.catalogue import (
    DOWNLOADED_FILES,
    PUBLISHED_DIMS,
    WEIGHTS_FILE,
    WHISPER,
    PublishedModel,
    size_words,
)
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.dims import ModelDimensions

MODELS = pytest.mark.parametrize("model", WHISPER.models, ids=lambda model: model.name)


def test_every_published_whisper_is_listed_once() -> None:
    assert [model.name for model in WHISPER.models] == [
        "tiny",
        "tiny.en",
        "base",
        "base.en",
        "small",
        "small.en",
        "medium",
        "medium.en",
        "large-v1",
        "large-v2",
        "large-v3",
        "large-v3-turbo",
        "distil-small.en",
        "distil-medium.en",
        "distil-large-v2",
        "distil-large-v3",
        "distil-large-v3.5",
    ]


@MODELS
def test_a_model_is_pinned_to_a_commit(model: PublishedModel) -> None:
    assert re.fullmatch(r"[0-9a-f]{40}", model.revision)


@MODELS
def test_a_checksum_is_whole(model: PublishedModel) -> None:
    for sha256 in (model.weights_sha256, model.pt_sha256):
        assert sha256 is None or re.fullmatch(r"[0-9a-f]{64}", sha256)


@MODELS
def test_the_size_fits_the_parameters_in_16_or_32_bits(model: PublishedModel) -> None:
    if model.weights_bytes is not None:
        bytes_each = model.weights_bytes / (model.n_parameters_m * 1e6)
        assert 1.9 < bytes_each < 4.1


@pytest.mark.parametrize(
    ("name", "words"),
    [("base", "293 MB"), ("tiny.en", "153 MB"), ("large-v3-turbo", "1.62 GB")],
)
def test_a_download_s_size_counts_all_its_files(name: str, words: str) -> None:
    model = WHISPER.find(name)
    assert model is not None
    assert model.download_bytes is not None
    assert size_words(model.download_bytes) == words


def test_no_two_models_share_a_checksum() -> None:
    sums = [s for m in WHISPER.models for s in (m.weights_sha256, m.pt_sha256) if s]
    assert len(sums) == len(set(sums))


def test_the_weights_are_downloaded_last_so_that_errors_show_early() -> None:
    assert DOWNLOADED_FILES[-1] == WEIGHTS_FILE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("turbo", "large-v3-turbo"),
        ("large", "large-v3"),
        ("openai/whisper-large", "large-v1"),
        ("small.en", "small.en"),
    ],
)
def test_a_model_is_found_by_each_of_its_names(name: str, found: str) -> None:
    model = WHISPER.find(name)
    assert model is not None
    assert model.name == found


def test_an_unknown_name_finds_nothing() -> None:
    assert WHISPER.find("huge") is None


def test_the_distilled_and_the_en_models_are_english_only() -> None:
    multilingual = {model.name for model in WHISPER.models if not model.is_english_only}
    assert multilingual == {
        "tiny",
        "base",
        "small",
        "medium",
        "large-v1",
        "large-v2",
        "large-v3",
        "large-v3-turbo",
    }


def test_every_published_model_has_its_dimensions() -> None:
    assert PUBLISHED_DIMS.keys() == {model.name for model in WHISPER.models}


@MODELS
def test_the_dimensions_make_up_the_published_number_of_parameters(
    model: PublishedModel,
) -> None:
    n_parameters_m = _n_parameters(PUBLISHED_DIMS[model.name]) / 1e6
    assert n_parameters_m == pytest.approx(model.n_parameters_m, rel=0.05)


def _n_parameters(dims: ModelDimensions) -> int:
    """Count the weights: two convolutions, blocks, embeddings; biases and norms hardly count."""
    n = dims.n_audio_state
    encoder = 3 * n * dims.n_mels + 3 * n * n + dims.n_audio_ctx * n
    encoder += dims.n_audio_layer * 12 * n * n
    decoder = (dims.n_vocab + dims.n_text_ctx) * n + dims.n_text_layer * 16 * n * n
    return encoder + decoder


@pytest.mark.parametrize("name", ["tiny.en", "base"])
def test_the_dimensions_are_those_that_a_checkpoint_tells(name: str) -> None:
    assert open_checkpoint(LocalModels().find(name)).dims == PUBLISHED_DIMS[name]
