"""Rules on all papers together: patients who may be one, and resolutions that settle nothing."""

from __future__ import annotations

from collections.abc import Iterator

from caseweave.accounts import idle
from caseweave.model import Problem
from caseweave.rules.rule import Collection, rule

__all__ = ["cases_may_be_one_patient", "resolutions_settle_something"]


@rule("note")
def cases_may_be_one_patient(papers: Collection) -> Iterator[Problem]:
    """Two cases that share much are two patients, or a curator says with evidence that they are one."""
    patients = papers.corpus.patients
    told = [(source, case) for source in papers.corpus.sources for case in source.paper.own_cases]
    homes = {patients[case]: (source, case) for source, case in reversed(told)}
    for one in papers.alike:
        patient, other = one.cases
        source, case = homes[patient]
        shared = "; ".join(one.shared)
        message = f"may be the patient of {other!r} ({shared}); if it is known, add `same_as` with evidence"
        yield source.tree.problem(("cases", case), message, key=True)


@rule("warning")
def resolutions_settle_something(papers: Collection) -> Iterator[Problem]:
    """A resolution names sides of a disagreement that there is."""
    yield from idle(papers.disagreements, papers.corpus)
