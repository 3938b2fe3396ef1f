"""A take on its way, from its first audio block to the history."""

from dataclasses import dataclass

from engine.options import TranscribeOptions
from engine.sentence import NOTHING, Sentence
from engine.transcript import Transcript
from maxwhisper_desktop.dictation.events import Outcome, TakeId
from maxwhisper_desktop.dictation.take_record import GpuTimes, StageTimes, TakeRecord
from maxwhisper_desktop.ports import RecognitionDone, RecognitionRequest
from maxwhisper_desktop.recording.take_recorder import RecordedTake


@dataclass(slots=True)
class ActiveTake:
    """The data of a take so far. Times are milliseconds of the monotonic clock.

    Attributes:
        take: Its number.
        started_s: When it started, in seconds since 1970.
        options: How to transcribe it.
        place: The window that its text is for.
        program: The program that it is for; None if unknown.
        recognition: The request to the engine.
        recorded: Its recording, once complete.
        transcript: The engine's result.
        is_cold: Whether a model had to be loaded for it.
        text: The text given to the typist.
        detail: What went wrong, if anything did.
        outcome: How it ended, once it has.
        stopped_ms: When the key came up.
        captured_ms: When the recording was complete.
        began_ms: When the engine started on it.
        recognised_ms: When the transcript arrived.
        handed_over_ms: When the typist got the text.
        ended_ms: When the typist's receipt arrived.
    """

    take: TakeId
    started_s: float
    options: TranscribeOptions
    place: str | None = None
    program: str | None = None
    recognition: RecognitionRequest | None = None
    recorded: RecordedTake | None = None
    transcript: Transcript | None = None
    is_cold: bool = False
    text: str = ""
    detail: Sentence = NOTHING
    outcome: Outcome | None = None
    stopped_ms: float | None = None
    captured_ms: float | None = None
    began_ms: float | None = None
    recognised_ms: float | None = None
    handed_over_ms: float | None = None
    ended_ms: float | None = None

    def take_transcript(self, transcribed: RecognitionDone, now_ms: float) -> None:
        """Store the engine's result."""
        self.transcript = transcribed.transcript
        self.is_cold = transcribed.is_cold
        self.began_ms = transcribed.began_ms
        self.recognised_ms = now_ms

    @property
    def stages_ms(self) -> StageTimes:
        """The time per stage, as far as the take got."""
        engine = self.transcript.timings_ms if self.transcript else None
        in_engine = _between(self.began_ms, self.recognised_ms)
        mel, encode = (engine.mel, engine.encode) if engine else (0.0, 0.0)
        prefill, decode = (engine.prefill, engine.decode) if engine else (0.0, 0.0)
        return StageTimes(
            capture=_between(self.stopped_ms, self.captured_ms),
            queue=_between(self.captured_ms, self.began_ms),
            mel=mel,
            encode=encode,
            prefill=prefill,
            decode=decode,
            overhead=max(in_engine - mel - encode - prefill - decode, 0.0),
            text=_between(self.recognised_ms, self.handed_over_ms),
            delivery=_between(self.handed_over_ms, self.ended_ms),
        )

    def record(self, outcome: Outcome) -> TakeRecord:
        """Return the record for the history."""
        said = self.transcript
        return TakeRecord(
            take=self.take,
            started_s=self.started_s,
            duration_s=self.recorded.duration_s if self.recorded else 0.0,
            outcome=outcome,
            text=self.text or (said.text if said else ""),
            detail=self.detail,
            language=said.language if said else None,
            model=said.model if said else None,
            device=said.device if said else None,
            n_tokens=said.n_tokens if said else 0,
            is_cold=self.is_cold,
            stages_ms=self.stages_ms,
            gpu_ms=gpu_times(said) if said else GpuTimes(),
            headway=said.headway if said else None,
            recording=self.recorded.path if self.recorded else None,
            program=self.program,
        )


def gpu_times(said: Transcript) -> GpuTimes:
    """Return the GPU's time for a transcript."""
    return GpuTimes(said.timings_ms.encode_device, said.timings_ms.decode_device)


def _between(start_ms: float | None, end_ms: float | None) -> float:
    return 0.0 if start_ms is None or end_ms is None else end_ms - start_ms
