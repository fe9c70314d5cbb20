"""What a build is made from, as one hash: papers, protocol, vocabulary, code and the packages that draw and write.

The manifest keeps it. Where it is the same and the files still stand, there is nothing to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from caseweave import resources
from caseweave.api.manifest import MANIFEST, DamagedBuildError, Manifest, NoBuildError

__all__ = ["fingerprint", "standing"]

_DATA: Final = (".rq", ".tsv", ".ttl", ".yaml")
_CODE: Final = (".css", ".html", ".js", ".py", ".rq", ".ttf", ".yaml")
_WRITERS: Final = ("jinja2", "networkx", "numpy", "pillow", "pypdfium2", "pyoxigraph", "pyvis", "reportlab", "shacl")


def standing(sources: Path | None, protocol: str | None, out: Path) -> Manifest | None:
    """Return the manifest of a folder that holds, unchanged, what would be built into it now."""
    try:
        found = Manifest.of(out)
        place = resources.sources() if sources is None else sources
        papers = {item.name: item.read_bytes() for item in resources.paper_files(place)}
    except (NoBuildError, DamagedBuildError, OSError):
        return None
    if found.told.get("made from") != fingerprint(papers, place, protocol):
        return None
    whole = {item.name for item in out.iterdir()} == {MANIFEST, *found.files}
    return found if whole and all(found.owns(out / name) for name in found.files) else None


def fingerprint(papers: Mapping[str, bytes], place: Traversable | None, protocol: str | None) -> str:
    """Hash papers, by the names of their files, with all else that decides what is built of them."""
    from caseweave.api.report import web_engine  # noqa: PLC0415 - only a build needs the page

    file = Path(protocol) if protocol and Path(protocol).is_file() else None
    engine = web_engine()
    written = (file.name if file else protocol, engine and engine.integrity, *_versions())
    digest = sha256(repr(written).encode())
    beside = [(place or resources.sources()) / "protocols", *([file.parent] if file else [])]
    folders = [(resources.code(), _CODE), *((one, _DATA) for one in (resources.folder("ontology"), *beside))]
    files = (found for folder, endings in folders if folder.is_dir() for found in _files(folder, "", endings))
    for name, content in (*sorted(papers.items()), *files):
        digest.update(f"{len(name)} {name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Traversable, path: str, endings: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder in the order of their paths."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name not in {"__pycache__", "_data"}:
            yield from _files(item, f"{path}{item.name}/", endings)
        elif item.name.endswith(tuple(endings)):
            yield path + item.name, item.read_bytes()


def _versions() -> Iterator[str]:
    for name in _WRITERS:
        try:
            yield distribution(name).version
        except PackageNotFoundError:
            yield ""
