"""Run as a program of its own: compile `main.typ` in a folder to `document.pdf`.

The compiler gets its own process because it can then be stopped, and because a fault inside it
(0.15 has been seen to panic on a rare cluster of marks) must neither end the app nor write on its
screen. It is started without the site module, which halves the time; `where` in the job says where
the compiler is installed.

The job is `job.json` in the folder: `{"where", "standards", "timestamp"}`. What went wrong is left in
`fault.json`: `{"kind": "error" | "panic", "message", "diagnostic"}`.
"""

import json
import sys
from pathlib import Path

JOB, SOURCE, RESULT, FAULT = "job.json", "main.typ", "document.pdf", "fault.json"
FAILED = 1


def main(folder: Path) -> int:
    """Compile the folder's source; return 0, or 1 where `fault.json` says what went wrong."""
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    sys.path.insert(0, job["where"])
    import typst

    try:
        pdf = typst.compile(
            str(folder / SOURCE),
            root=str(folder),
            ignore_system_fonts=True,
            pdf_standards=job["standards"],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        return _fault(folder, "error", error.message, error.diagnostic)
    except BaseException as panic:  # noqa: BLE001 - a Rust panic is no Exception
        return _fault(folder, "panic", str(panic), "")
    (folder / RESULT).write_bytes(pdf)
    return 0


def _fault(folder: Path, kind: str, message: str, diagnostic: str) -> int:
    fault = {"kind": kind, "message": message, "diagnostic": diagnostic}
    (folder / FAULT).write_text(json.dumps(fault), encoding="utf-8")
    return FAILED


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
