"""Writes tokenizer.json: the tokens of various texts by the reference's two tokenizers.

Run it where openai-whisper 20250625 is installed, which the tests themselves do not need:

    python tests/golden/make_tokenizer_golden.py
"""

# ruff: noqa: RUF001  (other scripts are meant)

import json
from pathlib import Path

from whisper.tokenizer import get_tokenizer

TEXTS = (
    "",
    " ",
    "Hello, world!",
    " And so, my fellow Americans, ask not what your country can do for you.",
    "It's the dog's; they'll say we've won, I'm sure he'd agree you're right.",
    "IT'S ALL CAPS",
    "Falsches Üben von Xylophonmusik quält jeden größeren Zwerg.",
    " Straße, Äpfel, öde – „Gänsefüßchen“",
    "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia.",
    "Привет, как дела?",
    "你好，世界。今天天气很好。",
    "これは日本語の文章です。カタカナも。",
    "สวัสดีครับ ยินดีที่ได้รู้จัก",
    "안녕하세요 여러분",
    "مرحبا بالعالم",
    "नमस्ते दुनिया",
    "👍 😀🎉",
    "👩‍👩‍👧‍👦 and 🏳️‍🌈 and 👋🏽",
    "e\u0301 is not \u00e9; a\u0308 is not \u00e4",
    "  two   three    four\n\n\tand a tab \n ",
    "   ",
    "\r\n\u00a0\u200b\u3000",
    "<|endoftext|> <|startoftranscript|><|en|><|0.00|> are only text here",
    "1 22 333 4444 55555 3.14159 1,000,000 ½ ² ٣",
    "def f(x: int) -> str:\n    return f'{x!r}' + \"\\n\"  # comment",
    "♪ la la ♪♪ [laughs] (coughs) -- «so» ... !!! ???",
    "https://example.org/a?b=c&d=%20#e",
    "\x00\x01\x7f control",
)


def described(*, multilingual: bool) -> dict[str, object]:
    tokenizer = get_tokenizer(multilingual, num_languages=99)
    special = ("eot", "sot", "translate", "transcribe", "sot_lm", "sot_prev", "no_speech")
    return {
        "texts": {text: tokenizer.encode(text, disallowed_special=()) for text in TEXTS},
        "special": {
            name: getattr(tokenizer, name)
            for name in (*special, "no_timestamps", "timestamp_begin")
        },
        "n_vocab": tokenizer.encoding.n_vocab,
        "non_speech_tokens": tokenizer.non_speech_tokens,
        "languages": {
            tokenizer.decode([token]).strip("<|>"): token
            for token in sorted(tokenizer.all_language_tokens)
        },
    }


if __name__ == "__main__":
    golden = {
        "multilingual": described(multilingual=True),
        "gpt2": described(multilingual=False),
    }
    path = Path(__file__).with_name("tokenizer.json")
    path.write_text(json.dumps(golden) + "\n", encoding="utf-8")
