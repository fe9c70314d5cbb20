"""The manifest of a build: what each of its files holds, by size and hash. It tells whose the files of a folder are.

A file is Caseweave's own if a manifest that Caseweave wrote names it and it still holds what the manifest says. The
manifest carries the hash of itself, so that a change in it shows too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from caseweave import resources
from caseweave.model.error import CaseweaveError

__all__ = ["MANIFEST", "DamagedBuildError", "Manifest", "NoBuildError", "Recorded"]

MANIFEST: Final = "manifest.json"

MOST_BYTES: Final = 256_000_000
"""Size of the largest manifest."""

_KEY: Final = "caseweave"
_SEAL: Final = "sha256"


class NoBuildError(CaseweaveError):
    """A place that holds no build; the message names it."""


class DamagedBuildError(CaseweaveError):
    """A build that does not hold what its manifest says; the message names each file."""

    fault = "data"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a file held when it was written."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Recorded:
        """Record what a file is to hold."""
        return cls(len(data), sha256(data).hexdigest())

    def stands(self, file: Path) -> bool:
        """Tell whether a file holds it still; a folder, a link or a pipe in its place does not."""
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size != self.size:
                return False
            with file.open("rb") as opened:
                return file_digest(opened, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that Caseweave wrote and nobody changed: its bytes, all it tells, and the files it names."""

    data: bytes
    told: Mapping[str, Any]
    files: Mapping[str, Recorded]

    @classmethod
    def made(cls, files: Mapping[str, bytes], told: Mapping[str, object]) -> Manifest:
        """Make the manifest of some files."""
        recorded = {name: Recorded.of(data) for name, data in sorted(files.items())}
        outputs = {name: {"bytes": one.size, "sha256": one.sha256} for name, one in recorded.items()}
        everything = {_KEY: "", **told, "outputs": outputs}
        return cls(_sealed(everything), everything, recorded)

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; raise NoBuildError where there is none, DamagedBuildError for any other."""
        file = folder / MANIFEST
        try:
            data = resources.content(file, MOST_BYTES)
        except FileNotFoundError:
            raise NoBuildError(f"{file}: missing, so that nobody knows what the folder must hold; build it") from None
        try:
            told = json.loads(data)
            seal = told.pop(_SEAL, None)
            files = {name: Recorded(int(one["bytes"]), str(one["sha256"])) for name, one in told["outputs"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise DamagedBuildError(f"{file}: no manifest of Caseweave; build into another folder") from None
        if _KEY not in told or seal is None or not all(map(_is_plain, files)):
            raise DamagedBuildError(f"{file}: no manifest of Caseweave; build into another folder")
        if _sealed(told) != data:
            raise DamagedBuildError(f"{file}: changed since it was written; build into another folder")
        return cls(data, told, files)

    def owns(self, file: Path) -> bool:
        """Tell whether a file is what Caseweave wrote, and still is."""
        if file.name == MANIFEST:
            return Recorded.of(self.data).stands(file)
        return file.name in self.files and self.files[file.name].stands(file)


def _sealed(told: Mapping[str, object]) -> bytes:
    seal = sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return (json.dumps({**told, _SEAL: seal}, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _is_plain(name: str) -> bool:
    return name == Path(name).name and name not in {"", ".", "..", MANIFEST}
