"""The timeline of cases: which statement stands in which lane, track and mark. Decides only; draws nothing.

Read in this order: :mod:`.span` (days with what is not known of them), :mod:`.tracks` (where a statement belongs),
:mod:`.course` (how a thing changes, in one word), :mod:`.label`, :mod:`.marks` (statements to marks),
:mod:`.brackets` (the times that follow, an account each), :mod:`.lanes` (one lane a case).
"""

from caseweave.views.timeline.brackets import Bracket, brackets
from caseweave.views.timeline.lanes import Asked, CaseLane, Head, LaneNames, LaneTelling, LaneTrack, Timeline, timeline
from caseweave.views.timeline.marks import Listed, Mark
from caseweave.views.timeline.span import MarkSpan
from caseweave.views.timeline.tracks import Track, TrackError, Tracks

__all__ = [
    "Asked",
    "Bracket",
    "CaseLane",
    "Head",
    "LaneNames",
    "LaneTelling",
    "LaneTrack",
    "Listed",
    "Mark",
    "MarkSpan",
    "Timeline",
    "Track",
    "TrackError",
    "Tracks",
    "brackets",
    "timeline",
]
