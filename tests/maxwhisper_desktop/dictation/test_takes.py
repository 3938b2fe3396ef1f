"""The dictation cycle rule by rule: several takes, faults, quitting."""

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
from maxwhisper_desktop.dictation.cycle import advance
from maxwhisper_desktop.dictation.events import (
    CancelRecognition,
    Deliver,
    Delivered,
    DeliveryFailed,
    EscapePressed,
    Event,
    KeepTake,
    KeyPressed,
    KeyReleased,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    Notice,
    Outcome,
    QuitAsked,
    Receipt,
    Recognise,
    Recognised,
    RecognitionFailed,
    RecordingAsked,
    StartMicrophone,
    StopMicrophone,
    Tell,
    Wish,
)
from maxwhisper_desktop.dictation.state import Dictation, Hold, Phase

# Several takes


@pytest.mark.parametrize(
    "events", [STOPPED, RECOGNISING, DELIVERING], ids=["stopped", "recognising", "delivering"]
)
def test_a_press_starts_the_next_take_while_the_last_is_on_its_way(events: Events) -> None:
    assert last_of(*events, KeyPressed(3_000)) == (StartMicrophone(2),)
    assert after(*events, KeyPressed(3_000)).phase is Phase.ARMING


def test_the_earlier_take_goes_on_during_the_next_recording() -> None:
    assert last_of(*RECOGNISING, KeyPressed(3_000), Recognised(1, "one")) == (
        Deliver(1, "one"),
    )


def test_texts_are_delivered_in_the_order_they_were_spoken() -> None:
    events = (*RECOGNISING, *SECOND_RECOGNISING, Recognised(2, "two"))
    assert last_of(*events) == ()
    assert last_of(*events, Recognised(1, "one")) == (Deliver(1, "one"),)
    assert last_of(*events, Recognised(1, "one"), Delivered(1, Receipt.ARRIVED)) == (
        KeepTake(1, Outcome.DELIVERED),
        Deliver(2, "two"),
    )


def test_a_late_report_of_the_earlier_take_does_not_touch_the_recording() -> None:
    recording = after(*RECOGNISING, KeyPressed(3_000))
    for late in (
        MicrophoneStarted(1),
        MicrophoneStopped(1),
        MicrophoneFailed(1, Sentence("Unplugged")),
    ):
        assert advance(recording, late) == (recording, ())


def test_a_failed_take_does_not_block_the_next() -> None:
    events = (*RECOGNISING, *SECOND_RECOGNISING, Recognised(2, "two"))
    assert last_of(*events, RecognitionFailed(1, Sentence("No memory"))) == (
        KeepTake(1, Outcome.RECOGNITION_FAILED),
        Tell(Notice.RECOGNITION_FAILED, 1, Sentence("No memory")),
        Deliver(2, "two"),
    )


# Faults


def test_a_microphone_that_does_not_open_is_reported_with_the_reason() -> None:
    failed = MicrophoneFailed(1, Sentence("In use elsewhere"))
    told = Tell(Notice.MICROPHONE_FAILED, 1, Sentence("In use elsewhere"))
    assert last_of(*ARMED, failed) == (KeepTake(1, Outcome.MICROPHONE_FAILED), told)
    assert after(*ARMED, failed).phase is Phase.FAILED
    assert after(*ARMED, failed).problem == told


@pytest.mark.parametrize("events", [HELD, LATCHED, STOPPED], ids=["held", "latched", "stopped"])
def test_a_microphone_lost_midway_keeps_what_was_said(events: Events) -> None:
    told = Tell(Notice.MICROPHONE_LOST, 1, Sentence("Unplugged"))
    assert last_of(*events, MicrophoneFailed(1, Sentence("Unplugged"))) == (Recognise(1), told)
    state = after(*events, MicrophoneFailed(1, Sentence("Unplugged")))
    assert (state.phase, state.problem) == (Phase.RECOGNISING, told)


def test_a_source_that_ends_is_recognised() -> None:
    assert last_of(*HELD, MicrophoneStopped(1)) == (Recognise(1),)


def test_after_a_microphone_failure_the_held_key_has_no_effect() -> None:
    failed = (*HELD, MicrophoneFailed(1, Sentence("Unplugged")))
    assert last_of(*failed, KeyPressed(700), KeyReleased(HOLD_MS)) == ()
    assert after(*failed, KeyReleased(HOLD_MS)).capture is None


def test_a_failed_recognition_is_reported_and_the_take_kept() -> None:
    assert last_of(*RECOGNISING, RecognitionFailed(1, Sentence("No memory"))) == (
        KeepTake(1, Outcome.RECOGNITION_FAILED),
        Tell(Notice.RECOGNITION_FAILED, 1, Sentence("No memory")),
    )


def test_silence_types_nothing() -> None:
    assert last_of(*RECOGNISING, Recognised(1, "")) == (
        KeepTake(1, Outcome.SILENT),
        Tell(Notice.NOTHING_HEARD, 1),
    )
    assert after(*RECOGNISING, Recognised(1, "")).phase is Phase.IDLE


def test_a_text_that_only_reached_the_clipboard_is_reported() -> None:
    delivered = Delivered(1, Receipt.IN_CLIPBOARD, Sentence("The window is gone"))
    assert last_of(*DELIVERING, delivered) == (
        KeepTake(1, Outcome.IN_CLIPBOARD),
        Tell(Notice.IN_CLIPBOARD, 1, Sentence("The window is gone")),
    )


def test_an_undelivered_text_is_kept_and_reported() -> None:
    assert last_of(*DELIVERING, DeliveryFailed(1, Sentence("No display"))) == (
        KeepTake(1, Outcome.NOT_DELIVERED),
        Tell(Notice.NOT_DELIVERED, 1, Sentence("No display")),
    )


def test_the_next_recording_clears_the_problem() -> None:
    failed = (*RECOGNISING, RecognitionFailed(1, Sentence("No memory")))
    assert after(*failed).phase is Phase.FAILED
    assert after(*failed, KeyPressed(3_000)).problem is None


def test_only_its_recognition_advances_a_take_being_recognised() -> None:
    state = after(*RECOGNISING)
    assert advance(state, MicrophoneStopped(1)) == (state, ())
    assert advance(state, Delivered(1, Receipt.ARRIVED)) == (state, ())
    assert advance(after(*DELIVERING), Recognised(1, "two")) == (after(*DELIVERING), ())


@pytest.mark.parametrize(
    "event",
    [
        MicrophoneStarted(7),
        MicrophoneStopped(7),
        MicrophoneFailed(7, Sentence("Unplugged")),
        Recognised(7, "seven"),
        RecognitionFailed(7, Sentence("No memory")),
        Delivered(7, Receipt.ARRIVED),
        DeliveryFailed(7, Sentence("No display")),
    ],
)
def test_events_of_an_unknown_take_change_nothing(event: Event) -> None:
    assert advance(after(*DELIVERING), event) == (after(*DELIVERING), ())


# Other controls


@pytest.mark.parametrize("wish", [Wish.START, Wish.TOGGLE])
def test_a_recording_started_without_the_key_is_latched(wish: Wish) -> None:
    assert last_of(RecordingAsked(wish)) == (StartMicrophone(1),)
    assert hold_of(RecordingAsked(wish)) is Hold.LATCHED


@pytest.mark.parametrize("wish", [Wish.STOP, Wish.TOGGLE])
@pytest.mark.parametrize("events", [HELD, LATCHED], ids=["held", "latched"])
def test_a_recording_can_be_stopped_without_the_key(events: Events, wish: Wish) -> None:
    assert last_of(*events, RecordingAsked(wish)) == (StopMicrophone(1),)


def test_start_while_recording_and_stop_while_idle_change_nothing() -> None:
    assert after(*HELD, RecordingAsked(Wish.START)) == after(*HELD)
    assert after(RecordingAsked(Wish.STOP)) == Dictation()


def test_a_key_that_was_down_before_the_recording_does_not_end_it() -> None:
    events = (*HELD, EscapePressed(), RecordingAsked(Wish.START), KeyReleased(HOLD_MS))
    assert hold_of(*events) is Hold.LATCHED


# The end


def test_quitting_keeps_the_recording_and_every_pending_take() -> None:
    events = (*RECOGNISING, *SECOND_RECOGNISING, Recognised(2, "two"), KeyPressed(6_000))
    assert last_of(*events, QuitAsked()) == (
        StopMicrophone(3),
        CancelRecognition(1),
        KeepTake(1, Outcome.QUIT),
        KeepTake(2, Outcome.QUIT),
        KeepTake(3, Outcome.QUIT),
    )


def test_after_quitting_nothing_starts() -> None:
    quit_state = after(QuitAsked())
    assert advance(quit_state, KeyPressed(0)) == (quit_state, ())
