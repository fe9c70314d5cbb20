"""The verb ``ask``: what is told of one thing, a sentence a case."""

from __future__ import annotations

import click

from caseweave.cli.options import Shared, cases, form, output, places, protocol, sources, wide

__all__ = ["ask"]


@click.command()
@click.argument("term", metavar="TERM")
@sources
@protocol
@cases
@form()
@output()
@wide
@places
def ask(shared: Shared, term: str) -> None:
    """Say of each case what is told of TERM, by label, synonym or code, or of anything below it: a sentence each."""
    from caseweave.api.answers import told_of  # noqa: PLC0415

    found = told_of(shared.load(), term, shared.cases)
    if shared.form == "table" and not shared.wide:
        shared.write(str(found))
    else:
        shared.show(found)
