"""`python -m workbook`, and the installed command `workbook`: it leads to one of the two doors."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the workbook and leave with its exit status."""
    try:
        from workbook.cli.faults import guarded
        from workbook.cli.output import make_streams_safe

        make_streams_safe()
        status = guarded(_run)
    except KeyboardInterrupt:
        # Only while the first modules are read: later the command line says it itself.
        sys.stderr.write("Stopped.\n")
        status = 130
    sys.exit(status)


def _run() -> int:
    from workbook.cli.open_at import open_at, plainly_asked
    from workbook.cli.output import at_a_terminal

    asked = plainly_asked(sys.argv[1:])
    if asked is not None and at_a_terminal():
        # Collecting garbage while a thousand modules load finds none and costs a tenth of the start; the
        # app turns it on again after its first paint.
        gc.disable()
        return open_at(_open_app, *asked)
    from workbook.cli.main import run

    return run(sys.argv[1:], _open_app)


def _open_app(workbook: str | None, at: str | None) -> int:
    from workbook.home import Home
    from workbook.tui.app import run

    return run(Home.from_environment(), workbook, at)


if __name__ == "__main__":
    main()
