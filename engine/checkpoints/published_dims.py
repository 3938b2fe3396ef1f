"""Dimensions of the published models, so that graphs can be compiled without downloading them."""

from collections.abc import Mapping
from typing import Final

from engine.dims import ModelDimensions

ENGLISH, MULTILINGUAL, WITH_CANTONESE = 51_864, 51_865, 51_866
"""Vocabulary sizes; large-v3 and its derivatives have one more language."""


def _dims(
    n_state: int, n_audio_layer: int, n_text_layer: int, n_vocab: int, n_mels: int = 80
) -> ModelDimensions:
    n_head = n_state // 64
    return ModelDimensions(
        n_mels=n_mels,
        n_audio_ctx=1500,
        n_audio_state=n_state,
        n_audio_head=n_head,
        n_audio_layer=n_audio_layer,
        n_vocab=n_vocab,
        n_text_ctx=448,
        n_text_state=n_state,
        n_text_head=n_head,
        n_text_layer=n_text_layer,
    )


PUBLISHED_DIMS: Final[Mapping[str, ModelDimensions]] = {
    "tiny": _dims(384, 4, 4, MULTILINGUAL),
    "tiny.en": _dims(384, 4, 4, ENGLISH),
    "base": _dims(512, 6, 6, MULTILINGUAL),
    "base.en": _dims(512, 6, 6, ENGLISH),
    "small": _dims(768, 12, 12, MULTILINGUAL),
    "small.en": _dims(768, 12, 12, ENGLISH),
    "medium": _dims(1024, 24, 24, MULTILINGUAL),
    "medium.en": _dims(1024, 24, 24, ENGLISH),
    "large-v1": _dims(1280, 32, 32, MULTILINGUAL),
    "large-v2": _dims(1280, 32, 32, MULTILINGUAL),
    "large-v3": _dims(1280, 32, 32, WITH_CANTONESE, 128),
    "large-v3-turbo": _dims(1280, 32, 4, WITH_CANTONESE, 128),
    "distil-small.en": _dims(768, 12, 4, ENGLISH),
    "distil-medium.en": _dims(1024, 24, 2, ENGLISH),
    "distil-large-v2": _dims(1280, 32, 2, MULTILINGUAL),
    "distil-large-v3": _dims(1280, 32, 2, WITH_CANTONESE, 128),
    "distil-large-v3.5": _dims(1280, 32, 2, WITH_CANTONESE, 128),
}
"""By ``catalogue``'s names; from the models' configurations. Attention heads are 64 wide in each."""
