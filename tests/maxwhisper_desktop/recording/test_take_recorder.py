"""A take is saved and analysed as soon as its last block has arrived."""

import queue
from pathlib import Path

import numpy as np
import pytest
from patience import PATIENCE_S

from engine.audio.vad import SpeechDetector
from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.recording.journal import read_recording
from maxwhisper_desktop.recording.take_recorder import SILENCE_DBFS, RecordedTake, TakeRecorder

BLOCK = 200


def say(recorder: TakeRecorder, waveform: Waveform) -> RecordedTake:
    """Record a take and return the result."""
    complete: queue.SimpleQueue[RecordedTake] = queue.SimpleQueue()
    for start in range(0, waveform.size, BLOCK):
        recorder.append(waveform[start : start + BLOCK])
    recorder.finish(complete.put)
    return complete.get(timeout=PATIENCE_S)


def test_the_audio_is_in_memory_and_on_disk(sample: Waveform, tmp_path: Path) -> None:
    recorded = say(TakeRecorder(7, tmp_path), sample)
    assert recorded.take == 7
    assert recorded.problem is None
    assert recorded.has_speech
    assert recorded.duration_s == sample.size / SAMPLE_RATE
    np.testing.assert_array_equal(recorded.waveform, sample)
    assert recorded.path == tmp_path / "take-7.wav"
    # Half a step of 16 bits.
    np.testing.assert_allclose(read_recording(recorded.path), sample, atol=1 / 65536)


def test_silence_after_the_words_is_not_recognised(sample: Waveform, tmp_path: Path) -> None:
    silence = np.zeros(4 * SAMPLE_RATE, np.float32)
    recorded = say(TakeRecorder(1, tmp_path), np.concatenate([sample, silence]))
    assert recorded.speech.size < sample.size + SAMPLE_RATE


def test_a_take_without_words_has_no_speech(tmp_path: Path) -> None:
    hiss = np.random.default_rng(0).standard_normal(SAMPLE_RATE) * 0.001
    recorded = say(TakeRecorder(1, tmp_path), hiss.astype(np.float32))
    assert not recorded.has_speech
    assert recorded.problem is None


def test_an_empty_take_is_complete(tmp_path: Path) -> None:
    recorded = say(TakeRecorder(1, tmp_path), np.zeros(0, np.float32))
    assert (recorded.duration_s, recorded.has_speech, recorded.problem) == (0.0, False, None)


def test_a_muted_microphone_is_reported(tmp_path: Path) -> None:
    recorded = say(TakeRecorder(1, tmp_path), np.zeros(SAMPLE_RATE, np.float32))
    assert recorded.problem is not None
    assert "Unmute" in recorded.problem


def test_a_failing_disk_loses_no_speech(sample: Waveform, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file", encoding="utf-8")
    recorded = say(TakeRecorder(1, tmp_path / "journal"), sample)
    np.testing.assert_array_equal(recorded.waveform, sample)
    assert recorded.path is None
    assert recorded.problem is not None
    assert recorded.has_speech
    recorded.discard()


def missing_detector() -> SpeechDetector:
    raise ImportError("libggml.so")


def failing_detector() -> SpeechDetector:
    def fail(_: list[float]) -> float:
        raise ValueError("not a chunk")

    return SpeechDetector(fail)


@pytest.mark.parametrize("listen", [missing_detector, failing_detector])
def test_without_voice_activity_detection_everything_counts_as_speech(
    listen: type[SpeechDetector], tmp_path: Path
) -> None:
    silence = np.full(SAMPLE_RATE, 1e-4, np.float32)
    recorded = say(TakeRecorder(1, tmp_path, listen=listen), silence)
    assert recorded.has_speech
    assert recorded.speech.size == recorded.waveform.size == silence.size


def test_the_level_is_reported_twenty_times_a_second(tmp_path: Path) -> None:
    levels: list[float] = []
    half = np.full(SAMPLE_RATE, 0.5, np.float32)
    quiet = np.zeros(SAMPLE_RATE, np.float32)
    say(TakeRecorder(1, tmp_path, levels.append), np.concatenate([half, quiet]))
    assert len(levels) == 40
    assert levels[:20] == pytest.approx([-6.02] * 20, abs=0.01)
    assert levels[20:] == [SILENCE_DBFS] * 20


def test_a_discarded_recording_is_gone(tmp_path: Path) -> None:
    recorded = say(TakeRecorder(1, tmp_path), np.full(100, 0.1, np.float32))
    recorded.discard()
    recorded.discard()
    assert [*tmp_path.iterdir()] == []
