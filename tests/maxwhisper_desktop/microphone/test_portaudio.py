"""The microphone on the test's own sound server records exactly what is played."""

import time
from collections.abc import Iterator

import numpy as np
import pytest
from child_processes import stopped
from desktop.desk import Desk
from desktop.desk_microphone import (
    DeskMicrophone,
    add_microphone,
    hum,
    likeness,
    loudness,
    plug_in,
    pull_out,
    save,
)

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform

pytestmark = pytest.mark.desktop

MIC_HZ, OTHER_HZ, SPEAKER_HZ = 440.0, 1000.0, 2500.0
AUDIBLE, INAUDIBLE = 0.1, 0.01
SENTENCE = "One two three. The quick brown fox jumps over the lazy dog."
PORTAUDIO_LIMIT_S = 1.0
"""After which it gives up starting a stream."""
GONE = "No microphone is connected"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk.dbus().pulse()


def heard(waveform: Waveform) -> list[bool]:
    """Return whether the microphone, the other one and the loudspeaker are in a recording."""
    found = [loudness(waveform, pitch) for pitch in (MIC_HZ, OTHER_HZ, SPEAKER_HZ)]
    assert all(level < INAUDIBLE or level > AUDIBLE for level in found), found
    return [level > AUDIBLE for level in found]


def some_sound(microphone: DeskMicrophone, take: int) -> Waveform:
    """Record enough to recognise a tone."""
    microphone.begin(take)
    microphone.hear_more()
    return microphone.end(take)


def test_a_sentence_is_recorded_completely(desk: Desk) -> None:
    spoken = desk.folder / "spoken.wav"
    desk.run("espeak-ng", "-w", str(desk.folder / "espeak.wav"), SENTENCE)
    said = read_audio_file(desk.folder / "espeak.wav").waveform
    save(spoken, np.concatenate([said, np.zeros(SAMPLE_RATE // 2, np.float32)]))
    microphone = DeskMicrophone(desk)
    microphone.begin(1)
    desk.run("paplay", "--device=mic_in", str(spoken))
    assert likeness(said, microphone.end(1)) > 0.98


def test_consecutive_takes_are_never_mixed(desk: Desk) -> None:
    microphone = DeskMicrophone(desk)
    microphone.begin(1)
    for take in (2, 3):
        microphone.tell(f"stop {take - 1}")
        microphone.tell(f"record {take}")
        microphone.expect(f"Stopped {take - 1}")
        microphone.expect(f"Started {take}")
    assert microphone.end(3).size > 0


def test_a_take_stopped_at_once_ends_once(desk: Desk) -> None:
    microphone = DeskMicrophone(desk)
    microphone.tell("record 1")
    microphone.tell("stop 1")
    microphone.tell("stop 1")
    first = microphone.expect("")
    assert first in {"Started 1", "Stopped 1"}
    if first == "Started 1":
        microphone.expect("Stopped 1")
    assert some_sound(microphone, 2).size > 0


def test_shutting_down_ends_the_current_take(desk: Desk) -> None:
    microphone = DeskMicrophone(desk)
    microphone.begin(1)
    microphone.leave()
    microphone.expect("Stopped 1")
    microphone.expect("Down")
    assert microphone.sound(1).size > 0


def test_the_desktop_shows_a_microphone_in_use_only_while_a_take_is_recorded(
    desk: Desk,
) -> None:
    microphone = DeskMicrophone(desk)
    desk.wait_for(lambda: "ALSA plug-in" in desk.run("pactl", "list", "source-outputs"))
    desk.wait_for(lambda: not recorders(desk))
    microphone.begin(1)
    desk.wait_for(lambda: recorders(desk))
    microphone.end(1)
    desk.wait_for(lambda: not recorders(desk))


def recorders(desk: Desk) -> list[str]:
    """Return the programs that are currently recording, as a desktop would show them."""
    _, *outputs = desk.run("pactl", "list", "source-outputs").split("Source Output #")
    return [output for output in outputs if "ALSA plug-in" in output and "Corked: no" in output]


def test_the_microphone_the_user_chose_is_recorded(desk: Desk) -> None:
    add_microphone(desk, "other")
    hum(desk, "mic_in", MIC_HZ)
    hum(desk, "other_in", OTHER_HZ)
    microphone = DeskMicrophone(desk, "other")
    assert heard(some_sound(microphone, 1)) == [False, True, False]
    microphone.tell("choose mic")
    assert heard(some_sound(microphone, 2)) == [True, False, False]


def test_a_missing_chosen_microphone_is_reported(desk: Desk) -> None:
    microphone = DeskMicrophone(desk, "headset")
    microphone.tell("record 1")
    assert "chosen microphone is not connected" in microphone.expect("Moved 1")
    microphone.expect("Started 1")
    assert microphone.end(1).size > 0


def test_the_desktops_default_is_followed(desk: Desk) -> None:
    add_microphone(desk, "other")
    hum(desk, "mic_in", MIC_HZ)
    hum(desk, "other_in", OTHER_HZ)
    microphone = DeskMicrophone(desk)
    desk.run("pactl", "set-default-source", "other")
    assert heard(some_sound(microphone, 1)) == [False, True, False]


@pytest.mark.parametrize("wished", ["mic", None])
def test_an_unplugged_microphone_is_replaced_by_another_not_by_the_loudspeaker(
    desk: Desk, wished: str | None
) -> None:
    add_microphone(desk, "other")
    for sink, pitch in (("mic_in", MIC_HZ), ("other_in", OTHER_HZ), ("speaker", SPEAKER_HZ)):
        hum(desk, sink, pitch)
    microphone = DeskMicrophone(desk, *([wished] if wished else []))
    microphone.begin(1)
    microphone.hear_more()
    pull_out(desk, "mic")
    assert "other-label" in microphone.expect("Moved 1")
    microphone.hear_more()
    recorded = microphone.end(1)
    tenth = SAMPLE_RATE // 10
    assert heard(recorded[:tenth]) == [True, False, False]
    assert heard(recorded[-tenth:]) == [False, True, False]
    assert loudness(recorded, SPEAKER_HZ) < INAUDIBLE


def test_without_any_microphone_left_the_take_keeps_its_audio(desk: Desk) -> None:
    hum(desk, "mic_in", MIC_HZ)
    hum(desk, "speaker", SPEAKER_HZ)
    microphone = DeskMicrophone(desk)
    microphone.begin(1)
    microphone.hear_more()
    pull_out(desk, "mic")
    assert GONE in microphone.expect("Failed 1")
    assert heard(microphone.sound(1)) == [True, False, False]
    microphone.tell("record 2")
    assert GONE in microphone.expect("Failed 2")


def test_a_microphone_that_comes_back_is_used(desk: Desk) -> None:
    microphone = DeskMicrophone(desk)
    pull_out(desk, "mic")
    microphone.tell("record 1")
    said = microphone.expect("")
    if said == "Started 1":  # It has not noticed the loss yet and records the loudspeaker.
        said = microphone.expect("")
    assert said.startswith("Failed 1")
    plug_in(desk, "mic")
    microphone.begin(2)
    assert microphone.end(2).size > 0


def test_a_sound_server_that_restarts_interrupts_a_take_but_does_not_end_it(
    desk: Desk,
) -> None:
    microphone = DeskMicrophone(desk)
    microphone.begin(1)
    desk.stop("pulseaudio", crash=True)
    desk.pulse()
    assert "interrupted" in microphone.expect("Moved 1")
    assert microphone.end(1).size > 0


def test_without_a_sound_server_a_take_fails_and_the_next_works_once_it_is_back(
    desk: Desk,
) -> None:
    microphone = DeskMicrophone(desk)
    desk.stop("pulseaudio", crash=True)
    microphone.tell("record 1")
    assert "sound server" in microphone.expect("Failed 1")
    desk.pulse()
    microphone.begin(2)
    assert microphone.end(2).size > 0


def test_a_sound_server_that_stays_away_ends_the_take(desk: Desk) -> None:
    microphone = DeskMicrophone(desk, is_patient=False)
    microphone.begin(1)
    microphone.hear_more()
    desk.stop("pulseaudio", crash=True)
    assert "sound server" in microphone.expect("Failed 1")
    assert microphone.sound(1).size > 0


def test_a_sound_server_that_hangs_when_a_take_begins_is_waited_for_and_leaves_nothing_open(
    desk: Desk,
) -> None:
    microphone = DeskMicrophone(desk)
    some_sound(microphone, 1)
    before = microphone.footprint()
    for take in (2, 3):
        with stopped(desk.services["pulseaudio"]):
            microphone.tell(f"record {take}")
            time.sleep(PORTAUDIO_LIMIT_S + 0.5)
        microphone.expect(f"Started {take}")
        assert microphone.end(take).size > 0

    def is_as_before() -> bool:
        # The last stream's thread may still be on its way out.
        after = microphone.footprint()
        return after.n_files <= before.n_files and after.n_threads <= before.n_threads

    desk.wait_for(is_as_before)


def test_a_muted_microphone_delivers_digital_silence(desk: Desk) -> None:
    hum(desk, "mic_in", MIC_HZ)
    desk.run("pactl", "set-source-mute", "mic", "1")
    recorded = some_sound(DeskMicrophone(desk), 1)
    assert recorded.size > 0
    assert not recorded.any()


def test_a_missing_sound_system_is_reported(desk: Desk) -> None:
    desk.stop("pulseaudio")
    (desk.folder / ".asoundrc").unlink()
    microphone = DeskMicrophone(desk)
    microphone.tell("record 1")
    assert microphone.expect("Failed 1")
