"""Reads measures, rows and lanes: what each asks, and whether its keys belong together."""

from __future__ import annotations

from typing import Final, cast

from caseweave.protocol.definition import VERBS, Amount, Item, Lane, MeasureRule, Show, Verb
from caseweave.protocol.draft import Mention, Row
from caseweave.protocol.grammar import ITEM, LANE, MEASURE
from caseweave.protocol.selector import ZERO, Origin
from caseweave.protocol.selector_reader import SelectorReader
from caseweave.protocol.values import described
from caseweave.vocabulary.lexicon import steps
from caseweave.yamltext import Path, Plain

__all__ = ["Reader"]

_COUNTED: Final = ("first", "last", "course", "until")
"""Verbs whose result is counted from a zero."""

_OF_VERB: Final[dict[str, Verb]] = {"reaches": "course", "ends": "duration", "of": "maximum", "to": "nearest"}
"""Keys that only one verb has."""

_NEEDED: Final = ("reaches", "of", "to")


class Reader(SelectorReader):
    """Reads the parts of one protocol file in the terms of a catalogue."""

    def measure(self, name: str, value: Plain, path: Path) -> MeasureRule | None:
        """Read the verb of a measure and what belongs to it."""
        given = self.mapping(value, path, MEASURE)
        if given is None:
            return None
        verbs = [verb for verb in VERBS if verb in given]
        if not verbs and len(given) < len(value):
            return None
        if len(verbs) != 1:
            found = " and ".join(verbs) or "none"
            self.fault(path, f"names {found} of the verbs; write exactly one of: {', '.join(VERBS)}")
            return None
        verb = verbs[0]
        self.belongs(given, path, verb)
        at = (*path, verb)
        looks = self.ends_of_gap(given[verb], at) if verb == "gap" else (self.selector(given[verb], at),)
        return MeasureRule(
            name=name,
            verb=verb,
            looks=looks,
            reaches=self.maybe(given, path, "reaches", lambda said, at: self.choice(said, at, steps())),
            ends=self.maybe(given, path, "ends", self.selector),
            amount=cast(
                "Amount | None",
                self.maybe(given, path, "of", lambda said, at: self.choice(said, at, MEASURE["of"].choices)),
            ),
            to=self.maybe(given, path, "to", lambda said, at: self.name(said, at, "measure")),
            origins=self.maybe(given, path, "from", self.origins) or ((ZERO,) if verb in _COUNTED else ()),
        )

    def belongs(self, given: dict[str, Plain], path: Path, verb: Verb) -> None:
        """Hold the other keys of a measure against its verb."""
        for key, only in _OF_VERB.items():
            if key in given and verb != only:
                self.fault((*path, key), f"belongs to `{only}`, not to `{verb}`; remove it", key=True)
            if key in _NEEDED and verb == only and key not in given:
                self.fault(path, f"missing; add `{key}: …` to `{verb}`")
        if "from" in given and verb not in _COUNTED:
            self.fault((*path, "from"), f"`{verb}` is not counted from a zero; remove it", key=True)

    def ends_of_gap(self, value: Plain, path: Path) -> tuple[Origin, ...]:
        """Read the two ends of a gap."""
        if not isinstance(value, list) or len(value) != 2:
            self.fault(path, f"found {described(value)}; write the two ends: `gap: [from this, to this]`")
            return ()
        return tuple(self.origin(item, at) for item, at in self.items(value, path))

    def origins(self, value: Plain, path: Path) -> tuple[Origin, ...]:
        """Read what is counted from; a list is several origins, each counted from alone."""
        return tuple(self.origin(item, at) for item, at in self.items(value, path))

    def origin(self, value: Plain, path: Path) -> Origin:
        """Read day 0, or a selector whose first member is counted from."""
        return ZERO if value == "zero" else self.selector(value, path)

    def row(self, group: str, value: Plain, path: Path) -> Row | None:
        """Read a row, or the bare name of an inherited one."""
        if isinstance(value, str):
            text = self.text(value, path)
            return None if text is None else Mention(text, path, "row")
        given = self.mapping(value, path, ITEM)
        if given is None or "item" not in given:
            return None
        title = self.text(given["item"], (*path, "item"))
        self.answered(given, path)
        flags = {
            key: self.maybe(given, path, key, lambda said, at, key=key: self.flag(said, at, ITEM[key]))  # type: ignore[misc]
            for key in ("days", "procedures", "essential", "rest", "split")
        }
        rest = flags["rest"] is True
        return Item(
            title=title or "",
            group=group,
            of=self.maybe(given, path, "of", self.selector),
            show=self.show(given, path),
            measure=self.maybe(given, path, "measure", lambda said, at: self.name(said, at, "measure")),
            origin=self.maybe(given, path, "from", self.origin),
            also=self.maybe(given, path, "also", lambda said, at: self.name(said, at, "measure")),
            otherwise=self.maybe(given, path, "else", self.selector),
            applies=self.maybe(given, path, "applies", self.selector),
            days=flags["days"],
            procedures=flags["procedures"] is not False,
            essential=flags["essential"] is not False and not rest,
            rest=rest,
            split=flags["split"] is True,
        )

    def show(self, given: dict[str, Plain], path: Path) -> Show | None:
        """Read a way of showing."""
        read = self.maybe(given, path, "show", lambda said, at: self.choice(said, at, ITEM["show"].choices))
        return cast("Show | None", read)

    def answered(self, given: dict[str, Plain], path: Path) -> None:
        """Hold a row to one way of being answered, and its other keys to that way."""
        reads = given.get("show") == "read"
        ways = [key for key in ("of", "measure") if key in given]
        if reads and ways:
            self.fault(
                (*path, ways[0]), "`show: read` tells how much of the paper was read; it takes nothing else", key=True
            )
        elif len(ways) != 1 and not reads:
            self.fault(
                path,
                "answered by nothing; add `of: …` with `show: …`, or `measure: …`"
                if not ways
                else "answered in two ways; keep `of` with `show`, or `measure`",
            )
        elif ways == ["of"] and "show" not in given:
            self.fault(path, f"missing; add `show: …`, one of {', '.join(ITEM['show'].choices)}")
        elif ways == ["measure"] and "show" in given:
            self.fault((*path, "show"), "belongs to `of`, not to `measure`; remove it", key=True)
        for key in (key for key in ("from", "also") if key in given and "measure" not in given):
            self.fault((*path, key), "belongs to `measure`; remove it", key=True)
        if given.get("rest") == "yes" and "measure" in given:
            self.fault((*path, "rest"), "belongs to `of`: a measure takes no statements; remove it", key=True)
        if given.get("split") == "yes" and given.get("rest") != "yes":
            self.fault((*path, "split"), "belongs to a row with `rest: yes`; remove it, or add that", key=True)

    def lane(self, value: Plain, path: Path) -> Lane | None:
        """Read a lane of the timeline."""
        given = self.mapping(value, path, LANE)
        if given is None or not {"lane", "of"} <= given.keys():
            return None
        title = self.text(given["lane"], (*path, "lane")) or ""
        essential = self.maybe(given, path, "essential", lambda said, at: self.flag(said, at, LANE["essential"]))
        return Lane(
            title=title,
            of=self.selector(given["of"], (*path, "of")),
            show=self.show(given, path),
            measure=self.maybe(given, path, "measure", lambda said, at: self.name(said, at, "measure")),
            essential=essential is not False,
        )
