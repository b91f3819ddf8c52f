"""Sizes of files as people say them."""

from __future__ import annotations


def file_size(size: int) -> str:
    """Return a size in words, as "412 bytes", "214 KB" or "3.2 MB"."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 1_000_000:
        return f"{round(size / 1000)} KB"
    if size < 1_000_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"
