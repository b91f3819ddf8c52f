"""What the tests of credentials share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbook.credentials.reader import Reading, parse_credential
from workbook.home import content_folder

if TYPE_CHECKING:
    from workbook.credentials.model import Credential, Part

FRONT = "---\nid: a-test\ntitle: A Test\n---\n"
FILES = Path(__file__).parent / "files"
BUNDLED = sorted((content_folder() / "credentials").glob("*.md"))


def reading(body: str, front: str = FRONT) -> Reading:
    return parse_credential(front + body, fallback_id="fallback")


def credential(body: str, front: str = FRONT) -> Credential:
    found = reading(body, front).credential
    assert found is not None
    return found


def part(body: str, heading: str = "# Part 1: Overview Questions") -> Part:
    return credential(f"{heading}\n\n{body}").parts[0]


def messages(body: str, front: str = FRONT) -> list[str]:
    return [mistake.message for mistake in reading(body, front).mistakes]
