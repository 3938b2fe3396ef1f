"""The sizes of one Whisper network, read from its checkpoint."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelDimensions:
    """Named as in OpenAI's checkpoints, which store the same ten numbers.

    Attributes:
        n_mels: Bands of the log-mel input: 80, or 128 from large-v3 on.
        n_audio_ctx: Encoder positions of a full window; each covers two mel frames (20 ms).
        n_audio_state: Width of the encoder.
        n_audio_head: Attention heads of an encoder layer.
        n_audio_layer: Encoder layers.
        n_vocab: Rows of the token embedding, special tokens included.
        n_text_ctx: Decoder positions.
        n_text_state: Width of the decoder; equals ``n_audio_state`` in every published model.
        n_text_head: Attention heads of a decoder layer.
        n_text_layer: Decoder layers.
    """

    n_mels: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_vocab: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int

    @property
    def n_frames(self) -> int:
        """Mel frames of a full window: the stem's second convolution halves the time axis."""
        return 2 * self.n_audio_ctx
