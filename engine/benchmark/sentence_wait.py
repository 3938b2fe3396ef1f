"""How long a spoken sentence would take with each published model on a CPU, predicted.

Assumed are int8, a shortened context, and a take that is recognised once the key is up. The model is
linear in what the network multiplies and reads; the shares below are of the rates of this machine,
measured as the README of ``resources/benchmark`` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.audio.mel import FRAMES_PER_S
from engine.benchmark.machine_rates import MachineRates
from engine.checkpoints.catalogue import PUBLISHED_DIMS
from engine.dims import ModelDimensions
from engine.padding.cache import GROUP, N_LAST, N_SINGLE, n_computed

SPEECH_S: Final = 6.0
N_TOKENS: Final = 20
"""A sentence."""

APP_S: Final = 0.03
"""Of the app: until the recording is complete, and from the text to its window."""

REST_S: Final = 0.02
"""Of the engine, without encoder and decoder: the spectrogram, and starting on it."""

N_OTHER_STEPS: Final = 2
"""What the prompt, read at once, and the end token take, in steps of the decoder."""

STEP_S: Final = 0.001
"""What a step takes whatever is read: the search, and the many small parts of the call."""

BYTES_PER_WEIGHT: Final = 1.25
"""One of int8; a scale and a sum of four bytes each for 32 weights."""

BYTES_PER_CACHED: Final = 2
"""Cross-attention's keys and values are float16."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How fast our kernels are, as shares of the machine's rate of float32 products.

    Attributes:
        products: The encoder's int8 products.
        attention: Its attention, in float32.
        weights: A decoder step's int8 products, of one row.
        cached: A step's cross-attention, for each number of its keys and values.
    """

    products: float
    attention: float
    weights: float
    cached: float


_FOURS: Final = Shares(products=1.7, attention=0.4, weights=0.21, cached=0.024)
_PAIRS: Final = Shares(products=1.7, attention=0.36, weights=0.3, cached=0.024)

SHARES: Final[Mapping[str, Shares]] = {
    "AVX-512 VNNI": _FOURS,
    "AVX-512": _PAIRS,
    "AVX-VNNI": _FOURS,
    "AVX2": _PAIRS,
    "NEON dot product": _FOURS,
}
"""By ``Machine.int8_instructions``: those that sum four products at once, and those that sum two."""


def predicted_waits(rates: MachineRates, instructions: str | None) -> dict[str, float]:
    """Return the seconds from key up to a sentence's text, by the model's name.

    Args:
        rates: Of the machine.
        instructions: What its int8 products are computed with; no waits without any.
    """
    if instructions is None:
        return {}
    shares = SHARES[instructions]
    return {
        name: APP_S + transcription_s(dims, rates, shares)
        for name, dims in PUBLISHED_DIMS.items()
    }


def decimals(wait_s: float) -> int:
    """Return how many decimals of a predicted wait are worth telling."""
    return 1 if wait_s < 2 else 0


def transcription_s(
    dims: ModelDimensions,
    rates: MachineRates,
    shares: Shares,
    speech_s: float = SPEECH_S,
    n_tokens: int = N_TOKENS,
) -> float:
    """Return the seconds from a piece of speech to its text."""
    steps = n_tokens + N_OTHER_STEPS
    encoder = encoder_s(dims, rates, shares, speech_s)
    return REST_S + encoder + steps * step_s(dims, rates, shares, speech_s)


def encoder_s(
    dims: ModelDimensions, rates: MachineRates, shares: Shares, speech_s: float = SPEECH_S
) -> float:
    """Return the seconds of the encoder's call."""
    n_state, n_layer = dims.n_audio_state, dims.n_audio_layer
    computed, attended = frames_of(dims, speech_s)
    stem = computed * 3 * n_state * (2 * dims.n_mels + n_state)
    layers = n_layer * computed * 12 * n_state**2
    cross = dims.n_text_layer * attended * 2 * n_state**2
    attention = n_layer * 2 * computed * attended * n_state
    products = (stem + layers + cross) / shares.products
    return (products + attention / shares.attention) / rates.products


def step_s(
    dims: ModelDimensions, rates: MachineRates, shares: Shares, speech_s: float = SPEECH_S
) -> float:
    """Return the seconds of one step of the decoder: of its products or of reading for them."""
    n_state, n_layer = dims.n_text_state, dims.n_text_layer
    _, attended = frames_of(dims, speech_s)
    weights = n_layer * 14 * n_state**2 + dims.n_vocab * n_state
    cached = n_layer * 2 * attended * n_state
    products_s = (weights / shares.weights + cached / shares.cached) / rates.products
    n_bytes = weights * BYTES_PER_WEIGHT + cached * BYTES_PER_CACHED
    return STEP_S + max(products_s, n_bytes / rates.read_bytes)


def frames_of(dims: ModelDimensions, speech_s: float) -> tuple[int, int]:
    """Return how many frames the encoder computes, and how many entries attention reads."""
    computed = n_computed(round(speech_s * FRAMES_PER_S), dims.n_audio_ctx)
    cached = (dims.n_audio_ctx - computed) // GROUP + N_SINGLE + N_LAST
    return computed, computed + cached
