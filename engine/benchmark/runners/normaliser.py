"""Normalises texts with Whisper's own normaliser, in openai-whisper's environment.

Reads ``{"language", "texts"}`` from stdin and prints ``{"name", "texts"}``.
"""

import json
import sys

from whisper.normalizers import BasicTextNormalizer, EnglishTextNormalizer


def main() -> None:
    """Normalise the texts on stdin."""
    asked = json.load(sys.stdin)
    kind = EnglishTextNormalizer if asked["language"] == "en" else BasicTextNormalizer
    normalise = kind()
    texts = [normalise(text).strip() for text in asked["texts"]]
    json.dump({"name": f"openai-whisper's {kind.__name__}", "texts": texts}, sys.stdout)


if __name__ == "__main__":
    main()
