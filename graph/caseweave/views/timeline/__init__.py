"""The timeline of cases: which statement stands in which lane, track and mark. Decides only; draws nothing.

Read in this order: :mod:`.span` (days with what is not known of them), :mod:`.tracks` (where a statement belongs),
:mod:`.course` (how a thing changes, in one word), :mod:`.words` (labels), :mod:`.marks` (statements to marks),
:mod:`.lanes` (one lane a case).
"""

from caseweave.views.timeline.lanes import Head, Lane, LaneTrack, Names, Telling, Timeline, timeline
from caseweave.views.timeline.marks import Listed, Mark
from caseweave.views.timeline.span import Span
from caseweave.views.timeline.tracks import Track, TrackError, Tracks

__all__ = [
    "Head",
    "Lane",
    "LaneTrack",
    "Listed",
    "Mark",
    "Names",
    "Span",
    "Telling",
    "Timeline",
    "Track",
    "TrackError",
    "Tracks",
    "timeline",
]
