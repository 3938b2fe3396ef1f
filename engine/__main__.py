"""``python -m engine FILE``: the engine alone, without the app."""

import sys
from pathlib import Path

from engine.audio.file import read_audio_file
from engine.compilation.store import CompileProgress
from engine.errors import EngineError
from engine.loading import load_transcriber
from engine.options import TranscribeOptions, for_files
from engine.writers.formats import to_txt

EXIT_DONE, EXIT_FAILED, EXIT_USAGE = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Transcribe one file with the default model and write its text to stdout."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m engine FILE\n")
        return EXIT_USAGE
    try:
        audio = read_audio_file(Path(arguments[0]))
        transcriber = load_transcriber(None, "auto", _report)
        options = for_files(TranscribeOptions())
        sys.stdout.write(to_txt(transcriber.transcribe(audio.waveform, options)))
    except EngineError as error:
        sys.stderr.write(f"error: {arguments[0]}: {error}\n")
        return EXIT_FAILED
    return EXIT_DONE


def _report(progress: CompileProgress) -> None:
    sys.stderr.write(f"\rcompiling (first use only): {progress.elapsed_s:.0f} s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
