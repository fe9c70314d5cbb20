"""Licences: under which terms each package of the lock files comes, as its own metadata say; ``docs/licences.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

__all__ = ["ALLOWED", "BUILD_ONLY", "FILE", "Row", "faults", "page", "pinned", "rows"]

ROOT: Final = Path(__file__).resolve().parents[1]
FILE: Final = ROOT / "docs" / "licences.md"
LOCKS: Final = {"requirements.txt": "run", "requirements-dev.txt": "test"}
"""The lock files, and what their packages are for; the first that names a package counts."""

ALLOWED: Final = frozenset(
    (
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-2-Clause-Views",
            "BSD-3-Clause",
            "CC0-1.0",
            "ISC",
            "MIT",
            "MIT-CMU",
            "MIT-0",
        ),
        *("PSF-2.0", "Python-2.0", "Unlicense", "W3C", "Zlib"),
    )
)
"""Licences under which anyone may use, change and pass on a package, in whatever they make."""

BUILD_ONLY: Final = {
    "pathspec": "needed by the build tool alone; no file of it is shipped or changed",
    "hypothesis": "needed by the tests alone; no file of it is shipped or changed",
    "certifi": "needed by the tests alone; no file of it is shipped or changed",
}
"""Packages under a licence that binds those who change them (MPL-2.0), and why they may stay."""

ELSEWHERE: Final = {"colorama": "BSD-3-Clause", "pyyaml-ft": "MIT"}
"""What packages for other systems and other Pythons say, which are never installed here."""

_CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
_SPELLINGS: Final = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause, apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "isc license": "ISC",
    "mit license": "MIT",
    "mpl-2.0": "MPL-2.0",
    "new bsd license": "BSD-3-Clause",
    "w3c-20150513": "W3C",
}
_PIN: Final = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
_ROW: Final = re.compile(r"^\| ([a-z0-9._-]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A package, its licence in the spelling of SPDX, and whether it is needed to run Caseweave or to test it."""

    package: str
    licence: str
    need: str

    @property
    def is_allowed(self) -> bool:
        """Whether anyone may use it: of alternatives one is enough, of parts all must be."""
        return self.package in BUILD_ONLY or _is_allowed(self.licence)


def _is_allowed(licence: str) -> bool:
    inner = re.sub(r"\(([^()]*)\)", lambda part: "MIT" if _is_allowed(part[1]) else "none", licence)
    if inner != licence:
        return _is_allowed(inner)
    choices = ([part.strip().partition(" WITH ")[0] for part in one.split(" AND ")] for one in licence.split(" OR "))
    return any(ALLOWED.issuperset(parts) for parts in choices)


def pinned() -> dict[str, str]:
    """Return the packages of the lock files, each with what it is needed for."""
    found: dict[str, str] = {}
    for file, need in LOCKS.items():
        for name in _PIN.findall((ROOT / file).read_text("utf-8")):
            found.setdefault(name, need)
    return dict(sorted(found.items()))


def rows() -> list[Row]:
    """Return a row for each package; of one that is not installed here, what the page said before."""
    known = (
        {name: licence.strip() for name, licence, _ in _ROW.findall(FILE.read_text("utf-8"))} if FILE.exists() else {}
    )
    return [
        Row(name, _licence(name) or ELSEWHERE.get(name) or known.get(name, "unknown"), need)
        for name, need in pinned().items()
    ]


def faults(found: list[Row]) -> list[str]:
    """Tell which packages must not be there."""
    return [
        f"{row.package}: {row.licence} is not a licence that is allowed; choose another package, or argue for this one"
        for row in found
        if not row.is_allowed
    ]


def page(found: list[Row]) -> str:
    """Write ``docs/licences.md``."""
    listed = "".join(
        f"| {row.package} | {row.licence} | {row.need} | {BUILD_ONLY.get(row.package, '')} |\n" for row in sorted(found)
    )
    return (
        "# Licences of what Caseweave stands on\n\n"
        "Caseweave itself is MIT, its data CC BY 4.0.\n"
        "These are the packages of the lock files, by their own metadata; `scripts/audit --write` makes this page.\n"
        "None is copyleft but where the last column says why it may stay.\n\n"
        "| package | licence (SPDX) | needed to | remark |\n|---|---|---|---|\n"
        f"{listed}"
    )


def _licence(name: str) -> str:
    """Return the licence a package declares, empty where it is not installed."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    return _field(told, "License-Expression") or _spelled(told) or _classified(told) or "unknown"


def _field(told: PackageMetadata, name: str) -> str:
    return told[name] if name in told else ""  # noqa: SIM401 - a message of mail, which has no typed get


def _spelled(told: PackageMetadata) -> str:
    text = _field(told, "License").strip()
    return text if text in ALLOWED else _SPELLINGS.get(text.lower(), "")


def _classified(told: PackageMetadata) -> str:
    named = [one.rpartition("::")[2].strip() for one in told.get_all("Classifier") or [] if one.startswith("License")]
    return " OR ".join(sorted({_CLASSIFIERS[name] for name in named if name in _CLASSIFIERS}))
