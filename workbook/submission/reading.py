"""Markdown to pandoc's tree: many texts in one process, each parsed on its own.

Each text is a file of its own under `--file-scope`, so an unclosed fence or a footnote's label in
one answer cannot reach the next. Between two files stands a file with a secret word, at which the
result is taken apart. When the one process fails, every text is read alone; one that fails alone
is given back as None, and the caller prints it as plain text.
"""

from __future__ import annotations

import html
import re
import secrets
from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from workbook.errors import ToolError
from workbook.submission.mending import mend
from workbook.submission.nodes import strings_of
from workbook.submission.running import Running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.submission.nodes import Blocks
    from workbook.submission.running import Cancelled, Finished

# Left out: whatever carries attributes or raw code to a writer, and signs that people mean as signs
# ("$5 and $6", "~20 minutes", ":)"), and whatever would print another character than was typed. Kept: what
# people write, and `fancy_lists`, so that "a." stays.
MARKDOWN = (
    "commonmark_x-alerts-attributes-bracketed_spans-emoji-fenced_divs-gfm_auto_identifiers"
    "-implicit_header_references-raw_attribute-raw_html-smart-subscript-superscript-tex_math_dollars"
    "-yaml_metadata_block+autolink_bare_uris"
)
_SECONDS = 60.0
_MEMORY = ("+RTS", "-M512M", "-RTS")
_WORD = re.compile(r"[^\W\d_]{4,}")


def pandoc(
    arguments: Sequence[str],
    folder: Path,
    *,
    data: bytes = b"",
    cancelled: Cancelled | None = None,
) -> Finished:
    """Run the bundled pandoc in its sandbox, with a time-out and a bound on its memory.

    The sandbox also keeps it from a person's own templates and reference documents.

    Args:
        arguments: what to do; readable files must be named here.
        folder: where it runs.
        data: its standard input.
        cancelled: see `Running.finish`.

    Raises:
        ToolError: pandoc is missing or took too long. Its exit status is left to the caller.
    """
    command = [pandoc_path(), "--sandbox", *arguments, *_MEMORY]
    with Running(command, tool="pandoc", folder=folder) as running:
        return running.finish(data, timeout=_SECONDS, cancelled=cancelled)


def pandoc_path() -> str:
    """Return where the bundled pandoc is.

    Raises:
        ToolError: it is not installed.
    """
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise ToolError("pandoc is missing", "Install the package pypandoc_binary") from error


def read_markdown(
    texts: Sequence[str], folder: Path, cancelled: Cancelled | None = None
) -> list[Blocks | None]:
    """Parse texts with pandoc, each on its own.

    Args:
        texts: Markdown.
        folder: an empty folder for temporary files.
        cancelled: see `Running.finish`.

    Returns:
        For each text its blocks, not yet sanitised; None where pandoc could not read it.

    Raises:
        ToolError: pandoc is missing or cannot run at all.
    """
    if not texts:
        return []
    together = _read_together(texts, folder, cancelled)
    if together is not None:
        return list(together)
    apart = [_read_together([text], folder, cancelled) for text in texts]
    return [one[0] if one is not None else None for one in apart]


def _read_together(texts: Sequence[str], folder: Path, cancelled: Cancelled | None) -> list[Blocks] | None:
    """Return each text's blocks, or None where pandoc gave up on them or they nest too deep to read."""
    secret = secrets.token_hex(16)
    (folder / "between").write_text(f"\n{secret}\n", encoding="ascii")
    files: list[str] = []
    for number, text in enumerate(texts):
        (folder / f"text-{number}").write_bytes(mend(text).encode("utf-8", "replace"))
        files += [f"text-{number}", "between"]
    try:
        arguments = ["--file-scope", "-f", MARKDOWN, "-t", "json", *files]
        done = pandoc(arguments, folder, cancelled=cancelled)
        blocks: list[Any] = orjson.loads(done.output)["blocks"] if done.status == 0 else []
    except (ToolError, orjson.JSONDecodeError):
        # A missing pandoc is no fault of the text; everything else is tried again, text by text.
        pandoc_path()
        return None
    pieces: list[Blocks] = [[]]
    for block in blocks:
        if block == {"t": "Para", "c": [{"t": "Str", "c": secret}]}:
            pieces.append([])
        else:
            pieces[-1].append(block)
    return pieces[:-1] if len(pieces) == len(texts) + 1 else None


def lost_words(text: str, blocks: Blocks) -> list[str]:
    """Return the words of a text that its tree does not have, as of a footnote that nothing refers to."""
    written = Counter(_WORD.findall(html.unescape(text)))
    kept = Counter(_WORD.findall(strings_of(blocks)))
    return [word for word in written if kept[word] == 0]
