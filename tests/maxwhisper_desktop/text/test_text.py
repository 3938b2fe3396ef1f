"""Preparing a transcript wherever it is typed: cleaning, the user's words, punctuation."""

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from maxwhisper_desktop.text.sentence_case import words_of
from maxwhisper_desktop.text.text import TextRules, cleaned, prepare
from maxwhisper_desktop.text.wording import Replacement

PLAIN = TextRules()
SPOKEN = TextRules(spoken_punctuation=True)
OWN = TextRules(
    vocabulary=("MaxWhisper", "stenosis", "npm", "Zoë", "C++"),
    replacements=(
        Replacement("btw", "by the way"),
        Replacement("um", ""),
        Replacement("US", "the States"),
        Replacement("i phone", "iPhone"),
        Replacement("my address", "1 High Street\nOxford\n"),
        Replacement("my", "our"),
    ),
)
RULES = st.sampled_from([PLAIN, SPOKEN, OWN])
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "zh"])
MATERIAL = """
The the I It's Peter IT hello um Um btw BTW US us new line comma Komma neue Zeile full stop my
address i phone npm maxwhisper ü Über ß 3. e.g. 我 「 \u0301 \u0939\u093f
"""
WORDS = st.lists(
    st.sampled_from(sorted(words_of(MATERIAL)))
    | st.text(max_size=3)
    | st.sampled_from([".", ",", "?", '"', "\u201c", "(", "\n", "\t", "\x1b", "\r\n", "\ud800"])
).map(" ".join)
TEXTS = st.text() | WORDS
BEFORE = st.none() | TEXTS


# --- what holds for all texts


@given(text=TEXTS, rules=RULES, before=BEFORE, language=LANGUAGES)
def test_no_control_character_comes_out(
    text: str, rules: TextRules, before: str | None, language: str | None
) -> None:
    typed = prepare(text, rules, before, language)
    kinds = {unicodedata.category(char) for char in typed if char not in "\n\t"}
    assert not kinds & {"Cc", "Cs"}
    assert typed.encode().decode() == typed


@given(text=TEXTS, before=BEFORE, language=LANGUAGES)
@example("i\u0307x", "", "en")
def test_without_rules_preparing_twice_changes_nothing(
    text: str, before: str | None, language: str | None
) -> None:
    once = prepare(text, PLAIN, before, language)
    assert prepare(once, PLAIN, before, language) == once


def in_capitals(text: str) -> list[str]:
    """Return the text without what may change: case and spaces."""
    return unicodedata.normalize("NFC", text.upper()).split()


@given(text=TEXTS, before=BEFORE, language=LANGUAGES)
@example("i\u0307x", "", "en")
@example("\u0131", "", "tr")
def test_without_rules_no_word_is_lost(
    text: str, before: str | None, language: str | None
) -> None:
    typed = prepare(text, PLAIN, before, language)
    assert in_capitals(typed) == in_capitals(cleaned(text))


@given(text=TEXTS, language=LANGUAGES)
def test_without_known_context_the_words_stay_unchanged(
    text: str, language: str | None
) -> None:
    assert prepare(text, PLAIN, None, language).split() == cleaned(text).split()


@given(text=TEXTS, before=BEFORE, language=LANGUAGES)
def test_unspoken_line_breaks_and_tabs_press_no_key(
    text: str, before: str | None, language: str | None
) -> None:
    assert not {"\n", "\t"} & set(prepare(text, PLAIN, before, language))


@given(
    before=BEFORE, rules=RULES, language=LANGUAGES, text=st.sampled_from(["", " ", "\n\x07"])
)
def test_silence_types_nothing(
    text: str, rules: TextRules, before: str | None, language: str | None
) -> None:
    assert prepare(text, rules, before, language) == ""


@given(text=TEXTS, before=BEFORE)
def test_disabled_rules_are_not_applied(text: str, before: str | None) -> None:
    off = TextRules(leading_space=False, sentence_case=False)
    assert prepare(text, off, before, "en") == prepare(text, off, None, "en")


def test_escape_sequences_are_defused() -> None:
    assert prepare("\x1b[31mrm\x07\x9b2J\r\n", PLAIN, None) == "[31mrm2J"
    assert prepare("safe\u202etxt.exe", PLAIN, None) == "safetxt.exe"


def test_joiners_in_words_and_emoji_are_kept() -> None:
    text = "\u0645\u06cc\u200c\u062e\u0648 👩\u200d🚀"
    assert prepare(text, PLAIN, None) == text


# --- the user's own words


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("I use maxwhisper.", "I use MaxWhisper."),
        ("MAXWHISPER's speed", "MaxWhisper's speed"),
        ("maxwhispers", "maxwhispers"),
        ("Stenosis is it, STENOSIS", "Stenosis is it, stenosis"),
        ("zoe\u0308 and zoë", "Zoë and Zoë"),
        ("c++ or c", "C++ or c"),
        ("btw, Btw BTW", "by the way, By the way by the way"),
        ("BTW, it is. BTW", "By the way, it is. By the way"),
        ("us and US", "us and the States"),
        ("I phone you, i  phone", "iPhone you, iPhone"),
        ("my address, my dear", "1 High Street\nOxford\n, our dear"),
        ("um I think, um, it works um.", "I think, it works."),
        ("umbrella, um'x", "umbrella, um'x"),
    ],
)
def test_whole_words_are_written_as_the_user_wants(text: str, typed: str) -> None:
    assert prepare(text, OWN, None, "en") == typed


def test_no_rule_changes_the_result_of_another() -> None:
    rules = TextRules(replacements=(Replacement("a", "b"), Replacement("b", "a")))
    assert prepare("a b", rules, None) == "b a"


def test_the_longer_of_two_matching_rules_counts() -> None:
    rules = TextRules(replacements=(Replacement("new", "old"), Replacement("new york", "NYC")))
    assert prepare("new new york", rules, None) == "old NYC"


def test_a_replacement_takes_precedence_over_the_vocabulary() -> None:
    rules = TextRules(vocabulary=("Fedora",), replacements=(Replacement("fedora", "hat"),))
    assert prepare("fedora", rules, None) == "hat"


def test_rules_match_in_scripts_without_spaces() -> None:
    rules = TextRules(replacements=(Replacement("微软", "Microsoft"),))
    assert prepare("我用微软的", rules, None, "zh") == "我用Microsoft的"


def test_a_vowel_sign_is_part_of_a_word() -> None:
    rules = TextRules(replacements=(Replacement("ह", "x"),))
    assert prepare("हि ह", rules, None, "hi") == "हि x"


def test_a_rule_of_only_space_is_ignored() -> None:
    rules = TextRules(vocabulary=(" ",), replacements=(Replacement("", "x"),))
    assert prepare("a b", rules, None) == "a b"


def test_replacements_are_cleaned_too() -> None:
    rules = TextRules(replacements=(Replacement("x", "\x1b[2J\r\n"),))
    assert prepare("x", rules, None) == "[2J\n"


# --- spoken punctuation


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Hello comma world", "Hello, world"),
        ("Hello, comma, how are you, question mark.", "Hello, how are you?"),
        ("Dear Ann, new paragraph, I am here. New line. Yours", "Dear Ann,\n\nI am here.\nYours"),
        ("it is so full stop and then", "it is so. And then"),
        ("stop exclamation mark new line", "stop!\n"),
        ("comma comma", ",,"),
        ("The comma is a comma, comma, and a new line is not", "The comma is a comma, and a new line is not"),
        ("commas and newlines", "commas and newlines"),
        ("a long period of time", "a long period of time"),
    ],
)  # fmt: skip
def test_spoken_punctuation_becomes_punctuation(text: str, typed: str) -> None:
    assert prepare(text, SPOKEN, None, "en") == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Liebe Anna Komma neuer Absatz wie geht es dir Fragezeichen", "Liebe Anna,\n\nwie geht es dir?"),
        ("Das ist gut. Punkt. neue Zeile Bis morgen", "Das ist gut.\nBis morgen"),
        ("Der Punkt ist klar Punkt das war es", "Der Punkt ist klar. Das war es"),
        ("Folgendes Doppelpunkt alles", "Folgendes: alles"),
        ("hello comma world", "hello comma world"),
    ],
)  # fmt: skip
def test_german_has_its_own_names(text: str, typed: str) -> None:
    assert prepare(text, SPOKEN, None, "de") == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Chère Anna virgule à la ligne comment vas-tu point d'interrogation", "Chère Anna,\ncomment vas-tu ?"),
        ("C'est bien. Point final. nouvelle ligne À demain", "C'est bien.\nÀ demain"),
        ("Quelle joie point d'exclamation merci", "Quelle joie ! Merci"),
        ("La virgule est mise virgule voilà", "La virgule est mise, voilà"),
    ],
)  # fmt: skip
def test_french_has_its_own_names_and_a_space_before_tall_signs(text: str, typed: str) -> None:
    assert prepare(text, SPOKEN, None, "fr") == typed


def test_spoken_punctuation_stays_words_if_disabled_or_without_a_table() -> None:
    text = "Hello comma world new line"
    assert prepare(text, PLAIN, None, "en") == text
    assert prepare(text, SPOKEN, None, "nl") == text
    assert prepare(text, SPOKEN, None) == text


def test_a_take_that_starts_with_punctuation_continues_without_space() -> None:
    assert prepare("comma and then", SPOKEN, "one", "en") == ", and then"
    assert prepare("New line. And then", SPOKEN, "one", "en") == "\nAnd then"
