"""The network in int8, as users' CPUs run it, against openai-whisper's and against float32."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.audio.mel import HOP_LENGTH, MelSpectrogram, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.options import ContextWish, TranscribeOptions
from engine.padding.cache import HIDDEN, PaddingCache, n_computed
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.network import Network
from engine.steps import finish
from engine.transcription.transcriber import Transcriber

Load = Callable[[str], Transcriber]
Logits = NDArray[np.float32]

# How golden/make_network_golden.py thinned the reference's tensors out.
EVERY_WORD = 256

# Of the largest logit. A byte holds 1/254 of its group's range, and a dozen layers add their
# errors up: seen are 0.016 at most and 0.0036 in the mean square.
TOLERANCE, TOLERANCE_RMS = 0.03, 0.007

# Of the largest logit, with 11 s of 30 computed: seen is 0.0075 with the padding cache, and
# 0.038 to 0.043 without.
PADDING_TOLERANCE_RMS = 0.015

# Of the largest logit: a change in the seventh digit of the input turns some roundings to bytes
# over, those turn others over in each layer, and it ends at 0.0009 to 0.0021 in the mean square.
ROUNDING_RMS = 0.004

# The same where only the order of sums of float32 changes: seen is 4e-5.
SUMMING_TOLERANCE = 2e-4

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@dataclass(frozen=True, slots=True)
class Case:
    """The sample, a starter model, and the tokens it is to decode."""

    network: Network
    mel: MelSpectrogram
    prefix: NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.mel[0])

    def padded(self, n_frames: int) -> MelSpectrogram:
        """Return a window with zeros after the sample."""
        return np.pad(self.mel, ((0, 0), (0, n_frames - self.size)))

    def encoded(self, mel: MelSpectrogram, padding: PaddingCache | None = None) -> EncodedAudio:
        return finish(self.network.encode([mel], padding))

    def whole(self) -> EncodedAudio:
        return self.encoded(self.padded(self.network.dims.n_frames))

    def logits(self, encoded: EncodedAudio) -> Logits:
        """Return the logits of each step, (n_prefix, n_vocab)."""
        run = self.network.start(encoded)
        logits: Logits = run.logits(self.prefix[None], range(len(self.prefix)))[0]
        return logits


def _mel(waveform: Waveform, n_mels: int) -> MelSpectrogram:
    mel = log_mel_spectrogram(waveform, n_mels, padding=N_SAMPLES)
    return mel[:, : len(waveform) // HOP_LENGTH]


def _case(network: Network, sample: Waveform, golden: dict[str, np.ndarray]) -> Case:
    return Case(network, _mel(sample, network.dims.n_mels), golden["prefix"])


@pytest.fixture
def case(name: str, transcriber: Load, sample: Waveform, golden: dict[str, np.ndarray]) -> Case:
    return _case(transcriber(name).network, sample, golden)


def _rms(error: Logits) -> float:
    return float(np.sqrt((error.astype(np.float64) ** 2).mean()))


def test_every_step_s_logits_are_near_the_reference_s(
    case: Case, golden: dict[str, np.ndarray]
) -> None:
    logits = case.logits(case.whole())[:, ::EVERY_WORD]
    error = (logits - golden["logits"]) / golden["logits_scale"]
    assert np.abs(error).max() < TOLERANCE
    assert _rms(error) < TOLERANCE_RMS


def test_where_float32_is_sure_of_a_token_int8_chooses_it_too(
    name: str,
    case: Case,
    exact_transcriber: Load,
    sample: Waveform,
    golden: dict[str, np.ndarray],
) -> None:
    exact = _case(exact_transcriber(name).network, sample, golden)
    expected = exact.logits(exact.whole())
    logits = case.logits(case.whole())
    second, first = np.partition(expected, -2, axis=1)[:, -2:].T
    # The likeliest token is twice as likely as the next; seen to turn over is a margin of 0.17.
    is_sure = first - second > np.log(2)
    assert is_sure.mean() > 0.75
    assert (logits.argmax(axis=1) == expected.argmax(axis=1))[is_sure].all()


def test_a_call_of_the_encoder_that_is_stopped_is_repeated_with_the_same_bits(
    case: Case,
) -> None:
    expected = case.whole()
    stop = case.network.stop
    assert stop is not None
    steps = case.network.encode([case.padded(case.network.dims.n_frames)])
    next(steps)
    stop.set()
    for _ in range(2):
        next(steps)
    stop.clear()
    for one, other in zip(finish(steps).cross, expected.cross, strict=True):
        assert np.array_equal(one.to_numpy(), other.to_numpy())


@pytest.mark.parametrize("n_at_once", [2, 4, 7, None])
def test_tokens_at_once_have_the_very_logits_of_one_by_one(
    case: Case, n_at_once: int | None
) -> None:
    encoded = case.whole()
    run = case.network.start(encoded)
    steps = [run.logits(np.array([[token]]), (0,))[0, 0] for token in case.prefix]
    run = case.network.start(encoded)
    n_at_once = n_at_once or len(case.prefix)
    parts = [case.prefix[i : i + n_at_once] for i in range(0, len(case.prefix), n_at_once)]
    together = [run.logits(part[None], range(len(part)))[0] for part in parts]
    # A draft is only checked if both are the same bits.
    assert np.array_equal(np.stack(steps), np.concatenate(together))


def test_windows_of_a_batch_do_not_touch_each_other(case: Case, sample: Waveform) -> None:
    n_frames = case.network.dims.n_frames
    other = Case(
        case.network,
        _mel(sample[::-1].copy(), case.network.dims.n_mels),
        np.ascontiguousarray(case.prefix[::-1]),
    )
    windows = [case.padded(n_frames), other.padded(n_frames)]
    prefixes = np.stack((case.prefix, other.prefix))
    run = case.network.start(finish(case.network.encode(windows)))
    together = run.logits(prefixes, range(len(case.prefix)))
    for one, logits in zip((case, other), together, strict=True):
        assert np.abs(logits - one.logits(one.whole())).max() < 1e-3


def test_texts_of_the_same_windows_have_the_very_logits_they_have_alone(
    case: Case, sample: Waveform
) -> None:
    n_frames, n_texts = case.network.dims.n_frames, 3
    other = np.pad(_mel(sample[::-1].copy(), case.network.dims.n_mels), ((0, 0), (0, n_frames)))
    windows = [case.padded(n_frames), other[:, :n_frames]]
    texts = np.stack([np.roll(case.prefix, i) for i in range(len(windows) * n_texts)])
    run = case.network.start(finish(case.network.encode(windows)), n_texts)
    together = run.logits(texts, (0, len(case.prefix) - 1))
    for i, text in enumerate(texts):
        alone = case.network.start(case.encoded(windows[i // n_texts]))
        expected = alone.logits(text[None], (0, len(text) - 1))
        assert np.array_equal(together[i : i + 1], expected)


def test_the_sample_s_text_is_the_reference_s_but_for_a_word(
    name: str, transcriber: Load, sample: Waveform, golden: dict[str, np.ndarray]
) -> None:
    loaded = transcriber(name)
    full = TranscribeOptions(context=ContextWish.FULL, language="en")
    expected = _words(loaded.tokenizer.decode(golden["tokens"].tolist()))
    # tiny.en decodes "stand", as is said, where the reference has "tend".
    for options in (full, TranscribeOptions(language="en")):
        found = _words(loaded.transcribe(sample, options).text)
        matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
        n_same = sum(block.size for block in matcher.get_matching_blocks())
        assert len(found) == len(expected)
        assert n_same >= len(expected) - 1


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def _padding(transcriber: Transcriber) -> PaddingCache:
    assert transcriber.padding is not None
    return transcriber.padding


def test_the_padding_cache_stands_in_for_it(name: str, case: Case, transcriber: Load) -> None:
    n_frames = n_computed(case.size, case.network.dims.n_audio_ctx)
    assert n_frames < 600
    window = case.padded(2 * n_frames)
    expected = case.logits(case.whole())
    scale = np.abs(expected).max()
    padding = _padding(transcriber(name)).beyond(n_frames)
    known = _rms((case.logits(case.encoded(window, padding)) - expected) / scale)
    cut = _rms((case.logits(case.encoded(window)) - expected) / scale)
    assert known < PADDING_TOLERANCE_RMS
    assert cut > 2 * known


def _random_padding(network: Network, bias: NDArray[np.float32]) -> PaddingCache:
    """Return a cache whose entries are like nothing else that is known."""
    dims, n = network.dims, len(bias)
    rng = np.random.default_rng(n)
    shape = (dims.n_audio_layer, n, 2 * dims.n_audio_state)
    return PaddingCache(
        np.arange(n),
        rng.standard_normal(shape).astype(np.float32),
        rng.standard_normal((n, dims.n_audio_state)).astype(np.float32),
        bias,
    )


# 550 frames are computed, so that with 10 entries the last block of 16 is full, else begun.
N_FRAMES = 550
N_ENTRIES = (1, 9, 10, 11, 30)


@pytest.mark.parametrize("n", N_ENTRIES)
def test_hidden_entries_change_nothing_however_many_they_are(case: Case, n: int) -> None:
    window = case.padded(2 * N_FRAMES)
    expected = case.logits(case.encoded(window))
    padding = _random_padding(case.network, np.full(n, HIDDEN))
    logits = case.logits(case.encoded(window, padding))
    assert np.abs(logits - expected).max() / np.abs(expected).max() < SUMMING_TOLERANCE


@pytest.mark.parametrize("n", N_ENTRIES[1:])
def test_an_entry_of_many_frames_counts_as_so_many_entries(case: Case, n: int) -> None:
    window = case.padded(2 * N_FRAMES)
    one = _random_padding(case.network, np.array([np.log(n)], np.float32))
    uncounted = replace(one, bias=np.zeros(1, np.float32))
    many = PaddingCache(
        np.arange(n),
        one.keys_values.repeat(n, axis=1),
        one.features.repeat(n, axis=0),
        np.zeros(n, np.float32),
    )
    expected = case.logits(case.encoded(window, many))
    scale = np.abs(expected).max()
    error, error_uncounted = (
        _rms((case.logits(case.encoded(window, padding)) - expected) / scale)
        for padding in (one, uncounted)
    )
    assert error < ROUNDING_RMS < error_uncounted / 2


def test_the_shortest_and_the_longest_window_run_in_the_same_graphs(case: Case) -> None:
    for n_frames in (2, 34, case.network.dims.n_frames):
        encoded = case.encoded(case.padded(3000)[:, :n_frames])
        logits = case.logits(encoded)
        assert logits.shape == (len(case.prefix), case.network.dims.n_vocab)
        assert np.isfinite(logits).all()
