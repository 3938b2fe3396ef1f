"""Writes ``network-MODEL.npz``: openai-whisper's float32 results for the sample.

    PYTHONPATH=.:tests/helpers .venv-peers/bin/python tests/golden/make_network_golden.py

Runs in the environment that ``packaging/parity`` creates for the peers. Of large tensors only a
part is kept: every 100th encoder frame, every 256th logit.
"""

from pathlib import Path

import numpy as np
import torch
import whisper
from parity.openai_model import openai_model
from whisper.audio import N_FRAMES, N_SAMPLES, log_mel_spectrogram, pad_or_trim
from whisper.tokenizer import get_tokenizer

from engine.audio.file import read_audio_file

HERE = Path(__file__).parent
EVERY_FRAME, EVERY_WORD = 100, 256


def main() -> None:
    torch.set_num_threads(2)
    sample = read_audio_file(HERE.parent.parent / "resources" / "sample.flac").waveform
    for name in ("tiny.en", "base"):
        model = openai_model(name)
        n_mels = model.dims.n_mels
        mel = log_mel_spectrogram(sample, n_mels, padding=N_SAMPLES)
        window = pad_or_trim(mel[:, : mel.shape[-1] - N_FRAMES], N_FRAMES)
        features = model.encoder(window[None])
        transcript = model.transcribe(
            sample, language="en", fp16=False, temperature=0.0, condition_on_previous_text=False
        )
        (segment, *_) = transcript["segments"]
        beams = model.transcribe(
            sample,
            language="en",
            fp16=False,
            temperature=0.0,
            beam_size=5,
            condition_on_previous_text=False,
        )
        of_beams = [token for part in beams["segments"] for token in part["tokens"]]
        tokens = [token for part in transcript["segments"] for token in part["tokens"]]
        tokenizer = get_tokenizer(model.is_multilingual, language="en", task="transcribe")
        prefix = [*tokenizer.sot_sequence, *tokens]
        logits = model.decoder(torch.tensor([prefix]), features)[0]
        padded = model.decode(
            log_mel_spectrogram(pad_or_trim(sample), n_mels),
            whisper.DecodingOptions(language="en", fp16=False),
        )
        np.savez_compressed(
            HERE / f"network-{name}.npz",
            features=features[0, ::EVERY_FRAME].numpy(),
            features_scale=features.abs().max().numpy(),
            prefix=np.array(prefix),
            logits=logits[:, ::EVERY_WORD].numpy(),
            logits_scale=logits.abs().max().numpy(),
            first_logits=logits[len(tokenizer.sot_sequence) - 1, ::8].numpy(),
            tokens=np.array(tokens),
            avg_logprob=np.array(segment["avg_logprob"]),
            no_speech_prob=np.array(segment["no_speech_prob"]),
            compression_ratio=np.array(segment["compression_ratio"]),
            tokens_of_five_beams=np.array(of_beams),
            avg_logprob_of_five_beams=np.array(beams["segments"][0]["avg_logprob"]),
            tokens_of_silence_padding=np.array(padded.tokens),
        )


if __name__ == "__main__":
    with torch.no_grad():
        main()
