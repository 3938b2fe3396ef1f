"""The downloadable Whisper models, as published by OpenAI and the Distil-Whisper team.

A revision is a commit of the model's Hugging Face repository, never a branch: what was tested
is what gets downloaded. Sizes and SHA-256 checksums are the hub's own for ``model.safetensors``
at that commit; those of ``.pt`` files are part of their URLs in openai/whisper's
``whisper/__init__.py``. Unknown values are None and are then taken from the hub. The files beside
the weights differ by some bytes from model to model of one vocabulary; their sizes are rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.dims import ModelDimensions

WEIGHTS_FILE: Final = "model.safetensors"

DOWNLOADED_FILES: Final = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    WEIGHTS_FILE,
)
"""The files that the engine reads; tokenizer.json combines vocabulary, merges and added
tokens."""


_MULTILINGUAL_FILES_BYTES: Final = 2_486_000
_ENGLISH_FILES_BYTES: Final = 2_409_000
_TURBO_FILES_BYTES: Final = 2_715_000
"""Bytes of the files beside the weights, by vocabulary; nearly all of it is tokenizer.json."""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """One downloadable model."""

    name: str
    repository: str
    revision: str
    n_parameters_m: int
    """Millions of parameters, from the model cards."""
    weights_bytes: int | None = None
    weights_sha256: str | None = None
    pt_sha256: str | None = None
    """Checksum of OpenAI's own ``.pt`` file of this model."""
    other_bytes: int = _MULTILINGUAL_FILES_BYTES
    """Bytes of the downloaded files beside the weights."""

    @property
    def is_english_only(self) -> bool:
        """Return whether the only language is English, which the distilled models were trained on."""
        return is_english_only(self.name)

    @property
    def download_bytes(self) -> int | None:
        """Return the size of all that is downloaded; None if it is unknown."""
        return None if self.weights_bytes is None else self.weights_bytes + self.other_bytes


def is_english_only(name: str) -> bool:
    """Return whether a model of this name has no other language than English."""
    return name.endswith(".en") or "distil-" in name


def size_words(n_bytes: int) -> str:
    """Return a size in whole megabytes, or in gigabytes from one on, such as ``1.62 GB``."""
    return f"{n_bytes / 1e6:.0f} MB" if n_bytes < 1e9 else f"{n_bytes / 1e9:.2f} GB"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Published models and their aliases."""

    models: tuple[PublishedModel, ...]
    aliases: Mapping[str, str]

    def find(self, name: str) -> PublishedModel | None:
        """Return the model with this name, alias or repository, or None."""
        wanted = self.aliases.get(name, name)
        return next((m for m in self.models if wanted in {m.name, m.repository}), None)

    def find_pt(self, sha256: str) -> PublishedModel | None:
        """Return the model whose ``.pt`` file has this checksum, or None."""
        return next((m for m in self.models if m.pt_sha256 == sha256), None)


WHISPER: Final = Catalogue(
    models=(
        PublishedModel(
            name="tiny",
            repository="openai/whisper-tiny",
            revision="169d4a4341b33bc18d8881c4b69c2e104e1cc0af",
            n_parameters_m=39,
            weights_bytes=151_061_672,
            weights_sha256="7ebd0e69e78190ffe1438491fa05cc1f5c1aa3a4c4db3bc1723adbb551ea2395",
            pt_sha256="65147644a518d12f04e32d6f3b26facc3f8dd46e5390956a9424a650c0ce22b9",
        ),
        PublishedModel(
            name="tiny.en",
            repository="openai/whisper-tiny.en",
            revision="87c7102498dcde7456f24cfd30239ca606ed9063",
            n_parameters_m=39,
            weights_bytes=151_060_136,
            weights_sha256="db59695928ded6043adaef491a53ef4e12da9611184d77c53baa691a60b958ad",
            pt_sha256="d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03",
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="base",
            repository="openai/whisper-base",
            revision="e37978b90ca9030d5170a5c07aadb050351a65bb",
            n_parameters_m=74,
            weights_bytes=290_403_936,
            weights_sha256="07cadb9f25677c8d50df603e66a98fbd842cce45047139baeb16e6219a1e807b",
            pt_sha256="ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e",
        ),
        PublishedModel(
            name="base.en",
            repository="openai/whisper-base.en",
            revision="911407f4214e0e1d82085af863093ec0b66f9cd6",
            n_parameters_m=74,
            weights_bytes=290_401_888,
            weights_sha256="d4dd5542fd6a1d35639e21384238f3bfe6c557c849d392b5905d33ee29e71db5",
            pt_sha256="25a8566e1d0c1e2231d1c762132cd20e0f96a85d16145c3a00adf5d1ac670ead",
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="small",
            repository="openai/whisper-small",
            revision="973afd24965f72e36ca33b3055d56a652f456b4d",
            n_parameters_m=244,
            weights_bytes=966_995_080,
            weights_sha256="1d7734884874f1a1513ed9aa760a4f8e97aaa02fd6d93a3a85d27b2ae9ca596b",
            pt_sha256="9ecf779972d90ba49c06d968637d720dd632c55bbf19d441fb42bf17a411e794",
        ),
        PublishedModel(
            name="small.en",
            repository="openai/whisper-small.en",
            revision="e8727524f962ee844a7319d92be39ac1bd25655a",
            n_parameters_m=244,
            weights_bytes=966_992_008,
            weights_sha256="6014ac49b506df900f66f4aca6b0801eed7245594ace97bcaf73e0ae5b863066",
            pt_sha256="f953ad0fd29cacd07d5a9eda5624af0f6bcf2258be67c92b79389873d91e0872",
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="medium",
            repository="openai/whisper-medium",
            revision="abdf7c39ab9d0397620ccaea8974cc764cd0953e",
            n_parameters_m=769,
            weights_bytes=3_055_544_304,
            weights_sha256="62f73550fa6db24b0c6f6c5962bd0dae80fa644e93cde9cd9c3792971b47fd28",
            pt_sha256="345ae4da62f9b3d59415adc60127b97c714f32e89e936602e85993674d08dcb1",
        ),
        PublishedModel(
            name="medium.en",
            repository="openai/whisper-medium.en",
            revision="2e98eb6279edf5095af0c8dedb36bdec0acd172b",
            n_parameters_m=769,
            weights_bytes=3_055_540_208,
            weights_sha256="8f731340f569588236c21f794c33e83b7cc5a297511d2bdc30117ea969004311",
            pt_sha256="d7440d1dc186f76616474e0ff0b3b6b879abc9d1a4926b7adfa41db2d497ab4f",
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="large-v1",
            repository="openai/whisper-large",
            revision="4ef9b41f0d4fe232daafdb5f76bb1dd8b23e01d7",
            n_parameters_m=1550,
            weights_bytes=6_173_370_152,
            weights_sha256="27d753181b54178da228555dbc57fe639f6624ca470d83d35e500b22df0ab7e6",
            pt_sha256="e4b87e7e0bf463eb8e6956e646f1e277e901512310def2c24bf0e11bd3c28e9a",
        ),
        PublishedModel(
            name="large-v2",
            repository="openai/whisper-large-v2",
            revision="ae4642769ce2ad8fc292556ccea8e901f1530655",
            n_parameters_m=1550,
            weights_bytes=6_173_370_152,
            weights_sha256="57a1ba2a82c093cabff2541409ae778c97145378b9ddfa722763cb1cb8f9020b",
            pt_sha256="81f7c96c852ee8fc832187b0132e569d6c3065a3252ed18e56effd0b6a73e524",
        ),
        PublishedModel(
            name="large-v3",
            repository="openai/whisper-large-v3",
            revision="06f233fe06e710322aca913c1bc4249a0d71fce1",
            n_parameters_m=1550,
            weights_bytes=3_087_130_976,
            weights_sha256="a8e94b85976e5864ba3e9525c7e6c83b2a1eca42d4b797a0c7c24d778e40fd95",
            pt_sha256="e5b1a55b89c1367dacf97e3e19bfd829a01529dbfdeefa8caeb59b3f1b81dadb",
        ),
        PublishedModel(
            name="large-v3-turbo",
            repository="openai/whisper-large-v3-turbo",
            revision="41f01f3fe87f28c78e2fbf8b568835947dd65ed9",
            n_parameters_m=809,
            weights_bytes=1_617_824_864,
            weights_sha256="542566a422ae4f3fd23f1ba11add198fca01bbf82e66e6a2857b3f608b1eb9d1",
            pt_sha256="aff26ae408abcba5fbf8813c21e62b0941638c5f6eebfb145be0c9839262a19a",
            other_bytes=_TURBO_FILES_BYTES,
        ),
        PublishedModel(
            name="distil-small.en",
            repository="distil-whisper/distil-small.en",
            revision="9e4a67ca4569c30be43a3fe7fba1621e504f0093",
            n_parameters_m=166,
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="distil-medium.en",
            repository="distil-whisper/distil-medium.en",
            revision="6e61418885eaf4d5cc9f64e508e80ac5b4c052b7",
            n_parameters_m=394,
            other_bytes=_ENGLISH_FILES_BYTES,
        ),
        PublishedModel(
            name="distil-large-v2",
            repository="distil-whisper/distil-large-v2",
            revision="97d2c8f9cae1b0f6c8fc2e173495ee4cedc05843",
            n_parameters_m=756,
        ),
        PublishedModel(
            name="distil-large-v3",
            repository="distil-whisper/distil-large-v3",
            revision="8031d2e6ce6631b7fc45629dddfc00271116d981",
            n_parameters_m=756,
            weights_bytes=1_512_874_472,
        ),
        PublishedModel(
            name="distil-large-v3.5",
            repository="distil-whisper/distil-large-v3.5",
            revision="728a7691f3ff1d3d971528d3203a6e9559165d41",
            n_parameters_m=756,
            weights_bytes=3_025_686_376,
            weights_sha256="76ec9f754fc4b4810845dc36b71d1897c1342e702810c179e1569690084cfb0c",
        ),
    ),
    aliases={"turbo": "large-v3-turbo", "large": "large-v3"},
)
"""Every published model, in the customary order."""

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
"""By the models' names, so that graphs can be compiled for models that are not here. From the models'
configurations; attention heads are 64 wide in each."""
