"""The verbs. Everything heavy is imported inside the verb that needs it, so that ``--help`` is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from caseweave import __version__
from caseweave.cli.asking import ask
from caseweave.cli.errors import Verbs
from caseweave.cli.options import FILE, Shared, cases, form, output, places, protocol, sources, wide, zero
from caseweave.cli.output import say
from caseweave.cli.questions import push, queries, query

__all__ = ["main"]


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="caseweave")
def main() -> None:
    """Compare published case reports: who got what, on which day, with which result, and who says so."""


for verb in (ask, queries, query, push):
    main.add_command(verb)


def _parted(_context: click.Context, _parameter: click.Parameter, text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text else ()


@main.command()
@sources
@protocol
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("out"), help="Folder to write: 'out'.")
@click.option("--quiet", is_flag=True, help="Print no closing line.")
@places
def build(shared: Shared, out: Path, quiet: bool) -> None:
    """Build every output of the papers into a folder, all at once."""
    from caseweave.api import build as build_all  # noqa: PLC0415
    from caseweave.api import left_out, standing  # noqa: PLC0415

    if standing(shared.sources, shared.protocol, out):
        if not quiet:
            click.echo(f"{out} is what these papers give; nothing was to be done", err=True)
        return
    graph = shared.load()
    names = build_all(graph, out, say)
    if not quiet:
        papers, statements = len(graph.corpus.papers), len(graph.statements)
        click.echo(f"{len(names)} files from {papers} papers, {statements} statements, in {out}", err=True)
        for name, reason in left_out(graph).items():
            click.echo(f"left out: {name} ({reason})", err=True)
        click.echo(f"Look at {out / 'index.html'}; ask in it, or with: caseweave queries", err=True)


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@sources
@protocol
@click.option("--shapes", type=FILE, multiple=True, help="A file of SHACL shapes of your own.")
@form("text", default="text")
@output()
@wide
@places
def check(shared: Shared, files: tuple[Path, ...], shapes: tuple[Path, ...]) -> None:
    """Check paper FILES (all of the folder by default) and print every fault with its cure."""
    from caseweave.cli.faults import report  # noqa: PLC0415

    if report(shared, files, shapes):
        raise SystemExit(1)


@main.command()
@click.argument("paper", metavar="ID")
@output("File to write; sources/ID.yaml by default.")
@places
def new(shared: Shared, paper: str) -> None:
    """Write a commented template for the paper ID, such as yang2020."""
    from caseweave.api import template  # noqa: PLC0415

    folder = Path("sources") if Path("sources").is_dir() else Path()
    _write_new(shared.output or folder / f"{paper}.yaml", paper, template, "caseweave check {}")


def _write_new(target: Path, name: str, template: Callable[[str], str], then: str) -> None:
    """Write a template to a file that is not there yet, and say what comes next."""
    from caseweave.model import Problems  # noqa: PLC0415

    try:
        text = template(name)
    except Problems as faults:
        raise click.UsageError("; ".join(f"{name!r}: {one.message}" for one in faults.problems)) from None
    if target.exists():
        raise click.UsageError(f"{target} is there already; choose another id or name another file with -o.")
    target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{target}: fill it in, then run: {then.format(target)}", err=True)


@main.command("new-protocol")
@click.argument("name", metavar="ID")
@output("File to write; sources/protocols/ID.yaml by default.")
@places
def new_protocol(shared: Shared, name: str) -> None:
    """Write a commented template for the protocol ID, such as stroke-outcome: the question that papers are asked."""
    from caseweave.api import protocol_template  # noqa: PLC0415

    folder = Path("sources") / "protocols" if (Path("sources") / "protocols").is_dir() else Path()
    _write_new(shared.output or folder / f"{name}.yaml", name, protocol_template, "caseweave check --protocol {}")


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--write", is_flag=True, help="Make the change; without it the change is only shown.")
@places
def migrate(shared: Shared, files: tuple[Path, ...], write: bool) -> None:
    """Show what brings paper FILES to the newest form, line by line, and with --write make the change."""
    from caseweave.api import migrate as newest  # noqa: PLC0415

    found = newest(files)
    shared.write("".join(map(str, found)))
    changed = [one for one in found if one.after != one.before]
    if write:
        for one in changed:
            one.write()
    done = "written" if write else "nothing was written; add --write to make the change"
    click.echo(f"{len(changed)} of {len(found)} files change" + (f"; {done}" if changed else ""), err=True)


@main.command()
@sources
@protocol
@cases
@zero
@form()
@output()
@wide
@places
def statements(shared: Shared) -> None:
    """Print every statement of every paper, one flat record each; with --protocol also which of its rows it answers."""
    found = shared.load().statements(cases=shared.cases, zero=shared.zero, answers=shared.protocol is not None)
    shared.show(found)


@main.command()
@sources
@protocol
@cases
@zero
@click.option("--cases", "several", metavar="A,B", callback=_parted, help="Only these cases, by id or label.")
@click.option("--rows", default="essential", metavar="NAMES", help="essential, all, or items and headings by comma.")
@click.option(
    "--where", multiple=True, metavar="KIND=TERM", help="Only cases of which it is told, such as diagnosis=NAME."
)
@click.option("--level", type=click.IntRange(0), help="Name things by what stands so many steps below the top.")
@click.option("--overall", is_flag=True, help="Sum the cases up: n/N of those assessed, median with range.")
@click.option("--transpose", is_flag=True, help="Turn the table: up to six cases are a column each, else a row each.")
@click.option("--journal", type=click.Choice(["ama", "icmje", "lancet", "screen"]), help="Marks, decimals, references.")
@click.option("--evidence", is_flag=True, help="In Word, say in a comment what each cell rests on.")
@click.option("--excel-safe", is_flag=True, help="In CSV, nothing that Excel would take for a date or a number.")
@form(
    *("docx", "html", "tex", "ttl", "xlsx", "xml"),
    default=None,
    told="How to write the table; by default as the file's name ends, else a table to read.",
)
@output("File to write, ending in .docx, .xlsx, .tex, .html, .md, .csv, .xml, .json or .ttl; else standard output.")
@wide
@places
def compare(  # noqa: PLR0913 - one parameter an option
    shared: Shared,
    *,
    several: tuple[str, ...],
    rows: str,
    where: tuple[str, ...],
    level: int | None,
    overall: bool,
    transpose: bool,
    journal: str | None,
    evidence: bool,
    excel_safe: bool,
) -> None:
    """Write the comparison table: items by cases, with notes, abbreviations and references as a journal prints them."""
    from caseweave.api.comparison import Layout  # noqa: PLC0415
    from caseweave.cli.comparing import write  # noqa: PLC0415

    layout = Layout(transpose=transpose, journal=journal, evidence=evidence, spreadsheet=excel_safe)
    found = shared.load().comparison(
        cases=(*shared.cases, *several), zero=shared.zero, rows=rows, where=where, level=level, overall=overall
    )
    write(shared, found, layout)


@main.command()
@sources
@protocol
@cases
@click.option("--measure", metavar="NAME", help="Only this measure, such as time-to-clearance.")
@click.option("--proof", is_flag=True, help="Print what each measure rests on, and how it follows.")
@click.option("--summary", is_flag=True, help="Print the medians over all cases, with the number of cases.")
@form()
@output()
@wide
@places
def measures(shared: Shared, measure: str | None, proof: bool, summary: bool) -> None:
    """Print the times and values that follow from the statements, and with --proof why."""
    if proof and summary:
        raise click.UsageError("--proof and --summary print different things; choose one.")
    found = shared.load().measures(cases=shared.cases, measure=measure)
    if proof and shared.form == "table":
        shared.write(found.proofs())
    else:
        shared.show(found.medians if summary else found.steps if proof else found)


@main.command()
@sources
@cases
@form()
@output()
@wide
@places
def disagreements(shared: Shared) -> None:
    """Print where accounts of one patient do not fit together, with what each side says and where."""
    found = shared.load().disagreements(cases=shared.cases)
    if shared.form in {"csv", "tsv"}:
        columns, lines = found.lines()
        shared.emit(columns, [tuple(line[name] for name in columns) for line in lines])
    else:
        shared.show(found)


@main.command()
@sources
@click.option("--text", "given", multiple=True, metavar="ID=FILE", help="Your copy of a paper; several are possible.")
@click.option("--texts", "folder", type=click.Path(path_type=Path), help="Folder of copies named ID.pdf, ID.txt …")
@click.option("--words", is_flag=True, help="Show the anchored words as they stand in your copy.")
@click.option("--strict", is_flag=True, help="Exit code 1 if a statement that was looked at is anything but passed.")
@form()
@output()
@wide
@places
def verify(shared: Shared, given: tuple[str, ...], folder: Path | None, words: bool, strict: bool) -> None:
    """Hold every statement against your own copies of the papers: is it there, and does it say that.

    A copy is plain text, Markdown, HTML, JATS XML or PDF; it is read now, and nothing of it is kept. Exit code 1 if
    words are changed or lost, or a value check failed; with --strict, if a claim does not hold for any reason.
    """
    from caseweave.cli.copies import copies  # noqa: PLC0415

    graph = shared.load()
    found = graph.verify(copies(given, folder, [paper.id for paper in graph.corpus.papers]), words=words)
    shared.show(found)
    click.echo("\n".join((*found.notes, str(found))), err=True)
    if found.failed or (strict and found.doubted):
        sys.exit(1)


@main.command("verify-build")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@form()
@output()
@wide
@places
def verify_build(shared: Shared, folder: Path) -> None:
    """Hold every file of a built folder against its manifest; exit code 1 if one was changed, removed or added."""
    from caseweave.api import verify_build as hold  # noqa: PLC0415

    found = hold(folder)
    shared.show(found)
    click.echo(str(found), err=True)
    if found.failed:
        sys.exit(1)


@main.command()
@click.argument("arguments", nargs=-1, metavar="[ID WORDS]")
@click.option("--text", type=FILE, required=True, help="Your copy of the paper.")
@click.option("--fill", "source", type=FILE, help="Paper file whose quotes become fingerprints.")
@click.option("--section", help="Section the words stand in, where they stand in several.")
@click.option("--occurrence", type=click.IntRange(min=1), help="Which of equal places is meant, from 1.")
@click.option("--for", "purpose", type=click.Choice(["what", "when", "value"]), default="what", help="What they show.")
def anchor(  # noqa: PLR0913 - one parameter an option
    *,
    arguments: tuple[str, ...],
    text: Path,
    source: Path | None,
    section: str | None,
    occurrence: int | None,
    purpose: str,
) -> None:
    """Print the anchor of WORDS pasted from the paper ID, or with --fill write all anchors of a paper file.

    WORDS are 5 to 12 words, in quotation marks. With --fill, each anchor with a quote and no fingerprint gets one.
    """
    from caseweave.api import anchor as made  # noqa: PLC0415
    from caseweave.api import fill_file  # noqa: PLC0415
    from caseweave.model.identifiers import is_id  # noqa: PLC0415

    if source is not None:
        if arguments:
            raise click.UsageError("--fill takes the words from the paper file; leave ID and WORDS out.")
        count, faults = fill_file(source, text, _told)
        click.echo("".join(f"{fault}\n" for fault in faults), err=True, nl=False)
        click.echo(f"{source}: {count} anchors written, {len(faults)} not", err=True)
        sys.exit(1 if faults else 0)
    if len(arguments) != 2 or not is_id(arguments[0]):
        raise click.UsageError('give the id of the paper and the words in quotation marks: ID --text FILE "words".')
    click.echo(made(text, arguments[1], section=section, occurrence=occurrence, purpose=purpose, say=_told))


def _told(note: str) -> None:
    click.echo(note, err=True)


@main.command()
@sources
@protocol
@cases
@form(default=None)
@click.option("--width", type=click.Choice(["85", "170"]), default="170", help="Printed width in mm, of a figure.")
@output("File to write: a page, network.html by default, or a figure, ending in .svg, .pdf or .png.")
@wide
@places
def network(shared: Shared, width: str) -> None:
    """Write the network of cases and shared entities: one offline page, or a figure; with --format list its links."""
    found = shared.load().network(cases=shared.cases)
    if shared.form:
        shared.show(found)
        return
    target = shared.or_file("network.html")
    form = target.place.suffix.removeprefix(".").lower()
    if form in {"svg", "pdf", "png"}:
        target.write(found.drawn(form, int(width)))
        return
    target.write(found.page())
    target.say("Open {} in a browser.")


@main.command()
@sources
@protocol
@cases
@zero
@click.option("--lanes", metavar="A,B", callback=_parted, help="Lanes of the protocol, or kinds of statement.")
@click.option("--width", type=click.Choice(["85", "170"]), default="170", help="Printed width in mm.")
@click.option("--full", is_flag=True, help="All lanes with all that is told in them, for a supplement.")
@form(default=None)
@output("File to write, ending in .svg, .pdf or .png; timeline.svg by default, - for SVG to standard output.")
@wide
@places
def timeline(shared: Shared, lanes: tuple[str, ...], width: str, full: bool) -> None:
    """Draw the swimmer figure: certain, possible, relayed and undated, side by side; with --format list its marks."""
    figure = shared.load().timeline(cases=shared.cases, zero=shared.zero, lanes=lanes, width=int(width), full=full)
    if shared.form:
        shared.show(figure)
        return
    target = shared.or_file("timeline.svg")
    if target.is_standard:
        target.write(figure.svg())
        return
    figure.save(target.place)
    strips, words = len(figure.record.lanes), len(figure.record.listed)
    target.say(f"{{}}: {strips} cases, {len(figure)} marks, {words} told in words.")
