"""The template of a new protocol file: a whole question with a comment at each part, which reads as it stands."""

from __future__ import annotations

from typing import Final

from caseweave.model import Problem, Problems
from caseweave.model.identifiers import is_id

__all__ = ["protocol_template"]

_TEMPLATE: Final = """\
# yaml-language-server: $schema=schema.json
# What is asked of every case. Everything here adds to any-case, which asks what can be asked of any patient.
# Check it with:  caseweave check --protocol {id}.yaml      How to write one: docs/protocols.md

id: {id}                         # same as the file name
title: The question in a few words
extends: any-case                # or drug-eruption, or a protocol in this folder
# drop: all                      # leave out the inherited rows that are not named again below

# zero:                          # what day 0 is in every case; without it, each paper's own day 0
#   name: start of treatment
#   of: study treatment

select:                          # which statements are meant, each under a name of yours
  later finding: {{finding: any, phase: after, state: present}}
  # study treatment: {{treatment: name of the treatment, state: present}}
  # affected site: {{kind: [finding, lesion], site: name of the site, not: {{method: imaging}}}}

measures:                        # what is counted or compared, in days from day 0
  time to first later finding: {{first: later finding}}

items:                           # rows of the table, group by group; a bare name is an inherited row
  Patient: [Age, Sex]
  Course:
    - {{item: Later findings, of: later finding, show: names, days: yes}}
    - {{item: First later finding, measure: time to first later finding}}

lanes:                           # lanes of the timeline, in the place of the inherited ones
  - {{lane: Later findings, of: later finding}}
  - {{lane: Treatment, of: [day 0 treatment, treatment before, treatment after]}}
  - {{lane: Death, of: death}}
"""


def protocol_template(name: str) -> str:
    """Return the text of a new protocol file; raise :class:`Problems` for an id that cannot be one.

    >>> protocol_template("stroke-outcome").splitlines()[4]
    'id: stroke-outcome                         # same as the file name'
    """
    if not is_id(name):
        message = "use a-z, 0-9, '.', '_', '-', at most 64, beginning with a letter or digit, such as stroke-outcome"
        raise Problems([Problem(repr(name), 1, 1, "id", message)])
    return _TEMPLATE.format(id=name)
