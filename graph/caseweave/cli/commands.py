"""The verbs. Everything heavy is imported inside the verb that needs it, so that ``--help`` is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from caseweave import __version__
from caseweave.cli.errors import Verbs
from caseweave.cli.output import CELL_FORMATS, RECORD_FORMATS, emit, say

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


_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_zero = click.option(
    "--zero", metavar="EVENT", help="Count days from this happening, such as rash-onset; each case's day 0 by default."
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
@click.option("--shapes", type=click.Path(path_type=Path), multiple=True, help="A file of SHACL shapes of your own.")
@_format(("text", "json"), "text")
def check(sources: Path | None, files: tuple[Path, ...], shapes: tuple[Path, ...], form: str) -> None:
    """Check paper FILES (all of the folder by default) and print every fault with its cure."""
    from caseweave import corpus  # noqa: PLC0415
    from caseweave.api import KnowledgeGraph  # noqa: PLC0415
    from caseweave.cli.faults import report  # noqa: PLC0415

    graph = KnowledgeGraph(corpus.load_files(files)) if files else _load(sources)
    if report(graph, shapes, form):
        raise SystemExit(1)


@main.command()
@click.argument("paper", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; sources/ID.yaml by default.")
def new(paper: str, output: Path | None) -> None:
    """Write a commented template for the paper ID, such as yang2020."""
    from caseweave.curation.template import template  # noqa: PLC0415

    text = template(paper)
    folder = Path("sources") if Path("sources").is_dir() else Path()
    target = output or folder / f"{paper}.yaml"
    if target.exists():
        raise click.UsageError(f"{target} is there already; choose another id or name another file with -o.")
    target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{target}: fill it in, then run: caseweave check {target}", err=True)


@main.command()
@_sources
@_zero
@_format(("jsonl", "csv", "json"), "jsonl")
def statements(sources: Path | None, zero: str | None, form: str) -> None:
    """Print every statement of every paper, one flat record each."""
    from caseweave.model import COLUMNS  # noqa: PLC0415

    rows = [record.row() for record in _load(sources).counted_from(zero)]
    emit(COLUMNS, [tuple(row.values()) for row in rows], form)


@main.command()
@_format(RECORD_FORMATS, "table")
def queries(form: str) -> None:
    """List the questions that ship."""
    from caseweave.rdf.store import named_queries  # noqa: PLC0415

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
    from caseweave.cli.output import sparql_json  # noqa: PLC0415
    from caseweave.cli.questions import answer, pairs  # noqa: PLC0415

    given = pairs(parameters)
    found = answer(question, given, graph, lambda: _load(sources))
    if form == "sparql-json":
        click.echo(sparql_json(found), nl=False)
    else:
        emit(found.columns, found.rows, form)


@main.command()
@_sources
@_zero
@_format(CELL_FORMATS, "md")
def compare(sources: Path | None, zero: str | None, form: str) -> None:
    """Print the comparison table: attributes as rows, cases as columns."""
    from caseweave.cli.output import comparison_text  # noqa: PLC0415

    click.echo(comparison_text(_load(sources).comparison_from(zero), form), nl=False)


@main.command()
@_sources
@click.option("--case", metavar="ID", help="Only this case.")
@click.option("--measure", metavar="NAME", help="Only this measure, such as time-to-clearance.")
@click.option("--proof", is_flag=True, help="Print what each measure rests on, and how it follows.")
@click.option("--summary", is_flag=True, help="Print the medians over all cases, with the number of cases.")
@_format(RECORD_FORMATS, "table")
def measures(sources: Path | None, case: str | None, measure: str | None, form: str, **shown: bool) -> None:
    """Print the times and values that follow from the statements, and with --proof why."""
    from caseweave.cli import measures as measuring  # noqa: PLC0415

    if shown["proof"] and shown["summary"]:
        raise click.UsageError("--proof and --summary print different things; choose one.")
    graph = _load(sources)
    found = measuring.chosen(graph.derived, case, measure)
    if shown["summary"]:
        emit(*measuring.summary(found, graph.corpus.patients), form)
    elif shown["proof"] and form == "table":
        click.echo(measuring.proofs(found), nl=False)
    else:
        emit(*(measuring.steps(found) if shown["proof"] else measuring.table(found, form)), form)


@main.command()
@_sources
@click.option("--case", metavar="ID", help="Only this case.")
@_format(RECORD_FORMATS, "table")
def disagreements(sources: Path | None, case: str | None, form: str) -> None:
    """Print where accounts of one patient do not fit together, with what each side says and where."""
    from caseweave.cli import disagreements as disputing  # noqa: PLC0415

    graph = _load(sources)
    found = disputing.chosen(graph.accounts.disagreements, case, graph.corpus.patients.values())
    emit(*disputing.table(found, form), form)


@main.command()
@_sources
@click.option("--text", "given", multiple=True, metavar="ID=FILE", help="Your copy of a paper; several are possible.")
@click.option("--texts", "folder", type=click.Path(path_type=Path), help="Folder of copies named ID.pdf, ID.txt …")
@click.option("--words", is_flag=True, help="Show the anchored words as they stand in your copy.")
@_format(RECORD_FORMATS, "table")
def verify(sources: Path | None, given: tuple[str, ...], folder: Path | None, words: bool, form: str) -> None:
    """Hold every statement against your own copies of the papers: is it there, and does it say that.

    A copy is plain text, Markdown, HTML, JATS XML or PDF; it is read now, and nothing of it is kept. Exit code 1 if
    words are changed or lost, or a value check failed.
    """
    from caseweave.cli import verification as verifying  # noqa: PLC0415
    from caseweave.evidence import summary  # noqa: PLC0415

    graph = _load(sources)
    found = graph.verified(verifying.copies(given, folder, [paper.id for paper in graph.corpus.papers]))
    emit(*verifying.table(found, form, words), form)
    click.echo(summary(found), err=True)
    if any(one.is_faulty for one in found):
        sys.exit(1)


@main.command()
@click.argument("arguments", nargs=-1, metavar="[ID WORDS]")
@click.option("--text", type=_file, required=True, help="Your copy of the paper.")
@click.option("--fill", "source", type=_file, help="Paper file whose quotes become fingerprints.")
@click.option("--section", help="Section the words stand in, where they stand in several.")
@click.option("--occurrence", type=click.IntRange(min=1), help="Which of equal places is meant, from 1.")
@click.option("--for", "purpose", type=click.Choice(["what", "when", "value"]), default="what", help="What they show.")
def anchor(arguments: tuple[str, ...], text: Path, source: Path | None, **chosen: Any) -> None:
    """Print the anchor of WORDS pasted from the paper ID, or with --fill write all anchors of a paper file.

    WORDS are 5 to 12 words, in quotation marks. With --fill, each anchor with a quote and no fingerprint gets one.
    """
    from caseweave.cli import anchors as anchoring  # noqa: PLC0415
    from caseweave.model.identifiers import is_id  # noqa: PLC0415

    if source is not None:
        if arguments:
            raise click.UsageError("--fill takes the words from the paper file; leave ID and WORDS out.")
        count, faults = anchoring.fill_file(source, text)
        click.echo("".join(f"{fault}\n" for fault in faults), err=True, nl=False)
        click.echo(f"{source}: {count} anchors written, {len(faults)} not", err=True)
        sys.exit(1 if faults else 0)
    if len(arguments) != 2 or not is_id(arguments[0]):
        raise click.UsageError('give the id of the paper and the words in quotation marks: ID --text FILE "words".')
    click.echo(anchoring.made(text, arguments[1], **chosen))


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


_FIGURE = "File to write, ending in .svg, .pdf or .png; timeline.svg by default, - for SVG to standard output."


def _parted(_context: click.Context, _parameter: click.Parameter, text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text else ()


@main.command()
@_sources
@click.argument("cases", nargs=-1)
@click.option("--zero", metavar="EVENT", help="Count days from this event of each case, such as rash-onset.")
@click.option("--kinds", metavar="A,B", callback=_parted, help="Tracks, or kinds of statement, such as skin,crs.")
@click.option("--width", type=click.Choice(["85", "170"]), default="170", help="Printed width in mm.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("timeline.svg"), help=_FIGURE)
def timeline(sources: Path | None, output: Path, width: str, **asked: Any) -> None:
    """Draw the swimmer figure of CASES (all by default): certain, possible, relayed and undated, side by side."""
    try:
        figure = _load(sources).timeline(width=int(width), **asked)
        if str(output) == "-":
            sys.stdout.write(figure.svg())
            return
        figure.save(output)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    marks, words = len(figure.timeline.marks), len(figure.timeline.listed)
    click.echo(f"{output}: {len(figure.timeline.lanes)} cases, {marks} marks, {words} told in words.", err=True)
