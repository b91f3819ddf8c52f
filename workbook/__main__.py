"""`python -m workbook`, and the installed command `workbook`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the workbook and leave with its exit status."""
    try:
        from workbook.cli.main import run

        status = run()
    except KeyboardInterrupt:
        # Only while the first modules are read: later the command line says it itself.
        sys.stderr.write("Stopped.\n")
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
