"""Three hundred ways in which a finished workbook's file may be damaged, the same at every run."""

from __future__ import annotations

import copy
import json
import random
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Damaged = tuple[str, bytes]
"""What was done to the file, and its bytes since."""
DEEP = 100_000
"""How deep brackets may be nested in a hostile file."""
_OTHERS: tuple[Any, ...] = (None, True, -1, 1.5, "", "word", [], [1], {}, {"a": {}})
"""Values of all kinds, each of which is wrong nearly everywhere."""
_HUGE = (
    "1e999",
    "-1e999",
    "1" + "0" * 400,
    "9223372036854775808",
    "-9223372036854775809",
    "1e308",
    "0.1e-999",
)


def corpus(whole: bytes, count: int, seed: int) -> list[Damaged]:
    """Return so many damaged files, each of them another than the whole one.

    Args:
        whole: the bytes of a finished workbook's file.
        count: how many; what the other ways leave is filled up with flipped bits.
        seed: where the chance begins.
    """
    chance = random.Random(seed)
    found: dict[bytes, str] = {}
    for name, data in (*_cut(whole), *_swapped(whole), *_strange(whole, chance), *_json(whole, chance)):
        if data != whole:
            found.setdefault(data, name)
    while len(found) < count:
        name, data = _flipped(whole, chance)
        found.setdefault(data, name)
    return [(name, data) for data, name in found.items()][:count]


def _cut(whole: bytes) -> Iterator[Damaged]:
    for percent in range(0, 100, 5):
        yield f"cut after {percent} %", whole[: len(whole) * percent // 100]
    yield "the last byte cut off", whole[:-1]
    yield "the first byte cut off", whole[1:]


def _swapped(whole: bytes) -> Iterator[Damaged]:
    half, block = len(whole) // 2, 4096
    yield "its halves swapped", whole[half:] + whole[:half]
    blocks = [whole[start : start + block] for start in range(0, len(whole), block)]
    for one in range(len(blocks) - 1):
        swapped = [*blocks[:one], blocks[one + 1], blocks[one], *blocks[one + 2 :]]
        yield f"blocks {one} and {one + 1} swapped", b"".join(swapped)
        yield f"block {one} of null bytes", b"".join([*blocks[:one], bytes(block), *blocks[one + 1 :]])
    yield "written twice", whole + whole
    yield "a shorter file written over it", b'{"workbook": {}}' + whole[16:]


def _strange(whole: bytes, chance: random.Random) -> Iterator[Damaged]:
    yield from (("white space", b" \n\t "), ("a byte-order mark", b"\xef\xbb\xbf" + whole))
    yield from (("null bytes", bytes(len(whole))), ("a null byte behind", whole + b"\0"))
    yield from (("UTF-16", whole.decode().encode("utf-16")), ("Latin-1", b"\xe4\xf6\xfc" + whole))
    for number in range(6):
        yield f"random bytes {number}", chance.randbytes(10 ** (number % 4 + 1))
    for text in ("null", "true", "0", "[]", "{}", '""', "NaN", '{"workbook": []}', '{"workbook": {}}'):
        yield f"only {text}", text.encode()
    yield "another program's file", b'{"_default": {"1": {"name": "Maria", "age": 9}}}'
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        yield f"deep {opening}, open", (opening * DEEP).encode()
        yield f"deep {opening}, closed", (opening * DEEP + "1" * (opening != "[") + closing * DEEP).encode()


def _json(whole: bytes, chance: random.Random) -> Iterator[Damaged]:
    text = whole.decode()
    for huge in (*_HUGE, "NaN", "Infinity", "-Infinity", "[" * DEEP + "]" * DEEP):
        for key in ("schema", "number", "size"):
            yield f"{key}: {huge[:20]}", re.sub(rf'("{key}": )\d+', rf"\g<1>{huge}", text, count=1).encode()
    for name, escape in (("lone surrogate", r"\ud800"), ("null", r"\u0000"), ("escape", r"\u001b[2J")):
        yield f"an escaped {name} in a text", text.replace('"text": "', f'"text": "{escape}', 1).encode()
        yield f"an escaped {name} in a key", text.replace('"text"', f'"{escape}"', 1).encode()
    for name, raw in (("surrogate", b"\xed\xa0\x80"), ("null byte", b"\0"), ("stray byte", b"\xff")):
        yield f"a raw {name} in a text", whole.replace(b'"text": "', b'"text": "' + raw, 1)
    for key in ("workbook", "answers", "schema", "id", "text", "saved_at", "number"):
        yield f"{key} twice", re.sub(rf'("{key}": )', r"\g<1>null, \g<1>", text, count=1).encode()
        yield (
            f"{key} twice, the wrong one last",
            re.sub(rf'("{key}": ("[^"]*"|\d+))', rf'\g<1>, "{key}": [null]', text, count=1).encode(),
        )
    yield from _wrong_types(json.loads(whole), chance)


def _wrong_types(tables: dict[str, Any], chance: random.Random) -> Iterator[Damaged]:
    for table, rows in tables.items():
        yield f"{table} is a word", _dumped({**tables, table: "word"})
        yield f"{table} is a list", _dumped({**tables, table: list(rows.values())})
        row = next(iter(rows))
        for name in ("x", "-1", "1.5", "", "9" * 400):
            rest = {key: value for key, value in rows.items() if key != row}
            yield (
                f"a row of {table} is called “{name[:20]}”",
                _dumped({**tables, table: {**rest, name: rows[row]}}),
            )
        for key in rows[row]:
            changed = copy.deepcopy(tables)
            changed[table][row][key] = other = chance.choice(_OTHERS)
            yield f"{table}: {key} is {other!r}", _dumped(changed)
            del changed[table][row][key]
            yield f"{table}: no {key}", _dumped(changed)
    for other in _OTHERS:
        yield f"resume is {other!r}", _dumped(_with(tables, resume=other))
        yield f"resume's row is {other!r}", _dumped(_with(tables, resume={"place": "x", "row": other}))


def _with(tables: dict[str, Any], **values: Any) -> dict[str, Any]:
    meta = next(iter(tables["workbook"].values()))
    return {**tables, "workbook": {"1": {**meta, **values}}}


def _dumped(tables: dict[str, Any]) -> bytes:
    return json.dumps(tables, indent=2, ensure_ascii=False).encode()


def _flipped(whole: bytes, chance: random.Random) -> Damaged:
    flips = [
        (chance.randrange(len(whole)), chance.randrange(8)) for _ in range(chance.choice((1, 1, 1, 2, 8)))
    ]
    data = bytearray(whole)
    for place, bit in flips:
        data[place] ^= 1 << bit
    return f"bits flipped at {flips}", bytes(data)
