"""Commonplaces: terms that tell cases apart from nobody, since every patient has such a thing.

The table is ``ontology/commonplace.tsv``; ``below`` says whether what stands below a term is commonplace too.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from caseweave import resources
from caseweave.vocabulary.hierarchy import Hierarchy
from caseweave.vocabulary.table import rows

__all__ = ["is_commonplace"]

_COLUMNS: Final = ("curie", "label", "below", "reason")


def is_commonplace(curie: str, hierarchy: Hierarchy) -> bool:
    """Tell whether sharing a term tells nothing of two cases.

    >>> tree = Hierarchy([("PATO:0000384", "caseweave:sex")])
    >>> is_commonplace("caseweave:sex", tree), is_commonplace("PATO:0000384", tree)
    (True, False)
    """
    listed = _listed()
    return curie in listed or any(listed.get(above) for above in hierarchy.above(curie))


@cache
def _listed() -> dict[str, bool]:
    """Return each listed term, and whether all below it is meant."""
    table = rows(resources.ontology("commonplace.tsv"), "commonplace.tsv", _COLUMNS)
    return {row["curie"]: row["below"] == "yes" for _, row in table}
