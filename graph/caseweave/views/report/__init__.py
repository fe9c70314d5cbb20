"""The report: one page that holds everything and the proof of everything, and needs no network.

Read :mod:`.matter` (what it is made from), :mod:`.evidence` (a statement as it is shown), the sections :mod:`.cards`,
:mod:`.table`, :mod:`.lanes`, :mod:`.links`, :mod:`.faces`, :mod:`.times`, :mod:`.questions`; :mod:`.page` joins them.
Its scripts and styles are ``templates/report``, a file a section.
"""

from caseweave.views.report.engine import WebEngine, engine
from caseweave.views.report.matter import ReportMatter, ReportPaper
from caseweave.views.report.page import MOST_CASES, PackedFile, report

__all__ = ["MOST_CASES", "PackedFile", "ReportMatter", "ReportPaper", "WebEngine", "engine", "report"]
