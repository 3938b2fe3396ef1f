"""Collects the recorded clips that engines are compared on, decoded once, so that all hear the same.

    python tests/parity/clips.py AUDIO_FOLDER WORK_FOLDER

Reads AUDIO_FOLDER/manifest.tsv and writes WORK_FOLDER/clips.json and one .npy file a clip.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

from engine.audio_file import read_audio_file
from engine.errors import AudioFileError


def main(audio: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    with (audio / "manifest.tsv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    clips: list[dict[str, str]] = []
    for row in rows:
        if row["language"] != "en" or not 2 <= float(row["seconds"]) <= 30:
            continue
        try:
            waveform = read_audio_file(audio / row["path"]).waveform
        except AudioFileError as error:
            sys.stdout.write(f"left out {row['path']}: {error}\n")
            continue
        sound = work / f"{len(clips):03d}.npy"
        np.save(sound, waveform)
        # Two speakers at once have no one right order of words.
        reference = "" if "2spk" in row["tags"] else row["reference"]
        clips.append({"path": row["path"], "sound": sound.name, "reference": reference})
    (work / "clips.json").write_text(json.dumps(clips, indent=1), encoding="utf-8")
    sys.stdout.write(f"{len(clips)} clips\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
