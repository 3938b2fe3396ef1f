"""What went wrong with a take, as the database keeps it: in every language, since the user may change it."""

import json

from engine.sentence import NOTHING, Sentence, Value, joined


def stored_detail(sentence: Sentence) -> str:
    """Return a sentence as text from which it can be restored; empty if nothing is said."""
    return json.dumps(_document(sentence), ensure_ascii=False) if sentence else ""


def restored_detail(text: str) -> Sentence:
    """Return the sentence; a text that an older version stored stays in its language."""
    if not text:
        return NOTHING
    try:
        return _sentence(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return joined([text])


def _document(value: Value) -> object:
    if not isinstance(value, Sentence):
        return value
    values = {name: _document(part) for name, part in value.values.items()}
    return {"template": str(value.template), "values": values}


def _sentence(document: dict[str, dict[str, object]]) -> Sentence:
    values = {name: _value(part) for name, part in document["values"].items()}
    return Sentence(str(document["template"]), **values)


def _value(part: object) -> Value:
    if isinstance(part, dict):
        return _sentence(part)
    return part if isinstance(part, str | int | float) else str(part)
