"""Run every test of durability with its full count, and print a table: `python -m benchmarks.durability`.

It kills thousands of processes and takes about twenty minutes. As root of a Linux machine it also fills
a file system of its own and makes it read-only; elsewhere those tests are skipped, and the table says so.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# What is read here was written by the pytest that is started here.
from xml.etree import ElementTree as Xml

FOLDER = Path(__file__).parent.parent
TESTS = "tests/durability"


def main() -> int:
    """Run the tests, print the table, and return pytest's exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability", description=__doc__)
    parser.add_argument("--tenth", action="store_true", help="a tenth of each count, as in CI")
    parser.add_argument("-k", metavar="NAMES", help="only the tests whose names hold this, as pytest's -k")
    arguments = parser.parse_args()
    count = "a tenth" if arguments.tenth else "full"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", TESTS, "-n0", "-p", "no:cacheprovider"]
        command += [f"--junitxml={report}", "-o", "junit_family=xunit1"]
        command += ["-k", arguments.k] if arguments.k else []
        status = subprocess.run(
            command, cwd=FOLDER, env={**os.environ, "WORKBOOK_DURABILITY": count}, check=False
        ).returncode
        if report.exists():
            print_table(report)
    return status


def print_table(report: Path) -> None:
    """Print one block a test: whether it passed, how long it took, and what it counted."""
    for case in Xml.parse(report).iter("testcase"):  # noqa: S314
        print(f"\n{_outcome(case):<8} {case.get('name')}  ({float(case.get('time', 0)):.0f} s)")
        for counted in case.iter("property"):
            print(f"{'':<8} {counted.get('name'):<48} {counted.get('value'):>12}")
        for skipped in case.iter("skipped"):
            print(f"{'':<8} {skipped.get('message')}")


def _outcome(case: Xml.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "FAILED"
    return "skipped" if case.find("skipped") is not None else "passed"


if __name__ == "__main__":
    sys.exit(main())
