"""An office file as the same bytes every time: the parts of its archive in their order, each of one fixed day."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Final

__all__ = ["DAY", "undated"]

DAY: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the first day an archive can name, in no time zone
"""The day that office files of ours were made on: a file of the same input is the same file."""


def undated(data: bytes) -> bytes:
    """Return an archive with every part of one day."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            head = zipfile.ZipInfo(part.filename, DAY.timetuple()[:6])
            head.compress_type = zipfile.ZIP_DEFLATED
            head.external_attr = 0o600 << 16
            kept.writestr(head, given.read(part))
    return made.getvalue()
