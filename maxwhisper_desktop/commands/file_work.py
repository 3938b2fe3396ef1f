"""Transcribes one file of ``maxwhisper transcribe``, part by part; what is done is never lost."""

import argparse
import math
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.audio.waveform import AUDIBLE, N_SAMPLES, Waveform
from engine.errors import DeviceError, EngineError
from engine.options import TranscribeOptions
from engine.sentence import Sentence
from engine.transcript import Transcript
from engine.transcription.parts import joined, merged, options_of_part
from maxwhisper_desktop import ending_signals
from maxwhisper_desktop.commands.command_engine import CommandEngine
from maxwhisper_desktop.commands.file_outcome import FileOutcome
from maxwhisper_desktop.commands.transcribe_arguments import options
from maxwhisper_desktop.files.read_ahead import FilePart, ReadAhead
from maxwhisper_desktop.files.shown_names import shown_name
from maxwhisper_desktop.files.unfinished import Unfinished
from maxwhisper_desktop.status.status_line import StatusLine

if TYPE_CHECKING:
    from engine.transcription.transcription import Transcription


def transcribe_file(
    outcome: FileOutcome,
    sounds: ReadAhead,
    engine: CommandEngine,
    args: argparse.Namespace,
    show: Callable[[Transcript], None],
) -> None:
    """Transcribe the next of ``sounds``, which is the outcome's file.

    Args:
        outcome: Gets the transcript; of what is done, if the work ends early.
        sounds: With the files' sound.
        engine: To use.
        args: What is asked for.
        show: Called with the text so far, after each part but the last.

    Raises:
        KeyboardInterrupt: The user has stopped it.
    """
    line = StatusLine(outcome.messages)
    work = _FileWork(outcome, engine, args, line)
    try:
        with closing(sounds.file()) as parts:
            for part in parts:
                work.do(part)
                if not part.ends_file:
                    show(work.transcript())
    except EngineError as error:
        work.end_early(error.sentence)
    except KeyboardInterrupt:
        work.end_early(Sentence("stopped"))
        raise
    else:
        work.end()
    finally:
        line.erase()


class _FileWork:
    """A file of which more and more is done."""

    def __init__(
        self,
        outcome: FileOutcome,
        engine: CommandEngine,
        args: argparse.Namespace,
        line: StatusLine,
    ) -> None:
        self._outcome = outcome
        self._engine = engine
        self._options = options(args)
        self._line = line
        self._name = shown_name(Path(outcome.path.name))
        transcriber = engine.transcriber
        model = transcriber.name, transcriber.device, args.precision
        conditions = *model, args.track, args.channels, self._options
        self._unfinished = Unfinished.of(outcome.path, conditions, resumes=args.resume)
        self._done: dict[int, list[Transcript]] = {}
        """The parts of each channel; of channel 1 where all are mixed."""
        self._running: Transcription | None = None
        self._energy, self._n_samples = 0.0, 0

    def do(self, part: FilePart) -> None:
        """Transcribe a part, or take over what an earlier run made of it."""
        if part.warning and part.channel in {None, 1}:
            self._outcome.warn(part.warning)
        sound = part.sound
        self._energy += _energy(sound.waveform)
        self._n_samples += sound.waveform.size
        done = self._done.setdefault(part.channel or 1, [])
        transcript = self._unfinished.find(part.channel, sound)
        if transcript is None:
            wanted = options_of_part(self._options, done, sound.start_s, sound.end_s)
            try:
                transcript = self._recognised(part, wanted)
            except DeviceError as error:
                self._engine.leave_gpu(error)
                self._line.erase()
                self._outcome.warn(
                    Sentence(
                        "{reason}; from here on the processor is used", reason=error.sentence
                    )
                )
                transcript = self._recognised(part, wanted)
            if not part.ends_file:
                self._unfinished.note(part.channel, sound, transcript)
        done.append(transcript)
        self._running = None

    def _recognised(self, part: FilePart, wanted: TranscribeOptions) -> Transcript:
        running = self._engine.transcriber.begin(part.sound.waveform, wanted)
        self._running = running
        while (transcript := running.advance()) is None:
            ending_signals.check()
            self._show_progress(part, running)
        return transcript

    def transcript(self) -> Transcript:
        """Return the text of all that is done, of a part that is not complete too."""
        begun = list(self._done)
        parts = {channel: [*done] for channel, done in self._done.items()}
        if self._running is not None:
            parts[begun[-1]].append(self._running.so_far())
        return merged({channel: joined(done) for channel, done in parts.items() if done})

    def end_early(self, reason: Sentence) -> None:
        """Keep what is done, and say where it ends."""
        is_begun = self._running is not None or any(self._done.values())
        if is_begun and (transcript := self.transcript()).text:
            self._outcome.transcript, self._outcome.is_partial = transcript, True
            end_s = transcript.segments[-1].end
            reason = Sentence(
                "{reason}; the text ends at {seconds:.1f} s", reason=reason, seconds=end_s
            )
        if self._unfinished.is_kept:
            reason = Sentence("{reason}; --resume goes on", reason=reason)
        self._line.erase()
        self._outcome.fail(reason)

    def end(self) -> None:
        """Keep the whole transcript, and say what may be missing."""
        self._unfinished.discard()
        transcript = self._outcome.transcript = self.transcript()
        warning = transcript.warning or self._silence_warning(transcript)
        if warning:
            self._line.erase()
            self._outcome.warn(warning)

    def _silence_warning(self, transcript: Transcript) -> Sentence | None:
        """Return what to say of a recording that sounds but has no words."""
        level = math.sqrt(self._energy / max(self._n_samples, 1))
        if transcript.text.strip() or level < AUDIBLE:
            return None
        return Sentence(
            "no words were found in {seconds:.1f} s of sound at {level:.0f} dBFS; if someone speaks "
            "in it, try --vad off",
            seconds=transcript.duration_s,
            level=20 * math.log10(level),
        )

    def _show_progress(self, part: FilePart, running: "Transcription") -> None:
        if not self._line.is_terminal:
            return
        where = f"{part.sound.start_s + running.done_s:.0f} s transcribed"
        if part.channel is not None:
            where = f"channel {part.channel}, {where}"
        words = " ".join(part for one in running.segments[-1:] for part in one.text.split())
        self._line.show(f"{self._name}: {where}" + (f": {words}" if words else ""))


def _energy(waveform: Waveform) -> float:
    """Return the sum of squares; block by block, since each is copied."""
    starts = range(0, waveform.size, N_SAMPLES)
    blocks = (waveform[start : start + N_SAMPLES] for start in starts)
    return sum(float(np.square(block, dtype=np.float64).sum()) for block in blocks)
