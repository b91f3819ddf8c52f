"""How the text of a version is kept small: as what differs from another version of the same place."""

from __future__ import annotations

import base64
import binascii
import zlib

_PIECE = 16 * 1024
# zlib finds nothing that lies further back than its window of 32 KB. A piece is therefore given what stands
# around its own place in the other text: so much before it, and as much behind it as the window then holds.
_BEFORE = 8 * 1024
_BEHIND = 24 * 1024 - 512


def pack(text: str, other: str = "") -> str:
    """Return a text as ASCII that says little more than where it differs from another text.

    Args:
        text: any text.
        other: a text that is like it, and that will be there to unpack it; empty for a text kept whole.
    """
    data, dictionary = _encoded(text), _encoded(other)
    pieces = [
        _compressed(data[start : start + _PIECE], _around(dictionary, start))
        for start in range(0, max(len(data), 1), _PIECE)
    ]
    return base64.b64encode(b"".join(pieces)).decode("ascii")


def unpack(packed: str, other: str = "") -> str:
    """Return the text that was packed.

    Args:
        packed: what `pack` returned.
        other: the other text that it was given.

    Raises:
        ValueError: it is damaged, or the other text is not the one that it was packed with.
    """
    try:
        rest = base64.b64decode(packed.encode("ascii"), validate=True)
    except binascii.Error as error:
        raise ValueError(f"no base64: {error}") from error
    dictionary, text = _encoded(other), bytearray()
    while rest or not text:
        piece, rest = _decompressed(rest, _around(dictionary, len(text)))
        text += piece
        if rest and len(piece) != _PIECE:
            raise ValueError("a piece is too short")
        if not rest:
            break
    return bytes(text).decode("utf-8", "surrogatepass")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _around(dictionary: bytes, start: int) -> bytes:
    return dictionary[max(0, start - _BEFORE) : start + _BEHIND]


def _compressed(piece: bytes, dictionary: bytes) -> bytes:
    # With zlib's header and sum, so that damage and a wrong dictionary are found when it is read.
    if not dictionary:
        return zlib.compress(piece, 9)
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(piece) + packer.flush()


def _decompressed(data: bytes, dictionary: bytes) -> tuple[bytes, bytes]:
    """Return the first piece in some bytes, and the bytes behind it."""
    unpacker = zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    try:
        # One byte more than a piece may have: what is larger is no piece, however small its bytes are.
        piece = unpacker.decompress(data, _PIECE + 1)
    except zlib.error as error:
        raise ValueError(f"no compressed text: {error}") from error
    if len(piece) > _PIECE or not unpacker.eof:
        raise ValueError("no compressed text: it does not end where it should")
    return piece, unpacker.unused_data
