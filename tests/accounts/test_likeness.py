"""What may be compared with what: the declarations that ship, and those that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseweave import KnowledgeGraph
from caseweave.accounts import likeness as module
from caseweave.accounts.likeness import Likeness, LikenessError
from caseweave.yamltext import Plain, read_mapping


@pytest.fixture(scope="module")
def likeness(real: KnowledgeGraph) -> Likeness:
    """Read what ships."""
    return Likeness.of(real.corpus)


@pytest.fixture(scope="module")
def curie(real: KnowledgeGraph) -> Callable[[str], str]:
    """Find the CURIE of a label."""
    return lambda label: real.corpus.catalogue.resolve(label).curie


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("CD3-positive cells", "T cells in tissue", "same"),
        ("CAR-T cells in tissue", "T cells in tissue", "part"),
        ("CAR-T cells in tissue", "CD3-positive cells", "part"),
        ("maculopapular rash", "skin rash", "under"),
        ("FDG-avid lesion", "extramedullary involvement", "alike"),
        ("CD19-positive cells", "CAR-T cells in tissue", "exclusive"),
        ("male", "female", "exclusive"),
        ("MRD negative", "residual disease", "opposite"),
        ("lesion resolution", "maculopapular rash", "opposite"),
    ],
)
def test_relations(one: str, other: str, what: str, likeness: Likeness, curie: Callable[[str], str]) -> None:
    """The hierarchy and the declarations, both ways round."""
    turned = {"part": "whole", "under": "over"}.get(what, what)
    assert getattr(likeness.relation(curie(one), curie(other)), what)
    assert getattr(likeness.relation(curie(other), curie(one)), turned)


@pytest.mark.parametrize(
    ("one", "other"),
    [("fever", "CRS"), ("scalp", "spleen"), ("leukemia cutis", "skin rash"), ("CD19", "CD20")],
)
def test_things_that_have_nothing_to_do_with_each_other(
    one: str, other: str, likeness: Likeness, curie: Callable[[str], str]
) -> None:
    """Two kinds of one wider thing are not comparable."""
    assert likeness.relation(curie(one), curie(other)).none


def test_a_kind_that_is_no_share_is_no_part(likeness: Likeness, curie: Callable[[str], str]) -> None:
    """Marrow blasts are a kind of blast percentage, not a part of it."""
    relation = likeness.relation(curie("bone marrow blasts"), curie("blast percentage"))
    assert relation.under
    assert not relation.part


@pytest.mark.parametrize(
    ("one", "other", "organs"),
    [
        ("right upper lobe", "right lower lobe", ["right lung"]),
        ("parotid gland", "salivary gland", []),
        ("scalp", "skin of back", ["skin"]),
        ("spleen", "liver", []),
        ("neck", "head", []),
        ("scalp", "ear", []),
    ],
)
def test_organs(one: str, other: str, organs: list[str], likeness: Likeness, curie: Callable[[str], str]) -> None:
    """Two lobes are parts of one lung; what only shares a region is no part of anything."""
    assert [likeness.label(organ) for organ in likeness.organs(curie(one), curie(other))] == organs


NUMBERS: dict[str, Plain] = {"about": {"within": "20"}, "few": {"share": "0..50"}, "trace": {"share": "0..5"}}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"same": "x"}, "same: write a list of entries"),
        ({"same": [{"terms": ["CD19"]}]}, "same: write a list of entries"),
        ({"alike": [{"terms": ["fevre", "CD19"], "reason": "x"}]}, "alike: unknown term 'fevre'; did you mean"),
        ({"numbers": {"about": {"within": "20"}}}, "numbers: write exactly about, few, trace"),
        ({"numbers": {**NUMBERS, "about": {"within": "a fifth"}}}, "about: 'a fifth' is no percentage"),
        ({"numbers": {**NUMBERS, "few": {"share": "50..0"}}}, "few: '50..0' is no interval"),
    ],
)
def test_faulty_declarations_are_refused(
    change: dict[str, Plain], fault: str, real: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the entry and what to write."""
    table = {**read_mapping("comparability.yaml"), **change}
    monkeypatch.setattr(module, "read_mapping", lambda _: table)
    with pytest.raises(LikenessError, match=r"comparability\.yaml: ") as error:
        Likeness.of(real.corpus)
    assert fault in str(error.value)
