"""The verbs. Everything heavy is imported inside the verb that needs it, so that ``--help`` is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from caseweave import __version__
from caseweave.cli.errors import Verbs
from caseweave.cli.printing import CELL_FORMATS, RECORD_FORMATS, emit, say

if TYPE_CHECKING:
    from caseweave.api import KnowledgeGraph

__all__ = ["main"]

_Verb = TypeVar("_Verb", bound=Callable[..., Any])

_sources = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    envvar="CASEWEAVE_SOURCES",
    help="Folder of paper files; the bundled papers by default.",
)


def _format(choices: tuple[str, ...], default: str) -> Callable[[_Verb], _Verb]:
    help_text = f"How to print the answer; {default} by default."
    return click.option("--format", "form", type=click.Choice(choices), default=default, help=help_text)


def _load(sources: Path | None) -> KnowledgeGraph:
    from caseweave.api import load  # noqa: PLC0415

    return load(sources)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="caseweave")
def main() -> None:
    """Compare published case reports: who got what, on which day, with which result, and who says so."""


@main.command()
@_sources
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), help="Folder to write; 'out' by default.")
@click.option("--quiet", is_flag=True, help="Print no closing line.")
def build(sources: Path | None, out: Path, quiet: bool) -> None:
    """Build every output of the papers into a folder, all at once."""
    from caseweave.api import build as build_all  # noqa: PLC0415

    graph = _load(sources)
    names = build_all(graph, out, say)
    if not quiet:
        papers, statements = len(graph.corpus.papers), len(graph.records)
        click.echo(f"{len(names)} files from {papers} papers, {statements} statements, in {out}", err=True)
        click.echo(
            f"Look at {out / 'comparison.html'} and {out / 'network.html'}; ask with: caseweave queries", err=True
        )


@main.command()
@_sources
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(sources: Path | None, files: tuple[Path, ...]) -> None:
    """Check paper FILES (all of the folder by default) and print every fault with its cure."""
    from caseweave import corpus  # noqa: PLC0415
    from caseweave.statements import statements, times  # noqa: PLC0415

    papers = corpus.load_files(files) if files else corpus.load(sources)
    records = statements(papers, times(papers))
    anchored = sum(any(anchor.print for anchor in record.anchors) for record in records)
    click.echo(f"{len(papers.papers)} papers, {len(records)} statements, {anchored} with fingerprints: no faults")


@main.command()
@click.argument("paper", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; sources/ID.yaml by default.")
def new(paper: str, output: Path | None) -> None:
    """Write a commented template for the paper ID, such as yang2020."""
    from caseweave.corpus.template import template  # noqa: PLC0415

    text = template(paper)
    folder = Path("sources") if Path("sources").is_dir() else Path()
    target = output or folder / f"{paper}.yaml"
    if target.exists():
        raise click.UsageError(f"{target} is there already; choose another id or name another file with -o.")
    target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{target}: fill it in, then run: caseweave check {target}", err=True)


@main.command()
@_sources
@_format(("jsonl", "csv", "json"), "jsonl")
def statements(sources: Path | None, form: str) -> None:
    """Print every statement of every paper, one flat record each."""
    from caseweave.model import COLUMNS  # noqa: PLC0415

    rows = [record.row() for record in _load(sources).records]
    emit(COLUMNS, [tuple(row.values()) for row in rows], form)


@main.command()
@_format(RECORD_FORMATS, "table")
def queries(form: str) -> None:
    """List the questions that ship."""
    from caseweave.store import named_queries  # noqa: PLC0415

    rows = [
        (query.name, query.question, ", ".join(parameter.name for parameter in query.parameters))
        for query in named_queries().values()
    ]
    emit(("query", "question", "parameters"), rows, form)


@main.command()
@_sources
@click.argument("question", metavar="NAME|FILE|-")
@click.option("--param", "-p", "parameters", multiple=True, metavar="KEY=VALUE", help="Set a parameter of the query.")
@click.option("--graph", type=click.Path(path_type=Path), help="Ask a built graph (graph.nq or its folder) instead.")
@_format((*RECORD_FORMATS, "sparql-json"), "table")
def query(sources: Path | None, question: str, parameters: tuple[str, ...], graph: Path | None, form: str) -> None:
    """Answer a shipped query by NAME, or SPARQL from a FILE or standard input (-)."""
    from caseweave.cli.asking import answer, pairs  # noqa: PLC0415
    from caseweave.cli.printing import sparql_json  # noqa: PLC0415

    given = pairs(parameters)
    found = answer(question, given, graph, lambda: _load(sources))
    if form == "sparql-json":
        click.echo(sparql_json(found), nl=False)
    else:
        emit(found.columns, found.rows, form)


@main.command()
@_sources
@_format(CELL_FORMATS, "md")
def compare(sources: Path | None, form: str) -> None:
    """Print the comparison table: attributes as rows, cases as columns."""
    from caseweave.cli.printing import comparison_text  # noqa: PLC0415

    click.echo(comparison_text(_load(sources).comparison, form), nl=False)


@main.command()
@_sources
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("network.html"), help="Page to write.")
def network(sources: Path | None, output: Path) -> None:
    """Write the interactive network of cases and shared entities as one offline page."""
    page = _load(sources).network().page()
    if str(output) == "-":
        sys.stdout.write(page)
        return
    output.write_text(page, encoding="utf-8", newline="\n")
    click.echo(f"Open {output} in a browser.", err=True)
