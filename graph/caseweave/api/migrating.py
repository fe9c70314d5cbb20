"""Paper files brought to the newest form: the change shown as it would be made, or made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from caseweave import resources
from caseweave.api.anchoring import replace_file
from caseweave.curation.migration import migrated
from caseweave.yamltext import MOST_BYTES, read

__all__ = ["Migration", "migrate"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One file, its text as it is and in the newest form."""

    file: Path
    before: str
    after: str

    def __str__(self) -> str:
        """Show each line that changes, as it is and as it will be; no line is added or taken away."""
        lines = zip(self.before.splitlines(), self.after.splitlines(), strict=True)
        changes = ((number, old, new) for number, (old, new) in enumerate(lines, start=1) if old != new)
        return "".join(f"{self.file}:{number}\n- {old}\n+ {new}\n" for number, old, new in changes)

    def write(self) -> None:
        """Replace the file by its newest form, at once or not at all."""
        if self.after != self.before:
            replace_file(self.file, self.after)


def migrate(files: Iterable[Path]) -> tuple[Migration, ...]:
    """Bring the text of paper files to the newest form; nothing is written.

    Raises :class:`caseweave.Problems` for a file that is no YAML that could be a paper.
    """
    return tuple(_migration(file) for file in files)


def _migration(file: Path) -> Migration:
    content = resources.content(file, MOST_BYTES)
    read(content, str(file))
    text = content.decode("utf-8")
    return Migration(file, text, migrated(text))
