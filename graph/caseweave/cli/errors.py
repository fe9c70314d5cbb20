"""A user's mistake ends in a message and an exit code, never in a traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

__all__ = ["Verbs"]


class Verbs(click.Group):
    """The group of verbs: turns the library's errors into messages, and offers the nearest verb for a wrong one."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _close_quietly()
            sys.exit(0)
        except OSError as error:
            if error.errno == errno.EPIPE:
                _close_quietly()
                sys.exit(0)
            raise _failed(_about(error)) from None
        except Exception as error:
            if (explained := _explained(error, ctx.invoked_subcommand)) is None:
                raise
            raise explained from None


def _close_quietly() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(message: str) -> click.ClickException:
    return click.ClickException(message)


def _about(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)


def _explained(error: Exception, verb: str | None) -> click.ClickException | None:
    from caseweave.model import CaseweaveError, Problems  # noqa: PLC0415

    if isinstance(error, Problems):
        count = len(error.problems)
        click.echo(str(error), err=True)
        kept = "; nothing was written" if verb == "build" else ""
        return _failed(f"{count} problem{'s' if count > 1 else ''}{kept}.")
    if isinstance(error, CaseweaveError):
        # A message of the library names a field of a file where the command line has an option.
        message = str(error).replace("'occurrence: ", "'--occurrence ")
        return _failed(message) if error.fault == "data" else click.UsageError(message)
    return None
