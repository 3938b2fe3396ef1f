"""With the references' options come the references' tokens: both run here, in float32.

Skipped where ``packaging/peers`` has not set the references up.
"""

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from project_files import ROOT

from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform
from engine.benchmark.model_export import export_model
from engine.checkpoints.local import LocalModels
from engine.options import DecodingOptions, TranscribeOptions
from engine.transcript import Transcript
from engine.transcription.transcriber import Transcriber

pytestmark = [pytest.mark.compiles, pytest.mark.recordings, pytest.mark.timeout(2400)]

Load = Callable[[str], Transcriber]
PROGRAM = ROOT / "tests" / "helpers" / "parity" / "option_cases.py"

ENGLISH = "cmu-arctic/cmu_arctic_us_aew_a0001.wav"
GERMAN = "fleurs/fleurs-de-001.ogg"
LONG = "long"
"""Three clips with a second between them, over a window long."""


@dataclass(frozen=True)
class Case:
    """One option: by the peer's name, and ours."""

    name: str
    clip: str
    theirs: Mapping[str, object]
    ours: TranscribeOptions
    language: str | None = "en"


def _decoding(**options: object) -> TranscribeOptions:
    return _options(decoding=DecodingOptions(**options))  # type: ignore[arg-type]


def _options(**options: object) -> TranscribeOptions:
    return TranscribeOptions(
        language="en",
        compression_ratio_threshold=None,
        logprob_threshold=None,
        no_speech_threshold=None,
        **options,  # type: ignore[arg-type]
    )


PROMPT = "Philip Steels, Gregson, forever."
OPENAI = (
    Case("five beams", LONG, {"beam_size": 5}, _decoding(beam_size=5)),
    Case(
        "patience",
        ENGLISH,
        {"beam_size": 3, "patience": 2.0},
        _decoding(beam_size=3, patience=2.0),
    ),
    Case(
        "length_penalty",
        ENGLISH,
        {"beam_size": 4, "length_penalty": 0.1},
        _decoding(beam_size=4, length_penalty=0.1),
    ),
    Case("initial_prompt", LONG, {"initial_prompt": PROMPT}, _options(prompt=PROMPT)),
    Case(
        "condition_on_previous_text",
        LONG,
        {"initial_prompt": PROMPT, "condition_on_previous_text": True},
        _options(prompt=PROMPT, condition_on_previous_text=True),
    ),
    Case(
        "carry_initial_prompt",
        LONG,
        {
            "initial_prompt": PROMPT,
            "condition_on_previous_text": True,
            "carry_initial_prompt": True,
        },
        _options(prompt=PROMPT, condition_on_previous_text=True, carry_initial_prompt=True),
    ),
    Case(
        "suppress_tokens",
        ENGLISH,
        {"suppress_tokens": [-1, 11, 13]},
        _decoding(suppress_tokens=(-1, 11, 13)),
    ),
    Case("no suppressed tokens", LONG, {"suppress_tokens": []}, _decoding(suppress_tokens=())),
    Case("suppress_blank", ENGLISH, {"suppress_blank": False}, _decoding(suppress_blank=False)),
    Case(
        "max_initial_timestamp",
        LONG,
        {"max_initial_timestamp": None},
        _decoding(max_initial_timestamp=None),
    ),
    Case(
        "without_timestamps",
        ENGLISH,
        {"without_timestamps": True},
        _options(with_timestamps=False),
    ),
    Case(
        "clip_timestamps",
        LONG,
        {"clip_timestamps": [1.0, 6.5, 9.0, 20.0, 30.0]},
        _options(clip_timestamps=(1.0, 6.5, 9.0, 20.0, 30.0)),
    ),
)
FASTER = (
    Case(
        "repetition_penalty",
        LONG,
        {"repetition_penalty": 1.3},
        _decoding(repetition_penalty=1.3),
    ),
    Case(
        "no_repeat_ngram_size",
        LONG,
        {"no_repeat_ngram_size": 2},
        _decoding(no_repeat_ngram_size=2),
    ),
    Case("prefix", LONG, {"prefix": "There was a"}, _options(prefix="There was a")),
    Case(
        "prefix without_timestamps",
        ENGLISH,
        {"prefix": "Author off", "without_timestamps": True},
        _options(prefix="Author off", with_timestamps=False),
    ),
    Case("hotwords", LONG, {"hotwords": PROMPT}, _options(hotwords_prompt=PROMPT)),
)


@pytest.fixture(scope="module")
def clips(recordings: Path) -> Mapping[str, Waveform]:
    found = {name: read_audio_file(recordings / name).waveform for name in (ENGLISH, GERMAN)}
    folder = recordings / "librispeech-test-other"
    pause = np.zeros(16_000, np.float32)
    parts = [read_audio_file(path).waveform for path in sorted(folder.iterdir())[:4]]
    found[LONG] = np.concatenate([part for clip in parts for part in (clip, pause)])
    assert found[LONG].size > 30 * 16_000
    return found


def _peer(
    peer: str, model: str, cases: Sequence[Case], clips: Mapping[str, Waveform], folder: Path
) -> dict[str, dict[str, object]]:
    """Return the peer's result of each case, by its name."""
    python = ROOT / f".venv-peers-{peer}" / "bin" / "python"
    if not python.is_file():
        pytest.skip(f"needs packaging/peers {peer}")
    export = folder / "export"
    export.mkdir()
    export_model(LocalModels().find(model), export)
    for n, waveform in enumerate(clips.values()):
        np.save(folder / f"{n}.npy", waveform)
    names = list(clips)
    listed = [
        {
            "waveform": str(folder / f"{names.index(case.clip)}.npy"),
            "options": {"language": case.language, **case.theirs},
        }
        for case in cases
    ]
    (folder / "cases.json").write_text(json.dumps(listed), encoding="utf-8")
    arguments = [str(folder / name) for name in ("export", "cases.json", "results.json")]
    paths = f"{ROOT}:{ROOT / 'tests' / 'helpers'}"
    subprocess.run(
        [str(python), str(PROGRAM), peer, *arguments],
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
        cwd=ROOT,
    )
    results = json.loads((folder / "results.json").read_bytes())
    return {case.name: result for case, result in zip(cases, results, strict=True)}


def _tokens(result: dict[str, object]) -> list[list[int]]:
    segments = result["segments"]
    assert isinstance(segments, list)
    return [segment["tokens"] for segment in segments if segment["text"].strip()]


def _our_tokens(transcript: Transcript) -> list[list[int]]:
    return [list(segment.tokens) for segment in transcript.segments if segment.text.strip()]


@pytest.fixture(scope="module")
def openai(
    clips: Mapping[str, Waveform], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, object]]:
    return _peer("openai-whisper", "tiny.en", OPENAI, clips, tmp_path_factory.mktemp("openai"))


@pytest.fixture(scope="module")
def faster(
    clips: Mapping[str, Waveform], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, object]]:
    return _peer("faster-whisper", "tiny.en", FASTER, clips, tmp_path_factory.mktemp("faster"))


@pytest.mark.parametrize("case", OPENAI, ids=lambda case: case.name)
def test_an_option_of_openai_whisper_gives_its_tokens_and_times(
    case: Case,
    clips: Mapping[str, Waveform],
    openai: dict[str, dict[str, object]],
    exact_transcriber: Load,
) -> None:
    transcript = exact_transcriber("tiny.en").transcribe(clips[case.clip], case.ours)
    assert _our_tokens(transcript) == _tokens(openai[case.name])
    theirs = [one for one in openai[case.name]["segments"] if one["text"].strip()]  # type: ignore[attr-defined]
    ours = [one for one in transcript.segments if one.text.strip()]
    length_s = clips[case.clip].size / 16_000
    for one, their in zip(ours, theirs, strict=True):
        assert one.start == pytest.approx(their["start"], abs=0.02)
        assert one.end == pytest.approx(min(their["end"], length_s), abs=0.02)


@pytest.mark.parametrize("case", FASTER, ids=lambda case: case.name)
def test_an_option_of_faster_whisper_gives_its_tokens(
    case: Case,
    clips: Mapping[str, Waveform],
    faster: dict[str, dict[str, object]],
    exact_transcriber: Load,
) -> None:
    transcript = exact_transcriber("tiny.en").transcribe(clips[case.clip], case.ours)
    assert _our_tokens(transcript) == _tokens(faster[case.name])
