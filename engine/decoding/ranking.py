"""Which of several texts of one window is taken: the reference's rule."""

from collections.abc import Sequence

from engine.decoding.greedy import DecodingResult


def score(total: float, n_tokens: int, length_penalty: float | None) -> float:
    """Return how a text compares with others.

    Args:
        total: Sum of its tokens' log-probabilities, the end token's included.
        n_tokens: Its length, without the end token.
        length_penalty: See ``DecodingOptions``.
    """
    if length_penalty is None:
        return total / max(n_tokens, 1)
    return total / ((5 + n_tokens) / 6) ** length_penalty


def likeliest(
    results: Sequence[DecodingResult], length_penalty: float | None
) -> DecodingResult:
    """Return the result with the best score, the first of equals."""

    def scored(result: DecodingResult) -> float:
        n_tokens = len(result.tokens)
        return score(result.avg_logprob * (n_tokens + 1), n_tokens, length_penalty)

    return max(results, key=scored)
