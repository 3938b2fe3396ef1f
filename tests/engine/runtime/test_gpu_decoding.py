"""The decode loop that stays on the device, here on the CPU: it finds what the host's search finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from max.driver import CPU, Buffer
from max.engine import InferenceSession, read

from engine.audio.mel import log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.checkpoints.local import LocalModels
from engine.checkpoints.opened import open_checkpoint
from engine.compilation.store import CompiledStore
from engine.folders import compiled_folder
from engine.graphs.spec import CPU_TARGET, GraphSpec
from engine.graphs.weights import decoder_weights
from engine.options import DecodingOptions, TranscribeOptions
from engine.runtime.cpu_network import CpuNetwork
from engine.runtime.device_clock import DeviceClock
from engine.runtime.encoder_output import EncodedAudio
from engine.runtime.gpu_decoding import CACHE_SIZES, GpuDecoder, GpuSearch
from engine.runtime.gpu_network import GpuNetwork
from engine.runtime.host_search import HostSearch
from engine.runtime.network import Network, SearchOptions, SearchResult, TokenSearch
from engine.steps import finish
from engine.transcript import Transcript
from engine.transcription.transcriber import Transcriber

NAME = "tiny.en"

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture(scope="module")
def transcriber(exact_transcriber: Callable[[str], Transcriber]) -> Transcriber:
    return exact_transcriber(NAME)


@pytest.fixture(scope="module")
def on_device(transcriber: Transcriber) -> Transcriber:
    """The whole way of a GPU, on the CPU."""
    opened = open_checkpoint(LocalModels().find(NAME))
    spec = GraphSpec("gpu_decoder", opened.dims, "float32", CPU_TARGET)
    (path,) = CompiledStore(compiled_folder()).ensure([spec], lambda _: None)
    weights = decoder_weights(opened.weights, opened.dims, "float32")
    registry = {name: Buffer.from_numpy(array) for name, array in weights.items()}
    model = InferenceSession(devices=[CPU()]).init(read(path), weights_registry=registry)
    cpu = transcriber.network
    assert isinstance(cpu, CpuNetwork)
    network = GpuNetwork(cpu._encoder, model, cpu.dims, cpu.chosen)
    return Transcriber(NAME, network, transcriber.tokenizer, aligner=transcriber.aligner)


@pytest.fixture(scope="module")
def gpu_decoder(on_device: Transcriber) -> GpuDecoder:
    assert isinstance(on_device.network, GpuNetwork)
    return on_device.network.decoder


@dataclass(frozen=True, slots=True)
class Pair:
    """The same search on the host and on the device."""

    host: TokenSearch
    device: TokenSearch
    prefix: list[int]

    def both(
        self, encoded: EncodedAudio, budget: int | None = None
    ) -> tuple[SearchResult, SearchResult]:
        host, device = (
            finish(search(encoded, self.prefix, budget)) for search in (self.host, self.device)
        )
        return host, device


def _pair(
    gpu_decoder: GpuDecoder,
    transcriber: Transcriber,
    prompt: Sequence[int],
    *,
    has_timestamps: bool,
) -> Pair:
    tokenizer, network = transcriber.tokenizer, transcriber.network
    options = SearchOptions(has_timestamps=has_timestamps)
    start = [tokenizer.sot] if has_timestamps else [tokenizer.sot, tokenizer.no_timestamps]
    clock = DeviceClock(CPU())
    return Pair(
        HostSearch(network.start, tokenizer, options, network.dims.n_text_ctx),
        GpuSearch(gpu_decoder, tokenizer, clock, options),
        [tokenizer.sot_prev, *prompt, *start] if prompt else start,
    )


def _encoded(network: Network, *waveforms: Waveform) -> EncodedAudio:
    dims = network.dims
    mels = [log_mel_spectrogram(wave, dims.n_mels, padding=N_SAMPLES) for wave in waveforms]
    return finish(network.encode([mel[:, : dims.n_frames] for mel in mels]))


@pytest.fixture
def encoded(transcriber: Transcriber, sample: Waveform) -> EncodedAudio:
    return _encoded(transcriber.network, sample)


def _agree(host: SearchResult, device: SearchResult) -> None:
    for expected, found in zip(host.results, device.results, strict=True):
        assert found.tokens == expected.tokens
        assert found.n_steps == expected.n_steps
        assert found.has_ended == expected.has_ended
        assert found.avg_logprob == pytest.approx(expected.avg_logprob, abs=1e-4)
        assert found.no_speech_prob == pytest.approx(expected.no_speech_prob, rel=1e-3)


@pytest.mark.parametrize("has_timestamps", [True, False])
@pytest.mark.parametrize("prompt", ["", " Glossary: keys, windows, machines."])
def test_it_finds_the_host_s_tokens_and_likelihoods(
    gpu_decoder: GpuDecoder,
    transcriber: Transcriber,
    encoded: EncodedAudio,
    prompt: str,
    *,
    has_timestamps: bool,
) -> None:
    said = transcriber.tokenizer.encode(prompt)
    pair = _pair(gpu_decoder, transcriber, said, has_timestamps=has_timestamps)
    host, device = pair.both(encoded)
    _agree(host, device)
    assert host.results[0].has_ended
    assert len(host.results[0].tokens) > 20


@pytest.mark.parametrize("budget", [1, 8, 9, 30])
def test_a_budget_ends_both_at_the_same_token(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio, budget: int
) -> None:
    host, device = _pair(gpu_decoder, transcriber, (), has_timestamps=True).both(
        encoded, budget
    )
    _agree(host, device)
    assert device.results[0].n_steps == budget


def test_the_room_of_the_cache_changes_nothing(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    pair = _pair(gpu_decoder, transcriber, (), has_timestamps=True)
    found = [finish(pair.device(encoded, pair.prefix, n)).results[0] for n in CACHE_SIZES]
    assert all(one.tokens == found[0].tokens for one in found)


def test_the_longest_prompt_leaves_room_for_the_last_token(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    n_longest = gpu_decoder.n_text_ctx // 2 - 1
    said = transcriber.tokenizer.encode(" and so on") * n_longest
    pair = _pair(gpu_decoder, transcriber, said[:n_longest], has_timestamps=True)
    _agree(*pair.both(encoded))


def test_a_decode_remembers_nothing_of_the_one_before(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio, sample: Waveform
) -> None:
    pair = _pair(gpu_decoder, transcriber, (), has_timestamps=True)
    first = finish(pair.device(encoded, pair.prefix, None)).results[0]
    other = pair.both(_encoded(transcriber.network, sample[: len(sample) // 2]))
    _agree(*other)
    assert other[1].results[0].tokens != first.tokens
    again = _encoded(transcriber.network, sample)
    assert finish(pair.device(again, pair.prefix, None)).results[0] == first


def test_windows_of_a_batch_have_the_tokens_they_have_alone(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, sample: Waveform
) -> None:
    network = transcriber.network
    waves = (sample, sample[: len(sample) // 2], sample[len(sample) // 3 :])
    pair = _pair(gpu_decoder, transcriber, (), has_timestamps=True)
    host, device = pair.both(_encoded(network, *waves))
    _agree(host, device)
    assert len({result.n_steps for result in device.results}) == 3
    for wave, result in zip(waves, device.results, strict=True):
        (alone,) = finish(pair.device(_encoded(network, wave), pair.prefix, None)).results
        assert result.tokens == alone.tokens


def test_its_logits_are_the_host_s_for_each_window_of_a_batch(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, sample: Waveform
) -> None:
    network, tokenizer = transcriber.network, transcriber.tokenizer
    encoded = _encoded(network, sample, sample[::-1].copy())
    words = tokenizer.encode(" Hold a key")
    tokens = np.array([[tokenizer.sot, *words], [tokenizer.sot, *words[::-1]]])
    rows = (0, tokens.shape[1] - 1)
    expected = network.start(encoded).logits(tokens, rows)
    error = np.abs(gpu_decoder.start(encoded).logits(tokens, rows) - expected).max()
    assert error < 1e-4 * np.abs(expected).max()


def _said_apart(sample: Waveform, n_times: int) -> Waveform:
    """Return a recording in which the sample is said at the start of each window."""
    window = np.pad(sample, (0, N_SAMPLES - sample.size))
    return np.tile(window, n_times)[: (n_times - 1) * N_SAMPLES + sample.size]


def _tokens(transcript: Transcript) -> list[tuple[int, ...]]:
    return [segment.tokens for segment in transcript.segments]


@pytest.mark.parametrize("batch_size", [1, 3])
def test_long_recordings_are_transcribed_as_by_the_host(
    on_device: Transcriber, transcriber: Transcriber, sample: Waveform, batch_size: int
) -> None:
    # At least three windows, of which the last is filled up. With a batch of one each starts where the
    # one before ended; of three parts at once a GPU's buffers hold four, one of them a repetition.
    long = _said_apart(sample, 3)
    options = TranscribeOptions(batch_size=batch_size)
    done: list[float] = []
    found = on_device.transcribe(long, options, done.append)
    expected = transcriber.transcribe(long, options)
    assert _tokens(found) == _tokens(expected)
    assert found.n_tokens == expected.n_tokens
    assert done == sorted(done)
    assert found.text.count("this machine") == 3


@pytest.mark.parametrize("batch_size", [1, 3])
def test_what_goes_first_between_two_steps_changes_no_token_of_the_other(
    on_device: Transcriber, sample: Waveform, batch_size: int
) -> None:
    long = _said_apart(sample, 2)
    urgent = sample[: len(sample) // 2]
    options = TranscribeOptions(batch_size=batch_size)
    expected = [_tokens(on_device.transcribe(clip, options)) for clip in (long, urgent)]
    transcription = on_device.begin(long, options)
    for _ in range(3):
        assert transcription.advance() is None
    # The first window has some tokens by then, in buffers that the other recording takes.
    said = on_device.transcribe(urgent, options)
    while (found := transcription.advance()) is None:
        pass
    assert [_tokens(found), _tokens(said)] == expected


def test_beams_find_what_the_host_s_beams_find(
    on_device: Transcriber, transcriber: Transcriber, sample: Waveform
) -> None:
    options = TranscribeOptions(decoding=DecodingOptions(beam_size=3))
    found = on_device.transcribe(sample, options)
    expected = transcriber.transcribe(sample, options)
    assert _tokens(found) == _tokens(expected)
    assert found.segments[0].avg_logprob == pytest.approx(
        expected.segments[0].avg_logprob, abs=1e-4
    )


def test_the_search_rests_before_the_host_waits_for_tokens(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    pair = _pair(gpu_decoder, transcriber, (), has_timestamps=True)
    n_rests = sum(1 for _ in pair.device(encoded, pair.prefix, 20))
    assert n_rests == 3


def test_a_cpu_s_clock_has_nothing_to_tell(
    gpu_decoder: GpuDecoder, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    _, device = _pair(gpu_decoder, transcriber, (), has_timestamps=True).both(encoded)
    assert device.device == 0.0
    assert device.prefill > 0.0
    assert device.decode > 0.0


def test_word_times_are_those_of_the_host(
    transcriber: Transcriber, on_device: Transcriber, sample: Waveform
) -> None:
    options = TranscribeOptions(word_timestamps=True)
    host, device = (one.transcribe(sample, options) for one in (transcriber, on_device))
    assert len(host.segments) == len(device.segments) > 0
    for expected, found in zip(host.segments, device.segments, strict=True):
        assert expected.words
        assert found.words is not None
        assert [word.word for word in found.words] == [word.word for word in expected.words]
        for ours, theirs in zip(found.words, expected.words, strict=True):
            assert (ours.start, ours.end) == pytest.approx((theirs.start, theirs.end), abs=0.03)
            assert ours.probability == pytest.approx(theirs.probability, abs=0.01)
