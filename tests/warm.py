"""A process that has the package imported, and forks a ``caseweave`` for each line it is sent: its arguments as JSON.

What is asked for once a second in the tests need not be imported once a second. The forked process has the folder, the
three streams and the arguments of its own, and is otherwise as it would be had it just begun.
"""

from __future__ import annotations

import gc
import io
import json
import os
import runpy
import sys

import caseweave.api.checks
import caseweave.api.comparison
import caseweave.cli
import caseweave.views.tables  # noqa: F401 - imported for the forks


def become(cwd: str, arguments: list[str], streams: list[str]) -> None:
    """Turn this process into the one that is asked for."""
    os.chdir(cwd)
    for number, (name, how) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        os.dup2(os.open(name, how), number)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), errors=sys.stdout.errors)
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), errors="backslashreplace")
    sys.argv = ["caseweave", *arguments]
    runpy.run_module("caseweave", run_name="__main__", alter_sys=True)


def main() -> None:
    """Serve until the tests are done."""
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            become(**request)
            return
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
