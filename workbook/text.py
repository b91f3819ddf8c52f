"""Text from outside is data: what is dropped from it before anything else sees it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from workbook.errors import StorageError, WorkbookError
from workbook.patterns import late
from workbook.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Unicode's line breaks beside LF (UAX 14, classes BK, CR and NL), as word processors and PDFs give them.
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Tab and line feed stay; every other C0 and C1 control character goes.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# ECMA-48 control sequences, and operating-system commands up to their terminator on the same line.
_ESCAPE = late(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\n\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")
_NOT_STORED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BYTE_ORDER_MARK = "\ufeff"
# The longer marks first: UTF-32's begins with UTF-16's.
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def is_text(given: str) -> bool:
    """Return whether what came as bytes from outside was UTF-8: it has no halves of characters in it."""
    try:
        given.encode()
    except UnicodeEncodeError:
        return False
    return True


def clean_draft(text: str) -> str:
    """Return a draft as it is stored: LF line ends, no byte-order mark, no control characters.

    Line ends of every kind are line ends. Nothing else is changed; in particular nothing is normalised.
    """
    if _NOT_STORED.search(text):
        text = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    return text.lstrip(_BYTE_ORDER_MARK)


def clean_document(text: str) -> str:
    """Return the text of a credential file without terminal escapes or control characters."""
    return clean_draft(_ESCAPE().sub("", text))


def one_line(text: str) -> str:
    """Return text as a single printable line, for a terminal or a message."""
    return " ".join(clean_document(text).split())


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun, as "1 word" or "212 words"."""
    return f"{number} {one if number == 1 else many}"


def fold(text: str) -> str:
    """Return text for comparing: accents and case folded, white space single."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a person's text file.

    Args:
        data: the file's bytes; UTF-8, with or without a byte-order mark, or UTF-16 or UTF-32 with theirs.
        name: what to call the file in an error.

    Raises:
        WorkbookError: it is none of these; the message names the line.
    """
    encoding = encoding_of(data)
    if encoding != "utf-8":
        return _decoded(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WorkbookError(
            f"{one_line(name)} is not UTF-8 text (line {line} holds the byte 0x{data[error.start]:02x})",
            "Save it as UTF-8 in your editor and try again",
        ) from error


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text file: what its byte-order mark says, else "utf-8"."""
    return next((encoding for mark, encoding in _MARKED if data.startswith(mark)), "utf-8")


def _decoded(data: bytes, encoding: str, name: str) -> str:
    """Decode what its byte-order mark calls UTF-16 or UTF-32; the mark itself is left out."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise WorkbookError(
            f"{one_line(name)} begins as {encoding.upper()} text and is damaged in line {line}",
            "Save it as UTF-8 in your editor and try again",
        ) from error


def read_file(path: Path, read: Callable[[Path], bytes] = read_plain) -> bytes:
    """Return a file's bytes.

    Args:
        path: the file.
        read: what reads it; as it is, nothing waits for a pipe in the place of a file.

    Raises:
        WorkbookError: there is no such file, or it is a folder.
        StorageError: it is there and cannot be read.
    """
    try:
        return read(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        what = "is a folder, not a file" if path.is_dir() else "is not there"
        raise WorkbookError(f"{one_line(str(path))} {what}", "Check the path") from error
    except ValueError as error:
        raise WorkbookError(f"{one_line(str(path))} is no file's name", "Check the path") from error
    except OSError as error:
        raise StorageError(
            f"{one_line(str(path))} cannot be read ({error.strerror})", "Check who may read it"
        ) from error
