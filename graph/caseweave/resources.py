"""Resources: finds ``ontology/`` and ``sources/``, in the wheel or the checkout. Nobody else knows where files lie."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["QUERIES", "code", "content", "folder", "ontology", "paper_files", "sources"]

QUERIES = files("caseweave") / "rdf" / "queries"


def content(item: Traversable, most: int) -> bytes:
    """Read a file, but no more than one byte beyond the most it may have; OSError for a pipe or a device."""
    if isinstance(item, Path) and stat.S_IFMT(item.stat().st_mode) not in {stat.S_IFREG, stat.S_IFDIR}:
        raise OSError(errno.EINVAL, "a pipe or device, not a file; save it as a file first", str(item))
    with item.open("rb") as file:
        return file.read(most + 1)


def code() -> Traversable:
    """Return the folder of the package."""
    return files("caseweave")


def folder(name: str) -> Traversable:
    """Return a data folder of the product: inside the installed package, else at the top of the checkout.

    Raises FileNotFoundError that names both places.
    """
    packed = files("caseweave") / "_data" / name
    if packed.is_dir():
        return packed
    checkout = Path(__file__).resolve().parents[2] / name
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"no folder {name!r}: looked for {packed} and {checkout}; reinstall caseweave")


def ontology(name: str) -> str:
    """Return the text of a file of the ontology, such as ``terms.tsv``."""
    return (folder("ontology") / name).read_text("utf-8")


def sources() -> Traversable:
    """Return the folder of the bundled papers."""
    return folder("sources")


def paper_files(place: Traversable) -> Iterator[Traversable]:
    """Yield the paper files of a folder in the order of their names."""
    yield from sorted((item for item in place.iterdir() if item.name.endswith(".yaml")), key=lambda item: item.name)
