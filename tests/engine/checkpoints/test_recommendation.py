"""Which model is recommended on which machine."""

import pytest

from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.recommendation import MachineMeans, recommended_model


@pytest.mark.parametrize(
    ("means", "name"),
    [
        (MachineMeans(n_cores=2, memory_gb=4.0, has_card=False), "base"),
        (MachineMeans(n_cores=7, memory_gb=64.0, has_card=False), "base"),
        (MachineMeans(n_cores=8, memory_gb=8.0, has_card=False), "small"),
        (MachineMeans(n_cores=16, memory_gb=4.0, has_card=False), "base"),
        (MachineMeans(n_cores=4, memory_gb=1.0, has_card=False), "tiny"),
        (MachineMeans(n_cores=2, memory_gb=8.0, has_card=True), "large-v3-turbo"),
    ],
)
def test_a_machine_gets_what_its_card_cores_and_memory_allow(
    means: MachineMeans, name: str
) -> None:
    assert recommended_model(means) == name


@pytest.mark.parametrize("has_card", [False, True])
@pytest.mark.parametrize("n_cores", [1, 64])
@pytest.mark.parametrize("memory_gb", [0.5, 64.0])
def test_what_is_recommended_can_be_downloaded_speaks_all_languages_and_has_a_size(
    n_cores: int, memory_gb: float, *, has_card: bool
) -> None:
    model = WHISPER.find(recommended_model(MachineMeans(n_cores, memory_gb, has_card)))
    assert model is not None
    assert not model.is_english_only
    assert model.download_bytes is not None
