"""Takes and statuses as after a day of dictation, for tests and pictures of the windows."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.sentence import Sentence
from engine.transcript import Headway
from maxwhisper_desktop.dictation.events import Outcome
from maxwhisper_desktop.dictation.take_record import StageTimes, TakeRecord
from maxwhisper_desktop.status.app_status import AppState, AppStatus

_FIRST_S: Final = datetime(2026, 3, 9, 14, 2, 11, tzinfo=UTC).timestamp()

_TIMES: Final = StageTimes(
    capture=31.0,
    queue=4.2,
    mel=9.8,
    encode=212.4,
    prefill=38.5,
    decode=164.1,
    overhead=12.6,
    text=0.7,
    delivery=27.3,
)


def sample_take(take: int = 1, outcome: Outcome = Outcome.DELIVERED) -> TakeRecord:
    """Return a take of four seconds that was recognised by base."""
    return TakeRecord(
        take=take,
        started_s=_FIRST_S + 47 * take,
        duration_s=4.3,
        outcome=outcome,
        text="And could you send me the minutes of Tuesday's meeting before lunch? ",
        language="en",
        model="base",
        device="cpu",
        n_tokens=17,
        stages_ms=_TIMES,
        recording=Path("take.wav"),
        program="org.gnome.Evolution",
    )


def sample_takes() -> list[TakeRecord]:
    """Return one take of nearly each kind, oldest first."""
    said = sample_take()
    unsaid = replace(
        said,
        text="",
        language=None,
        model=None,
        device=None,
        n_tokens=0,
        stages_ms=StageTimes(),
    )
    kinds = [
        replace(
            said,
            text="Dear Ms Okafor, thank you for your letter of the third of March. ",
            is_cold=True,
            stages_ms=replace(_TIMES, queue=1315.0),
        ),
        replace(
            unsaid,
            outcome=Outcome.MICROPHONE_FAILED,
            detail=Sentence(
                "The sound device is in use by another program. Close that program."
            ),
            recording=None,
        ),
        replace(unsaid, outcome=Outcome.SILENT, duration_s=1.2),
        replace(
            said,
            text="Wir treffen uns am Donnerstag um halb drei vor dem Rathaus. ",
            language="de",
            outcome=Outcome.SENT,
            stages_ms=replace(_TIMES, decode=201.7),
        ),
        replace(unsaid, outcome=Outcome.CANCELLED, duration_s=6.8),
        replace(
            said,
            text="The second paragraph should come before the table, not after it. ",
            outcome=Outcome.IN_CLIPBOARD,
            detail=Sentence(
                "Another window was in use when the text was ready; paste it where you want it."
            ),
            stages_ms=replace(_TIMES, delivery=3.1),
        ),
        replace(unsaid, outcome=Outcome.RECOGNITION_FAILED, duration_s=3.1),
        replace(said, stages_ms=replace(_TIMES, encode=231.0, decode=148.9)),
        replace(
            said,
            duration_s=21.4,
            n_tokens=88,
            text=(
                "I have read the draft twice now, and I think that it is nearly there. What I"
                " would still change is the order of the arguments: begin with what the reader"
                " already knows, then say what is new, and only then why it matters. The figures"
                " on page four are much clearer than before. "
            ),
            stages_ms=replace(_TIMES, encode=218.6, decode=846.0),
            headway=Headway(n_passes=9, n_drafted=64, n_accepted=63, cpu_s=2.4),
        ),
    ]
    return [
        replace(kind, take=number, started_s=_FIRST_S + 47 * number)
        for number, kind in enumerate(kinds, start=1)
    ]


def sample_status(state: AppState = AppState.READY) -> AppStatus:
    """Return the status of an app without problems."""
    return AppStatus(
        state=state,
        model="base",
        device="cpu",
        device_reason=Sentence("MAX finds no GPU on this machine."),
        memory_mb=311,
        hotkey="Right Ctrl",
        microphone="Built-in Audio Analogue Stereo",
        typist="X11, pasting",
        last=sample_take(),
    )
