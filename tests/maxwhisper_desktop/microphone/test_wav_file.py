"""A file that replaces the microphone."""

import queue
import threading
from pathlib import Path

import numpy as np
import pytest
from patience import PATIENCE_S
from project_files import SAMPLE

from engine.audio.waveform import Waveform, duration_s
from maxwhisper_desktop.dictation.events import (
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
)
from maxwhisper_desktop.microphone.wav_file import WavFileMicrophone
from maxwhisper_desktop.ports import MicrophoneMoved


@pytest.fixture
def reports() -> queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved]:
    return queue.SimpleQueue()


def test_the_whole_file_is_replayed(
    sample: Waveform, reports: queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved]
) -> None:
    blocks: list[Waveform] = []
    microphone = WavFileMicrophone(SAMPLE, is_paced=False)
    microphone.record(3, blocks.append, reports.put)
    assert reports.get(timeout=PATIENCE_S) == MicrophoneStarted(3)
    assert reports.get(timeout=PATIENCE_S) == MicrophoneStopped(3)
    np.testing.assert_array_equal(np.concatenate(blocks), sample)
    microphone.shut_down()


def test_a_stop_ends_the_replay(
    sample: Waveform, reports: queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved]
) -> None:
    blocks: list[Waveform] = []
    first: queue.SimpleQueue[Waveform] = queue.SimpleQueue()
    is_told = threading.Event()

    def hear(block: Waveform) -> None:
        blocks.append(block)
        first.put(block)
        is_told.wait(PATIENCE_S)

    microphone = WavFileMicrophone(SAMPLE)
    microphone.record(1, hear, reports.put)
    first.get(timeout=PATIENCE_S)
    microphone.stop(1)
    microphone.stop(2)
    is_told.set()
    assert reports.get(timeout=PATIENCE_S) == MicrophoneStarted(1)
    assert reports.get(timeout=PATIENCE_S) == MicrophoneStopped(1)
    assert 0 < sum(map(duration_s, blocks)) < duration_s(sample)
    microphone.shut_down()


def test_a_missing_file_is_reported(
    tmp_path: Path, reports: queue.SimpleQueue[MicrophoneEvent | MicrophoneMoved]
) -> None:
    microphone = WavFileMicrophone(tmp_path / "nothing.wav")
    assert microphone.name == "nothing.wav"
    microphone.record(1, lambda _: None, reports.put)
    failed = reports.get(timeout=PATIENCE_S)
    assert isinstance(failed, MicrophoneFailed)
    assert "there is no such file" in failed.detail
    microphone.shut_down()
