"""``maxwhisper doctor``: what works here, what does not, and what mends it."""

import argparse
import sys
from dataclasses import asdict

from engine.writers import json_document
from maxwhisper_desktop.exit_status import EXIT_DONE, EXIT_FAILED


def add_doctor_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add ``doctor`` to the program's parser."""
    parser = subparsers.add_parser(
        "doctor", help="tell what works here, and what mends the rest"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run_doctor(args: argparse.Namespace) -> int:
    """Print all findings; return 1 if anything does not work."""
    # Imported late: it loads what it examines.
    from maxwhisper_desktop.commands.doctor_checks import examine  # noqa: PLC0415

    findings = examine()
    if args.json:
        sys.stdout.write(json_document([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            mark = "ok  " if finding.works else "FAIL"
            sys.stdout.write(f"{mark}  {finding.part:<11} {finding.sentence}\n")
            if finding.mend:
                sys.stdout.write(f"{'':<18}-> {finding.mend}\n")
    return EXIT_DONE if all(finding.works for finding in findings) else EXIT_FAILED
