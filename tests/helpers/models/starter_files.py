"""The starter packages' models, for tests that need real vocabularies or weights."""

from functools import cache

import pytest

from engine.checkpoints.files import Checkpoint
from engine.checkpoints.local import LocalModels
from engine.checkpoints.starter import STARTERS
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.vocabulary import SOURCES, Vocabulary, read_vocabulary


def starter(name: str) -> Checkpoint:
    """Return a packaged model, or skip the test if its packages are not installed."""
    packaged = next(starter for starter in STARTERS if starter.name == name)
    if packaged.find() is None:
        pytest.skip(f"needs {' '.join(packaged.requirements)}")
    return LocalModels().find(name)


def vocabulary_files(name: str) -> dict[str, bytes]:
    """Return the files that contain a packaged model's vocabulary, which both do."""
    checkpoint = starter(name)
    return {role: bytes(checkpoint.read(role)) for role in SOURCES if role in checkpoint.files}


@cache
def starter_vocabulary(name: str) -> Vocabulary:
    return read_vocabulary(vocabulary_files(name))


@cache
def starter_tokenizer(name: str) -> Tokenizer:
    return Tokenizer(starter_vocabulary(name))
