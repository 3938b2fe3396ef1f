"""Exports an installed model for other engines: the same weights, the same vocabulary."""

from pathlib import Path

import numpy as np

from engine.audio.mel import mel_filterbank
from engine.benchmark.runners.exported_model import TOKENIZER_FILE, ExportedModel, write_export
from engine.checkpoints.files import Checkpoint
from engine.checkpoints.opened import OpenedCheckpoint, open_checkpoint
from engine.tokenizer.tokenizer import Tokenizer


def export_model(checkpoint: Checkpoint, folder: Path) -> None:
    """Write a checkpoint of any format to ``folder``, in float32.

    Raises:
        CheckpointError: It cannot be read.
    """
    write_export(exported(open_checkpoint(checkpoint)), folder)
    if TOKENIZER_FILE in checkpoint.files:
        (folder / TOKENIZER_FILE).write_bytes(checkpoint.read(TOKENIZER_FILE))


def exported(opened: OpenedCheckpoint) -> ExportedModel:
    """Return an opened checkpoint in the neutral form, without its tokenizer file."""
    tokenizer = Tokenizer(opened.vocabulary)
    timestamps = {
        tokenizer.timestamp_begin + n: f"<|{n * 0.02:.2f}|>"
        for n in range(opened.dims.n_vocab - tokenizer.timestamp_begin)
    }
    words = timestamps | opened.vocabulary
    return ExportedModel(
        dims=opened.dims,
        weights={
            name: np.ascontiguousarray(array, np.float32)
            for name, array in opened.weights.items()
            # CTranslate2's files store zeros for the missing bias, and the tied head twice.
            if not name.endswith(".key.bias") and name != "decoder.projection.weight"
        },
        mel_filters=mel_filterbank(opened.dims.n_mels),
        vocabulary=tuple(words[i] for i in range(opened.dims.n_vocab)),
        token_bytes=tuple(tokenizer.token_bytes(i) for i in range(tokenizer.eot)),
        special={
            "endoftext": tokenizer.eot,
            "startoftranscript": tokenizer.sot,
            "translate": tokenizer.translate,
            "transcribe": tokenizer.transcribe,
            "startofprev": tokenizer.sot_prev,
            "notimestamps": tokenizer.no_timestamps,
        },
        languages=tokenizer.languages,
        blank=(*tokenizer.encode(" "), tokenizer.eot),
        suppressed=tuple(sorted({*tokenizer.non_speech_tokens, *tokenizer.control_tokens})),
        alignment_heads=opened.alignment_heads,
        tokenizer_file=None,
    )
