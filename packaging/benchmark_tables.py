"""Writes benchmark tables into the READMEs: ``benchmark_tables.py [BENCHMARK.json...]``.

The given documents, as ``maxwhisper bench --output`` writes them, are first stored as
``resources/benchmark/MODEL.json``. Then the text between the markers ``<!-- base.json: KIND
-->`` and ``<!-- end -->`` is replaced by that document's tables. KIND is ``speed`` for the
speed table alone, or ``all``.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from engine.benchmark.document import FORMAT, engines_of, summaries_of
from engine.benchmark.results import EngineFacts
from engine.benchmark.summary import Summary, reference_engine
from engine.benchmark.tables import (
    SAME_TEXT,
    length_line,
    percent,
    ratio_table,
    speed_table,
    stage_table,
    start_table,
)

ROOT: Final = Path(__file__).parent.parent
DOCUMENTS: Final = ROOT / "resources" / "benchmark"
READMES: Final = (ROOT / "README.md", DOCUMENTS / "README.md")

SHORT_COLUMNS: Final = ("median", "p95", "x real time", "WER")
COLUMNS: Final = (*SHORT_COLUMNS, SAME_TEXT, "loops")

_MARKED: Final = re.compile(
    r"(?P<begin><!-- (?P<name>\S+\.json): (?P<kind>speed|all) -->\n).*?(?P<end>^<!-- end -->$)",
    re.DOTALL | re.MULTILINE,
)

Document = Mapping[str, Any]


def main(arguments: list[str]) -> None:
    """Store documents and rewrite the READMEs."""
    for argument in arguments:
        model = json.loads(Path(argument).read_text(encoding="utf-8"))["model"]
        shutil.copyfile(argument, DOCUMENTS / f"{model}.json")
    documents = stored_documents(DOCUMENTS)
    texts = {readme: readme.read_text(encoding="utf-8") for readme in READMES}
    for readme, text in texts.items():
        readme.write_text(rewritten(text, documents), encoding="utf-8")
    unused = documents.keys() - {name for text in texts.values() for name in marked(text)}
    if unused:
        sys.exit(
            f"error: no README has a marker such as <!-- {min(unused)}: all --> for "
            f"{', '.join(sorted(unused))}; add one, then run this again"
        )


def stored_documents(folder: Path) -> dict[str, Document]:
    """Return the documents in a folder by file name."""
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.json"))
    }


def marked(text: str) -> set[str]:
    """Return the names of the documents that a README has markers for."""
    return {match["name"] for match in _MARKED.finditer(text)}


def rewritten(text: str, documents: Mapping[str, Document]) -> str:
    """Return a README with the tables of the documents between its markers."""

    def tables(match: re.Match[str]) -> str:
        document = documents[match["name"]]
        parts = [speed_of(document)] if match["kind"] == "speed" else all_of(document)
        return "\n\n".join([match["begin"].rstrip(), *parts, match["end"]])

    return _MARKED.sub(tables, text)


def speed_of(document: Document) -> str:
    """Return the speed table of the first set of clips."""
    name = document["clip_sets"][0]["name"]
    return _speed(engines_of(document), summaries_of(document, name), COLUMNS)


def all_of(document: Document) -> Iterator[str]:
    """Yield all tables of a document with a line above each.

    Raises:
        ValueError: The document has another format.
    """
    if document["format"] != FORMAT:
        raise ValueError(f"the document has format {document['format']}, not {FORMAT}")
    engines = engines_of(document)
    yield _conditions(document)
    for position, clip_set in enumerate(document["clip_sets"]):
        summaries = summaries_of(document, clip_set["name"])
        if not summaries:
            continue
        is_first = position == 0
        lengths = length_line([clip["duration_s"] for clip in clip_set["clips"]])
        yield f"{lengths}:" if is_first else f"{clip_set['name']}, {lengths}:"
        yield _speed(engines, summaries, COLUMNS if is_first else SHORT_COLUMNS)
        if is_first and (ratios := ratio_table(engines, summaries, with_clips=False)):
            yield "Our median time as a share of theirs, same clips:"
            yield ratios
        if is_first and (stages := stage_table(summaries)):
            yield "Stages of our engine:"
            yield stages
    runs = document["runs"]
    yield f"Start-up, {'one start' if runs == 1 else f'median of {runs} starts'} each:"
    yield start_table(engines, with_versions=False)


def _speed(
    engines: list[EngineFacts], summaries: list[Summary], columns: tuple[str, ...]
) -> str:
    return speed_table(engines, summaries, reference_engine(engines), columns)


def _conditions(document: Document) -> str:
    machine, load = document["machine"], percent(document["foreign_load"], 0)
    return (
        f"{document['made'][:10]}, {document['threads']} threads on {machine['n_cpus']} x "
        f"{machine['cpu']}, runs per clip: {document['runs']}, processor time used by other work: "
        f"{load}."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
