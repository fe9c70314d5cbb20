"""Readers: a user's copy of a paper, in any of five formats, becomes text whose words can be found again.

Read in this order: :mod:`.copy` (the record), :mod:`.formats` (which format a file has), :mod:`.plain` (text and
Markdown), :mod:`.columns` (two columns printed side by side), :mod:`.hidden` (what no reader sees), :mod:`.markup`
(what HTML and JATS share), :mod:`.html`, :mod:`.jats`, :mod:`.layout` (letters of a page to text), :mod:`.letters`
(which of them are seen), :mod:`.pdf`, :mod:`.files` (a file read). Files are read only when the user names them;
nothing is fetched, stored or executed.
"""

from caseweave.text.readers.copy import Copy, UnreadableError
from caseweave.text.readers.files import MOST_BYTES, copies_in, read, read_bytes
from caseweave.text.readers.formats import SUFFIXES, Format, format_of

__all__ = [
    "MOST_BYTES",
    "SUFFIXES",
    "Copy",
    "Format",
    "UnreadableError",
    "copies_in",
    "format_of",
    "read",
    "read_bytes",
]
