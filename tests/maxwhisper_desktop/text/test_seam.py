"""Spacing and capitals where a new take follows existing text."""

import pytest

from maxwhisper_desktop.text.text import TextRules, prepare

PLAIN = TextRules()


# --- space


@pytest.mark.parametrize(
    ("before", "text", "typed"),
    [
        ("one", "two", " two"),
        ("Hello.", "Two", " Two"),
        ("5 %", "of", " of"),
        ("😀", "so", " so"),
        ("हि", "and", " and"),  # ends in a vowel sign
        ("see (there)", "and", " and"),
        ("", "Two", "Two"),
        ("one ", "two", "two"),
        ("one.\n", "Two", "Two"),
        ("one\u00a0", "two", "two"),
        ("(", "two", "two"),
        ("¿", "two", "two"),
        ("src/", "main", "main"),
        ("well-", "known", "known"),
        ("ann@", "home", "home"),
        ("one", ", two", ", two"),
        ("one", "...", "..."),
        ("one", ")", ")"),
        ("one", ".NET", " .NET"),
        ("one", "(two)", " (two)"),
        ("one", "\u201ctwo\u201d", " \u201ctwo\u201d"),
        ("我用", "电脑", "电脑"),
        ("こんにちは。", "元気", "元気"),
        ("สวัสดี", "ครับ", "ครับ"),
        ("안녕", "하세요", " 하세요"),
    ],
)
def test_a_space_is_inserted_where_words_need_one(before: str, text: str, typed: str) -> None:
    assert prepare(text, PLAIN, before) == typed


@pytest.mark.parametrize(
    ("before", "language", "has_space"),
    [
        ('she said "', "en", False),
        ('"', "en", False),
        ('("', "en", False),
        ('she said "yes"', "en", True),
        ("the dogs'", "en", True),
        ("she said \u201c", "en", False),
        ("she said \u201cyes\u201d", "en", True),
        ("sie sagt „", "de", False),
        ("sie sagt „ja\u201c", "de", True),
        ("sie sagt »", "de", False),
        ("sie sagt »ja«", "de", True),
        ("elle dit «", "fr", False),
        ("elle dit « oui »", "fr", True),
        ("elle dit «oui»", "fr", True),
    ],
)
def test_closing_quotes_are_distinguished_from_opening_ones(
    before: str, language: str, *, has_space: bool
) -> None:
    assert prepare("so", PLAIN, before, language).startswith(" ") is has_space


# --- capital


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "so it is"),
        ("One. ", "so it is"),
        ('"One?" ', "so it is"),
        ("One\n", "so it is"),
        ("One. ", "(so it is)"),
        ("Es ist so. ", "über uns"),
    ],
)
def test_a_sentence_starts_with_a_capital(before: str, text: str) -> None:
    typed = prepare(text, PLAIN, before, "en")
    assert typed != text
    assert typed.lower() == text


@pytest.mark.parametrize(
    "text",
    ["iPhone", "x86_64 it is", "ann@example.org", "src/main", "example.org", "3rd", "ßa"],
)
def test_a_word_with_a_case_of_its_own_keeps_it_at_a_sentences_start(text: str) -> None:
    assert prepare(text, PLAIN, "", "en") == text


@pytest.mark.parametrize(
    "before",
    ["3. ", "e.g. ", "z.B. ", "Dr. ", "and so on ... ", "well… ", "first: ", "Dear Ann,\n"],
)
@pytest.mark.parametrize("text", ["so it is", "So it is"])
def test_where_a_sentence_may_start_nothing_is_changed(before: str, text: str) -> None:
    assert prepare(text, PLAIN, before, "en") == text


@pytest.mark.parametrize(
    ("text", "typed", "language"),
    [
        ("And then", "and then", "en"),
        ("It's fine", "it's fine", "en"),
        ("When I came", "when I came", "en"),
        ("So, Peter came", "So, Peter came", "en"),
        ("The cat", "the cat", "en"),
        ("Und das Haus", "und das Haus", "de"),
        ("Das Haus", "das Haus", "de"),
        ("Über uns", "über uns", "de"),
        ("Et puis", "et puis", "fr"),
        ("C'est vrai", "c'est vrai", "fr"),
    ],
)
def test_within_a_sentence_whisper_s_capital_is_removed(
    text: str, typed: str, language: str
) -> None:
    assert prepare(text, PLAIN, "hello, ", language) == typed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I think", "en"),
        ("I'm here", "en"),
        ("Peter came", "en"),
        ("May is here", "en"),
        ("Will came", "en"),
        ("IT is here", "en"),
        ("US law", "en"),
        ("NATO", "en"),
        ("The Hague", "en"),
        ("A is better", "en"),
        ("Running", "en"),
        ('"The cat', "en"),
        ("Haus und Hof", "de"),
        ("Sie kommen", "de"),
        ("Ihr Haus", "de"),
        ("Aus", "de"),
        ("Le Havre", "fr"),
        ("Paris", "fr"),
        ("En dan", "nl"),
        ("And then", "de"),
        ("And then", ""),
    ],
)
def test_what_may_be_a_name_a_noun_or_an_acronym_keeps_its_capital(
    text: str, language: str
) -> None:
    assert prepare(text, PLAIN, "hello, ", language) == text


def test_a_word_of_the_vocabulary_keeps_its_spelling_everywhere() -> None:
    rules = TextRules(vocabulary=("npm", "The Who", "And"))
    assert prepare("npm is slow", rules, "", "en") == "npm is slow"
    assert prepare("And then", rules, "hello, ", "en") == "And then"
    assert prepare("the who play", rules, "hello, ", "en") == "The Who play"
