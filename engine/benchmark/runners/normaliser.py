"""Brings texts into the form in which Whisper's words are compared, where openai-whisper is.

Takes ``{"language", "texts"}`` on stdin and prints ``{"name", "texts"}``.
"""

import json
import sys

from whisper.normalizers import BasicTextNormalizer, EnglishTextNormalizer


def main() -> None:
    """Normalise what stdin holds."""
    asked = json.load(sys.stdin)
    kind = EnglishTextNormalizer if asked["language"] == "en" else BasicTextNormalizer
    normalise = kind()
    texts = [normalise(text).strip() for text in asked["texts"]]
    json.dump({"name": f"openai-whisper's {kind.__name__}", "texts": texts}, sys.stdout)


if __name__ == "__main__":
    main()
