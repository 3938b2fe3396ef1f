"""Hypothesis strategies for settings, and settings files."""

from pathlib import Path
from typing import get_args

import hypothesis.strategies as st

from engine.options import MAX_BEAM_SIZE, DeviceWish, Task
from engine.writers.formats import FORMATS
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    Files,
    History,
    LanguageRule,
    Panel,
    PasteChord,
    PasteRule,
    Presence,
    ProgramRule,
    ProgramWay,
    Recognition,
    Settings,
    WhileSpeaking,
)
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement

# Without lone surrogates and control characters.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))


def lines(most: int) -> st.SearchStrategy[str]:
    """Return a strategy for lines in the settings."""
    text = st.text(CHARACTERS, min_size=1, max_size=most) | st.sampled_from(
        ['"', "'", "a.b", "#", "a = 1", "[x]", "\\", "'''", '"""', "true", "1"]
    )
    return text.filter(lambda line: line == line.strip())


PASSAGES = st.text(CHARACTERS | st.sampled_from("\n\t\"'\\"), max_size=30)
FEW_LINES = st.lists(lines(12), max_size=4, unique=True)

SETTINGS = st.builds(
    Settings,
    hotkey=st.from_regex(r"[A-Za-z0-9_]{1,40}", fullmatch=True),
    microphone=st.none() | lines(40),
    recognition=st.builds(
        Recognition,
        model=st.none() | lines(40),
        device=st.sampled_from(get_args(DeviceWish)),
        languages=st.lists(st.sampled_from(["en", "de", "fr", "yue"]), unique=True).map(tuple),
        task=st.sampled_from(Task),
        prompt=PASSAGES,
        beam_size=st.integers(1, MAX_BEAM_SIZE),
        while_speaking=st.sampled_from(WhileSpeaking),
        unload_after_minutes=st.none() | st.integers(1, 1440),
        languages_by_program=FEW_LINES.flatmap(
            lambda names: st.tuples(
                *(
                    st.builds(LanguageRule, st.just(n), st.sampled_from(["en", "de", "yue"]))
                    for n in names
                )
            )
        ),
    ),
    text=st.builds(
        TextRules,
        vocabulary=FEW_LINES.map(tuple),
        replacements=FEW_LINES.flatmap(
            lambda heard: st.tuples(
                *(st.builds(Replacement, st.just(h), PASSAGES) for h in heard)
            )
        ),
        spoken_punctuation=st.booleans(),
        leading_space=st.booleans(),
        sentence_case=st.booleans(),
    ),
    delivery=st.builds(
        Delivery,
        method=st.sampled_from(DeliveryMethod),
        paste_chords=FEW_LINES.flatmap(
            lambda names: st.tuples(
                *(st.builds(PasteRule, st.just(n), st.sampled_from(PasteChord)) for n in names)
            )
        ),
        by_program=FEW_LINES.flatmap(
            lambda names: st.tuples(
                *(
                    st.builds(ProgramRule, st.just(n), st.sampled_from(ProgramWay))
                    for n in names
                )
            )
        ),
    ),
    history=st.builds(
        History,
        keep_texts=st.booleans(),
        keep_audio=st.booleans(),
        max_age_days=st.none() | st.integers(1, 3650),
        limit_mb=st.integers(10, 1_000_000),
        encrypted=st.booleans(),
    ),
    files=st.builds(Files, format=st.sampled_from(FORMATS), word_timestamps=st.booleans()),
    presence=st.builds(
        Presence,
        autostart=st.booleans(),
        overlay=st.booleans(),
        live_text=st.booleans(),
        sounds=st.booleans(),
        pause_media=st.booleans(),
    ),
    panel=st.builds(Panel, stage_times=st.booleans()),
)

BY_HAND = """\
# My dictation.
hotkey = "F13"  # the spare key

[recognition]
# Fast enough here.
model = "base"
languages = ["en", "de"]
flavour = "of a later version"

[text.replacements]
btw = "by the way"  # often
"max whisper" = "MaxWhisper"

[plugin]
colour = "green"
"""


def with_text(file: Path, text: str | bytes) -> Path:
    """Write the file."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file
