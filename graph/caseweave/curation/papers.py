"""A paper file as text: fields in the order of the form, a statement a block, short things on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caseweave.model import LISTS, Problems
from caseweave.yamltext import Plain, scan

__all__ = ["paper_text"]

_PLAIN: Final = re.compile(r"[^\s#&*!|>'\"%@`?{}\[\],:-][^\n#{}\[\],\"']*|-?\d[^\n#{}\[\],\"']*")
_BLOCKS: Final = ("terms", "cases", "statements", "resolutions")
_FIRST: Final = ("id", "case", *LISTS["kind"])
_LAST: Final = ("anchor", "confidence", "note")


def paper_text(paper: Mapping[str, Plain]) -> str:
    r"""Write a paper file; reading it gives the same values.

    >>> fever = {"id": "fever", "finding": "fever", "when": "day 2", "anchor": {"section": "Case"}}
    >>> print(paper_text({"id": "fox2021", "statements": [fever]}), end="")
    id: fox2021
    statements:
      - id: fever
        finding: fever
        when: day 2
        anchor: {section: Case}
    """
    return "".join(f"{line}\n" for name, value in paper.items() for line in _lines(name, value))


def _lines(name: str, value: Plain) -> Iterator[str]:
    if name not in _BLOCKS or not isinstance(value, dict | list):
        yield f"{_scalar(name)}: {_flow(value)}"
        return
    yield f"{name}:"
    if isinstance(value, dict):
        yield from (f"  {_scalar(key)}: {_flow(said)}" for key, said in value.items())
    else:
        for item in value:
            if name == "statements" and isinstance(item, dict):
                yield from _block(item)
            else:
                yield f"  - {_flow(item)}"


def _block(statement: Mapping[str, Plain]) -> Iterator[str]:
    for place, name in enumerate(_ordered(statement)):
        yield f"  {'  ' if place else '- '}{_scalar(name)}: {_flow(statement[name])}"


def _ordered(names: Iterable[str]) -> list[str]:
    """Put what it is first and where it stands last; what is between keeps its order."""
    ranks = {name: place - len(_FIRST) for place, name in enumerate(_FIRST)}
    ranks |= {name: place + 1 for place, name in enumerate(_LAST)}
    return sorted(names, key=lambda name: ranks.get(name, 0))


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(name)}: {_flow(said)}' for name, said in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value)


def _scalar(text: str) -> str:
    """Write a text bare where YAML reads it back as it is, also inside brackets; else in quotation marks."""
    return text if _PLAIN.fullmatch(text) and _reads_back(text) else json.dumps(text, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    """Tell whether YAML reads a text as it is, as a key, as a value, and within brackets."""
    try:
        tree = scan(f"a: {text}\nb: [{{{text}: {text}}}]\n".encode(), "")
    except Problems:
        return False
    return not tree.faults and tree.value == {"a": text, "b": [{text: text}]}
