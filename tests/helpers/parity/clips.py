"""Collects recorded clips, decoded once, so that all engines get the same audio.

    python tests/helpers/parity/clips.py AUDIO_FOLDER WORK_FOLDER

Reads AUDIO_FOLDER/manifest.tsv and writes WORK_FOLDER/clips.json and one .npy file per clip.
"""

import json
import sys
from pathlib import Path

import numpy as np

from engine.benchmark.clips import ClipChoice, read_clips


def main(audio: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)

    def tell(problem: str) -> None:
        sys.stdout.write(f"skipped: {problem}\n")

    clips: list[dict[str, str]] = []
    for clip in read_clips([audio], ClipChoice(max_s=30.0), tell):
        sound = work / f"{len(clips):03d}.npy"
        np.save(sound, clip.waveform)
        clips.append(
            {"path": clip.name, "sound": sound.name, "reference": clip.reference or ""}
        )
    (work / "clips.json").write_text(json.dumps(clips, indent=1), encoding="utf-8")
    sys.stdout.write(f"{len(clips)} clips\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
