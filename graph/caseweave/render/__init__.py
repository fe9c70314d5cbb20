"""Pages and texts from records: self-contained, offline, the same bytes for the same input.

:mod:`.network` draws the network of cases (the only module that knows pyvis), :mod:`.comparison` writes the comparison
table as a page, Markdown and CSV, :mod:`.page` holds what every page shares: templates, escaping, security policy.
"""
