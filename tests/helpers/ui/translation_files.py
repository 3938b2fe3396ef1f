"""Translated texts, the texts that the code looks up, and the output of Qt's tools."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeGuard
from xml.etree import ElementTree as ET

import PySide6
from typing_extensions import override

import engine
import maxwhisper_desktop
from maxwhisper_desktop.system.paths import resources_folder

CODE = tuple(Path(package.__path__[0]) for package in (engine, maxwhisper_desktop))
FOLDER = resources_folder() / "translations"
LANGUAGES = ("de", "en", "fr")
_TOOLS = Path(PySide6.__file__).parent

LookUp: TypeAlias = tuple[str, str]
"""A context, and an English text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translations.

    Attributes:
        context: Where it is shown, mostly the name of a class.
        source: The English text.
        translations: One, or one for each plural form.
        is_finished: Whether it is translated.
    """

    context: str
    source: str
    translations: tuple[str, ...]
    is_finished: bool


def entries(language: str) -> list[Entry]:
    """Return all entries of a language's file."""
    return [*_entries(FOLDER / f"maxwhisper_{language}.ts")]


def collected(folder: Path, *arguments: str) -> set[LookUp]:
    """Return the translatable texts that Qt's lupdate finds."""
    found = folder / "found.ts"
    alias = ("-tr-function-alias", "QT_TR_NOOP+=Sentence")
    _run("lupdate", "-extensions", "py", *map(str, CODE), *arguments, *alias, "-ts", str(found))
    return {(entry.context, entry.source) for entry in _entries(found)}


def released(language: str, folder: Path) -> bytes:
    """Return a language's file as compiled by Qt's lrelease."""
    made = folder / "made.qm"
    _run("lrelease", str(FOLDER / f"maxwhisper_{language}.ts"), "-qm", str(made))
    return made.read_bytes()


def looked_up() -> set[LookUp]:
    """Return the texts in ``tr`` (context: the class), ``translate`` and ``Sentence`` (no context)."""
    search = _Search()
    for folder in CODE:
        for path in folder.rglob("*.py"):
            search.visit(ast.parse(path.read_text("utf-8")))
    return search.found


def sentences_made_of_variables() -> set[str]:
    """Return the files in which a sentence's template is not written out, where none is collected."""
    return {
        str(path.relative_to(folder.parent))
        for folder in CODE
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _is_sentence(node) and not isinstance(node.args[0], ast.Constant)
    }


def _is_sentence(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sentence"


class _Search(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: set[LookUp] = set()
        self._class = ""

    @override
    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    @override
    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Attribute(attr="tr"), args=[text, *_]):
                self.found.add((self._class, ast.literal_eval(text)))
            case ast.Call(
                func=ast.Name(id="Sentence"), args=[ast.Constant(value=str(text)), *_]
            ):
                self.found.add(("", text))
            case ast.Call(args=[ast.Name(id="SENTENCES"), *_]):
                pass  # A sentence is found where it is made.
            case ast.Call(
                func=ast.Name(id="translate") | ast.Attribute(attr="translate"),
                args=[context, text, *_],
            ):
                self.found.add((ast.literal_eval(context), ast.literal_eval(text)))
            case _:
                pass


def _entries(path: Path) -> Iterator[Entry]:
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = translation.findall("numerusform") or [translation]
            yield Entry(
                context.findtext("name", ""),
                message.findtext("source", ""),
                tuple(form.text or "" for form in forms),
                translation.get("type") is None,
            )


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([_TOOLS / tool, "-silent", *arguments], check=True)
