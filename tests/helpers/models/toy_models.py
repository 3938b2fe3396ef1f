"""Toy models in their own store, and downloads of them that are stopped midway."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import huggingface_hub
import pytest
from fakes.fake_hub import TOY_CATALOGUE, FakeHub, serving

from engine.checkpoints.download import DownloadReport, ModelStore


class StoppedByUserError(Exception):
    pass


def stop_after(n_bytes: int) -> DownloadReport:
    def report(bytes_done: int, bytes_total: int, file: str) -> None:
        if bytes_done > n_bytes:
            raise StoppedByUserError

    return report


@contextmanager
def toy_hub() -> Iterator[FakeHub]:
    """Serve the toy models to new sessions, bypassing any proxy."""
    huggingface_hub.close_session()
    try:
        with pytest.MonkeyPatch.context() as environment, serving(FakeHub()) as hub:
            environment.setenv("NO_PROXY", "127.0.0.1")
            yield hub
    finally:
        huggingface_hub.close_session()


def toy_store(folder: Path, hub: FakeHub) -> ModelStore:
    """Return a store of the toy models, without packaged ones."""
    return ModelStore(folder, TOY_CATALOGUE, (), hub.endpoint)
