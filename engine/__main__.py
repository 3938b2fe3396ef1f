"""``python -m engine FILE``: the engine alone, without the app."""

import sys
from pathlib import Path

from engine.audio.file import SoundStream
from engine.audio.parts import parts_of
from engine.compilation.store import CompileProgress
from engine.errors import EngineError
from engine.loading import load_transcriber
from engine.options import TranscribeOptions, for_files
from engine.transcript import Transcript
from engine.transcription.parts import joined, options_of_part
from engine.writers.formats import to_txt

EXIT_DONE, EXIT_FAILED, EXIT_USAGE = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Transcribe one file with the default model and write its text to stdout."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m engine FILE\n")
        return EXIT_USAGE
    try:
        transcriber = load_transcriber(None, "auto", _report)
        options = for_files(TranscribeOptions())
        done = list[Transcript]()
        for part in parts_of(SoundStream(Path(arguments[0]))):
            wanted = options_of_part(options, done, part.start_s, part.end_s)
            done.append(transcriber.transcribe(part.waveform, wanted))
        sys.stdout.write(to_txt(joined(done)))
    except EngineError as error:
        sys.stderr.write(f"error: {arguments[0]}: {error}\n")
        return EXIT_FAILED
    return EXIT_DONE


def _report(progress: CompileProgress) -> None:
    sys.stderr.write(f"\rcompiling (first use only): {progress.elapsed_s:.0f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
