"""Compares the engines' results: tokens with the reference's, words with the reference texts.

    python tests/helpers/parity/report.py WORK_FOLDER MODEL...

Runs in the peers' environment, which has Whisper's own text normaliser.
Prints Markdown.
"""

import json
import sys
from pathlib import Path

import jiwer
from whisper.normalizers import EnglishTextNormalizer

REFERENCE = "openai-whisper"
ENGINES = (REFERENCE, "faster-whisper", "maxwhisper-log-mel", "maxwhisper-silence")


def main(work: Path, models: list[str]) -> None:
    clips = json.loads((work / "clips.json").read_text())
    normalise = EnglishTextNormalizer()
    judged = [i for i, clip in enumerate(clips) if normalise(clip["reference"])]
    truth = [normalise(clips[i]["reference"]) for i in judged]
    out = sys.stdout
    out.write(f"{len(clips)} clips, {len(judged)} of them with a reference text\n\n")
    out.write("| model | engine | same tokens as openai-whisper | WER |\n")
    out.write("|---|---|---|---|\n")
    differing = []
    for model in models:
        reference = json.loads((work / f"{model}-{REFERENCE}.json").read_text())
        for engine in ENGINES:
            results = json.loads((work / f"{model}-{engine}.json").read_text())
            same = [a["tokens"] == b["tokens"] for a, b in zip(results, reference, strict=True)]
            wer = jiwer.wer(truth, [normalise(results[i]["text"]) for i in judged])
            share = f"{sum(same)} of {len(same)} ({100 * sum(same) / len(same):.1f} %)"
            out.write(f"| {model} | {engine} | {share} | {100 * wer:.2f} % |\n")
            if engine == "maxwhisper-log-mel":
                differing += [
                    (model, clips[i]["path"], results[i], reference[i])
                    for i, is_same in enumerate(same)
                    if not is_same
                ]
    out.write(
        "\nClips whose tokens differ from the reference's, in the reference's own padding:\n\n"
    )
    for model, path, ours, theirs in differing:
        at = next(
            (
                i
                for i, (a, b) in enumerate(zip(ours["tokens"], theirs["tokens"], strict=False))
                if a != b
            ),
            min(len(ours["tokens"]), len(theirs["tokens"])),
        )
        out.write(f"- {model}, {path}, from token {at} on:\n")
        out.write(f"  - ours: {ours['text']}\n  - reference: {theirs['text']}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
