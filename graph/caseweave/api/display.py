"""The network as users hold it: a networkx graph that shows itself in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    _Graph = nx.MultiDiGraph[str]
else:
    _Graph = nx.MultiDiGraph

__all__ = ["CaseNetwork"]


class CaseNetwork(_Graph):
    """Cases and the entities they share; in a notebook, the interactive page in a sandboxed frame."""

    def page(self) -> str:
        """Return the self-contained interactive page."""
        from caseweave.views.network.page import page  # noqa: PLC0415 - pyvis costs half a second

        return page(self, "Cases and what they share")

    def _repr_html_(self) -> str:
        sandbox = 'sandbox="allow-scripts allow-downloads"'
        frame = 'title="Network of cases" style="width:100%;height:640px;border:0"'
        return f'<iframe {sandbox} {frame} srcdoc="{escape(self.page())}"></iframe>'
