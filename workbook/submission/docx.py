"""The facts inside a DOCX that pandoc, in its sandbox, cannot know: the date."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_CORE = "docProps/core.xml"
_DATE = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_AUTHOR = re.compile(r"<dc:creator>[^<]*</dc:creator>|<cp:lastModifiedBy>[^<]*</cp:lastModifiedBy>")
_FIRST_YEAR = 1980


def with_date(data: bytes, timestamp: int) -> bytes:
    """Return a DOCX with its dates set and no field for an author, the same bytes for the same content.

    Args:
        data: the DOCX that pandoc wrote.
        timestamp: the date, in seconds since 1970.
    """
    moment = datetime.fromtimestamp(timestamp, UTC)
    written = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    # A zip file knows no year before 1980.
    stamp = (
        max(moment.year, _FIRST_YEAR),
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == _CORE:
                text = _AUTHOR.sub("", content.decode("utf-8"))
                content = _DATE.sub(rf"\g<1>{written}\g<3>", text).encode("utf-8")
            kept = zipfile.ZipInfo(entry.filename, stamp)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.create_system = 3  # Else the file would differ between platforms.
            new.writestr(kept, content)
    return out.getvalue()
