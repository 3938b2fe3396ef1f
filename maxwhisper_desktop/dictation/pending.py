"""The cycle of takes after their recording: recognised, then delivered in order."""

from dataclasses import replace
from typing import assert_never

from maxwhisper_desktop.dictation.events import (
    CancelRecognition,
    Command,
    Deliver,
    Delivered,
    DeliveryEvent,
    DeliveryFailed,
    KeepTake,
    MicrophoneEvent,
    MicrophoneFailed,
    MicrophoneStarted,
    MicrophoneStopped,
    Notice,
    Outcome,
    Receipt,
    Recognise,
    Recognised,
    RecognitionEvent,
    RecognitionFailed,
    TakeId,
    Tell,
)
from maxwhisper_desktop.dictation.state import (
    Closing,
    Delivering,
    Dictation,
    Pending,
    Recognising,
    Step,
    Waiting,
)


def advance_pending(
    state: Dictation, event: MicrophoneEvent | RecognitionEvent | DeliveryEvent
) -> Step:
    """Advance a take whose recording has ended.

    Nothing changes if the take has ended, never existed, or is in another state than the
    event's.
    """
    pending = next((one for one in state.pending if one.take == event.take), None)
    match event:
        case MicrophoneStarted() | MicrophoneStopped() | MicrophoneFailed():
            if isinstance(pending, Closing):
                return _on_microphone(state, pending, event)
        case Recognised() | RecognitionFailed():
            if isinstance(pending, Recognising):
                return _on_recognition(state, event)
        case Delivered() | DeliveryFailed():
            if isinstance(pending, Delivering):
                return _on_delivery(state, event)
        case _:
            assert_never(event)
    return state, ()


def abandon(pending: Pending, outcome: Outcome) -> tuple[Command, ...]:
    """Return the commands that end ``pending`` before its text is delivered."""
    keep = KeepTake(pending.take, outcome)
    if isinstance(pending, Recognising):
        return CancelRecognition(pending.take), keep
    return (keep,)


def cancel_pending(state: Dictation) -> Step:
    """End all takes except the one being delivered, which cannot be recalled."""
    delivering = tuple(pending for pending in state.pending if isinstance(pending, Delivering))
    commands = (
        command
        for pending in state.pending
        if not isinstance(pending, Delivering)
        for command in (
            *abandon(pending, Outcome.CANCELLED),
            Tell(Notice.CANCELLED, pending.take),
        )
    )
    return replace(state, pending=delivering), tuple(commands)


def _on_microphone(state: Dictation, closing: Closing, event: MicrophoneEvent) -> Step:
    match event:
        case MicrophoneStarted():
            return _put(state, replace(closing, has_sound=True)), ()
        case MicrophoneStopped(take):
            told = Tell(Notice.NOTHING_RECORDED, take)
            if not closing.has_sound:
                return _fail(state, take, Outcome.NOTHING_RECORDED, told)
            return _put(state, Recognising(take)), (Recognise(take),)
        case MicrophoneFailed(take, detail):
            if not closing.has_sound:
                told = Tell(Notice.MICROPHONE_FAILED, take, detail)
                return _fail(state, take, Outcome.MICROPHONE_FAILED, told)
            told = Tell(Notice.MICROPHONE_LOST, take, detail)
            state = replace(_put(state, Recognising(take)), problem=told)
            return state, (Recognise(take), told)
        case _:
            assert_never(event)


def _on_recognition(state: Dictation, event: RecognitionEvent) -> Step:
    match event:
        case Recognised(take, text):
            if not text:
                return _end(state, take, Outcome.SILENT, Tell(Notice.NOTHING_HEARD, take))
            return _deliver_next(_put(state, Waiting(take, text)))
        case RecognitionFailed(take, detail):
            told = Tell(Notice.RECOGNITION_FAILED, take, detail)
            return _fail(state, take, Outcome.RECOGNITION_FAILED, told)
        case _:
            assert_never(event)


def _on_delivery(state: Dictation, event: DeliveryEvent) -> Step:
    match event:
        case Delivered(take, receipt, detail):
            match receipt:
                case Receipt.ARRIVED:
                    return _end(state, take, Outcome.DELIVERED)
                case Receipt.SENT:
                    return _end(state, take, Outcome.SENT)
                case Receipt.IN_CLIPBOARD:
                    told = Tell(Notice.IN_CLIPBOARD, take, detail)
                    return _end(state, take, Outcome.IN_CLIPBOARD, told)
                case Receipt.COPIED:
                    return _end(state, take, Outcome.IN_CLIPBOARD, Tell(Notice.COPIED, take))
                case _:
                    assert_never(receipt)
        case DeliveryFailed(take, detail):
            told = Tell(Notice.NOT_DELIVERED, take, detail)
            return _fail(state, take, Outcome.NOT_DELIVERED, told)
        case _:
            assert_never(event)


def _put(state: Dictation, changed: Pending) -> Dictation:
    pending = tuple(changed if old.take == changed.take else old for old in state.pending)
    return replace(state, pending=pending)


def _deliver_next(state: Dictation) -> Step:
    match state.pending:
        case (Waiting(take, text), *later):
            return replace(state, pending=(Delivering(take), *later)), (Deliver(take, text),)
        case _:
            return state, ()


def _end(state: Dictation, take: TakeId, outcome: Outcome, *told: Tell) -> Step:
    pending = tuple(pending for pending in state.pending if pending.take != take)
    state, commands = _deliver_next(replace(state, pending=pending))
    return state, (KeepTake(take, outcome), *told, *commands)


def _fail(state: Dictation, take: TakeId, outcome: Outcome, told: Tell) -> Step:
    return _end(replace(state, problem=told), take, outcome, told)
