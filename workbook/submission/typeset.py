"""Run as a program of its own: compile `main.typ` in a folder to `document.pdf`.

The compiler gets its own process because it can then be stopped, and because a fault inside it
(0.15 has been seen to panic on a rare cluster of marks) must neither end the app nor write on its
screen. It is started without the site module, which halves the time; `where` in the job says where
the compiler is installed.

The job is `job.json` in the folder: `{"where", "standards", "timestamp", "pictures": [names]}`. What
went wrong is left in `fault.json`: `{"message", "diagnostic", "broken": [names of pictures]}`.
"""

import json
import sys
from pathlib import Path
from typing import Any

JOB, SOURCE, RESULT, FAULT = "job.json", "main.typ", "document.pdf", "fault.json"


def main(folder: Path) -> int:
    """Compile the folder's source; return 0, or 1 where `fault.json` says what went wrong."""
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    sys.path.insert(0, job["where"])
    import typst

    def compiled(source: str | bytes, **options: Any) -> bytes:
        pdf: bytes = typst.compile(source, root=str(folder), ignore_system_fonts=True, **options)
        return pdf

    def is_broken(picture: str) -> bool:
        try:
            compiled(f'#image("{picture}")'.encode())
        except BaseException:  # noqa: BLE001 - as below
            return True
        return False

    try:
        pdf = compiled(str(folder / SOURCE), pdf_standards=job["standards"], timestamp=job["timestamp"])
    except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception
        # The compiler does not say which picture it could not read.
        fault = {
            "message": str(error),
            "diagnostic": getattr(error, "diagnostic", ""),
            "broken": [picture for picture in job["pictures"] if is_broken(picture)],
        }
        (folder / FAULT).write_text(json.dumps(fault), encoding="utf-8")
        return 1
    (folder / RESULT).write_bytes(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
