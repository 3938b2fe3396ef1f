"""The real app among loudspeakers, media players and programs with rules of their own."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from desktop.desk import Desk
from desktop.desk_microphone import likeness
from desktop.desk_targets import QtField, Xterm
from desktop.dictating_desk import KEY, DictatingDesk, say
from fakes.fake_player import FakePlayer

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE, Waveform
from maxwhisper_desktop.sound.cue_removal import HELD_S
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
        desk.run("pactl", "set-default-sink", "mic_in")
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


def test_the_start_tone_is_heard_by_the_microphone_but_not_recorded(
    place: DictatingDesk, field: QtField
) -> None:
    # On a busy machine a sound server loses some of the tone, which is then another one.
    shares = (share_of_tone(place) for _ in range(20))
    assert any(share is not None and share < 0.1 for share in shares)


def share_of_tone(place: DictatingDesk) -> float | None:
    """Say nothing in a take; return how loud its recording is beside what the microphone heard.

    None if it heard no whole tone.
    """
    desk, other = place.desk, place.desk.folder / "other.raw"
    other.unlink(missing_ok=True)
    form = ("--raw", "--format=s16le", f"--rate={SAMPLE_RATE}", "--channels=1")
    recorder = desk.spawn("parecord", "--device=mic", *form, "--latency-msec=20", str(other))
    desk.wait_for(lambda: other.exists() and other.stat().st_size > SAMPLE_RATE, recorder)
    earlier, before = recordings(desk), place.last_take()
    place.person.tap(KEY)
    place.wait_until(lambda status: status["hears"])
    n_before = heard_so_far(other).size
    # For as long as the tone is looked for, and as a sound server may be late.
    n_more = round((HELD_S + 1) * SAMPLE_RATE)
    desk.wait_for(lambda: heard_so_far(other).size > n_before + n_more, recorder)
    place.person.tap(KEY)
    assert place.take_after(before)["outcome"] == "silent"
    desk.stop(recorder)
    desk.wait_for(lambda: recordings(desk) > earlier)
    (recording,) = recordings(desk) - earlier
    heard, kept = heard_so_far(other), read_audio_file(recording).waveform
    return float(np.abs(kept).max() / np.abs(heard).max()) if has_tone(heard) else None


def recordings(desk: Desk) -> set[Path]:
    """Return the recordings in the history."""
    return {*desk.folder.rglob("recordings/take-*.wav")}


def has_tone(sound: Waveform) -> bool:
    return bool(sound.any()) and likeness(START, sound) > 0.9


def heard_so_far(file: Path) -> Waveform:
    """Return what another program has recorded."""
    content = file.read_bytes()
    samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2")
    return samples.astype(np.float32) / np.float32(32768)


def test_words_are_recognised_although_the_start_tone_sounds(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    before = place.last_take()
    place.dictate(report)
    assert place.take_after(before)["text"].strip() == REPORT


def test_a_media_player_pauses_from_the_first_tap_to_the_next(
    place: DictatingDesk, field: QtField
) -> None:
    player = FakePlayer(place.desk.session["DBUS_SESSION_BUS_ADDRESS"], "music")
    place.person.tap(KEY)
    place.desk.wait_for(lambda: player.status == "Paused")
    place.wait_until(lambda status: status["hears"])
    place.person.tap(KEY)
    place.desk.wait_for(lambda: player.status == "Playing")
    assert player.calls == ["Pause", "Play"]
    player.leave()


def test_a_text_for_a_program_may_only_be_copied(place: DictatingDesk, report: Path) -> None:
    window = Xterm(place.desk, "Copied")
    window.focus()
    before = place.last_take()
    place.dictate(report)
    last = place.take_after(before)
    assert (last["text"].strip(), last["outcome"]) == (REPORT, "in clipboard"), place.log()
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
    place.delivered_after(last)
    assert n_recordings() == before + 1
    field.leave()
    window.leave()
