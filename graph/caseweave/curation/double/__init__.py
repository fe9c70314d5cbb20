"""Two curators of one paper: their statements matched, what differs, how well they agree, and what both settle on.

Read :mod:`.matches`, :mod:`.differences`, :mod:`.agreement`, :mod:`.consensus`.
"""
