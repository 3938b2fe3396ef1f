"""What a card's results are compared with: float32 on the processor, computed beforehand.

It is what the models make of the sample that comes with the project, and of recordings.
"""

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from engine.audio.file import read_audio_file
from engine.audio.waveform import Waveform
from engine.benchmark.clips import ClipChoice, read_clips
from engine.loading import load_transcriber
from engine.options import ContextWish, DecodingOptions, Precision, TranscribeOptions
from engine.steps import finish
from engine.transcription.transcriber import Transcriber
from gpu.workload import window_of

SAMPLE: Final = Path("resources/sample.flac")
CLIPS: Final = "clips.npz"

SAID: Final = " Hold a key and speak."
"""Tokens that the decoder is given in one call."""

N_RECORDINGS: Final = 20
SEED: Final = 21
FULL_SCALE: Final = 32_767

OPTIONS: Final = TranscribeOptions(
    language="en", no_speech_threshold=None, context=ContextWish.FULL
)
BEAMS: Final = replace(OPTIONS, decoding=DecodingOptions(beam_size=5))


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """One model's.

    Attributes:
        features: Of the sample, (n_audio_ctx, n_audio_state).
        tokens: What the decoder is given.
        logits: What follows each of them, (n_tokens, n_vocab).
        answers: The tokens of the sample and of each recording.
        beams: The sample's text with five beams.
    """

    features: NDArray[np.float32]
    tokens: NDArray[np.int64]
    logits: NDArray[np.float32]
    answers: tuple[tuple[int, ...], ...]
    beams: str


def tokens_of(transcriber: Transcriber, waveform: Waveform) -> tuple[int, ...]:
    """Return the tokens of a recording."""
    segments = transcriber.transcribe(waveform, OPTIONS).segments
    return tuple(token for segment in segments for token in segment.tokens)


def write_clips(path: Path, recordings: Path | None) -> None:
    """Write the sample and some recordings to a file, as 16-bit samples."""
    clips = [read_audio_file(SAMPLE).waveform]
    if recordings is not None:
        found = read_clips([recordings], ClipChoice(), lambda _: None)
        chosen = random.Random(SEED).sample(found, min(N_RECORDINGS, len(found)))
        clips += [clip.waveform for clip in chosen]
    rounded = [np.rint(clip * FULL_SCALE).astype(np.int16) for clip in clips]
    np.savez(path, *rounded)


def read_clips_of(folder: Path) -> list[Waveform]:
    """Return the sample, then the recordings."""
    with np.load(folder / CLIPS) as arrays:
        return [arrays[name].astype(np.float32) / FULL_SCALE for name in arrays.files]


def write_expected(folder: Path, model: str) -> None:
    """Compute and write one model's, in float32 on the processor."""
    transcriber = load_transcriber(model, "cpu", lambda _: None, Precision.EXACT)
    network, tokenizer = transcriber.network, transcriber.tokenizer
    sample, *_ = clips = read_clips_of(folder)
    encoded = finish(network.encode([window_of(sample, network.dims)]))
    assert encoded.features is not None
    tokens = np.array([[tokenizer.sot, *tokenizer.encode(SAID)]])
    logits = network.start(encoded).logits(tokens, range(tokens.shape[1]))
    found = {
        "answers": [tokens_of(transcriber, clip) for clip in clips],
        "beams": transcriber.transcribe(sample, BEAMS).text,
    }
    (folder / f"{model}.json").write_text(json.dumps(found))
    features = encoded.features.to_numpy()[0]
    # Half precision: what is compared has to agree to a hundredth of the largest value.
    arrays = {"features": features.astype(np.float16), "logits": logits[0].astype(np.float16)}
    np.savez(folder / f"{model}.npz", tokens=tokens, **arrays)


def read_expected(folder: Path, model: str) -> Expected:
    """Return one model's."""
    found = json.loads((folder / f"{model}.json").read_text())
    with np.load(folder / f"{model}.npz") as arrays:
        return Expected(
            arrays["features"].astype(np.float32),
            arrays["tokens"],
            arrays["logits"].astype(np.float32),
            tuple(tuple(answer) for answer in found["answers"]),
            found["beams"],
        )
