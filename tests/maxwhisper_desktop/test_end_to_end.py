"""A real key press, a voice in a real microphone, the real engine, and text in a real field.

In between is the app as users start it, in its own process on its own desktop.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop.desk import Desk
from desktop.desk_microphone import plug_in, pull_out
from desktop.desk_targets import GtkField, QtField, Target, Xterm
from desktop.dictating_desk import KEY, SETTINGS, DictatingDesk, say
from patience import HopelessError

pytestmark = [pytest.mark.desktop, pytest.mark.compiles, pytest.mark.timeout(3600)]

# In this voice tiny.en hears these in the same words however they lie in the window (60 of 60
# places); of others it lost a word in up to a tenth of them, in float32 as in bytes.
REPORT = "I read your letter in the garden this morning."
LETTER = "Thank you very much for your long letter."
MONO = ("-r", "48000", "-c", "1")

# tiny.en finds no words in these, wherever they begin (30 of 30 places). In music and in voices of animals
# it sometimes does.
NOISES = ("sheep.ogg", "speechbrain_noise2.wav", "voxtype_white_noise.wav")


@pytest.fixture(scope="module")
def place(measured: list[str]) -> Iterator[DictatingDesk]:
    """The app on a desktop, started once for all tests that leave it running as it was."""
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        place.start()
        yield place
        place.end()
        place.person.leave()
        assert place.process.returncode == 0, place.log()
        assert "Traceback" not in place.log()
        # Only reported here, where other programs run beside the app: tests/helpers/latency.py
        # checks it.
        measured.append(f"the app's main thread was held up for {place.longest_block_ms} ms")


@pytest.fixture(scope="module")
def field(place: DictatingDesk) -> QtField:
    return QtField(place.desk)


@pytest.fixture(scope="module")
def report(place: DictatingDesk) -> Path:
    return say(place.desk, REPORT, "report")


@pytest.fixture(scope="module")
def letter(place: DictatingDesk) -> Path:
    return say(place.desk, LETTER, "letter")


def _arrives(place: DictatingDesk, target: Target, text: str) -> None:
    try:
        place.desk.wait_for(lambda: target.text().strip() == text, place.process)
    except (HopelessError, TimeoutError):
        pytest.fail(f"{target.text()!r} stands there, not {text!r}\n{place.log()}")


def _is_idle(place: DictatingDesk) -> None:
    place.wait_until(lambda status: status["state"] in {"ready", "failed"})


@pytest.mark.parametrize("kind", [QtField, Xterm, GtkField])
def test_what_is_said_while_the_key_is_held_is_in_the_field(
    place: DictatingDesk, report: Path, kind: type[QtField | Xterm | GtkField]
) -> None:
    target = kind(place.desk).focus()
    before = place.last_take()
    place.dictate(report)
    last = place.take_after(before)
    assert (last["text"].strip(), last["delivered"]) == (REPORT, True)
    # The engine heard it before the key came up; how much it recognised is a matter of time.
    assert last["headway"] is not None
    _arrives(place, target, REPORT)
    _is_idle(place)
    target.leave()


def test_a_tap_records_until_the_next_tap(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    place.person.tap(KEY)
    place.wait_until(lambda status: status["hears"])
    place.play(report)
    place.person.tap(KEY)
    _arrives(place, field, REPORT)
    _is_idle(place)


def test_escape_cancels_and_nothing_is_typed(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    before = place.last_take()
    place.person.tap(KEY)
    place.wait_until(lambda status: status["hears"])
    place.play(report)
    place.person.tap("Escape")
    last = place.take_after(before)
    assert (last["outcome"], last["delivered"]) == ("cancelled", False)
    _is_idle(place)
    assert field.text() == ""


def test_two_takes_in_a_row_arrive_in_order_and_as_one_text(
    place: DictatingDesk, field: QtField, report: Path, letter: Path
) -> None:
    field.focus().clear()
    place.person.tap("a")  # The text before is the user's, so the app does not know it.
    _arrives(place, field, "a")
    field.clear()
    with place.engine_held():
        place.dictate(report)
        place.dictate(letter)  # While the first is still being recognised.
    _arrives(place, field, f"{REPORT} {LETTER}")
    _is_idle(place)


def test_a_dictation_takes_precedence_over_a_dropped_file(
    place: DictatingDesk, field: QtField, report: Path, tmp_path: Path
) -> None:
    desk = place.desk
    long = desk.folder / "long.wav"
    desk.run("sox", str(report), "-r", "16000", str(long), "repeat", "60")
    length_s = float(desk.run("soxi", "-D", str(long)))
    n_before = len(place.lengths_recognised())
    with place.engine_held():
        place.command("show")
        source = place.drag(long, "^MaxWhisper$")
        desk.wait_for(lambda: place.n_files_running() == 1, place.process)
        source.leave()
        field.focus().clear()
        place.dictate(report)
    _arrives(place, field, REPORT)
    # The file reached the gate first, but the take is done first.
    assert place.lengths_recognised()[n_before] < length_s
    _is_idle(place)


def test_an_engine_killed_during_recognition_costs_time_but_no_text(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    with place.engine_held():
        place.dictate(report)
        place.wait_until(lambda status: status["state"] == "recognising")
        place.kill_engine()
    _arrives(place, field, REPORT)
    _is_idle(place)


def test_a_text_whose_window_is_left_waits_in_the_clipboard_for_one_key(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    other = QtField(place.desk)
    field.focus()
    before = place.last_take()
    with place.engine_held():
        place.dictate(report)
        place.wait_until(lambda status: status["state"] == "recognising")
        other.focus()
    last = place.take_after(before)
    assert last["outcome"] == "in clipboard", f"{last}\n{place.log()}"
    assert (field.text(), other.text()) == ("", "")
    assert place.desk.run("xclip", "-o", "-selection", "clipboard").strip() == REPORT
    with place.person.holding("Shift_L"):
        place.person.tap(KEY)
    _arrives(place, other, REPORT)
    place.delivered_after(last)
    other.leave()


@pytest.mark.parametrize("click_db", ["-60", "-1"], ids=["no click", "a click"])
def test_a_quiet_voice_beside_an_offset_of_the_zero_line_arrives(
    place: DictatingDesk, field: QtField, report: Path, click_db: str
) -> None:
    field.focus().clear()
    desk = place.desk
    voice, click, sound = (desk.folder / f"{name}.wav" for name in ("voice", "click", "sound"))
    quiet = ("gain", "-n", "-36", "pad", "0.5", "dcshift", "0.05")
    desk.run("sox", str(report), *MONO, str(voice), *quiet)
    # As microphones click when they are switched on.
    desk.run("sox", "-n", *MONO, str(click), "synth", "0.02", "noise", "gain", click_db)
    desk.run("sox", str(click), str(voice), str(sound))
    place.dictate(sound)
    _arrives(place, field, REPORT)


def test_silence_types_nothing(place: DictatingDesk, field: QtField) -> None:
    field.focus().clear()
    quiet = place.desk.folder / "quiet.wav"
    place.desk.run("sox", "-n", *MONO, str(quiet), "trim", "0", "2")
    before = place.last_take()
    place.dictate(quiet)
    assert place.take_after(before)["outcome"] == "silent"
    assert field.text() == ""


@pytest.mark.recordings
def test_a_noisy_room_types_nothing(
    place: DictatingDesk, field: QtField, recordings: Path
) -> None:
    field.focus().clear()
    for noise in NOISES:
        sound = place.desk.folder / f"{noise}.wav"
        file = str(recordings / "noise" / noise)
        place.desk.run("sox", file, *MONO, str(sound), "trim", "0", "4")
        before = place.last_take()
        place.dictate(sound)
        assert place.take_after(before)["outcome"] == "silent"
    assert field.text() == ""


def test_an_image_in_the_clipboard_is_restored_after_a_dictation(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    image = place.desk.folder / "image.png"
    place.desk.screenshot(image)
    copy = ("xclip", "-selection", "clipboard", "-t", "image/png")
    place.desk.spawn(*copy, "-i", str(image))
    place.desk.wait_for(
        lambda: "image/png" in place.desk.run("xclip", *copy[1:3], "-t", "TARGETS", "-o")
    )
    place.dictate(report)
    _arrives(place, field, REPORT)
    _is_idle(place)

    def pasted() -> bytes:
        # It fails while the clipboard has no image.
        paste = subprocess.run(
            [*copy, "-o"], env=place.desk.environment, check=False, capture_output=True
        )
        return paste.stdout

    place.desk.wait_for(lambda: pasted() == image.read_bytes(), place.process)


def test_a_microphone_removed_while_one_speaks_gives_what_was_said_before(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    with place.person.holding(KEY):
        place.wait_until(lambda status: status["hears"])
        place.play(report)
        pull_out(place.desk, "mic")
        place.wait_until(lambda status: status["state"] != "recording")
    _arrives(place, field, REPORT)
    place.wait_until(lambda status: not status["microphone"])
    plug_in(place.desk, "mic")
    place.wait_until(lambda status: status["microphone"])
    _is_idle(place)


def test_after_a_crash_the_next_start_gives_the_recording_its_text(
    place: DictatingDesk, field: QtField, report: Path
) -> None:
    field.focus().clear()
    place.person.down(KEY)
    place.wait_until(lambda status: status["hears"])
    place.play(report)
    place.end(crash=True)
    place.person.up(KEY)
    place.start()
    last = place.wait_until(lambda status: status["last"] and status["last"]["text"])["last"]
    assert (last["text"], last["outcome"], last["delivered"]) == (REPORT, "heard again", False)
    assert field.text() == ""


@pytest.fixture
def own_place() -> Iterator[DictatingDesk]:
    """An app that a test may start with its own settings and end."""
    with Desk() as desk:
        desk.dbus().x11(tray=True).pulse()
        place = DictatingDesk(desk)
        yield place
        place.person.leave()


def test_right_ctrl_on_a_german_keyboard_brings_umlauts_and_an_emoji(
    own_place: DictatingDesk,
) -> None:
    own_place.desk.keyboard("de")
    own_place.key = "Control_R"
    settings = SETTINGS.replace(KEY, own_place.key)
    own_place.start(f'{settings}\n[text.replacements]\n"morning" = "zwölf. Schöne Grüße 😀"\n')
    report = say(own_place.desk, REPORT, "report")
    for kind in (QtField, Xterm):
        target = kind(own_place.desk).focus()
        own_place.dictate(report)
        _arrives(own_place, target, REPORT.replace("morning", "zwölf. Schöne Grüße 😀"))
        _is_idle(own_place)
    own_place.end()
