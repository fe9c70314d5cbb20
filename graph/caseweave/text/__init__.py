"""A user's copy of a paper: readers (formats to text) and anchors (where words stand)."""
