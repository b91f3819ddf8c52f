"""What the guard and those who use its server say to each other: JSON, one object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

LOOPBACK = "127.0.0.1"
"""The only host that this program ever talks to about a text."""
WARM_LANGUAGE = "en-US"
"""The language whose rules are loaded when the server is ready."""
LINE = 8192
"""The longest line that is read, in bytes."""
RECORD = "server.json"
"""The file that says where the guard listens and how to prove oneself; for its owner alone."""
LOCK = "server.lock"
"""The file that the one guard of a home holds locked as long as it lives."""

State = Literal["starting", "ready", "failed"]


@dataclass(frozen=True)
class Told:
    """What the guard tells of its server.

    Attributes:
        state: how far it is.
        number: which start of Java it is about, counted from 1.
        port: where it answers, when it is ready.
        java: the number of its process.
        why: why it failed, a sentence without a full stop.
    """

    state: State
    number: int = 1
    port: int = 0
    java: int = 0
    why: str = ""


@dataclass(frozen=True)
class Order:
    """What the guard is to do.

    Attributes:
        command: Java and its arguments up to those that name the port.
        folder: where its record and its lock are.
        start_seconds: how long Java may take until it answers.
        warm_seconds: how long the first check may take, which loads the rules.
    """

    command: list[str]
    folder: str
    start_seconds: float = 40.0
    warm_seconds: float = 60.0


@dataclass(frozen=True)
class Record:
    """What the record's file holds.

    Attributes:
        port: where the guard listens.
        token: what proves that one may read the file.
        pid: the guard's process.
    """

    port: int
    token: str
    pid: int


@dataclass(frozen=True)
class Hello:
    """The first thing that is said to the guard.

    Attributes:
        token: the record's.
        pid: whose connection it is.
        stays: whether the server is to be kept as long as the connection; else it is only looked at.
    """

    token: str
    pid: int
    stays: bool = True


@dataclass(frozen=True)
class Ask:
    """A request to the guard.

    Attributes:
        what: `restart` the server, which hangs or answers no more; `end` it, and with it the guard.
        number: the start of Java that it is about: one that is past needs no restart.
    """

    what: Literal["restart", "end"]
    number: int = 0


Message = Told | Order | Record | Hello | Ask


def line_of(message: Message) -> bytes:
    """Return a message as a line."""
    return json.dumps(asdict(message)).encode() + b"\n"


def read_line(line: bytes) -> dict[str, Any]:
    """Return what a line holds.

    Raises:
        ValueError: it is no such line.
    """
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
