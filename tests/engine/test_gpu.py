"""The engine on a real GPU compared with the CPU: each stage, tokens, memory."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from gpu.rungs import TOLERANCES
from max.driver import accelerator_count

from engine.audio.mel import HOP_LENGTH, log_mel_spectrogram
from engine.audio.waveform import N_SAMPLES, Waveform
from engine.benchmark.clips import ClipChoice, read_clips
from engine.loading import load_transcriber
from engine.options import DecodingOptions, TranscribeOptions
from engine.runtime.gpu_network import GpuNetwork
from engine.steps import finish
from engine.transcription.prompt import WindowPrompt
from engine.transcription.transcriber import Transcriber
from engine.transcription.window_decoder import WindowDecoder
from engine.transcription.windows import Window

OPTIONS = TranscribeOptions(language="en", no_speech_threshold=None)

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.compiles,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(accelerator_count() == 0, reason="MAX finds no GPU here"),
]


@pytest.fixture(scope="module", params=["tiny.en", "base"])
def pair(
    request: pytest.FixtureRequest, exact_transcriber: Callable[[str], Transcriber]
) -> tuple[Transcriber, Transcriber]:
    """A model on the GPU, and the same in float32 on the CPU."""
    return load_transcriber(request.param, "gpu", lambda _: None), exact_transcriber(
        request.param
    )


def _window(transcriber: Transcriber, waveform: Waveform) -> np.ndarray:
    dims = transcriber.network.dims
    mel = log_mel_spectrogram(waveform, dims.n_mels, padding=N_SAMPLES)
    return mel[:, : dims.n_frames]


def test_features_and_logits_are_close_to_the_cpu_s(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, cpu = pair
    tolerance = TOLERANCES[gpu.network.chosen.dtype]
    window = _window(gpu, sample)
    on_gpu, on_cpu = (finish(one.network.encode([window])) for one in (gpu, cpu))
    assert on_gpu.features is not None
    assert on_cpu.features is not None
    expected = on_cpu.features.to_numpy()
    error = np.abs(on_gpu.features.to(cpu.network.chosen.device).to_numpy() - expected)
    assert error.max() < tolerance * np.abs(expected).max()
    tokens = np.array([[gpu.tokenizer.sot, *gpu.tokenizer.encode(" Hold a key and speak.")]])
    rows = range(tokens.shape[1])
    logits = cpu.network.start(on_cpu).logits(tokens, rows)
    error = np.abs(gpu.network.start(on_gpu).logits(tokens, rows) - logits)
    assert error.max() < tolerance * np.abs(logits).max()


def test_the_sample_s_text_is_the_cpu_s(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, cpu = pair
    assert gpu.transcribe(sample, OPTIONS).text == cpu.transcribe(sample, OPTIONS).text


def test_five_beams_find_what_they_find_on_the_cpu(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, cpu = pair
    options = replace(OPTIONS, decoding=DecodingOptions(beam_size=5))
    assert gpu.transcribe(sample, options).text == cpu.transcribe(sample, options).text


@pytest.mark.parametrize("batch_size", [2, 5, 24])
def test_a_window_has_the_same_text_alone_and_in_a_batch(
    pair: tuple[Transcriber, Transcriber], sample: Waveform, batch_size: int
) -> None:
    gpu, _ = pair
    mel = log_mel_spectrogram(sample, gpu.network.dims.n_mels, padding=N_SAMPLES)
    window = Window(mel, 0, len(sample) // HOP_LENGTH)
    decoder = WindowDecoder(gpu.network, gpu.tokenizer, None, OPTIONS)
    decoded = finish(decoder.decode([window] * batch_size, WindowPrompt()))
    texts = {gpu.tokenizer.decode(one.result.tokens).strip() for one in decoded}
    assert len(decoded) == batch_size
    assert texts == {gpu.transcribe(sample, OPTIONS).text}


def test_a_long_recording_survives_an_urgent_one_in_between(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, _ = pair
    recording = np.tile(np.concatenate([sample, np.zeros(24_000, np.float32)]), 8)
    expected = gpu.transcribe(recording, OPTIONS)
    transcription = gpu.begin(recording, OPTIONS)
    for _ in range(3):  # until some tokens are in the buffers that the urgent one takes
        assert transcription.advance() is None
    urgent = gpu.transcribe(sample, OPTIONS).text
    while (found := transcription.advance()) is None:
        pass
    assert found.text.count("this machine") == 8
    assert found.segments == expected.segments
    assert urgent == gpu.transcribe(sample, OPTIONS).text


@pytest.mark.recordings
def test_nine_of_ten_recordings_have_the_cpu_s_text(
    pair: tuple[Transcriber, Transcriber],
    recordings: Path,
    record_property: Callable[[str, object], None],
) -> None:
    gpu, cpu = pair
    clips = read_clips([recordings], ClipChoice(), lambda _: None)
    same = [
        gpu.transcribe(clip.waveform, OPTIONS).text
        == cpu.transcribe(clip.waveform, OPTIONS).text
        for clip in clips
    ]
    record_property("same text as float32", f"{sum(same)} of {len(same)}")
    assert np.mean(same) >= 0.9


def test_a_captured_graph_gives_what_execution_gives(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, _ = pair
    assert isinstance(gpu.network, GpuNetwork)
    captured = gpu.transcribe(sample, OPTIONS)
    graphs = (gpu.network.decoder._graph, gpu.network._encoder._graph)
    outputs = [dict(graph._outputs) for graph in graphs]
    assert all(outputs), "nothing was captured: see the log"
    try:
        for graph in graphs:
            graph._outputs.clear()
        executed = gpu.transcribe(sample, OPTIONS)
    finally:
        for graph, kept in zip(graphs, outputs, strict=True):
            graph._outputs.update(kept)
    assert executed.segments == captured.segments


def test_a_gpu_s_own_time_is_part_of_the_total(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, _ = pair
    times = gpu.transcribe(sample, OPTIONS).timings_ms
    assert 0 < times.encode_device < times.total
    assert 0 < times.decode_device < times.total


@pytest.mark.skipif(shutil.which("nvidia-smi") is None, reason="nvidia-smi tells the memory")
def test_memory_does_not_grow_from_20_to_200_takes(
    pair: tuple[Transcriber, Transcriber], sample: Waveform
) -> None:
    gpu, _ = pair
    lengths = np.linspace(len(sample) // 3, len(sample), 20).astype(int)
    used: list[int] = []
    for _ in range(10):
        for length in lengths:
            gpu.transcribe(sample[:length], OPTIONS)
        used.append(_used_mib())
    assert used[-1] <= used[0] + 16


def _used_mib() -> int:
    asked = ["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
    done = subprocess.run(asked, capture_output=True, check=True, text=True)
    return int(done.stdout.split()[0])
