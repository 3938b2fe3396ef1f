"""``maxwhisper doctor``: checks what works on this machine, and how to fix what does not."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.errors import os_reason
from engine.sentence import Sentence
from engine.writers.formats import json_document
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED
from maxwhisper_desktop.mechanisms import Standing
from maxwhisper_desktop.settings.file import read_settings
from maxwhisper_desktop.status.document import verdict_document
from maxwhisper_desktop.system.language import said
from maxwhisper_desktop.system.paths import config_file, log_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maxwhisper_desktop.commands.doctor_checks import Finding

REPORT: Final = "maxwhisper-report.txt"


def add_doctor_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``doctor`` to the program's parser."""
    parser = subparsers.add_parser(
        "doctor", help="check what works here, and how to fix the rest"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON document")
    form.add_argument(
        "--report",
        action="store_true",
        help="show a report for bug reports, without words or names, and offer to save it",
    )


def run_doctor(args: argparse.Namespace) -> int:
    """Print all findings; return 1 if anything does not work."""
    # Imported late: it loads what it checks.
    from maxwhisper_desktop.commands.doctor_checks import examine  # noqa: PLC0415

    findings = examine()
    if args.report:
        return _report(findings)
    if args.json:
        documents = [
            asdict(finding)
            | {"sentence": said(finding.sentence), "mend": finding.mend and said(finding.mend)}
            | {"mechanisms": [verdict_document(verdict) for verdict in finding.mechanisms]}
            for finding in findings
        ]
        sys.stdout.write(json_document(documents))
    else:
        for finding in findings:
            mark = "ok  " if finding.works else "FAIL"
            sys.stdout.write(f"{mark}  {said(finding.part):<13} {said(finding.sentence)}\n")
            _write_mend(finding.mend)
            for verdict in finding.mechanisms:
                # Mechanisms for other kinds of session are of no help here.
                is_said = verdict.reason in finding.sentence
                if verdict.standing is Standing.LACKING and not is_said:
                    sys.stdout.write(f"{'':<20}{verdict.mechanism}: {said(verdict.reason)}\n")
                    _write_mend(verdict.mend)
    return EXIT_DONE if all(finding.works for finding in findings) else EXIT_FAILED


def _report(findings: "Sequence[Finding]") -> int:
    """Show the report, and save it if the user agrees."""
    from maxwhisper_desktop.commands.bug_report import bug_report  # noqa: PLC0415

    report = bug_report(findings, read_settings(config_file()), log_file())
    sys.stdout.write(report)
    sys.stdout.flush()
    if not sys.stdin.isatty():
        return EXIT_DONE
    sys.stderr.write(f"\nSave this as {REPORT} in the current folder? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        return EXIT_DONE
    try:
        with Path(REPORT).open("x", encoding="utf-8") as file:
            file.write(report)
    except OSError as error:
        sys.stderr.write(f"error: {REPORT}: {said(os_reason(error))}\n")
        return EXIT_FAILED
    return EXIT_DONE


def _write_mend(step: Sentence | None) -> None:
    if step:
        sys.stdout.write(f"{'':<20}-> {said(step)}\n")
