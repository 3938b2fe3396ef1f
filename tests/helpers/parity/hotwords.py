"""Counts the names that hotwords put right, those that they invent, and the word errors.

    PYTHONPATH=.:tests/helpers python tests/helpers/parity/hotwords.py AUDIO_FOLDER [--model NAME]
        [--half choice|figures] [--losses LOSS ...]

Each clip is decoded with 20 hotwords: once with the names that are said in it and names of other clips, and
once with others alone. The clips are two halves without a common name: one to choose the bounds by, which
``--losses`` sets, and one for the figures. Needs espeak-ng.
"""

import argparse
import csv
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from samples.named_clips import ALIKE, RECORDED, SPOKEN

from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform
from engine.benchmark.clips import MANIFEST, TWO_SPEAKERS
from engine.benchmark.word_errors import plain, word_errors
from engine.decoding import hotwords
from engine.errors import AudioFileError
from engine.loading import load_transcriber
from engine.options import TranscribeOptions, for_dictation
from engine.transcription.transcriber import Transcriber

N_HOTWORDS = 20
N_PLAIN = 40
LENGTH_S = (2.0, 15.0)
HALVES = ("choice", "figures")
WAYS = {
    "without": (False, False),
    "prompt": (True, False),
    "look-ahead": (False, True),
    "both": (True, True),
}
"""Whether hotwords are a prompt, and whether they are listened for."""


@dataclass(frozen=True)
class NamedClip:
    """A clip, what is said in it, which names are, and the name that it only sounds like."""

    waveform: Waveform
    language: str
    reference: str
    names: Sequence[str] = ()
    alike: str = ""


@dataclass
class Counts:
    """What was counted over some texts."""

    n_names: int = 0
    n_right: int = 0
    n_invented: int = 0
    n_words: int = 0
    n_errors: int = 0

    def add(self, clip: NamedClip, text: str, told: Sequence[str]) -> None:
        """Count one text that was decoded with hotwords ``told``."""
        self.n_names += len(clip.names)
        self.n_right += sum(_has(text, name) for name in clip.names)
        self.n_invented += sum(
            _has(text, name) and not _has(clip.reference, name) for name in told
        )
        words = plain(clip.reference).split()
        self.n_words += len(words)
        self.n_errors += word_errors(words, plain(text).split())

    @property
    def word_error_rate(self) -> str:
        """In percent."""
        return f"{100 * self.n_errors / self.n_words:.2f} %"


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(name))}s?(?!\w)", plain(text)) is not None


def recorded_clips(audio: Path, languages: Sequence[str]) -> Iterator[NamedClip]:
    """Yield the clips with names, and some without."""
    with (audio / MANIFEST).open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if row["language"] in languages and row["reference"]]
    others = [
        row
        for row in rows
        if row["path"] not in RECORDED
        and TWO_SPEAKERS not in row["tags"]
        and LENGTH_S[0] <= float(row["seconds"]) <= LENGTH_S[1]
    ]
    chosen = [row for row in rows if row["path"] in RECORDED]
    for row in (*chosen, *others[:: max(len(others) // N_PLAIN, 1)]):
        try:
            sound = read_audio_file(audio / row["path"]).waveform
        except AudioFileError:
            continue  # Raw samples, without a header.
        names = RECORDED.get(row["path"], ())
        yield NamedClip(sound, row["language"], row["reference"], names)


def spoken_clips() -> Iterator[NamedClip]:
    """Yield the sentences that espeak-ng speaks."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        for n, (voice, sentence, name) in enumerate((*SPOKEN, *ALIKE)):
            command = ["espeak-ng", "-v", voice, "-s", "150", "-w", str(path), sentence]
            subprocess.run(command, check=True)
            sound = read_audio_file(path).waveform
            if n < len(SPOKEN):
                yield NamedClip(sound, "en", sentence, (name,))
            else:
                yield NamedClip(sound, "en", sentence, alike=name)


def half_of(clips: Sequence[NamedClip], half: str) -> list[NamedClip]:
    """Return one half: clips of the same name are in the same one."""
    names = sorted({_name_of(clip) for clip in clips} - {""})
    rest = HALVES.index(half)
    plains = [clip for clip in clips if not _name_of(clip)]
    named = [clip for clip in clips if _name_of(clip)]
    return [
        *(clip for clip in named if names.index(_name_of(clip)) % 2 == rest),
        *plains[rest::2],
    ]


def _name_of(clip: NamedClip) -> str:
    return clip.names[0] if clip.names else clip.alike


def hotwords_for(clips: Sequence[NamedClip], *, own: bool) -> list[list[str]]:
    """Return hotwords for each clip: names of others, and its own if wanted."""
    names = sorted({name for clip in clips for name in clip.names})
    told = []
    for n, clip in enumerate(clips):
        rng = random.Random(n)
        others = [name for name in names if not _has(clip.reference, name)]
        mine = list(clip.names) if own else [clip.alike] if clip.alike in others else []
        others = [name for name in others if name not in mine]
        some = mine + rng.sample(others, min(N_HOTWORDS, len(others)))
        told.append(rng.sample(some[:N_HOTWORDS], min(N_HOTWORDS, len(some))))
    return told


def count(
    transcriber: Transcriber, clips: Sequence[NamedClip], way: str, *, own: bool
) -> Counts:
    """Decode clips with hotwords."""
    is_prompt, is_listened = WAYS[way]
    counts = Counts()
    for clip, told in zip(clips, hotwords_for(clips, own=own), strict=True):
        listed = ", ".join(told)
        options = replace(
            for_dictation(TranscribeOptions(language=clip.language)),
            hotwords=listed if is_listened else "",
            hotwords_prompt=listed if is_prompt else "",
        )
        counts.add(clip, transcriber.transcribe(clip.waveform, options).text, told)
    return counts


def report(transcriber: Transcriber, clips: Sequence[NamedClip], ways: Sequence[str]) -> None:
    """Print a row for each way."""
    named = [clip for clip in clips if clip.names]
    for way in ways:
        with_own = count(transcriber, named, way, own=True)
        without = count(transcriber, clips, way, own=False)
        cells = (
            f"{with_own.n_right} of {with_own.n_names}",
            str(with_own.n_invented),
            with_own.word_error_rate,
            str(without.n_invented),
            without.word_error_rate,
        )
        sys.stdout.write(f"| {transcriber.name} | {way} | {' | '.join(cells)} |\n")
        sys.stdout.flush()


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audio", type=Path)
    parser.add_argument("--model", default="base")
    parser.add_argument("--half", choices=HALVES, default="figures")
    parser.add_argument("--losses", nargs="*", type=float, help="bounds to compare")
    args = parser.parse_args()
    transcriber = load_transcriber(args.model, "cpu", lambda _: None)
    languages = list(transcriber.tokenizer.languages)
    if not transcriber.tokenizer.is_multilingual:
        languages = ["en"]
    clips = half_of([*recorded_clips(args.audio, languages), *spoken_clips()], args.half)
    n_named = sum(bool(clip.names) for clip in clips)
    sys.stdout.write(f"{n_named} clips with names, {len(clips) - n_named} without\n")
    for loss in args.losses or ():
        vars(hotwords).update(LOSS=loss)
        sys.stdout.write(f"{loss}:\n")
        report(transcriber, clips, ("look-ahead",))
    if not args.losses:
        report(transcriber, clips, tuple(WAYS))


if __name__ == "__main__":
    main()
