"""Writing the settings file, which the user may edit too."""

import tomllib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from samples.settings_samples import BY_HAND, SETTINGS, with_text

from maxwhisper_desktop.settings.file import SettingsError, read_settings, write_settings
from maxwhisper_desktop.settings.settings import (
    Delivery,
    DeliveryMethod,
    History,
    PasteChord,
    PasteRule,
    Recognition,
    Settings,
)
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement


@pytest.fixture
def by_hand(file: Path) -> Path:
    """A file written and commented by a user."""
    file.parent.mkdir()
    file.write_text(BY_HAND)
    return file


@settings(max_examples=60)
@given(first=SETTINGS, second=SETTINGS)
def test_written_settings_are_read_back(first: Settings, second: Settings) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        assert write_settings(file, first, Settings()) == first
        assert read_settings(file) == first
        assert write_settings(file, second, first) == second
        assert read_settings(file) == second


@settings(max_examples=40)
@given(chosen=SETTINGS)
def test_a_write_keeps_everything_else_in_the_file(chosen: Settings) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        file.write_text(BY_HAND)
        assert write_settings(file, chosen, read_settings(file)) == chosen
        text = file.read_text()
        document = tomllib.loads(text)
        assert document["plugin"] == {"colour": "green"}
        assert document["recognition"]["flavour"] == "of a later version"
        for comment in ("# My dictation.", "# the spare key", "# Fast enough here."):
            assert comment in text


def test_a_write_changes_only_its_own_lines(by_hand: Path) -> None:
    old = read_settings(by_hand)
    text = replace(old.text, replacements=(Replacement("btw", "by the by"),))
    write_settings(by_hand, replace(old, hotkey="F14", text=text), old)
    expected = BY_HAND.replace("F13", "F14").replace("the way", "the by")
    assert by_hand.read_text() == expected.replace('"max whisper" = "MaxWhisper"\n', "")


def test_a_new_file_contains_the_choices_and_is_readable(file: Path) -> None:
    delivery = Delivery(paste_chords=(PasteRule("kitty", PasteChord.CTRL_SHIFT_V),))
    chosen = Settings(recognition=Recognition(languages=("de",)), delivery=delivery)
    write_settings(file, chosen, Settings())
    assert file.read_text() == (
        "# MaxWhisper's settings. Missing ones have their defaults.\n\n"
        '[recognition]\nlanguages = ["de"]\n\n'
        '[delivery.paste_chords]\nkitty = "ctrl+shift+v"\n'
    )


def test_changes_made_by_hand_meanwhile_are_kept_and_returned(by_hand: Path) -> None:
    old = read_settings(by_hand)
    by_hand.write_text(BY_HAND.replace('"base"', '"small"'))
    saved = write_settings(by_hand, replace(old, hotkey="F14"), old)
    assert (saved.hotkey, saved.recognition.model) == ("F14", "small")
    assert read_settings(by_hand) == saved


def test_a_setting_of_none_has_no_line(by_hand: Path) -> None:
    old = read_settings(by_hand)
    write_settings(by_hand, replace(old, recognition=replace(old.recognition, model=None)), old)
    assert "model" not in tomllib.loads(by_hand.read_text())["recognition"]


def test_an_invalid_value_stays_in_the_file_until_a_new_choice(file: Path) -> None:
    with_text(file, 'hotkey = "Right Ctrl"\n')
    changed = write_settings(file, Settings(microphone="USB"), Settings())
    assert 'hotkey = "Right Ctrl"' in file.read_text()
    write_settings(file, replace(changed, hotkey="F13"), changed)
    assert 'hotkey = "F13"' in file.read_text()


NOT_TOML = [b"hotkey = F13", b"\xff\xfe", b"<settings/>", b"x = " + b"[" * 20_000]


@pytest.mark.parametrize("content", NOT_TOML, ids=range(len(NOT_TOML)))
def test_a_file_that_is_not_toml_is_kept_until_a_write_renames_it(
    content: bytes, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with_text(file, content)
    assert read_settings(file) == Settings()
    assert len(caplog.messages) == 1
    assert file.read_bytes() == content
    for n, hotkey in enumerate(("F13", "F14"), start=1):
        file.write_bytes(content)
        assert write_settings(file, Settings(hotkey=hotkey), Settings()).hotkey == hotkey
        assert file.with_name(f"settings.toml.broken-{n}").read_bytes() == content


def test_invalid_toml_is_reported_with_its_position(file: Path) -> None:
    with_text(file, 'microphone = "a"\nhotkey = "F9"\nhotkey = "F10"\n')
    told: list[str] = []
    read_settings(file, told.append)
    (sentence,) = told
    assert sentence.startswith(f"{file} is not valid TOML, so the defaults are used")
    assert "line 3" in sentence


def test_a_byte_order_mark_is_accepted(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b'\xef\xbb\xbfhotkey = "F9"\n')
    told: list[str] = []
    old = read_settings(file, told.append)
    assert (old.hotkey, told) == ("F9", [])
    assert write_settings(file, replace(old, microphone="a"), old).hotkey == "F9"


def test_if_the_file_was_lost_all_choices_are_written(by_hand: Path) -> None:
    old = read_settings(by_hand)
    by_hand.unlink()
    new = replace(old, hotkey="F14")
    assert write_settings(by_hand, new, old) == new


def test_without_changes_nothing_is_written(file: Path) -> None:
    write_settings(file, Settings(), Settings())
    assert not file.exists()


@pytest.mark.parametrize(
    "text",
    [
        'delivery = {method = "type"}\n',
        'delivery = {paste_chords = {a = "ctrl+v"}, method = "type"} # all\n',
        'delivery.method = "type"\n',
        'delivery.paste_chords.a = "ctrl+v"\n',
        "delivery = 3\n",
        "[[delivery]]\n",
        '[delivery.paste_chords]\na = "ctrl+v"\n[history]\n[delivery]\nmethod = "type"\n',
        "[delivery.other]\n[history]\n[delivery.another]\n",
    ],
)
def test_every_form_of_a_table_can_be_added_to(text: str, file: Path) -> None:
    old = read_settings(with_text(file, text))
    rules = (PasteRule("*", PasteChord.CTRL_V),)
    new = replace(old, delivery=Delivery(DeliveryMethod.PASTE, rules))
    assert write_settings(file, new, old) == new
    assert read_settings(file) == new


@pytest.mark.parametrize(
    "bad",
    [
        Settings(history=History(limit_mb=1)),
        Settings(microphone="half a pair: \ud800"),
        Settings(text=TextRules(vocabulary=("twice", "twice"))),
        Settings(text=TextRules(replacements=(Replacement("a", "b"), Replacement("a", "c")))),
    ],
)
def test_a_value_that_could_not_be_read_back_is_rejected(bad: Settings, by_hand: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be"):
        write_settings(by_hand, bad, Settings())
    assert by_hand.read_text() == BY_HAND


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file where the folder should be")
    file = tmp_path / "occupied" / "settings.toml"
    with pytest.raises(SettingsError, match=r"settings\.toml cannot be written"):
        write_settings(file, Settings(hotkey="F13"), Settings())


def test_a_failed_write_leaves_no_second_file_behind(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.mkdir()
    with pytest.raises(SettingsError):
        write_settings(file, Settings(hotkey="F13"), Settings())
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_to_the_file_stays_a_link(by_hand: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked.toml"
    link.symlink_to(by_hand)
    write_settings(link, Settings(hotkey="F14"), Settings())
    assert link.is_symlink()
    assert read_settings(by_hand).hotkey == "F14"


def test_only_the_user_can_read_the_settings(file: Path) -> None:
    write_settings(file, Settings(hotkey="F13"), Settings())
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
