"""The options that verbs share: which papers, cases and day 0; in which form, and where, the answer is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

import click

from caseweave.cli.output import FORMATS, emit

if TYPE_CHECKING:
    from caseweave.api import BuiltGraph, GraphPart, KnowledgeGraph, ServedGraph

__all__ = [
    "FILE",
    "PLACE",
    "Regular",
    "Shared",
    "Target",
    "built",
    "cases",
    "endpoint",
    "form",
    "output",
    "places",
    "protocol",
    "sources",
    "store",
    "wide",
    "zero",
]


class Regular(click.Path):
    """A file to read, or a folder where one will do; no pipe and no device, which may never end."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """Refuse what is neither."""
        found: Any = super().convert(value, parameter, context)
        if not (Path(found).is_file() or Path(found).is_dir()):
            self.fail(f"{found} is a pipe or a device; save what comes out of it as a file first.", parameter, context)
        return found


FILE: Final = Regular(path_type=Path, exists=True, dir_okay=False)
PLACE: Final = Regular(path_type=Path, exists=True)

_KEY: Final = "caseweave"

P = ParamSpec("P")
R = TypeVar("R")
Verb = Callable[P, R]


@dataclass(frozen=True, slots=True)
class Target:
    """A place to write to."""

    place: Path

    @property
    def is_standard(self) -> bool:
        """Whether it is standard output."""
        return str(self.place) == "-"

    def write(self, text: str | bytes) -> None:
        """Write a text, or the bytes of a file that is none."""
        if self.is_standard:
            click.echo(text, nl=False)
        elif isinstance(text, bytes):
            self.place.write_bytes(text)
        else:
            self.place.write_text(text, encoding="utf-8", newline="\n")

    def say(self, told: str) -> None:
        """Tell a person what was written there; ``{}`` stands for its name."""
        if not self.is_standard:
            click.echo(told.format(self.place), err=True)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the shared options of a verb were given."""

    sources: Path | None = None
    protocol: str | None = None
    cases: tuple[str, ...] = ()
    zero: str | None = None
    form: str = ""
    output: Path | None = None
    wide: bool = False
    graph: Path | None = None
    store: Path | None = None
    endpoint: str | None = None

    def load(self) -> KnowledgeGraph:
        """Load the papers."""
        from caseweave.api import load  # noqa: PLC0415

        return load(self.sources, self.protocol)

    def asked(self) -> KnowledgeGraph | BuiltGraph | ServedGraph:
        """Return what is asked: a graph on disk, on a server or built before, where one is named, else the papers."""
        from caseweave.api import BuiltGraph  # noqa: PLC0415

        return self.served() or (BuiltGraph(self.graph) if self.graph else self.load())

    def served(self, *, change: bool = False) -> ServedGraph | None:
        """Open the graph that is kept on disk or on a server, where one is named."""
        from caseweave.api import served  # noqa: PLC0415

        if self.store is not None and self.endpoint is not None:
            raise click.UsageError("--store and --endpoint name two places; choose one.")
        return served(self.store, self.endpoint, change=change) if self.store or self.endpoint else None

    def show(self, part: GraphPart[object]) -> None:
        """Write a part: to read, what answers first, and with --wide the rest; in other forms its public columns."""
        columns, rows = part.brief() if self.form in {"table", "md"} else (part.columns, list(part.rows()))
        if self.wide:
            columns = tuple(dict.fromkeys([*columns, *part.columns]))
        self.emit(columns, [tuple(row[name] for name in columns) for row in rows])

    def or_file(self, name: str) -> Target:
        """Return where a page or a figure goes: the file that is named, else one of this name."""
        return Target(self.output or Path(name))

    def emit(self, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
        """Write rows, then tell a person what the table leaves out."""
        text, left_out = emit(columns, rows, self.form, self.wide)
        self.write(text)
        click.echo(left_out, err=True, nl=False)

    def write(self, text: str | bytes) -> None:
        """Write a text, or bytes, to the file that is named, else to standard output."""
        Target(self.output or Path("-")).write(text)


def places(verb: Callable[Concatenate[Shared, P], R]) -> Callable[P, R]:
    """Hand a verb what its shared options were given, as one record; stands below those options."""

    def called(*arguments: P.args, **options: P.kwargs) -> R:
        given = click.get_current_context().meta.get(_KEY, {})
        return verb(Shared(**given), *arguments, **options)

    return update_wrapper(called, verb)


def _kept(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep the value of a shared option for the record."""
    context.meta.setdefault(_KEY, {})[parameter.name] = value


def _shared(*names: str, **told: object) -> Callable[[Verb[P, R]], Verb[P, R]]:
    return click.option(*names, callback=_kept, expose_value=False, **told)  # type: ignore[arg-type]


sources = _shared(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="CASEWEAVE_SOURCES",
    help="Folder of paper files; the bundled papers by default.",
)
protocol = _shared(
    "--protocol",
    metavar="NAME|FILE",
    help="The question that is asked; by default the only protocol of the folder, else any-case.",
)
cases = _shared(
    "--case", "cases", metavar="NAME", multiple=True, help="Only this case, by id or label; several are possible."
)
zero = _shared(
    "--zero", metavar="EVENT", help="Count days from this happening, such as rash-onset; each case's day 0 by default."
)
built = _shared("--graph", type=PLACE, help="Ask a built graph (graph.nq or its folder) instead.")
store = _shared("--store", metavar="DIR", type=click.Path(path_type=Path), help="A graph kept on disk in this folder.")
endpoint = _shared(
    "--endpoint", metavar="URL", help="A SPARQL 1.1 server, such as http://localhost:7878; see docs/graph.md."
)
wide = _shared("--wide", is_flag=True, help="Cut nothing in a table, and show every column, ids too.")


def form(*more: str, default: str | None = "table", told: str = "") -> Callable[[Verb[P, R]], Verb[P, R]]:
    """Choose among the forms of every listing, and others of a verb's own; ``told`` says what no choice means."""
    if not told:
        told = f"How to print the answer; {default} by default." if default else "List what is drawn, in this form."
    return _shared("--format", "form", type=click.Choice((*FORMATS, *more)), default=default, help=told)


def output(told: str = "File to write; standard output by default.") -> Callable[[Verb[P, R]], Verb[P, R]]:
    """Name the file to write."""
    return _shared("-o", "--output", type=click.Path(path_type=Path), help=told)
