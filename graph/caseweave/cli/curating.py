"""The verbs of curators who work in sheets, or in pairs."""

from __future__ import annotations

from pathlib import Path

import click

from caseweave.cli.commands import main
from caseweave.cli.options import FILE, Shared, form, output, places, wide

__all__ = ["diff_", "import_", "template"]


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@output("File to write, ending in .xlsx or .csv; sheet.xlsx by default.")
@places
def template(shared: Shared, files: tuple[Path, ...]) -> None:
    """Write a sheet to curate in, one row a statement: empty, or filled with what paper FILES say.

    Excel has drop-downs, and a note on each column; CSV has the statements alone. `caseweave import` reads either.
    """
    from caseweave.api.sheets import sheet_template  # noqa: PLC0415

    target = shared.output or Path("sheet.xlsx")
    if target.suffix not in {".xlsx", ".csv"}:
        raise click.UsageError(f"{target} ends in neither .xlsx nor .csv; name a file that does with -o.")
    content, unsaid = sheet_template(files, target.suffix[1:])
    target.write_bytes(content)
    for one in unsaid:
        click.echo(one, err=True)
    click.echo(f"{target}: fill it in, then run: caseweave import {target}", err=True)


@main.command("import")
@click.argument("table", type=FILE)
@click.option("--map", "mapping", type=FILE, help="What the columns tell, where one row is a patient (docs/sheets.md).")
@click.option(
    "--replace", is_flag=True, help="Write over paper files that are there already; comments in them are lost."
)
@output("Folder to write the paper files to; sources by default, if there is one.")
@places
def import_(shared: Shared, table: Path, mapping: Path | None, replace: bool) -> None:
    """Make paper files of a TABLE, .csv or .xlsx: one row a statement, or with --map one row a patient.

    Every fault is told with its cell and its cure, and nothing is written until there is none.
    """
    from caseweave.api.sheets import import_table  # noqa: PLC0415

    found = import_table(table, mapping)
    for fault in found.faults:
        click.echo(fault, err=True)
    if found.faults:
        count = len(found.faults)
        click.echo(f"{count} {'fault' if count == 1 else 'faults'}; nothing was written", err=True)
        raise SystemExit(1)
    folder = shared.output or (Path("sources") if Path("sources").is_dir() else Path())
    there = [str(target) for target in found.targets(folder).values() if target.exists()]
    if there and not replace:
        raise click.UsageError(f"{', '.join(there)}: there already; add --replace, or name another folder with -o.")
    found.write(folder)
    for paper, target in found.targets(folder).items():
        click.echo(f"{target}: {found.statements[paper]} statements", err=True)
    for note in found.notes:
        click.echo(note, err=True)


@main.command("diff")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--agreement", is_flag=True, help="Print how well the two agree, kind by kind, with kappa.")
@click.option("--settle", type=click.Path(path_type=Path), metavar="FILE", help="Choose one by one; write FILE.yaml.")
@form()
@output()
@wide
@places
def diff_(shared: Shared, first: Path, second: Path, agreement: bool, settle: Path | None) -> None:
    """Compare two curators' files of one paper: what they say otherwise, and what only one of them says.

    With --settle each difference is shown, and a or b is asked for: whose word stands in the new file.
    """
    from caseweave.api.doubles import diff  # noqa: PLC0415
    from caseweave.model.identifiers import is_id  # noqa: PLC0415

    if settle is not None and (settle.suffix != ".yaml" or not is_id(settle.stem) or settle.exists()):
        raise click.UsageError(f"{settle}: name a new file, the id of the paper and .yaml.")
    found = diff(first, second)
    if settle is None:
        shared.show(found.agreement if agreement else found)
        return
    second_right = []
    for number, one in enumerate(found, start=1):
        click.echo(f"{number} of {len(found)}: {one.kind}, {one.about}: {one.field}", err=True)
        click.echo(f"  a: {one.first or 'not told'}\n  b: {one.second or 'not told'}", err=True)
        if click.prompt("whose word", type=click.Choice(["a", "b"]), err=True) == "b":
            second_right.append(one)
    settle.write_text(found.settled(settle.stem, second_right), encoding="utf-8", newline="\n")
    click.echo(f"{settle}: {len(found)} differences settled; run: caseweave check {settle}", err=True)
