"""A build read back: nothing of it is taken before it was held against the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from caseweave import resources
from caseweave.api.manifest import MANIFEST, DamagedBuildError, Manifest, NoBuildError, Recorded
from caseweave.api.part import GraphPart
from caseweave.model.identifiers import graph_iri

__all__ = ["GRAPH", "BuiltFile", "BuiltFiles", "built_graph", "verify_build"]

GRAPH: Final = "graph.nq"

READINGS: Final = 3
"""Times a folder is read anew when another build takes its place meanwhile."""

AS_BUILT: Final = "as built"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of a built folder: whether it is as it was built, and what the manifest says of it."""

    file: str
    state: str
    bytes: int | None = None
    sha256: str | None = None


class BuiltFiles(GraphPart[BuiltFile]):
    """The files of a built folder, by name, each held against the manifest."""

    noun = "files"
    columns = ("file", "state", "bytes", "sha256")

    def __init__(self, records: Iterable[BuiltFile], place: Path, manifest: Manifest) -> None:
        super().__init__(records)
        self.place = place
        self.manifest = manifest

    def __str__(self) -> str:
        wrong = [one for one in self if one.state != AS_BUILT]
        papers = len(self.manifest.told.get("papers", ()))
        told = f"{len(self)} files of caseweave {self.manifest.told['caseweave']}, from {papers} papers"
        faults = "".join(f"{self.place / one.file}: {one.state}\n" for one in wrong)
        return f"{faults}{self.place}: {told}, {f'{len(wrong)} not as built' if wrong else 'all as built'}"

    @property
    def failed(self) -> bool:
        """Whether anything is not as it was built."""
        return any(one.state != AS_BUILT for one in self)

    def rows(self) -> list[dict[str, object]]:
        """Return one mapping per file."""
        return [{name: getattr(one, name) for name in self.columns} for one in self]


def verify_build(folder: str | Path) -> BuiltFiles:
    """Hold a built folder against its manifest: each file by size and hash, each named graph by count and hash.

    Raises NoBuildError where there is no manifest, DamagedBuildError for one that was changed.
    """
    place = Path(folder)
    manifest = Manifest.of(place)
    names = {item.name for item in place.iterdir()} - {MANIFEST}
    found = [_built(place / name, manifest) for name in sorted(names | manifest.files.keys())]
    return BuiltFiles(found, place, manifest)


def _built(file: Path, manifest: Manifest) -> BuiltFile:
    recorded = manifest.files.get(file.name)
    if recorded is None:
        return BuiltFile(file.name, "no build wrote it")
    state = AS_BUILT if recorded.stands(file) else "changed since it was built" if file.exists() else "missing"
    if state == AS_BUILT and file.name == GRAPH:
        state = next(_miscounted(file, manifest), AS_BUILT)
    return BuiltFile(file.name, state, recorded.size, recorded.sha256)


def _miscounted(file: Path, manifest: Manifest) -> Iterator[str]:
    """Tell of named graphs that do not hold the lines the manifest counts."""
    graphs: Mapping[str, Mapping[str, object]] = manifest.told.get("graphs", {})
    lines = sorted((line for line in file.read_bytes().split(b"\n") if line), key=_graph_of)
    held = {name: [line + b"\n" for line in group] for name, group in groupby(lines, _graph_of)}
    for name, told in graphs.items():
        mine = held.pop(graph_iri(name), [])
        if told != {"quads": len(mine), "sha256": sha256(b"".join(mine)).hexdigest()}:
            yield f"its graph {name} does not hold the {told.get('quads')} lines that were counted"
    yield from (f"its graph {name} is not in the manifest" for name in held)


def _graph_of(line: bytes) -> str:
    return line.rpartition(b"<")[2].partition(b">")[0].decode("utf-8", "replace")


def built_graph(place: Path) -> bytes:
    """Read the lines of a built graph, from its folder or its ``graph.nq``, and hold them against the manifest.

    Raises NoBuildError where there is none, DamagedBuildError for a graph that is not what was built.
    """
    file = place / GRAPH if place.is_dir() else place
    for _ in range(READINGS):
        manifest = Manifest.of(file.parent)
        recorded = manifest.files.get(file.name)
        if recorded is None or file.suffix != Path(GRAPH).suffix:
            raise NoBuildError(f"{file}: no graph of a build; name a built folder or its {GRAPH}")
        data = _content(file, recorded.size)
        if data is not None and Recorded.of(data) == recorded:
            return data
        if Manifest.of(file.parent).data == manifest.data:
            break
    raise DamagedBuildError(f"{file}: not what was built, by its manifest; build it again")


def _content(file: Path, most: int) -> bytes | None:
    try:
        return resources.content(file, most)
    except FileNotFoundError:
        return None
