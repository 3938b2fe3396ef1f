"""The real app among loudspeakers, media players and programs with rules of their own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.desk import Desk
from desktop.desk_microphone import likeness
from desktop.desk_targets import QtField, Xterm
from desktop.dictating_desk import KEY, DictatingDesk, say
from fakes.fake_player import FakePlayer

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.cues import HIGH_HZ, LOW_HZ, cue

pytestmark = [pytest.mark.desktop, pytest.mark.compiles, pytest.mark.timeout(3600)]

REPORT = "I read your letter in the garden this morning."
SETTINGS = f"""
hotkey = "{KEY}"
[recognition]
model = "tiny.en"
[presence]
pause_media = true
[delivery.by_program]
copied = "copy"
Silent = "never"
"""
START = cue(LOW_HZ, HIGH_HZ)


@pytest.fixture(scope="module")
def place() -> Iterator[DictatingDesk]:
    """The app on a desk whose microphone hears the loudspeaker."""
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        loop = ("source=speaker.monitor", "sink=mic_in", "latency_msec=30")
        desk.run("pactl", "load-module", "module-loopback", *loop)
        place = DictatingDesk(desk)
        place.start(SETTINGS)
        yield place
        place.end()
        place.person.leave()
        assert "Traceback" not in place.log()


@pytest.fixture(scope="module")
def report(place: DictatingDesk) -> Path:
    return say(place.desk, REPORT, "report")


@pytest.fixture
def field(place: DictatingDesk) -> Iterator[QtField]:
    field = QtField(place.desk).focus()
    yield field
    field.leave()


def heard_by(desk: Desk, recorder: subprocess.Popen[bytes], file: Path) -> Waveform:
    """Return what another program has recorded from the microphone."""
    desk.stop(recorder)
    return read_audio_file(file).waveform


def test_the_start_tone_is_heard_by_the_microphone_but_not_recorded(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    desk, other = place.desk, place.desk.folder / "other.wav"
    recorder = desk.spawn("parecord", "--device=mic", "--file-format=wav", str(other))
    desk.wait_for(lambda: other.exists() and other.stat().st_size > 2 * SAMPLE_RATE, recorder)
    before = place.last_take()
    place.dictate(report)
    last = place.take_after(before)
    assert last["text"].strip() == REPORT
    assert likeness(START, heard_by(desk, recorder, other)) > 0.9
    (recording,) = desk.folder.rglob("take-*.wav")
    assert likeness(START, read_audio_file(recording).waveform) < 0.5


def test_a_media_player_pauses_while_the_key_is_held(
    place: DictatingDesk, field: QtField
) -> None:
    player = FakePlayer(place.desk.session["DBUS_SESSION_BUS_ADDRESS"], "music")
    with place.person.holding(KEY):
        place.wait_until(lambda status: status["state"] == "recording")
        place.desk.wait_for(lambda: player.status == "Paused")
    place.desk.wait_for(lambda: player.status == "Playing")
    assert player.calls == ["Pause", "Play"]
    player.leave()


def test_a_text_for_a_program_may_only_be_copied(place: DictatingDesk, report: Path) -> None:
    window = Xterm(place.desk, "Copied")
    window.focus()
    before = place.last_take()
    place.dictate(report)
    assert place.take_after(before)["outcome"] == "in clipboard"
    assert place.desk.run("xclip", "-o", "-selection", "clipboard").strip() == REPORT
    assert window.text() == ""
    window.leave()


def test_the_key_does_nothing_in_a_program_that_is_never_listened_in(
    place: DictatingDesk, report: Path
) -> None:
    def n_recordings() -> int:
        return place.log().count("StartMicrophone")

    window, before, last = Xterm(place.desk, "Silent"), n_recordings(), place.last_take()
    window.focus()
    with place.person.holding(KEY):
        place.desk.wait_for(lambda: "no dictation in this program" in place.log())
    field = QtField(place.desk).focus()
    place.dictate(report)
    assert place.take_after(last)["delivered"]
    assert n_recordings() == before + 1
    field.leave()
    window.leave()
