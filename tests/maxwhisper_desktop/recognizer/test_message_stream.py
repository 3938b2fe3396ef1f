"""What the app and the engine process send each other."""

from collections.abc import Iterator
from multiprocessing.connection import Connection, Pipe
from threading import Thread

import numpy as np
import pytest

from engine.options import TranscribeOptions
from maxwhisper_desktop.recognizer.message_stream import receive_message, send_message
from maxwhisper_desktop.recognizer.messages import Progress, TranscribeJob


@pytest.fixture
def ends() -> Iterator[tuple[Connection, Connection]]:
    near, far = Pipe()
    with near, far:
        yield near, far


def test_a_message_arrives_as_it_was_sent(ends: tuple[Connection, Connection]) -> None:
    near, far = ends
    send_message(near, Progress(1, 2.5))
    send_message(near, Progress(1, 3.0))
    assert [receive_message(far), receive_message(far)] == [Progress(1, 2.5), Progress(1, 3.0)]


@pytest.mark.parametrize("n_samples", [0, 1, 1_000_000])
def test_sound_arrives_whole_and_may_be_changed(
    ends: tuple[Connection, Connection], n_samples: int
) -> None:
    near, far = ends
    sound = np.arange(n_samples, dtype=np.float32)
    job = TranscribeJob(1, sound, TranscribeOptions(), is_urgent=True)
    sending = Thread(target=send_message, args=(near, job))
    sending.start()
    arrived = receive_message(far)
    sending.join()
    assert np.array_equal(arrived.waveform, sound)
    assert arrived.waveform.flags.writeable
    assert arrived.is_urgent


def test_sound_is_not_copied_while_all_threads_wait(
    ends: tuple[Connection, Connection],
) -> None:
    near, far = ends
    # It would fill the socket, and nobody reads more than the message without its sound.
    sound = np.zeros(10_000_000, np.float32)
    job = TranscribeJob(1, sound, TranscribeOptions())
    sending = Thread(target=_send_until_closed, args=(near, job))
    sending.start()
    without_sound, n_sounds = far.recv()
    assert len(without_sound) < 1000
    assert n_sounds == 1
    far.close()
    sending.join()


def _send_until_closed(connection: Connection, message: object) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on how much was sent
        send_message(connection, message)
