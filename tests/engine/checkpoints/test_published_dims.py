"""The dimensions of published models are those of their checkpoints."""

import pytest

from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.checkpoints.published_dims import PUBLISHED_DIMS
from engine.dims import ModelDimensions


def test_every_published_model_has_dimensions() -> None:
    assert PUBLISHED_DIMS.keys() == {model.name for model in WHISPER.models}


@pytest.mark.parametrize("model", WHISPER.models, ids=lambda model: model.name)
def test_the_dimensions_give_the_published_number_of_parameters(model: object) -> None:
    published = next(one for one in WHISPER.models if one is model)
    n_parameters_m = _n_parameters(PUBLISHED_DIMS[published.name]) / 1e6
    assert n_parameters_m == pytest.approx(published.n_parameters_m, rel=0.05)


def _n_parameters(dims: ModelDimensions) -> int:
    """Count the weights: two convolutions, blocks, embeddings; biases and norms hardly count."""
    n = dims.n_audio_state
    encoder = 3 * n * dims.n_mels + 3 * n * n + dims.n_audio_ctx * n
    encoder += dims.n_audio_layer * 12 * n * n
    decoder = (dims.n_vocab + dims.n_text_ctx) * n + dims.n_text_layer * 16 * n * n
    return encoder + decoder


@pytest.mark.parametrize("name", ["tiny.en", "base"])
def test_the_dimensions_are_those_of_the_checkpoint(name: str) -> None:
    assert open_checkpoint(LocalModels().find(name)).dims == PUBLISHED_DIMS[name]
