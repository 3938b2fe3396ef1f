"""transformers, in float32."""

import re
import shutil
from pathlib import Path
from typing import Final

import numpy as np
import torch
import transformers
from numpy.typing import NDArray
from transformers import (
    GenerationConfig,
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
    WhisperTokenizerFast,
)

from engine.benchmark.runners.exported_model import (
    TOKENIZER_FILE,
    ExportedModel,
    needed_tokenizer,
    read_export,
)
from engine.benchmark.runners.protocol import Setup
from engine.benchmark.runners.serving import Decoded, Tell, serve
from engine.dims import ModelDimensions

SAMPLE_RATE: Final = 16_000
N_SAMPLES: Final = 30 * SAMPLE_RATE
N_SPECIAL_TIMESTAMPS: Final = 50
"""Limits the first timestamp to 1 s."""

NAMES: Final = (
    (r"\.blocks\.", ".layers."),
    (r"\.cross_attn_ln\.", ".encoder_attn_layer_norm."),
    (r"\.attn_ln\.", ".self_attn_layer_norm."),
    (r"\.mlp_ln\.", ".final_layer_norm."),
    (r"\.cross_attn\.", ".encoder_attn."),
    (r"\.attn\.", ".self_attn."),
    (r"\.query\.", ".q_proj."),
    (r"\.key\.", ".k_proj."),
    (r"\.value\.", ".v_proj."),
    (r"\.out\.", ".out_proj."),
    (r"\.mlp\.0\.", ".fc1."),
    (r"\.mlp\.2\.", ".fc2."),
    (r"\.positional_embedding$", ".embed_positions.weight"),
    (r"\.token_embedding\.", ".embed_tokens."),
    (r"\.(ln_post|ln)\.", ".layer_norm."),
)
"""OpenAI's names to Hugging Face's."""


def hugging_face_name(name: str) -> str:
    """Return what a weight is called in a ``WhisperForConditionalGeneration``."""
    for pattern, replacement in NAMES:
        name = re.sub(pattern, replacement, name)
    return f"model.{name}"


class HuggingFace:
    """See ``Program``."""

    device = "cpu"

    def __init__(self) -> None:
        self._model: WhisperForConditionalGeneration | None = None
        self._features: WhisperFeatureExtractor | None = None
        self._tokenizer: WhisperTokenizerFast | None = None
        self._is_multilingual = False
        self.versions = {
            "transformers": transformers.__version__,
            "torch": torch.__version__,
        }

    def prepare(self, setup: Setup, tell: Tell) -> None:
        """Write a folder in Hugging Face's format."""
        exported, folder = read_export(Path(setup.export)), Path(setup.folder)
        model = WhisperForConditionalGeneration(_config(exported))
        state = {
            hugging_face_name(name): torch.from_numpy(array)
            for name, array in exported.weights.items()
        }
        state["proj_out.weight"] = state["model.decoder.embed_tokens.weight"]
        model.load_state_dict(state)
        model.generation_config = _generation(exported)
        model.save_pretrained(folder)
        WhisperFeatureExtractor(feature_size=exported.dims.n_mels).save_pretrained(folder)
        shutil.copy(needed_tokenizer(exported), folder / TOKENIZER_FILE)

    def load(self, setup: Setup, tell: Tell) -> None:
        """See ``Program``."""
        torch.set_num_threads(setup.threads)
        folder = setup.folder
        self._model = WhisperForConditionalGeneration.from_pretrained(
            folder, dtype=torch.float32, local_files_only=True
        ).eval()
        self._features = WhisperFeatureExtractor.from_pretrained(folder)
        self._tokenizer = WhisperTokenizerFast(
            tokenizer_file=str(Path(folder) / TOKENIZER_FILE)
        )
        self._is_multilingual = self._model.generation_config.is_multilingual

    def transcribe(self, waveform: NDArray[np.float32], language: str) -> Decoded:
        """See ``Program``."""
        assert self._model is not None
        assert self._features is not None
        assert self._tokenizer is not None
        is_long = len(waveform) > N_SAMPLES
        features = self._features(
            waveform,
            sampling_rate=SAMPLE_RATE,
            return_tensors="pt",
            truncation=False,
            padding="longest" if is_long else "max_length",
            return_attention_mask=True,
        )
        prompt = {"language": language, "task": "transcribe"} if self._is_multilingual else {}
        with torch.inference_mode():
            ids = self._model.generate(
                features["input_features"],
                attention_mask=features["attention_mask"],
                return_timestamps=True,
                do_sample=False,
                num_beams=1,
                condition_on_prev_tokens=False,
                **prompt,
            )
        text = self._tokenizer.decode(ids[0], skip_special_tokens=True)
        return Decoded(text, ids.shape[-1])


def _config(exported: ExportedModel) -> WhisperConfig:
    special = exported.special
    return network_config(
        exported.dims,
        bos_token_id=special["endoftext"],
        eos_token_id=special["endoftext"],
        pad_token_id=special["endoftext"],
        decoder_start_token_id=special["startoftranscript"],
    )


def network_config(dims: ModelDimensions, **more: object) -> WhisperConfig:
    """Return a network's dimensions as Hugging Face's configuration, with ``more`` settings."""
    return WhisperConfig(
        vocab_size=dims.n_vocab,
        num_mel_bins=dims.n_mels,
        d_model=dims.n_audio_state,
        encoder_layers=dims.n_audio_layer,
        encoder_attention_heads=dims.n_audio_head,
        encoder_ffn_dim=4 * dims.n_audio_state,
        decoder_layers=dims.n_text_layer,
        decoder_attention_heads=dims.n_text_head,
        decoder_ffn_dim=4 * dims.n_text_state,
        max_source_positions=dims.n_audio_ctx,
        max_target_positions=dims.n_text_ctx,
        **more,
    )


def _generation(exported: ExportedModel) -> GenerationConfig:
    special = exported.special
    settings = {
        "bos_token_id": special["endoftext"],
        "eos_token_id": special["endoftext"],
        "pad_token_id": special["endoftext"],
        "decoder_start_token_id": special["startoftranscript"],
        "no_timestamps_token_id": special["notimestamps"],
        "prev_sot_token_id": special["startofprev"],
        "suppress_tokens": list(exported.suppressed),
        "begin_suppress_tokens": list(exported.blank),
        "max_initial_timestamp_index": N_SPECIAL_TIMESTAMPS,
        "max_length": exported.dims.n_text_ctx,
        "return_timestamps": True,
        "is_multilingual": exported.is_multilingual,
    }
    if exported.is_multilingual:
        settings["lang_to_id"] = {f"<|{code}|>": i for code, i in exported.languages.items()}
        settings["task_to_id"] = {task: special[task] for task in ("transcribe", "translate")}
    return GenerationConfig(**settings)


if __name__ == "__main__":
    serve(HuggingFace())
