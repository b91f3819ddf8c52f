"""Measure everything and print it as a table; the exit status is 1 where a bound is not held."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from benchmarks.marks import first_marks, keys_among_marks
from benchmarks.measures import Figure, key_to_screen, machine, open_long, pdf
from benchmarks.proofreading import from_the_cache, one_paragraph
from benchmarks.saving import keys_while_saving, save
from benchmarks.start import start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MEASURES: dict[str, tuple[Callable[[int], Figure | Iterable[Figure]], int]] = {
    "start": (start, 15),
    "key": (key_to_screen, 200),
    "open": (open_long, 9),
    "save": (save, 60),
    "typing": (keys_while_saving, 300),
    "pdf": (pdf, 9),
    "paragraph": (one_paragraph, 15),
    "cache": (from_the_cache, 9),
    "first-marks": (first_marks, 5),
    "marks": (keys_among_marks, 200),
}


def main() -> int:
    """Run the measurements that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*MEASURES, []], help="which to run; all where none is named"
    )
    parser.add_argument("--quick", action="store_true", help="a third of the rounds")
    arguments = parser.parse_args()
    print(machine())
    print(f"{'what':<38} {'against':<34} {'ours':>9} {'theirs':>9} {'result':>9} {'bound':>7}")
    held = True
    for name in arguments.names or MEASURES:
        measure, rounds = MEASURES[name]
        measured = measure(max(3, rounds // 3) if arguments.quick else rounds)
        for figure in [measured] if isinstance(measured, Figure) else measured:
            print(_line(figure), flush=True)
            held = held and figure.held
    return 0 if held else 1


def _line(figure: Figure) -> str:
    value = f"+{figure.value:.2f} s" if figure.difference else f"{figure.value:.3g} ×"
    bound = f"+{figure.bound:g} s" if figure.difference else f"{figure.bound:g} ×"
    times = f"{figure.ours * 1000:>6.0f} ms {figure.theirs * 1000:>6.0f} ms"
    verdict = "" if figure.held else "  NOT HELD"
    return f"{figure.what:<38} {figure.peer:<34} {times} {value:>9} {bound:>7}{verdict}"


if __name__ == "__main__":
    sys.exit(main())
