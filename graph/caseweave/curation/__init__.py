"""What becomes a paper file: the template of a new one, and anchors in place of pasted quotes."""
