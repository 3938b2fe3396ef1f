"""The dictation cycle rule by rule: the key, the recording, cancelling."""

import pytest
from samples.dictation_story import (
    ARMED,
    DELIVERING,
    HELD,
    HOLD_MS,
    LATCHED,
    RECOGNISING,
    SECOND_RECOGNISING,
    STOPPED,
    Events,
    after,
    hold_of,
    last_of,
)

from engine.sentence import Sentence
from maxwhisper_desktop.dictation.cycle import TAP_MS, advance
from maxwhisper_desktop.dictation.events import (
    CancelAsked,
    CancelRecognition,
    Deliver,
    Delivered,
    EscapePressed,
    Event,
    HotkeyLost,
    KeepTake,
    KeyPressed,
    KeyReleased,
    KeyStateChecked,
    MicrophoneStarted,
    MicrophoneStopped,
    Notice,
    OtherKeyPressed,
    Outcome,
    Receipt,
    Recognise,
    Recognised,
    RecordingAsked,
    StartMicrophone,
    StopMicrophone,
    Tell,
    Wish,
)
from maxwhisper_desktop.dictation.state import Dictation, Hold, Phase

# Hold to talk


def test_key_down_starts_the_microphone_at_once() -> None:
    assert last_of(*ARMED) == (StartMicrophone(1),)
    assert after(*ARMED).phase is Phase.ARMING


def test_the_first_block_makes_it_a_recording() -> None:
    assert after(*HELD).phase is Phase.RECORDING
    assert last_of(*HELD) == ()


def test_key_up_stops_the_microphone() -> None:
    assert last_of(*STOPPED) == (StopMicrophone(1),)
    assert after(*STOPPED).phase is Phase.RECOGNISING


def test_a_complete_recording_is_recognised() -> None:
    assert last_of(*RECOGNISING) == (Recognise(1),)
    assert after(*RECOGNISING).phase is Phase.RECOGNISING


def test_the_text_is_delivered() -> None:
    assert last_of(*DELIVERING) == (Deliver(1, "one"),)
    assert after(*DELIVERING).phase is Phase.DELIVERING


@pytest.mark.parametrize(
    ("receipt", "outcome"),
    [(Receipt.ARRIVED, Outcome.DELIVERED), (Receipt.SENT, Outcome.SENT)],
)
def test_only_text_that_arrived_is_called_delivered(receipt: Receipt, outcome: Outcome) -> None:
    assert last_of(*DELIVERING, Delivered(1, receipt)) == (KeepTake(1, outcome),)
    assert after(*DELIVERING, Delivered(1, receipt)) == Dictation(next_take=2)


# Tap to latch


@pytest.mark.parametrize(
    ("held_ms", "hold"), [(0, Hold.LATCHED), (TAP_MS - 1, Hold.LATCHED), (TAP_MS, None)]
)
def test_a_press_shorter_than_a_tap_latches(held_ms: int, hold: Hold | None) -> None:
    assert hold_of(*HELD, KeyReleased(held_ms)) is hold


def test_the_next_tap_ends_a_latched_recording_as_the_key_comes_up() -> None:
    assert last_of(*LATCHED, KeyPressed(9_000)) == ()
    assert last_of(*LATCHED, KeyPressed(9_000), KeyReleased(9_100)) == (StopMicrophone(1),)


def test_a_long_press_ends_a_latched_recording_too() -> None:
    assert last_of(*LATCHED, KeyPressed(5_000), KeyReleased(9_000)) == (StopMicrophone(1),)


def test_a_tap_before_the_first_block_becomes_a_latched_recording() -> None:
    events = (*ARMED, KeyReleased(100), MicrophoneStarted(1))
    assert hold_of(*events) is Hold.LATCHED
    assert after(*events).phase is Phase.RECORDING


def test_a_hold_that_ends_before_the_first_block_stops_at_once() -> None:
    events = (*ARMED, KeyReleased(HOLD_MS))
    assert last_of(*events) == (StopMicrophone(1),)
    assert last_of(*events, MicrophoneStarted(1), MicrophoneStopped(1)) == (Recognise(1),)


def test_a_recording_without_audio_is_reported_and_not_treated_as_silence() -> None:
    events = (*ARMED, KeyReleased(HOLD_MS), MicrophoneStopped(1))
    assert last_of(*events) == (
        KeepTake(1, Outcome.NOTHING_RECORDED),
        Tell(Notice.NOTHING_RECORDED, 1),
    )
    assert after(*events).phase is Phase.FAILED


# Unreliable keys


def test_key_repeat_changes_nothing() -> None:
    repeats = [KeyPressed(at_ms) for at_ms in range(660, 2_000, 40)]
    assert after(*HELD, *repeats) == after(*HELD)


def test_a_key_up_without_key_down_is_harmless() -> None:
    assert after(KeyReleased(5)) == Dictation()
    assert after(*LATCHED, KeyReleased(9_000)) == after(*LATCHED)


def test_a_lost_key_up_is_detected_by_querying_the_keyboard() -> None:
    asked = [KeyStateChecked(at_ms, is_down=True) for at_ms in range(200, 1_000, 200)]
    up = [KeyStateChecked(at_ms, is_down=False) for at_ms in (1_000, 1_200)]
    assert last_of(*HELD, *asked, *up) == (StopMicrophone(1),)


def test_a_lost_key_up_that_may_have_been_a_tap_latches() -> None:
    asked = KeyStateChecked(200, is_down=True)
    up = [KeyStateChecked(at_ms, is_down=False) for at_ms in (600, 800)]
    assert hold_of(*HELD, asked, *up) is Hold.LATCHED


def test_a_key_up_that_is_reported_after_the_keyboard_was_queried_counts() -> None:
    # The display did not answer for three seconds: nothing is known of the key in between.
    up = [KeyStateChecked(at_ms, is_down=False) for at_ms in (3_200, 3_201)]
    assert last_of(*HELD, *up, KeyReleased(3_190)) == (StopMicrophone(1),)


def test_querying_the_keyboard_does_not_end_a_recording_while_the_key_is_down() -> None:
    asked = [KeyStateChecked(at_ms, is_down=True) for at_ms in range(200, 3_600_000, 60_000)]
    assert hold_of(*HELD, *asked) is Hold.HELD


def test_a_session_that_cannot_tell_the_key_state_changes_nothing() -> None:
    assert after(*HELD, KeyStateChecked(90_000, is_down=None)) == after(*HELD)


def test_a_key_state_from_before_the_press_is_ignored() -> None:
    held = after(KeyPressed(1_000))
    assert advance(held, KeyStateChecked(999, is_down=False)) == (held, ())


@pytest.mark.parametrize("is_down", [True, False])
def test_the_key_state_starts_no_recording(*, is_down: bool) -> None:
    assert after(KeyStateChecked(5, is_down=is_down)) == Dictation()


def test_without_any_key_state_a_second_press_still_ends_a_stuck_hold() -> None:
    assert last_of(*HELD, KeyPressed(9_000), KeyReleased(9_100)) == (StopMicrophone(1),)


def test_a_lost_hotkey_is_reported_and_the_recording_goes_on() -> None:
    told = Tell(Notice.HOTKEY_LOST, detail=Sentence("The keyboard is gone"))
    lost = HotkeyLost(Sentence("The keyboard is gone"))
    assert last_of(*HELD, lost) == (told,)
    assert hold_of(*HELD, lost) is Hold.LATCHED
    assert last_of(*HELD, lost, RecordingAsked(Wish.STOP)) == (StopMicrophone(1),)
    assert after(lost).phase is Phase.FAILED


# Cancel


@pytest.mark.parametrize("cancel", [EscapePressed(), CancelAsked()])
@pytest.mark.parametrize("events", [ARMED, HELD, LATCHED], ids=["armed", "held", "latched"])
def test_cancel_stops_and_keeps_the_recording(events: Events, cancel: Event) -> None:
    assert last_of(*events, cancel) == (
        StopMicrophone(1),
        KeepTake(1, Outcome.CANCELLED),
        Tell(Notice.CANCELLED, 1),
    )


def test_after_a_cancel_the_held_key_has_no_effect() -> None:
    cancelled = (*HELD, EscapePressed(), MicrophoneStopped(1))
    assert after(*cancelled, KeyPressed(700), KeyReleased(900)) == Dictation(next_take=2)
    assert last_of(*cancelled, KeyReleased(900), KeyPressed(1_000)) == (StartMicrophone(2),)


def test_escape_without_a_recording_is_the_active_window_s() -> None:
    assert after(EscapePressed()) == Dictation()
    assert after(*RECOGNISING, EscapePressed()) == after(*RECOGNISING)


def test_a_key_combination_silently_cancels_a_held_take() -> None:
    assert last_of(*HELD, OtherKeyPressed()) == (
        StopMicrophone(1),
        KeepTake(1, Outcome.CHORD),
    )


def test_typing_while_latched_is_normal() -> None:
    assert after(*LATCHED, OtherKeyPressed()) == after(*LATCHED)


def test_a_key_combination_with_the_hotkey_does_not_end_a_latched_recording() -> None:
    chord = (KeyPressed(9_000), OtherKeyPressed(), KeyReleased(9_100))
    assert after(*LATCHED, *chord) == after(*LATCHED)


def test_cancel_drops_every_text_that_is_not_being_delivered() -> None:
    second_stopped = (KeyPressed(6_000), MicrophoneStarted(3), KeyReleased(9_000))
    events = (*RECOGNISING, *SECOND_RECOGNISING, Recognised(2, "two"), *second_stopped)
    assert last_of(*events, CancelAsked()) == (
        CancelRecognition(1),
        KeepTake(1, Outcome.CANCELLED),
        Tell(Notice.CANCELLED, 1),
        KeepTake(2, Outcome.CANCELLED),
        Tell(Notice.CANCELLED, 2),
        KeepTake(3, Outcome.CANCELLED),
        Tell(Notice.CANCELLED, 3),
    )


def test_cancel_does_not_recall_the_text_being_delivered() -> None:
    assert advance(after(*DELIVERING), CancelAsked()) == (after(*DELIVERING), ())


def test_a_late_result_of_a_cancelled_take_is_ignored() -> None:
    cancelled = (*RECOGNISING, CancelAsked())
    assert last_of(*cancelled, Recognised(1, "one")) == ()
    assert after(*cancelled, Recognised(1, "one")) == after(*cancelled)
