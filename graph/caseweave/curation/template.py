"""The template of a new paper file: every field with a comment, one worked statement of the common kinds."""

from __future__ import annotations

from typing import Final

from caseweave.corpus.names import RESERVED
from caseweave.model import Problem, Problems
from caseweave.model.identifiers import is_id
from caseweave.rules.papers import PLACEHOLDERS

__all__ = ["template"]

_TEMPLATE: Final = """\
# yaml-language-server: $schema=schema.json
# One paper, one file. Facts in your own words; at most eight words of the paper in a field.
# Check it with:  caseweave check {id}.yaml      Field by field: docs/sources.md

id: {id}                         # same as the file name
doi: {doi}          # bare DOI; or pmid: / url:
title: {title}
authors: [{authors}]
journal: {journal}
year: 2020
# volume: 1
# issue: 2
# pages: 3-9
read: full text                  # how much you could read: full text | abstract | excerpt
curated: {{on: 2020-01-31}}
# cites: {{other2019: discusses}}  # papers whose patients this one speaks of
# terms:                         # only what the shared catalogue lacks
#   - {{label: new drug, broader: chemotherapy, definition: What it is.}}

cases:
  {id}:                          # the patient this paper reports
    zero: infusion               # the statement or event that is day 0
    # zeros: {{rash-onset: rash-day-9}}   # other events the clock can be set by
    # episodes: [rash]           # events that last: their statements are observations at their own times

statements:
  - id: age
    demographic: age
    value: 18
    unit: a                      # UCUM: a, d, %, mg/kg, Cel, mm[Hg], 10*3/uL; none if the paper prints none
    anchor: {{section: Abstract}}

  - id: infusion
    treatment: anti-CD19 CAR-T
    when: day 0                  # day 9 | from day 14 to day 18 | 2023-03-27 | late 2023-03 | 1 wk after admission
    anchor: {{section: Case Presentation}}

  - id: rash-day-9
    lesion: maculopapular rash
    # event: rash                # statements on one happening share an event
    site: scalp
    course: {{extent: appears}}    # extent, elevation, colour, pain, itch, overall
    # state: absent              # looked for and not there; also: proposed, not assessable
    when: day 9
    anchor: {{section: Case Presentation}}

  # - id: other-clearance        # what this paper says of another paper's patient
  #   case: other2019
  #   outcome: lesion resolution
  #   when: 20 d after other-infusion
  #   anchor: {{section: Discussion}}
"""


def template(paper: str) -> str:
    """Return the text of a new file for a paper; raise :class:`Problems` for an id that cannot be one.

    >>> template("smith2024").splitlines()[4]
    'id: smith2024                         # same as the file name'
    """
    if not is_id(paper):
        message = "use a-z, 0-9, '.', '_', '-', at most 64, beginning with a letter or digit, such as smith2024"
        raise Problems([Problem(repr(paper), 1, 1, "id", message)])
    if paper in RESERVED:
        raise Problems([Problem(repr(paper), 1, 1, "id", "kept for a part of the graph; choose another id")])
    return _TEMPLATE.format(id=paper, **PLACEHOLDERS)
