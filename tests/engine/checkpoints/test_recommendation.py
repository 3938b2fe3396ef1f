"""Which model is recommended on which machine."""

import pytest

from engine.checkpoints.catalogue import WHISPER
from engine.checkpoints.recommendation import BEST_FIRST, MachineMeans, recommended_model


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
    assert recommended_model(means, {}) == name


def waits(slowness: float) -> dict[str, float]:
    """Return made-up waits, base's being ``slowness``."""
    shares = (5.0, 8.0, 3.0, 1.0, 0.6)
    return {name: slowness * share for name, share in zip(BEST_FIRST, shares, strict=True)}


@pytest.mark.parametrize(
    ("base_s", "memory_gb", "name"),
    [
        (0.2, 16.0, "large-v3-turbo"),
        (0.3, 16.0, "small"),
        (0.3, 4.0, "base"),
        (0.3, 1.0, "tiny"),
        (1.04, 16.0, "base"),
        (1.1, 16.0, "tiny"),
        (9.0, 16.0, "tiny"),
    ],
)
def test_the_best_model_with_a_sentence_in_about_a_second_is_recommended(
    base_s: float, memory_gb: float, name: str
) -> None:
    means = MachineMeans(n_cores=2, memory_gb=memory_gb, has_card=False)
    assert recommended_model(means, waits(base_s)) == name


def test_waits_on_the_processor_do_not_count_beside_a_card() -> None:
    means = MachineMeans(n_cores=2, memory_gb=16.0, has_card=True)
    assert recommended_model(means, waits(9.0)) == "large-v3-turbo"


@pytest.mark.parametrize("waits_s", [{}, waits(0.1), waits(1.0), waits(9.0)])
@pytest.mark.parametrize("has_card", [False, True])
@pytest.mark.parametrize("n_cores", [1, 64])
@pytest.mark.parametrize("memory_gb", [0.5, 64.0])
def test_what_is_recommended_can_be_downloaded_speaks_all_languages_and_has_a_size(
    n_cores: int, memory_gb: float, waits_s: dict[str, float], *, has_card: bool
) -> None:
    model = WHISPER.find(recommended_model(MachineMeans(n_cores, memory_gb, has_card), waits_s))
    assert model is not None
    assert not model.is_english_only
    assert model.download_bytes is not None
