"""The button that makes rules for the program that a text was for."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from samples.page_samples import sample_settings

from maxwhisper_desktop.settings.settings import ProgramWay, Settings
from maxwhisper_desktop.ui.widgets.program_rules_button import ProgramRulesButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EVOLUTION = "org.gnome.Evolution"


@pytest.fixture
def rules(qtbot: QtBot) -> ProgramRulesButton:
    button = ProgramRulesButton()
    qtbot.addWidget(button)
    button.show_program(EVOLUTION)
    return button


def entries(rules: ProgramRulesButton) -> dict[str, QAction]:
    """Open the menu; return its entries, those for languages with that in front."""
    menu = rules.menu()
    menu.aboutToShow.emit()
    languages = menu.findChild(QMenu)
    assert isinstance(languages, QMenu)
    found = {action.text(): action for action in menu.actions()}
    return found | {f"language {each.text()}": each for each in languages.actions()}


def marked(rules: ProgramRulesButton) -> list[str]:
    return [words for words, action in entries(rules).items() if action.isChecked()]


@pytest.mark.parametrize(
    ("program", "name"),
    [(EVOLUTION, "Evolution"), ("XTerm", "XTerm"), ("Tom.exe", "Tom.exe"), ("a..b", "a..b")],
)
def test_it_names_the_program_as_people_do(
    rules: ProgramRulesButton, program: str, name: str
) -> None:
    rules.show_program(program)
    assert rules.isVisible()
    assert rules.text().replace("&", "") == f"Always in {name}"


def test_it_is_hidden_without_a_program(rules: ProgramRulesButton) -> None:
    rules.show_program(None)
    assert not rules.isVisible()


def test_the_menu_marks_the_rules_that_there_are(rules: ProgramRulesButton) -> None:
    rules.show_rules(Settings())
    assert marked(rules) == ["As everywhere", "language As everywhere"]
    rules.show_rules(sample_settings())
    assert marked(rules) == ["Type", "language German (Deutsch)"]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("As everywhere", None),
        ("Paste", ProgramWay.PASTE),
        ("Type", ProgramWay.TYPE),
        ("Copy only", ProgramWay.COPY),
        ("Never listen", ProgramWay.NEVER),
    ],
)
def test_a_way_is_chosen_by_a_click(
    rules: ProgramRulesButton, qtbot: QtBot, words: str, way: ProgramWay | None
) -> None:
    with qtbot.waitSignal(rules.way_chosen) as chosen:
        entries(rules)[words].trigger()
    assert chosen.args == [EVOLUTION, way]


@pytest.mark.parametrize(
    ("words", "code"), [("As everywhere", None), ("German (Deutsch)", "de")]
)
def test_a_language_is_chosen_by_a_click(
    rules: ProgramRulesButton, qtbot: QtBot, words: str, code: str | None
) -> None:
    with qtbot.waitSignal(rules.language_chosen) as chosen:
        entries(rules)[f"language {words}"].trigger()
    assert chosen.args == [EVOLUTION, code]


def test_the_languages_offered_are_those_that_the_user_speaks(
    rules: ProgramRulesButton,
) -> None:
    rules.show_rules(sample_settings())
    languages = [words for words in entries(rules) if words.startswith("language ")]
    assert languages == [
        "language As everywhere",
        "language German (Deutsch)",
        "language English",
    ]
