"""Reading the settings from a file that may contain mistakes."""

import logging
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from samples.settings_samples import BY_HAND, with_text

from maxwhisper_desktop.settings.file import SCHEMA, read_settings
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    LanguageRule,
    PasteChord,
    PasteRule,
    ProgramRule,
    ProgramWay,
    Recognition,
    Settings,
    in_program,
    options_for,
)
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement


def keys_of(group: object, prefix: str = "") -> set[str]:
    """Return the dotted names of all fields."""
    keys = set()
    assert is_dataclass(group)
    for field in fields(group):
        value = getattr(group, field.name)
        name = prefix + field.name
        keys |= keys_of(value, f"{name}.") if is_dataclass(value) else {name}
    return keys


def test_every_setting_is_in_the_schema() -> None:
    assert keys_of(Settings()) == set(SCHEMA)


def test_without_a_file_the_defaults_apply(file: Path) -> None:
    assert read_settings(file) == Settings()
    assert Settings().hotkey == "Right Ctrl"


def test_a_file_overrides_the_defaults(file: Path) -> None:
    assert read_settings(with_text(file, BY_HAND)) == Settings(
        hotkey="F13",
        recognition=Recognition(model="base", languages=("en", "de")),
        text=TextRules(
            replacements=(
                Replacement("btw", "by the way"),
                Replacement("max whisper", "MaxWhisper"),
            )
        ),
    )


BAD_LINES = [
    ('hotkey = " F9"', "hotkey", "Right Ctrl"),
    ("hotkey = 3", "hotkey", "Right Ctrl"),
    ('microphone = ""', "microphone", "a line"),
    ('microphone = "a\\u0000b"', "microphone", "a line"),
    ('recognition.device = "tpu"', "recognition.device", "one of auto, cpu, gpu"),
    ("recognition.device = []", "recognition.device", "one of auto, cpu, gpu"),
    ('recognition.task = "sing"', "recognition.task", "transcribe, translate"),
    ('recognition.languages = "de"', "recognition.languages", "a list"),
    ('recognition.languages = ["de", "de"]', "recognition.languages", "different"),
    ('recognition.languages = ["German"]', "recognition.languages", "such as en"),
    (
        'recognition.languages = ["en", "de", "fr", "it", "es"]',
        "recognition.languages",
        "at most 4",
    ),
    ('recognition.prompt = "\\u001b"', "recognition.prompt", "control character"),
    ("recognition.beam_size = 9", "recognition.beam_size", "1 to 8"),
    ("recognition.unload_after_minutes = 0", "recognition.unload_after_minutes", "1 to 1440"),
    ("recognition.unload_after_minutes = true", "unload_after_minutes = True", "1 to 1440"),
    ("recognition = 3", "recognition", "a table"),
    ("text.spoken_punctuation = 1", "text.spoken_punctuation", "true or false"),
    ("text.replacements = []", "text.replacements", "a table"),
    ('text.replacements = {" " = "x"}', "text.replacements (left side)", "a line"),
    ("text.replacements = {x = 1}", "text.replacements.x", "text of up to"),
    ('delivery.paste_chords = {a = "ctrl+p"}', "delivery.paste_chords.a", "shift+insert"),
    ('delivery.by_program = {a = "sing"}', "delivery.by_program.a", "paste, type, copy, never"),
    ("history.limit_mb = 9", "history.limit_mb", "10 to 1000000"),
]


@pytest.mark.parametrize(("line", "key", "allowed"), BAD_LINES)
def test_an_invalid_value_counts_as_the_default_and_is_logged_once(
    line: str, key: str, allowed: str, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert read_settings(with_text(file, line)) == Settings()
    [message] = caplog.messages
    assert key in message
    assert allowed in message
    assert str(file) in message


def test_an_invalid_value_does_not_affect_the_valid_ones(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with_text(
        file, 'hotkey = "F13"\n[text.replacements]\na = 1\nb = "c"\n[history]\nlimit_mb = 0'
    )
    assert read_settings(file) == Settings(
        hotkey="F13", text=TextRules(replacements=(Replacement("b", "c"),))
    )
    assert len(caplog.messages) == 2


def test_a_misspelt_key_is_named(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    read_settings(with_text(file, 'hotkeys = "F13"\n[history]\nlimit = 5'))
    assert "hotkeys" in caplog.messages[0]
    assert "history.limit is ignored" in caplog.messages[1]


def test_an_unreadable_file_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert read_settings(tmp_path) == Settings()
    assert "cannot be read" in caplog.messages[0]


def test_the_first_paste_rule_that_fits_a_window_counts() -> None:
    delivery = Delivery(
        paste_chords=(
            PasteRule("org.gnome.Terminal*", PasteChord.CTRL_SHIFT_V),
            PasteRule("*", PasteChord.CTRL_V),
        )
    )
    assert delivery.chord_for("org.gnome.terminal-server") is PasteChord.CTRL_SHIFT_V
    assert delivery.chord_for("Firefox") is PasteChord.CTRL_V
    assert Delivery().chord_for("Firefox") is None


RULES = (
    ProgramRule("org.gnome.Terminal*", ProgramWay.TYPE),
    ProgramRule("KeePassXC", ProgramWay.NEVER),
    ProgramRule("gimp", ProgramWay.COPY),
    ProgramRule("*", ProgramWay.PASTE),
)


@pytest.mark.parametrize(
    ("program", "way", "method"),
    [
        ("org.gnome.terminal-server", ProgramWay.TYPE, DeliveryMethod.TYPE),
        ("keepassxc", ProgramWay.NEVER, DeliveryMethod.AUTO),
        ("Gimp", ProgramWay.COPY, DeliveryMethod.AUTO),
        ("Firefox", ProgramWay.PASTE, DeliveryMethod.PASTE),
        (None, None, DeliveryMethod.AUTO),
    ],
)
def test_the_first_rule_that_fits_a_program_counts(
    program: str | None, way: ProgramWay | None, method: DeliveryMethod
) -> None:
    delivery = Delivery(by_program=RULES)
    assert delivery.way_for(program) is way
    assert delivery.for_program(program).method is method


def test_the_language_of_a_program_is_spoken_there_alone() -> None:
    options = options_for(Settings(recognition=Recognition(languages=("en", "fr"))))
    rules = (LanguageRule("thunderbird", "de"),)
    there = in_program(options, rules, "Thunderbird")
    assert (there.language, there.candidates) == ("de", ())
    for program in ("Firefox", None):
        assert in_program(options, rules, program) == options


def test_a_valid_file_logs_nothing(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with_text(file, 'hotkey = "F13"\n')
    with caplog.at_level(logging.DEBUG):
        read_settings(file)
    assert caplog.messages == []
