"""The documents match the files: trees, links, paths in the prose, formats."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from project_files import ROOT

from engine.writers.formats import FORMATS

DOCUMENTS: Final = (
    "README.md",
    "engine/README.md",
    "engine/transcription/README.md",
    "maxwhisper_desktop/README.md",
    "packaging/README.md",
    "packaging/CHANGELOG.md",
    "resources/benchmark/README.md",
    ".github/CONTRIBUTING.md",
    ".github/SECURITY.md",
)
PACKAGES: Final = ("engine", "maxwhisper_desktop")
LARGEST_BYTES: Final = 10_000
"""Limit of the root's README: longer ones are not read."""

document = pytest.mark.parametrize("name", DOCUMENTS)
package = pytest.mark.parametrize("package", PACKAGES)

_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE: Final = re.compile(r"`([^`\n]+)`")
_PATH: Final = re.compile(r"[\w.-]+/(?:[\w./-]*/)?|[\w./-]*\.(?:py|toml|txt|md)|packaging/\w+")
_MADE_UP: Final = re.compile("NAME|_xx")
_PICTURE: Final = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MODULE: Final = re.compile(r"\b[a-z0-9_]+/[a-z0-9_]+\b")
_NAMED: Final = re.compile(r"[\w.-]+(?:/|\.py)(?=\s|$|[,;:])")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose_of(name: str) -> str:
    return _FENCED.sub("", text_of(name))


def tree_of(package: str) -> list[str]:
    """Return the lines of the tree in a package's README, without the package's own line."""
    fenced = _FENCED.finditer(text_of(f"{package}/README.md"))
    (tree,) = (one[2] for one in fenced if one[2].startswith(f"{package}/\n"))
    return str(tree).splitlines()[1:]


def named_in(package: str) -> Iterator[Path]:
    """Yield the path of each folder and module in the tree."""
    folders = [ROOT / package]
    for line in tree_of(package):
        depth = (len(line) - len(line.lstrip())) // 2
        names = [match[0] for match in _NAMED.finditer(line)]
        assert names, f"no file is named: {line}"
        inside = folders[depth - 1]
        if names[0].endswith("/"):
            folders[depth:] = [inside / names[0]]
            yield folders[depth]
            inside = folders[depth]
            names = names[1:]
        for name in names:
            yield inside / name


def anchors_of(name: str) -> set[str]:
    """Return a document's link anchors, which GitHub derives from headings."""
    headings = _HEADING.findall(prose_of(name))
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def leads_somewhere(link: str, name: str) -> bool:
    """Return whether the file, and the heading, of a relative link exist."""
    path, _, anchor = link.partition("#")
    target = ((ROOT / name).parent / path).resolve() if path else ROOT / name
    if not anchor or not target.exists():
        return target.exists()
    return anchor in anchors_of(target.relative_to(ROOT).as_posix())


def test_the_root_s_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) < LARGEST_BYTES


@document
def test_every_link_and_picture_exists(name: str) -> None:
    links = [link for link in _LINK.findall(prose_of(name)) if not link.startswith("https://")]
    broken = [link for link in links if not leads_somewhere(link, name)]
    assert not broken


@document
def test_every_path_in_the_prose_exists(name: str) -> None:
    codes = _CODE.findall(prose_of(name))
    paths = {code for code in codes if _PATH.fullmatch(code) and not _MADE_UP.search(code)}
    folders = (ROOT, (ROOT / name).parent)
    missing = [
        path for path in sorted(paths) if not any((each / path).exists() for each in folders)
    ]
    assert not missing


def test_the_export_formats_are_those_that_exist() -> None:
    assert f"[--format {'|'.join(FORMATS)}|all]" in text_of("README.md")


@package
def test_all_modules_in_a_picture_exist(package: str) -> None:
    pictures = _PICTURE.findall(text_of(f"{package}/README.md"))
    assert pictures
    names = {name for picture in pictures for name in _MODULE.findall(picture)}
    assert not [name for name in names if not (ROOT / package / f"{name}.py").exists()]


@package
def test_all_paths_in_a_tree_exist(package: str) -> None:
    missing = [str(path.relative_to(ROOT)) for path in named_in(package) if not path.exists()]
    assert not missing


@package
def test_a_tree_names_every_folder_and_every_module_of_the_package_itself(package: str) -> None:
    named = {path.resolve() for path in named_in(package)}
    root = ROOT / package
    sources = [path for path in root.rglob("*") if path.suffix in {".py", ".mojo", ".flac"}]
    folders = {path.parent for path in sources} - {root}
    modules = {path for path in root.glob("*.py") if path.name != "__init__.py"}
    missing = sorted(str(path.relative_to(ROOT)) for path in (folders | modules) - named)
    assert not missing


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    version = re.search(r'^version = "(.+)"$', text_of("pyproject.toml"), re.MULTILINE)
    newest = re.search(r"^## \[(.+)\]", text_of("packaging/CHANGELOG.md"), re.MULTILINE)
    assert version
    assert newest
    assert newest[1] == version[1]
