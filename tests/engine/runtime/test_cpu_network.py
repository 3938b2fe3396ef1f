"""The compiled network against openai-whisper's, with the same weights, in float32."""

import functools
from collections.abc import Callable

import numpy as np
import pytest
from max.driver import CPU, Buffer
from max.dtype import DType

from engine.audio.mel import log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.options import Precision
from engine.runtime.cpu_network import CpuDecoderRun
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.network import Network
from engine.steps import finish
from engine.transcription.transcriber import Transcriber

# How golden/make_network_golden.py thinned the reference's tensors out.
EVERY_FRAME, EVERY_WORD, EVERY_FIRST = 100, 256, 8

# Of the tensor's largest value. Both sides sum in float32 in different orders; seen is 3e-6.
TOLERANCE = 2e-5

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture
def network(name: str, exact_transcriber: Callable[[str], Transcriber]) -> Network:
    return exact_transcriber(name).network


def _window(sample: Waveform, network: Network) -> np.ndarray:
    mel = log_mel_spectrogram(sample, network.dims.n_mels, padding=N_SAMPLES)
    n_frames = len(sample) // 160
    return np.pad(mel[:, :n_frames], ((0, 0), (0, network.dims.n_frames - n_frames)))


@pytest.fixture(scope="module")
def encode(
    exact_transcriber: Callable[[str], Transcriber], sample: Waveform
) -> Callable[[str], EncodedAudio]:
    """Encodes the sample by a starter model, once for all tests."""

    @functools.cache
    def encode(name: str) -> EncodedAudio:
        network = exact_transcriber(name).network
        return finish(network.encode([_window(sample, network)]))

    return encode


@pytest.fixture
def encoded(name: str, encode: Callable[[str], EncodedAudio]) -> EncodedAudio:
    return encode(name)


def test_encoder_features_agree_with_the_reference(
    encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    assert encoded.features is not None
    features = encoded.features.to_numpy()[0, ::EVERY_FRAME]
    error = np.abs(features - golden["features"]).max() / golden["features_scale"]
    assert error < TOLERANCE


def test_first_step_logits_agree_with_the_reference(
    network: Network, encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    n_start = len(golden["prefix"]) - len(golden["tokens"])
    logits = network.start(encoded).logits(golden["prefix"][None, :n_start], (n_start - 1,))
    error = (
        np.abs(logits[0, 0, ::EVERY_FIRST] - golden["first_logits"]).max()
        / golden["logits_scale"]
    )
    assert error < TOLERANCE


def test_every_cached_step_agrees_with_the_reference(
    network: Network, encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    run = network.start(encoded)
    steps = [run.logits(np.array([[token]]), (0,))[0, 0] for token in golden["prefix"]]
    error = np.abs(np.stack(steps)[:, ::EVERY_WORD] - golden["logits"]).max()
    assert error / golden["logits_scale"] < TOLERANCE


def test_a_prefix_gives_the_same_logits_whole_and_token_by_token(
    network: Network, encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    prefix = golden["prefix"]
    whole = network.start(encoded).logits(prefix[None], range(len(prefix)))[0]
    run = network.start(encoded)
    split = len(prefix) // 2
    first = run.logits(prefix[None, :split], range(split))[0]
    second = run.logits(prefix[None, split:], range(len(prefix) - split))[0]
    assert np.abs(np.concatenate((first, second)) - whole).max() < 1e-3


def test_what_the_cpu_has_still_to_fill_wipes_no_token_out(
    network: Network, encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    prefix = golden["prefix"][None, :12]

    def logits() -> np.ndarray:
        run = network.start(encoded)
        return np.stack([run.logits(token[:, None], (0,)) for token in prefix.T])

    expected = logits()
    # MAX fills buffers in the background, one after the other, and graphs do not wait for it. Those
    # of a decode would come last here, in the midst of it.
    filled = [Buffer.zeros((20_000_000,), DType.float32, CPU()) for _ in range(4)]
    assert (logits() == expected).all()
    del filled


@pytest.mark.parametrize("precision", Precision)
def test_what_is_in_a_cache_s_memory_from_before_is_never_read(
    load: Callable[[str, Precision], Transcriber],
    name: str,
    sample: Waveform,
    golden: dict[str, np.ndarray],
    precision: Precision,
) -> None:
    network = load(name, precision).network
    encoded = finish(network.encode([_window(sample, network)]))
    prefix = golden["prefix"][None, :12]
    rows = range(12)
    expected = network.start(encoded).logits(prefix, rows)
    run = network.start(encoded)
    assert isinstance(run, CpuDecoderRun)
    for cache in run._caches:
        cache.to_numpy()[...] = np.nan
    found = [run.logits(prefix[:, :5], range(5)), run.logits(prefix[:, 5:], range(7))]
    error = np.abs(np.concatenate(found, axis=1) - expected).max()
    assert error < TOLERANCE * np.abs(expected).max()


def test_beams_go_on_from_the_text_of_another(
    network: Network, encoded: EncodedAudio, golden: dict[str, np.ndarray]
) -> None:
    # Two beams swap, one takes the place of another: each then answers as one that said the same.
    said = golden["prefix"][:8]
    rows = np.stack([said, said[::-1], np.roll(said, 3)])
    run = network.start(encoded, beam_size=3)
    run.logits(rows, (7,))
    run.reorder((1, 0, 0))
    after = run.logits(np.full((3, 1), said[2]), (0,))[:, 0]
    for answer, parent in zip(after, (1, 0, 0), strict=True):
        alone = network.start(encoded)
        alone.logits(rows[parent : parent + 1], (7,))
        expected = alone.logits(said[None, 2:3], (0,))[0, 0]
        assert np.abs(answer - expected).max() < TOLERANCE * np.abs(expected).max()


def test_windows_of_a_batch_do_not_touch_each_other(
    sample: Waveform, network: Network, golden: dict[str, np.ndarray]
) -> None:
    windows = [_window(each, network)[:, :1000] for each in (sample, sample[::-1].copy())]
    prefix = np.stack([golden["prefix"], golden["prefix"][::-1]])
    rows = (0, prefix.shape[1] - 1)
    together = network.start(finish(network.encode(windows))).logits(prefix, rows)
    for i in range(2):
        encoded = finish(network.encode([windows[i]]))
        alone = network.start(encoded).logits(prefix[i : i + 1], rows)
        assert np.abs(together[i] - alone[0]).max() < 1e-3


def test_a_shorter_context_than_30_s_runs_in_the_same_graph(
    sample: Waveform, network: Network
) -> None:
    encoded = finish(network.encode([_window(sample, network)[:, :1000]]))
    assert encoded.features is not None
    assert encoded.features.shape == (1, 500, network.dims.n_audio_state)
    logits = network.start(encoded).logits(np.array([[1, 2, 3]]), (2,))
    assert logits.shape == (1, 1, network.dims.n_vocab)
    assert np.isfinite(logits).all()


def test_windows_of_a_batch_are_encoded_one_by_one_with_a_rest_before_each(
    sample: Waveform, network: Network
) -> None:
    window = _window(sample, network)[:, :1000]
    steps = network.encode([window, window, window])
    assert sum(1 for _ in steps) == 3
