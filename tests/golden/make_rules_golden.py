"""Writes rules.json: what the reference's logit filters suppress in rule_cases.py.

Run it where openai-whisper 20250625 is installed, which the tests themselves do not need:

    PYTHONPATH=.:tests/helpers python tests/golden/make_rules_golden.py
"""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import torch
from models.tiny_vocabulary import tiny_vocabulary
from samples.rule_cases import N_CASES, banned_tokens, rule_case
from whisper.decoding import ApplyTimestampRules, SuppressBlank, SuppressTokens

MAX_INITIAL_TIMESTAMP_INDEX = 50  # 1.0 s in steps of 0.02 s, the reference's default


def results() -> list[dict[str, object]]:
    ids = {text: i for i, text in tiny_vocabulary().items()}
    tokenizer = SimpleNamespace(
        eot=ids["<|endoftext|>"],
        no_timestamps=ids["<|notimestamps|>"],
        timestamp_begin=ids["<|0.00|>"],
        encode=lambda text: {" ": [ids["Ġ"]]}[text],
    )
    filters = (
        SuppressBlank(tokenizer, 0),
        SuppressTokens(banned_tokens(len(ids))),
        ApplyTimestampRules(tokenizer, 0, MAX_INITIAL_TIMESTAMP_INDEX),
    )
    found = []
    for seed in range(N_CASES):
        case = rule_case(seed, tokenizer.timestamp_begin, len(ids))
        logits = torch.from_numpy(case.logits)
        for logit_filter in filters:
            logit_filter.apply(logits, torch.from_numpy(case.sampled))
        forbidden = torch.isneginf(logits).numpy()
        found.append(
            {
                "n_forbidden": forbidden.sum(axis=1).tolist(),
                "argmax": logits.argmax(dim=-1).tolist(),
                "sha256": hashlib.sha256(forbidden.tobytes()).hexdigest(),
            }
        )
    return found


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(result) for result in results())
    path = Path(__file__).with_name("rules.json")
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
