"""Command lines of ``maxwhisper``, right and wrong; the same number gives the same one."""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from project_files import SAMPLE
from samples.audio_samples import Format, write

from engine.audio.file import read_audio_file
from engine.audio.waveform import SAMPLE_RATE

SPOKEN: Final = "let go"
"""What is said in the recordings."""

_RECORDINGS: Final = (
    (b"voice.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono")),
    (b"voice.mp3", Format("mp3", "libmp3lame", SAMPLE_RATE, "mono")),
    (b"sub/one.flac", Format("flac", "flac", SAMPLE_RATE, "mono")),
    (b"sub/deep/voice.wav", Format("wav", "pcm_u8", SAMPLE_RATE, "mono")),
    (b"out/talk.txt", Format("wav", "pcm_alaw", SAMPLE_RATE, "mono")),
    (b"caf\xe9.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono")),
    (b"-dash.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono")),
    (b"red\x1b[31m.wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono")),
    (b"n" * 250 + b".wav", Format("wav", "pcm_s16le", SAMPLE_RATE, "mono")),
)
_OTHERS: Final = {
    b"notes.txt": b"Buy milk.\n",
    b"out/voice.txt": b"Written by hand.\n",
    b"out/one.srt": b"By hand too.\n",
    b"empty.wav": b"",
    b"broken.wav": b"RIFF\xff\xff\xff\xffWAVEfmt ",
    b"noise.mp3": bytes(range(256)) * 20,
}
_FOLDERS: Final = (b"nothing", b"out/one.json")

_NAMES: Final = (
    *(name for name, _ in _RECORDINGS),
    *_OTHERS,
    *(b"./-dash.wav", b"sub", b"sub/", b"nothing", b".", b"link.wav", b"loop", b"-"),
    *(b"absent.wav", b"voice.wav/", b"", b"/dev/null", b"m" * 300, b"a\nb", b"/proc/self/mem"),
)
_VALUES: Final = {
    b"--format": (b"txt", b"srt", b"vtt", b"tsv", b"json", b"md", b"all", b"doc"),
    b"--output-dir": (b"out", b"new", b"new/deep", b".", b"sub", b"voice.wav", b"/dev/null/x"),
    b"--model": (b"tiny.en", b"tiny.en", b"no-such-model", b"notes.txt", b"sub"),
    b"--device": (b"cpu", b"auto", b"tpu"),
    b"--language": (b"en", b"English", b"EN-us", b"de", b"auto", b"en,de", b"Klingon", b","),
    b"--task": (b"transcribe", b"translate", b"sing"),
    b"--track": (b"1", b"2", b"0"),
    b"--channels": (b"mix", b"split", b"both"),
    b"--batch": (b"1", b"4", b"25"),
    b"--vad": (b"off", b"auto", b"strict", b"on"),
    b"--context": (b"short", b"full", b"none"),
    b"--prompt": (b"Names: Anna.", b"word " * 500),
    b"--hotwords": (b"Anna", b"\xff\xfe"),
    b"--prefix": (b"Well", b"\xe6\x97\xa5"),
    b"--temperature": (b"0", b"0,0.5", b"2"),
    b"--beam-size": (b"1", b"3", b"1000"),
    b"--best-of": (b"2", b"0"),
    b"--patience": (b"1", b"-1"),
    b"--length-penalty": (b"0.5", b"-3"),
    b"--suppress-tokens": (b"", b"-1", b"1,2", b"999999999"),
    b"--repetition-penalty": (b"1.2", b"0"),
    b"--no-repeat-ngram-size": (b"3", b"-2"),
    b"--clip-timestamps": (b"0,1", b"1", b"5,2", b"1e9", b"0,0"),
    b"--seed": (b"1", b"-1"),
    b"--compression-ratio-threshold": (b"none", b"2"),
    b"--logprob-threshold": (b"none", b"-1"),
    b"--no-speech-threshold": (b"0.6", b"7"),
    b"--language-detection-segments": (b"2", b"0"),
    b"--language-detection-threshold": (b"0.5", b"-1"),
    b"--max-line-width": (b"20", b"1", b"0"),
    b"--max-line-count": (b"2", b"0"),
    b"--max-words-per-line": (b"3", b"0"),
}
_FLAGS: Final = (
    *(b"--json", b"--jsonl", b"--quiet", b"--timings", b"--overwrite", b"--resume", b"--watch"),
    *(b"--word-timestamps", b"--highlight-words", b"--multilingual", b"--carry-initial-prompt"),
    *(b"--no-condition-on-previous-text", b"--help", b"--nope", b"-x", b"--", b"--o", b"--ov"),
)
_ODD: Final = (
    *(b"", b"-1", b"0", b"nan", b"inf", b"-inf", b"1e999", b"none", b"\xff\xfe", b"-", b"--"),
    *(b"x" * 5000, b"99999999999999999999", b"\xe6\x97\xa5\xe6\x9c\xac", b"a\x1b[31m", b"1\n2"),
)
_OTHER_COMMANDS: Final = (
    (b"status",),
    (b"status", b"--json"),
    (b"stop", b"now"),
    (b"cancel",),
    (b"models", b"list", b"--json"),
    (b"models", b"verify", b"no-such-model"),
    (b"models", b"remove", b"\xff"),
    (b"models", b"melt"),
    (b"transcribe",),
    (b"transcripe", b"voice.wav"),
    (b"--version",),
    (b"a\x1b[31m",),
)


def furnish(folder: Path) -> None:
    """Fill a folder with recordings, and with what else there may be."""
    voice = read_audio_file(SAMPLE).waveform[: 3 * SAMPLE_RATE]
    encoded = folder / "encoded"
    for name, kind in _RECORDINGS:
        target = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        target.parent.mkdir(parents=True, exist_ok=True)
        whole = encoded.with_suffix(f".{kind.suffix}")
        write(whole, kind, voice[None, :])
        whole.replace(target)
    for name, content in _OTHERS.items():
        (folder / os.fsdecode(name)).write_bytes(content)
    for name in _FOLDERS:
        (folder / os.fsdecode(name)).mkdir()
    (folder / "link.wav").symlink_to("voice.wav")
    (folder / "loop").symlink_to("loop")


def mutated_command(number: int) -> list[bytes]:
    """Return the arguments of a number, to be run in such a folder."""
    chance = random.Random(number)
    if chance.random() < 0.05:
        return [*chance.choice(_OTHER_COMMANDS)]
    names = [[chance.choice(_NAMES)] for _ in range(chance.choice([1, 1, 1, 2, 3]))]
    options = [_option(chance) for _ in range(chance.choice([0, 1, 1, 2, 3, 5]))]
    if chance.random() < 0.9:
        options.append([b"--model", b"tiny.en"])
    words = [*names, *options]
    chance.shuffle(words)
    return [b"transcribe", *_slipped(chance, [word for each in words for word in each])]


def _option(chance: random.Random) -> list[bytes]:
    if chance.random() < 0.35:
        return [chance.choice(_FLAGS)]
    name = chance.choice([*_VALUES])
    value = chance.choice(_ODD if chance.random() < 0.2 else _VALUES[name])
    if chance.random() < 0.2:
        return [name + b"=" + value]
    return [name] if chance.random() < 0.03 else [name, value]


def _slipped(chance: random.Random, words: Sequence[bytes]) -> list[bytes]:
    """Return the words, some of them as after a slip of the hand."""
    slipped = [*words]
    if slipped and chance.random() < 0.1:
        at = chance.randrange(len(slipped))
        slip = chance.choice(["drop", "double", "cut", "odd"])
        whole = slipped.pop(at)
        slipped[at:at] = {
            "drop": [],
            "double": [whole, whole],
            "cut": [whole[: max(len(whole) - 2, 1)]],
            "odd": [chance.choice(_ODD)],
        }[slip]
    return slipped
