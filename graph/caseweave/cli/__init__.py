"""The command line: a function a verb. Each parses, calls the library, prints. stdout is data only.

Exit codes: 0 done, 1 the papers (or what was asked to be written) have a fault, 2 the command was not understood.
"""

from caseweave.cli import curating as curating
from caseweave.cli import drafts as drafts
from caseweave.cli.commands import main

__all__ = ["main"]
