"""A model in a neutral format, from which every engine's own format is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.dims import ModelDimensions

WEIGHTS_FILE: Final = "weights.npz"
DESCRIPTION_FILE: Final = "model.json"
TOKENIZER_FILE: Final = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """Weights and vocabulary of one checkpoint.

    Attributes:
        weights: float32, by OpenAI's names.
        mel_filters: Shape (n_mels, 201).
        vocabulary: The text of every token id, in GPT-2's byte alphabet.
        token_bytes: The bytes of every ordinary token id.
        special: Ids of special tokens except languages, by their text without brackets.
        languages: Ids by language code.
        blank: Tokens suppressed at the first position.
        suppressed: Tokens suppressed everywhere.
        alignment_heads: As (layer, head); None if unknown.
        tokenizer_file: Hugging Face's tokenizer.json, if the checkpoint has one.
    """

    dims: ModelDimensions
    weights: Mapping[str, NDArray[np.float32]]
    mel_filters: NDArray[np.float32]
    vocabulary: tuple[str, ...]
    token_bytes: tuple[bytes, ...]
    special: Mapping[str, int]
    languages: Mapping[str, int]
    blank: tuple[int, ...]
    suppressed: tuple[int, ...]
    alignment_heads: tuple[tuple[int, int], ...] | None
    tokenizer_file: Path | None

    @property
    def is_multilingual(self) -> bool:
        """Whether the prompt contains the language."""
        return len(self.token_bytes) > 50_256


def write_export(model: ExportedModel, folder: Path) -> None:
    """Write a model without its tokenizer file, which the caller copies if there is one."""
    dims = {name: getattr(model.dims, name) for name in model.dims.__slots__}
    np.savez(
        folder / WEIGHTS_FILE,
        allow_pickle=False,
        mel_filters=model.mel_filters,
        **model.weights,
    )
    description = {
        "dims": dims,
        "vocabulary": model.vocabulary,
        "token_bytes": [token.decode("latin-1") for token in model.token_bytes],
        "special": dict(model.special),
        "languages": dict(model.languages),
        "blank": model.blank,
        "suppressed": model.suppressed,
        "alignment_heads": model.alignment_heads,
    }
    (folder / DESCRIPTION_FILE).write_text(json.dumps(description), encoding="utf-8")


def read_export(folder: Path) -> ExportedModel:
    """Read a model."""
    with np.load(folder / WEIGHTS_FILE) as arrays:
        weights = dict(arrays)
    told = json.loads((folder / DESCRIPTION_FILE).read_text(encoding="utf-8"))
    heads = told["alignment_heads"]
    tokenizer = folder / TOKENIZER_FILE
    return ExportedModel(
        dims=ModelDimensions(**told["dims"]),
        mel_filters=weights.pop("mel_filters"),
        weights=weights,
        vocabulary=tuple(told["vocabulary"]),
        token_bytes=tuple(token.encode("latin-1") for token in told["token_bytes"]),
        special=told["special"],
        languages=told["languages"],
        blank=tuple(told["blank"]),
        suppressed=tuple(told["suppressed"]),
        alignment_heads=None if heads is None else tuple((a, b) for a, b in heads),
        tokenizer_file=tokenizer if tokenizer.is_file() else None,
    )


def needed_tokenizer(model: ExportedModel) -> Path:
    """Return the path of Hugging Face's tokenizer file.

    Raises:
        FileNotFoundError: The checkpoint has none.
    """
    if model.tokenizer_file is None:
        raise FileNotFoundError("the model has no tokenizer.json, which this engine needs")
    return model.tokenizer_file
