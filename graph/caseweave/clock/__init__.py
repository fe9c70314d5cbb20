"""Time: the phrases of a paper (:mod:`.phrase`) and the network of one case that they make (:mod:`.network`)."""
