"""An answer as plain text, to be pasted into an issuer's web form: numbered and lettered, without marks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from workbook.credentials.model import Prompt, SubPrompt
from workbook.credentials.places import PlaceKind, find_place

if TYPE_CHECKING:
    from workbook.credentials.model import Credential
    from workbook.drafts.model import Workbook

_ITEM = re.compile(r"\(?(?:[a-z]|\d{1,3})[.)]\s")
"""The label of a list's first item: the question's own then stands on a line before it."""


def answer_to_paste(credential: Credential, workbook: Workbook, prompt_id: str) -> str:
    """Return an answer as plain text, numbered as the credential numbers its question.

    Args:
        credential: what is asked.
        workbook: what is written.
        prompt_id: the prompt, or a sub-prompt that is answered on its own.

    Returns:
        The text; empty where nothing is written.

    Raises:
        WorkbookError: no such prompt; the nearest is suggested.
    """
    thing = find_place(credential, prompt_id, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT).thing
    if not isinstance(thing, Prompt | SubPrompt):
        raise TypeError(f"{prompt_id} is no question")
    pieces = [to_paste(workbook.answer_text(thing.id))]
    if isinstance(thing, Prompt):
        pieces += [_labelled(sub.label, to_paste(workbook.answer_text(sub.id))) for sub in thing.subprompts]
    text = "\n\n".join(piece for piece in pieces if piece)
    if isinstance(thing, Prompt) and thing.bulleted:
        return text
    return _labelled(thing.label, text)


def to_paste(markdown: str) -> str:
    """Return a draft as plain text: paragraphs, lists with their numbers, addresses behind their links."""
    root = SyntaxTreeNode(_parser().parse(markdown))
    return "\n\n".join(_blocks(root)).strip()


def _labelled(label: str, text: str) -> str:
    """Return an answer with its question's label in front, unless the person typed that there herself."""
    if not text or _has_label(label, text):
        return text
    return f"{label}.{chr(10) if _ITEM.match(text) else ' '}{text}"


def _has_label(label: str, text: str) -> bool:
    """Return whether a text begins with its question's label: "2.", "2)", "(2)" or "2:", and then a space.

    "2.5 million", "2:30 pm" and "2nd grade" begin with a number of their own; "1." that is followed by
    "2." at a line's beginning is the first item of a list.
    """
    typed = re.match(rf"\(?{re.escape(label)}[.):](?=\s|$)", text, re.IGNORECASE)
    if typed is None:
        return False
    following = _next_label(label)
    behind = rf"^\(?{re.escape(following)}[.):](?=\s|$)"
    return not (following and re.search(behind, text[typed.end() :], re.IGNORECASE | re.MULTILINE))


def _next_label(label: str) -> str:
    """Return the label that follows a number or a letter in a list; empty where none does."""
    if label.isdecimal():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if len(label) == 1 and label.isascii() and label.isalpha() else ""


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is shown as text in the document, so it is here.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _blocks(node: SyntaxTreeNode) -> list[str]:
    found: list[str] = []
    for child in node.children:
        if child.type in ("paragraph", "heading"):
            found.append(_inline(child))
        elif child.type in ("ordered_list", "bullet_list"):
            found.append(_list(child))
        elif child.type == "table":
            rows = [row for part in child.children for row in part.children]
            found.append("\n".join("\t".join(_inline(cell) for cell in row.children) for row in rows))
        elif child.type in ("fence", "code_block"):
            found.append(child.content.rstrip("\n"))
        elif child.children:
            found += _blocks(child)
    return [text for text in found if text]


def _list(node: SyntaxTreeNode) -> str:
    items: list[str] = []
    tight = True
    for number, item in enumerate(node.children):
        label = f"{int(item.info or 0) or number + 1}{item.markup}" if node.type == "ordered_list" else "-"
        blocks = _blocks(item)
        tight = tight and all(child.hidden for child in item.children if child.type == "paragraph")
        text = ("\n" if tight else "\n\n").join(blocks)
        indent = " " * (len(label) + 1)
        items.append(f"{label} {text}".replace("\n", f"\n{indent}"))
    joined = ("\n" if tight else "\n\n").join(items)
    return re.sub(r"^ +$", "", joined, flags=re.MULTILINE)


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(_shown(child) for child in node.children)


def _shown(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.type == "image":
        return f"[Picture: {node.content}]"
    if node.type == "link":
        text, address = _inline(node), str(node.attrs.get("href", ""))
        return text if text == address.removeprefix("mailto:") else f"{text} ({address})"
    if node.children:
        return _inline(node)
    return node.content if node.type in ("text", "code_inline", "text_special") else ""
