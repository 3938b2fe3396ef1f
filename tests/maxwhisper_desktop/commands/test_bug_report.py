"""The report for bug reports: useful, and without a word or a name of the user's."""

from pathlib import Path

import pytest

from engine.sentence import Sentence
from maxwhisper_desktop.commands.bug_report import bug_report, sanitised
from maxwhisper_desktop.commands.doctor_checks import Finding
from maxwhisper_desktop.mechanisms import Standing, Verdict
from maxwhisper_desktop.settings.settings import History, Recognition, Settings
from maxwhisper_desktop.text.text import TextRules
from maxwhisper_desktop.text.wording import Replacement

SETTINGS = Settings(
    hotkey="F9",
    microphone="alsa_input.annas_headset",
    recognition=Recognition(model="/home/anna/models/secret", prompt="Dear Doctor Stenosis,"),
    text=TextRules(
        vocabulary=("Stenosis",), replacements=(Replacement("btw", "by the way, Stenosis"),)
    ),
    history=History(max_age_days=7),
)
FINDINGS = (
    Finding(
        Sentence("microphone"), works=True, sentence=Sentence("Anna's headset delivers audio.")
    ),
    Finding(
        Sentence("key"),
        works=False,
        sentence=Sentence("F9 is taken."),
        mechanisms=(Verdict("X11", Standing.LACKING, Sentence("Another program has it.")),),
    ),
)


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    file = tmp_path / "desktop.log"
    lines = [f"line {number}" for number in range(1000)]
    file.write_text("\n".join([*lines, "the microphone is Anna's headset"]))
    return file


def test_it_has_findings_versions_settings_and_the_end_of_the_log(log_file: Path) -> None:
    report = bug_report(FINDINGS, SETTINGS, log_file)
    for told in (
        "key: FAIL: F9 is taken.",
        "X11: lacking: Another program has it.",
        "maxwhisper-desktop: ",
        "history.max_age_days: 7",
        "line 999",
    ):
        assert told in report
    assert "line 700" not in report


def test_it_has_no_words_and_no_names(log_file: Path) -> None:
    report = bug_report(FINDINGS, SETTINGS, log_file)
    for secret in ("Stenosis", "Anna", "anna", "by the way"):
        assert secret not in report


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "/home/anna/.cache/maxwhisper/compiled is full",
            "~/.cache/maxwhisper/compiled is full",
        ),
        ("/home/anna/letters/doctor.wav: no audio", "~/(withheld): no audio"),
        ("anna@box: annatto", "USER@HOST: annatto"),
    ],
)
def test_names_of_user_machine_and_files_are_replaced(said: str, shown: str) -> None:
    assert sanitised(said, home="/home/anna", user="anna", host="box") == shown


def test_without_a_log_it_says_so(tmp_path: Path) -> None:
    report = bug_report(FINDINGS, SETTINGS, tmp_path / "none.log")
    assert "not readable: No such file" in report
