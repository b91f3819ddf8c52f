"""Run as a program of its own: compile `main.typ` in a folder to `document.pdf`.

The compiler gets its own process because it can then be stopped, and because a fault inside it
(0.15 has been seen to panic) must neither end the app nor write on its screen. It is started without
the site module, which halves the time, and before it is needed: it loads the compiler and its fonts,
then waits for its orders on standard input: `{"standards", "timestamp", "pictures": [names]}`.

Arguments: the folder in which the compiler's package is, and the folder to work in. What went wrong
is left in `fault.json`: `{"message", "diagnostic", "broken": [names of pictures]}`.
"""

import json
import sys
from pathlib import Path
from typing import Any

SOURCE, RESULT, FAULT = "main.typ", "document.pdf", "fault.json"


def main(where: str, folder: Path) -> int:
    """Compile the folder's source; return 0, or 1 where `fault.json` says what went wrong."""
    sys.path.insert(0, where)
    import typst

    compiler = typst.Compiler(root=str(folder), ignore_system_fonts=True)
    compiler.compile(b"Loads the fonts.")
    order: dict[str, Any] = json.load(sys.stdin)

    def is_broken(picture: str) -> bool:
        try:
            compiler.compile(f'#image("{picture}")'.encode())
        except BaseException:  # noqa: BLE001 - as below
            return True
        return False

    try:
        pdf: Any = compiler.compile(
            str(folder / SOURCE), pdf_standards=order["standards"], timestamp=order["timestamp"]
        )
    except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception
        # The compiler does not say which picture it could not read.
        fault = {
            "message": str(error),
            "diagnostic": getattr(error, "diagnostic", ""),
            "broken": [picture for picture in order["pictures"] if is_broken(picture)],
        }
        (folder / FAULT).write_text(json.dumps(fault), encoding="utf-8")
        return 1
    (folder / RESULT).write_bytes(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
