"""The decode loop that stays on the device, here on the CPU: it finds what the host's search finds."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from max.driver import CPU, Buffer
from max.dtype import DType
from max.engine import InferenceSession, read

from engine.audio import N_SAMPLES, Waveform
from engine.compiled import CompiledStore
from engine.device_clock import DeviceClock
from engine.device_loop import CACHE_SIZES, DeviceLoop
from engine.device_search import DeviceSearch
from engine.encoded_audio import EncodedAudio
from engine.folders import compiled_folder
from engine.gpu_encoder import GpuEncoder
from engine.graph_spec import CPU_TARGET, GraphSpec
from engine.local_models import LocalModels
from engine.logit_rules import (
    SuppressBlank,
    SuppressTokens,
    TimestampRules,
    never_said,
)
from engine.mel import log_mel_spectrogram
from engine.model import WhisperModel
from engine.opened_checkpoint import open_checkpoint
from engine.searching import Found, HostSearch, Search
from engine.transcriber import Transcriber
from engine.weights import decoder_weights

if TYPE_CHECKING:
    from engine.logit_rules import LogitRule

NAME = "tiny.en"

pytestmark = [pytest.mark.compiles, pytest.mark.timeout(2400)]


@pytest.fixture(scope="module")
def transcriber(exact_transcriber: Callable[[str], Transcriber]) -> Transcriber:
    return exact_transcriber(NAME)


@pytest.fixture(scope="module")
def loop() -> DeviceLoop:
    opened = open_checkpoint(LocalModels().find(NAME))
    spec = GraphSpec("loop", opened.dims, "float32", CPU_TARGET)
    (path,) = CompiledStore(compiled_folder()).ensure([spec], lambda _: None)
    weights = decoder_weights(opened.weights, opened.dims, "float32")
    registry = {name: Buffer.from_numpy(array) for name, array in weights.items()}
    model = InferenceSession(devices=[CPU()]).init(read(path), weights_registry=registry)
    return DeviceLoop(model, opened.dims, CPU(), DType.float32)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same search on the host and on the device."""

    host: Search
    device: Search
    prefix: list[int]

    def both(self, encoded: EncodedAudio, budget: int | None = None) -> tuple[Found, Found]:
        host, device = (
            search(encoded, self.prefix, budget, lambda: None)
            for search in (self.host, self.device)
        )
        return host, device


def _pair(
    loop: DeviceLoop, transcriber: Transcriber, prompt: Sequence[int], *, has_timestamps: bool
) -> Pair:
    tokenizer, model = transcriber.tokenizer, transcriber.model
    rules: list[LogitRule] = [SuppressBlank(tokenizer), SuppressTokens(never_said(tokenizer))]
    if has_timestamps:
        rules.append(TimestampRules(tokenizer))
    start = [tokenizer.sot] if has_timestamps else [tokenizer.sot, tokenizer.no_timestamps]
    clock = DeviceClock(CPU())
    return Pair(
        HostSearch(model.start, tokenizer, rules, model.dims.n_text_ctx),
        DeviceSearch(loop, tokenizer, clock, has_timestamps=has_timestamps),
        [tokenizer.sot_prev, *prompt, *start] if prompt else start,
    )


def _encoded(model: WhisperModel, waveform: Waveform) -> EncodedAudio:
    mel = log_mel_spectrogram(waveform, model.dims.n_mels, padding=N_SAMPLES)
    return model.encode(mel[None, :, : model.dims.n_frames])


@pytest.fixture
def encoded(transcriber: Transcriber, sample: Waveform) -> EncodedAudio:
    return _encoded(transcriber.model, sample)


def _agree(host: Found, device: Found) -> None:
    assert device.result.tokens == host.result.tokens
    assert device.result.n_steps == host.result.n_steps
    assert device.result.has_ended == host.result.has_ended
    assert device.result.avg_logprob == pytest.approx(host.result.avg_logprob, abs=1e-4)
    assert device.result.no_speech_prob == pytest.approx(host.result.no_speech_prob, rel=1e-3)


@pytest.mark.parametrize("has_timestamps", [True, False])
@pytest.mark.parametrize("prompt", ["", " Glossary: keys, windows, machines."])
def test_it_finds_the_host_s_tokens_and_likelihoods(
    loop: DeviceLoop,
    transcriber: Transcriber,
    encoded: EncodedAudio,
    prompt: str,
    *,
    has_timestamps: bool,
) -> None:
    said = transcriber.tokenizer.encode(prompt)
    pair = _pair(loop, transcriber, said, has_timestamps=has_timestamps)
    host, device = pair.both(encoded)
    _agree(host, device)
    assert host.result.has_ended
    assert len(host.result.tokens) > 20


@pytest.mark.parametrize("budget", [1, 8, 9, 30])
def test_a_budget_ends_both_at_the_same_token(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio, budget: int
) -> None:
    host, device = _pair(loop, transcriber, (), has_timestamps=True).both(encoded, budget)
    _agree(host, device)
    assert device.result.n_steps == budget


def test_the_room_of_the_cache_changes_nothing(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    pair = _pair(loop, transcriber, (), has_timestamps=True)
    found = [pair.device(encoded, pair.prefix, n, lambda: None).result for n in CACHE_SIZES]
    assert all(one.tokens == found[0].tokens for one in found)


def test_the_longest_prompt_leaves_room_for_the_last_token(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    n_longest = loop.n_text_ctx // 2 - 1
    said = transcriber.tokenizer.encode(" and so on") * n_longest
    pair = _pair(loop, transcriber, said[:n_longest], has_timestamps=True)
    _agree(*pair.both(encoded))


def test_a_decode_remembers_nothing_of_the_one_before(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio, sample: Waveform
) -> None:
    pair = _pair(loop, transcriber, (), has_timestamps=True)
    first = pair.device(encoded, pair.prefix, None, lambda: None).result
    other = pair.both(_encoded(transcriber.model, sample[: len(sample) // 2]))
    _agree(*other)
    assert other[1].result.tokens != first.tokens
    again = _encoded(transcriber.model, sample)
    assert pair.device(again, pair.prefix, None, lambda: None).result == first


def test_its_logits_are_the_host_s_for_each_window_of_a_batch(
    loop: DeviceLoop, transcriber: Transcriber, sample: Waveform
) -> None:
    model, tokenizer = transcriber.model, transcriber.tokenizer
    mels = [
        log_mel_spectrogram(wave, model.dims.n_mels, padding=N_SAMPLES)[
            :, : model.dims.n_frames
        ]
        for wave in (sample, sample[::-1].copy())
    ]
    encoded = model.encode(np.stack(mels))
    words = tokenizer.encode(" Hold a key")
    tokens = np.array([[tokenizer.sot, *words], [tokenizer.sot, *words[::-1]]])
    rows = (0, tokens.shape[1] - 1)
    expected = model.start(encoded).logits(tokens, rows)
    error = np.abs(loop.start(encoded).logits(tokens, rows) - expected).max()
    assert error < 1e-4 * np.abs(expected).max()


def test_long_recordings_are_transcribed_as_by_the_host(
    loop: DeviceLoop, transcriber: Transcriber, sample: Waveform
) -> None:
    model = copy.copy(transcriber.model)
    model._gpu_encoder = GpuEncoder(model._encoder, CPU())
    model.loop = loop
    on_device = Transcriber(NAME, model, transcriber.tokenizer)
    # Four windows, of which the last is filled up and each starts where the one before ended.
    long = np.tile(sample, 12)
    done: list[float] = []
    found = on_device.transcribe(long, report=done.append)
    expected = transcriber.transcribe(long)
    assert [one.tokens for one in found.segments] == [one.tokens for one in expected.segments]
    assert found.n_tokens == expected.n_tokens
    assert done == sorted(done)
    assert len(found.text) > 1000


def test_the_work_stops_where_the_caller_wants_it(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    pair = _pair(loop, transcriber, (), has_timestamps=True)
    calls = iter([None])

    def stop_at_the_second() -> None:
        next(calls)

    with pytest.raises(StopIteration):
        pair.device(encoded, pair.prefix, None, stop_at_the_second)


def test_a_cpu_s_clock_has_nothing_to_tell(
    loop: DeviceLoop, transcriber: Transcriber, encoded: EncodedAudio
) -> None:
    _, device = _pair(loop, transcriber, (), has_timestamps=True).both(encoded)
    assert device.device == 0.0
    assert device.prefill > 0.0
    assert device.decode > 0.0
