"""The labels of keys, in the user's language."""

from maxwhisper_desktop.hotkey.key_sentences import key_sentence
from maxwhisper_desktop.system.language import said


def key_words(label: str) -> str:
    """Return ``hotkey.key_names.label`` as it is printed on keyboards of the user's language."""
    return said(key_sentence(label))
