"""The wording of models: what they know, how they compare, where they are."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from engine.benchmark.sentence_wait import decimals
from maxwhisper_desktop.status.model_shelf import ModelPlace, ShelvedModel

translate = QCoreApplication.translate

_GIGABYTE: Final = 1_000_000_000


def data_size(n_bytes: int) -> str:
    """Return a size in the user's locale: whole megabytes, gigabytes with two decimals."""
    digits = 0 if n_bytes < _GIGABYTE else 2
    return QLocale().formattedDataSize(n_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def seconds(estimate_s: float) -> str:
    """Return an estimated time in the user's locale, no more precise than it is."""
    digits = decimals(estimate_s)
    return translate("Model", "%1 s").replace("%1", QLocale().toString(estimate_s, "f", digits))


def estimate_words(model: ShelvedModel) -> str:
    """Return how long a sentence would take; nothing if that is not known."""
    if model.estimate_s is None:
        return ""
    return translate("Model", "about %1").replace("%1", seconds(model.estimate_s))


def language_words(model: ShelvedModel) -> str:
    """Return how many languages a model knows."""
    match model.n_languages:
        case None:
            return translate("Model", "Languages unknown")
        case 1:
            return translate("Model", "English only")
        case n_languages:
            return translate("Model", "%1 languages").replace("%1", str(n_languages))


def download_words(model: ShelvedModel) -> str:
    """Return the size of a download in a few words; nothing if there is none."""
    if model.download_bytes is not None:
        return data_size(model.download_bytes)
    return translate("Model", "Size unknown") if model.place is ModelPlace.NOT_HERE else ""


def comparison_words(published: str | None) -> str:
    """Return how a published model compares with the others; nothing if it is not known."""
    words = {
        "tiny": translate("Model", "The fastest, and the one that makes most mistakes."),
        "base": translate("Model", "Slower than tiny, better text."),
        "small": translate("Model", "Slower than base, better text."),
        "medium": translate("Model", "Slower than small, better text."),
        "large-v1": translate("Model", "As slow as large-v3, which replaced it."),
        "large-v2": translate("Model", "As slow as large-v3, which replaced it."),
        "large-v3": translate("Model", "The slowest, and the best text."),
        "large-v3-turbo": translate("Model", "Nearly the text of large-v3, much faster."),
        "distil-small": translate("Model", "A shortened small: faster, nearly the same text."),
        "distil-medium": translate(
            "Model", "A shortened medium: faster, nearly the same text."
        ),
        "distil-large-v2": translate(
            "Model", "A shortened large-v2: faster, nearly the same text."
        ),
        "distil-large-v3": translate(
            "Model", "A shortened large-v3: faster, nearly the same text."
        ),
        "distil-large-v3.5": translate(
            "Model", "A shortened large-v3: faster, nearly the same text."
        ),
    }
    return words.get((published or "").removesuffix(".en"), "")


def place_words(model: ShelvedModel) -> str:
    """Return where a model's files are, and how much room they take; nothing if not here."""
    if model.folder is None:
        return ""
    words = {
        ModelPlace.DOWNLOADED: translate("Model", "%2 on disk, in %1"),
        ModelPlace.PACKAGED: translate("Model", "Came with MaxWhisper: %2 on disk, in %1"),
        ModelPlace.OTHER_PROGRAM: translate(
            "Model", "Downloaded by another program: %2 on disk, in %1"
        ),
        ModelPlace.NOT_HERE: "",
    }[model.place]
    size = data_size(model.size_bytes) if model.size_bytes is not None else "?"
    return words.replace("%2", size).replace("%1", str(model.folder))
