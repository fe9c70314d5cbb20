"""The library: load papers, ask questions, compare cases, build every output. The one place that joins the steps.

The command line and programs speak to this room alone. Read in this order: :mod:`.part` (the pattern of all parts),
:mod:`.knowledge` (the loaded corpus), :mod:`.listings`, :mod:`.comparison`, :mod:`.network`, :mod:`.figure` (its
parts), :mod:`.names` (what users call things), :mod:`.questions`, :mod:`.checks`, :mod:`.verification`,
:mod:`.outputs`, :mod:`.push`.
"""

from caseweave.api.anchoring import anchor, fill_file
from caseweave.api.built import verify_build
from caseweave.api.drafting import HeldAnswers, PaperDraft, draft, draft_prompt, hold_answers
from caseweave.api.inputs import standing
from caseweave.api.knowledge import KnowledgeGraph, load, load_files
from caseweave.api.migrating import Migration, migrate
from caseweave.api.outputs import build, left_out, make
from caseweave.api.part import GraphPart
from caseweave.api.push import push
from caseweave.api.questions import BuiltGraph, Reply, ServedGraph, asked, questions, reply, served, sparql, written
from caseweave.api.terms import FoundTerms, find_terms
from caseweave.curation.protocols import protocol_template
from caseweave.curation.template import template
from caseweave.text.readers import copies_in
from caseweave.wording import in_markdown, sheet

__all__ = [
    "BuiltGraph",
    "FoundTerms",
    "GraphPart",
    "HeldAnswers",
    "KnowledgeGraph",
    "Migration",
    "PaperDraft",
    "Reply",
    "ServedGraph",
    "anchor",
    "asked",
    "build",
    "copies_in",
    "draft",
    "draft_prompt",
    "fill_file",
    "find_terms",
    "hold_answers",
    "in_markdown",
    "left_out",
    "load",
    "load_files",
    "make",
    "migrate",
    "protocol_template",
    "push",
    "questions",
    "reply",
    "served",
    "sheet",
    "sparql",
    "standing",
    "template",
    "verify_build",
    "written",
]
