"""The timeline figure: nothing overlaps, nothing is more certain than it is told, and the bytes are always the same."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseweave
from caseweave import KnowledgeGraph
from caseweave.api.figure import FigureError, TimelineFigure
from caseweave.model import LISTS
from caseweave.views.palette import COURSE
from caseweave.views.timeline import Head, LaneNames, Listed, Mark, MarkSpan, Timeline, Track, timeline
from caseweave.views.timeline.figure import WIDTHS, FigureScene, draw, scene
from caseweave.views.timeline.figure.drawing import DASH, drawn
from caseweave.views.timeline.figure.glyphs import SHAPES, colour, glyph, hatch
from caseweave.views.timeline.figure.packing import packed, shortened
from caseweave.views.timeline.figure.scale import scale_for, ticks
from caseweave.views.timeline.figure.scene import Outline, Part
from caseweave.views.timeline.figure.sheet import SHEETS

SVG = "{http://www.w3.org/2000/svg}"
SCALE = scale_for([-200, 0, 14, 200], 20, 165)
LANE = Track("CRS", 1, "worst")
FILL = colour(Mark(statements=(), said_by="", role="own", track=LANE, shape="worst", label="", span=MarkSpan()))
SHEET = SHEETS[170].fitted(SCALE.day)

both_widths = pytest.mark.parametrize("width", WIDTHS)
days = st.integers(-300, 300)


def mark(*bounds: int | None, **looks: Any) -> Mark:
    """Return a mark of one day, or of the four bounds of its days."""
    span = MarkSpan(*(bounds * 4 if len(bounds) == 1 else bounds))
    fields: dict[str, Any] = {"statements": ("abel2019/a",), "said_by": "abel2019", "role": "own", "track": LANE}
    return Mark(span=span, **{**fields, "shape": "worst", "label": "CRS", **looks})


def parts(one: Mark) -> tuple[Part, ...]:
    """Draw a mark without its label."""
    (row,) = packed([one], SCALE, SHEET, lambda text: 1.2 * len(text))
    return tuple(part for part in drawn(row.slots[0], 50.0, SCALE, SHEET).parts if isinstance(part, Outline))


def outlines(one: Mark) -> list[Outline]:
    """Return the outlines a mark is drawn with."""
    return [part for part in parts(one) if isinstance(part, Outline)]


def extent(outline: Outline) -> tuple[float, float]:
    """Return how far left and right an outline reaches."""
    places = [x for line in outline.lines for x, _ in line]
    return min(places), max(places)


def boxes(one: Mark, colour: str) -> list[tuple[float, float]]:
    """Return the extents of the boxes of a mark that are filled with a colour."""
    return [extent(part) for part in outlines(one) if part.fill == colour and len(part.lines[0]) == 4]


def luminance(colour: str) -> float:
    """Return how bright a colour is in grey, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def tree(figure: TimelineFigure) -> ET.Element:
    """Parse the SVG of a figure."""
    return ET.fromstring(figure.svg())


# ---- the scale -------------------------------------------------------------------------------------------------------


@given(st.lists(days, min_size=1, max_size=12), days, days)
def test_a_later_day_is_never_further_left(found: list[int], one: int, other: int) -> None:
    """Days keep their order and stay between the ends, whatever is drawn."""
    scale = scale_for(found, 20, 80)
    low, high = sorted((one, other))
    assert 20 - 1e-9 <= scale.at(low) <= scale.at(high) <= 80 + 1e-9


@given(st.lists(days, min_size=1, max_size=12))
def test_days_that_are_drawn_have_places_of_their_own(found: list[int]) -> None:
    """No two days that are drawn fall together."""
    scale = scale_for(found, 20, 165)
    places = [scale.at(day) for day in sorted(set(found))]
    assert all(earlier < later for earlier, later in pairwise(places))


def test_the_first_weeks_are_evenly_spaced() -> None:
    """From day -7 to 21 every day is as wide as another, beside months before and after."""
    steps = {round(SCALE.at(day + 1) - SCALE.at(day), 6) for day in range(-7, 21)}
    assert len(steps) == 1
    assert SCALE.at(201) - SCALE.at(200) < SCALE.day / 20


def test_a_figure_far_from_day_0_is_linear_throughout() -> None:
    """Counted from the diagnosis, months before, no stretch is squeezed."""
    scale = scale_for([210, 220, 230, 240, 250, 260], 20, 165)
    assert scale.is_linear
    assert scale.at(250) - scale.at(240) == pytest.approx(scale.at(220) - scale.at(210))


@given(st.lists(days, min_size=1, max_size=12), st.sampled_from([30, 60, 120]))
def test_numbers_of_the_axis_never_touch(found: list[int], stop: int) -> None:
    """Day 0 is always printed, and no number comes within a millimetre of the next."""
    scale = scale_for(found, 0, stop)
    shown = ticks(scale, lambda day: 1.5 * len(str(day)))
    assert 0 in shown
    for one, other in pairwise(shown):
        halves = 0.75 * (len(str(one)) + len(str(other)))
        assert scale.at(other) - scale.at(one) >= halves + 1.0 - 1e-9


# ---- packing ---------------------------------------------------------------------------------------------------------


@st.composite
def any_mark(choose: st.DrawFn) -> Mark:
    """Return a mark of any days, with or without a label."""
    low, *middle, high = sorted(choose(st.lists(st.integers(-60, 60), min_size=4, max_size=4)))
    exact, within = (low,) * 4, (low, high, low, high)
    lasting, begins, ends = (low, middle[0], middle[1], high), (low, None, low, None), (None, high, None, high)
    bounds = choose(st.sampled_from([exact, within, lasting, begins, ends]))
    return mark(*bounds, label=choose(st.sampled_from(["", "CRS", "a rather long label of a treatment"])))


@given(st.lists(any_mark(), max_size=14), st.sampled_from(WIDTHS))
def test_no_mark_or_label_hides_another(marks: list[Mark], width: int) -> None:
    """Every mark is in one row, once; in a row no mark, and no label, covers any other; labels stay on the sheet."""
    scale = scale_for([day for one in marks for day in one.span.known], SHEETS[width].plot + 3, width - 3)
    sheet = SHEETS[width].fitted(scale.day)
    rows = packed(marks, scale, sheet, lambda text: 1.1 * len(text))
    assert sorted(id(slot.mark) for row in rows for slot in row.slots) == sorted(map(id, marks))
    for row in rows:
        taken = [(slot.x0, slot.x1) for slot in row.slots]
        taken += [(slot.t0, slot.t1) for slot in row.slots if slot.side in ("left", "right")]
        above = [(slot.t0, slot.t1) for slot in row.slots if slot.side == "above"]
        for extents in (sorted(taken), sorted(above)):
            assert all(stop <= start + 1e-9 for (_, stop), (start, _) in pairwise(extents))
        assert all(sheet.plot <= slot.t0 and slot.t1 <= width for slot in row.slots if slot.text)


def test_marks_of_one_day_stand_below_each_other() -> None:
    """Two accounts of one day are two rows, none behind the other."""
    rows = packed([mark(10), mark(10, label="grade 2")], SCALE, SHEET, lambda text: 1.2 * len(text))
    assert [len(row.slots) for row in rows] == [1, 1]


@both_widths
def test_days_in_a_row_stand_in_one_row(width: int) -> None:
    """A lesion seen on ten days in a row is one row of ten glyphs, at both widths."""
    scale = scale_for([-200, *range(9, 19), 38, 140], SHEETS[width].plot + 3, width - 3)
    marks = [mark(day, label="") for day in range(9, 19)]
    assert len(packed(marks, scale, SHEETS[width].fitted(scale.day), lambda text: 1.0 * len(text))) == 1


def test_a_label_too_long_for_the_sheet_is_cut_visibly() -> None:
    """What has no room ends in an ellipsis; nothing at all is left where not even that has room."""
    assert shortened("cladribine", 5, lambda text: float(len(text))) == "clad…"
    assert shortened("cladribine", 0.5, lambda text: float(len(text))) == ""


# ---- how certain a mark looks ----------------------------------------------------------------------------------------


def test_only_the_certain_days_are_solid() -> None:
    """From day 1..3 to day 6..9: hatched from 1 to 9, solid from 3 to 6 and no further."""
    one = mark(1, 3, 6, 9)
    (solid,) = boxes(one, FILL)
    assert solid == pytest.approx((SCALE.at(2.5), SCALE.at(6.5)))
    hatched = [part for part in outlines(one) if not part.closed and len(part.lines) > 3]
    assert extent(hatched[0]) == pytest.approx((SCALE.at(0.5), SCALE.at(9.5)), abs=0.1)


def test_an_uncertain_day_has_no_solid_part() -> None:
    """One day somewhere between two is hatched throughout."""
    assert boxes(mark(9, 20, 9, 20), FILL) == []


@pytest.mark.parametrize(("bounds", "ways"), [((5, None, 5, None), 1), ((None, 5, None, 5), -1), ((5, 5, 9, None), 1)])
def test_what_is_open_ends_in_an_arrow(bounds: tuple[int | None, ...], ways: int) -> None:
    """An arrow points to the side on which the paper gives no bound."""
    heads = [part.lines[0] for part in outlines(mark(*bounds)) if len(part.lines[0]) == 3 and part.closed]
    assert len(heads) == 1
    assert (heads[0][1][0] - heads[0][0][0]) * ways > 0


def test_what_ends_has_a_stroke_and_no_arrow() -> None:
    """A stretch whose end is told is closed by a stroke across its end."""
    one = mark(1, 1, 5, 5)
    strokes = [part for part in outlines(one) if not part.closed and extent(part) == (SCALE.at(5.5), SCALE.at(5.5))]
    assert len(strokes) == 1
    assert not [part for part in outlines(one) if len(part.lines[0]) == 3]


@pytest.mark.parametrize("bounds", [(10,), (9, 20, 9, 20)])
def test_what_is_inferred_is_hollow(bounds: tuple[int, ...]) -> None:
    """A mark the curator inferred has no colour inside."""
    assert {part.fill for part in outlines(mark(*bounds, inferred=True)) if part.fill} == {"#ffffff"}
    assert {part.fill for part in outlines(mark(*bounds)) if part.fill} != {"#ffffff"}


@pytest.mark.parametrize("bounds", [(10,), (9, 20, 9, 20), (1, 1, 5, 5)])
def test_what_is_relayed_is_dashed_and_paler(bounds: tuple[int, ...]) -> None:
    """Another paper's account is never drawn as the own paper's is."""
    own, relayed = outlines(mark(*bounds)), outlines(mark(*bounds, role="relayed", said_by="baker2021"))
    assert DASH not in {part.dash for part in own}
    assert DASH in {part.dash for part in relayed}
    if len(bounds) == 1:
        assert luminance(relayed[0].fill or "") > luminance(own[0].fill or "")


@pytest.mark.parametrize("bounds", [(10,), (9, 20, 9, 20)])
def test_what_was_set_aside_is_struck_out(bounds: tuple[int, ...]) -> None:
    """A stroke on a white ground crosses the mark."""
    assert len(outlines(mark(*bounds, set_aside=True))) == len(outlines(mark(*bounds))) + 2


def test_what_is_absent_is_crossed_and_hollow() -> None:
    """Looked for and not there is no mark of presence."""
    found = outlines(mark(10, state="absent"))
    assert found[0].fill == "#ffffff"
    assert len(found[1].lines) == 2


def test_the_course_runs_from_dark_to_white_in_grey() -> None:
    """Worse, better, near clear and clear are told apart without colour."""
    course = ["worsens", "appears", "mixed", "stable", "improves", "nearly cleared", "cleared"]
    shades = [luminance(COURSE[word]) for word in course]
    assert all(later - earlier > 0.05 for earlier, later in pairwise(shades))


def test_every_shape_is_its_own() -> None:
    """No two words of a course, ways of showing or kinds share a shape, and each of them has one."""
    drawings = [glyph(mark(1, shape=name), (0.0, 0.0), 2.0, "#ffffff").lines for name in SHAPES]
    assert len(set(drawings)) == len(SHAPES)
    assert {*COURSE, *LISTS["kind"], *LISTS["change"]} <= SHAPES.keys()


@given(st.floats(0, 100), st.floats(0.3, 50))
def test_hatching_stays_inside_its_box(left: float, width: float) -> None:
    """No stroke leaves the box."""
    for stroke in hatch((left, 10.0, left + width, 11.6), "#000000").lines:
        assert all(left - 1e-6 <= x <= left + width + 1e-6 and 10 - 1e-6 <= y <= 11.6 + 1e-6 for x, y in stroke)


# ---- the sheet -------------------------------------------------------------------------------------------------------


@both_widths
@pytest.mark.parametrize("corpus", ["kg", "real"])
def test_texts_stay_on_the_sheet_and_do_not_overlap(width: int, corpus: str, request: pytest.FixtureRequest) -> None:
    """No text of the whole figure runs off the sheet or into another, and none is smaller than 6 points."""
    graph: KnowledgeGraph = request.getfixturevalue(corpus)
    laid = graph.timeline(width=width, full=True).scene
    assert laid.width == width
    found = list(laid.writings())
    for one in found:
        assert 0 <= one.left <= one.right <= laid.width
        assert one.size >= 6
        assert 0 < one.y < laid.height
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            apart = one.right <= other.left + 1e-6 or other.right <= one.left + 1e-6
            assert apart or abs(one.y - other.y) >= one.size * 0.72 * 25.4 / 72, (one.text, other.text)


@both_widths
def test_no_text_lies_on_a_mark(width: int, real: KnowledgeGraph) -> None:
    """Labels stand beside or above the marks of all statements, never on one."""
    laid = real.timeline(width=width, full=True).scene
    groups = [group for group in laid.groups if group.ids]
    marked = [part for group in groups for part in group.parts if isinstance(part, Outline) and part.stroke]
    for words in laid.writings():
        middle = words.y - words.size * 25.4 / 72 * 0.36
        for part in marked:
            ys = [y for line in part.lines for _, y in line]
            left, right = extent(part)
            is_level = min(ys, default=0) < middle < max(ys, default=0)
            assert not is_level or words.right <= left + 0.05 or right <= words.left + 0.05, words.text


def test_a_case_with_nothing_to_draw_is_an_empty_lane_with_its_name() -> None:
    """Nobody vanishes: the lane is there, and says why it is empty."""
    laid = scene(timeline([], [Head("abel2019", "Abel 2019", "abstract")], LaneNames()))
    texts = {one.text for one in laid.writings()}
    assert {"Abel 2019", "source not read", "own paper: abstract read"} <= texts


def test_relayed_rows_are_tagged_and_the_legend_says_by_whom(real: KnowledgeGraph) -> None:
    """The letter of the relaying paper stands beside its rows, and its name below."""
    figure = real.timeline(full=True)
    texts = [one.text for one in figure.scene.writings()]
    tellings = [telling for lane in figure.record.lanes for track in lane.tracks for telling in track.tellings]
    assert texts.count("K†") == sum(telling.role == "relayed" for telling in tellings) > 0
    assert any(text.startswith("K† grey band: told by Kovalenko 2023") for text in texts)


def test_the_legend_explains_only_what_is_used() -> None:
    """A figure of one exact day explains no hatching, no arrow and no tag."""
    shown = Timeline(timeline([], [Head("a", "A")], LaneNames()).lanes, "infusion", {})
    texts = " ".join(one.text for one in scene(shown).writings())
    assert "within" not in texts
    assert "†" not in texts


def test_a_note_is_printed_below_the_axis() -> None:
    """A figure that leaves cases out says so."""
    shown = Timeline(timeline([], [Head("a", "A")], LaneNames()).lanes, "infusion", {}, "the first 40 of 60 cases")
    assert "the first 40 of 60 cases" in {one.text for one in scene(shown).writings()}


# ---- SVG, PDF and PNG ------------------------------------------------------------------------------------------------


@both_widths
def test_each_statement_is_one_group_of_the_svg(width: int, real: KnowledgeGraph) -> None:
    """Every statement that is shown is the id of exactly one group, which says in its title what it stands for."""
    figure = real.timeline(width=width, full=True)
    found = [group.get("id") for group in tree(figure).iter(f"{SVG}g") if "/" in (group.get("id") or "")]
    items: list[Mark | Listed] = [*figure.record.marks, *figure.record.listed]
    assert Counter(found) == Counter(one for item in items for one in item.statements)
    titled = [group for group in tree(figure).iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    assert len(titled) == len(items)
    assert all("Kovalenko 2023" in (group.findtext(f"{SVG}title") or "") for group in titled[:5])


def test_the_svg_has_a_role_a_title_and_a_description(real: KnowledgeGraph) -> None:
    """Those who cannot see the figure are told each case with its tracks, marks and gaps."""
    root = tree(real.timeline(full=True))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
    title, description = (named[name] for name in (root.get("aria-labelledby") or "").split())
    assert title == "Timeline of 3 cases, in days from infusion"
    assert "onset day 9" in description
    assert "Tocilizumab: source not read" in description
    assert "(relayed) tocilizumab, no day" in description


def test_text_stays_text_with_faces_to_fall_back_on(real: KnowledgeGraph) -> None:
    """Every text of the figure is a text of the SVG, and none is drawn as outlines."""
    figure = real.timeline(full=True)
    texts = [element.text for element in tree(figure).iter(f"{SVG}text")]
    assert Counter(texts) == Counter(one.text for one in figure.scene.writings())
    assert {"DejaVu Sans", "Liberation Sans"} <= set(re.findall(r"'([^']+)'", figure.svg()))


def test_the_svg_asks_for_nothing(real: KnowledgeGraph) -> None:
    """No script, no style sheet, no image and no link leads out of the file."""
    body = re.sub(r"<!DOCTYPE[^>]*>|xmlns(:\w+)?=\"[^\"]*\"", "", real.timeline(full=True).svg())
    assert not re.search(r"https?://(?!www\.w3\.org/1999/02/22|purl\.org|creativecommons)|<script|<image|@import", body)


def test_hostile_words_stay_words() -> None:
    """Markup, formulas and quotes in a label are printed, not obeyed."""
    label = '<script>$\\alpha$</script> & "x" \' ]]>'
    lane = timeline([], [Head("a", label)], LaneNames()).lanes
    svg = draw(scene(Timeline(lane, "infusion", {})), "svg").decode()
    assert label in {element.text for element in ET.fromstring(svg).iter(f"{SVG}text")}
    assert "<script" not in svg


def test_each_form_is_what_it_says(real: KnowledgeGraph, tmp_path: Path) -> None:
    """PDF has its fonts inside and no date; PNG is 300 dots an inch wide; the ending chooses the form."""
    figure = real.timeline(cases=["liu2020"], width=85)
    pdf, png = figure.pdf(), figure.png()
    assert pdf.startswith(b"%PDF")
    assert b"/FontFile2" in pdf
    assert b"Date" not in pdf
    assert int.from_bytes(png[16:20], "big") == round(85 / 25.4 * 300)
    figure.save(tmp_path / "figure.PDF")
    assert (tmp_path / "figure.PDF").read_bytes() == pdf


@pytest.mark.parametrize(("name", "width", "why"), [("x.gif", 170, r"\.svg"), ("x.svg", 100, "85 or 170")])
def test_another_form_or_width_is_refused(
    name: str, width: int, why: str, real: KnowledgeGraph, tmp_path: Path
) -> None:
    """A figure of no known kind or width is an error that lists those there are, and nothing is written."""
    with pytest.raises(FigureError, match=why):
        real.timeline(cases=["liu2020"], width=width).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_figure_still_fits_a_png() -> None:
    """Hundreds of lanes are drawn with fewer dots instead of not at all."""
    png = draw(FigureScene(width=85, height=9_000, groups=(), title="", description=""), "png")
    assert int.from_bytes(png[20:24], "big") <= 24_000


_DRAW = """
import hashlib, json, sys
import caseweave
figure = caseweave.load(sys.argv[1]).timeline(full=True)
made = {"svg": figure.svg().encode(), "pdf": figure.pdf(), "png": figure.png()}
print(json.dumps({form: hashlib.sha256(data).hexdigest() for form, data in made.items()}))
"""


def test_the_same_papers_give_the_same_bytes(kg: KnowledgeGraph, invented: Path, tmp_path: Path) -> None:
    """Hash seed, time zone, locale, folder and a user's own drawing settings change no byte of any form."""
    (tmp_path / ".reportlab_settings").write_text("useA85 = 1\nwrapA85 = 1\npdfComments = 1\ninvariant = 0\n", "utf-8")
    changes = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path)}
    changes["PYTHONPATH"] = str(Path(caseweave.__file__).parents[1])
    command = [sys.executable, "-c", _DRAW, str(invented)]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=changes, check=True)
    figure = kg.timeline(full=True)
    made = {"svg": figure.svg().encode(), "pdf": figure.pdf(), "png": figure.png()}
    assert json.loads(done.stdout) == {form: hashlib.sha256(data).hexdigest() for form, data in made.items()}


def test_drawing_leaves_the_users_settings_alone(real: KnowledgeGraph) -> None:
    """Settings of the drawing library are as before once the figure is drawn."""
    from reportlab import rl_config  # noqa: PLC0415

    before = dict(vars(rl_config))
    real.timeline(cases=["liu2020"], width=85).pdf()
    assert vars(rl_config) == before


def test_the_drawing_library_loads_only_to_draw(tmp_path: Path) -> None:
    """Loading papers, and deciding what a figure shows, does not import it."""
    code = "import caseweave, sys; caseweave.load().timeline; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_a_figure_shows_itself_in_a_notebook(real: KnowledgeGraph) -> None:
    """A notebook finds an SVG, and a terminal a line."""
    figure = real.timeline(cases=["liu2020"])
    assert figure._repr_svg_().count("</svg>") == 1
    assert repr(figure) == "<TimelineFigure: 1 cases, 7 marks, days from infusion, 170 mm>"


def test_scenes_are_values(real: KnowledgeGraph) -> None:
    """Laying out twice gives equal scenes, so that every form shows the same figure."""
    shown = real.timeline(cases=["liu2020"]).record
    one, other = scene(shown, 85), scene(shown, 85)
    assert isinstance(one, FigureScene)
    assert one == other


# ---- the command line ------------------------------------------------------------------------------------------------


def test_the_verb_writes_the_figure_and_counts_what_it_shows(run: Any, tmp_path: Path) -> None:
    """``caseweave timeline`` writes the file its name asks for; standard output is data only."""
    done = run(
        "timeline",
        "--case",
        "liu2020",
        "--zero",
        "rash-onset",
        "--lanes",
        "Skin lesion, crs",
        "--width",
        "85",
        "-o",
        "one.pdf",
    )
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "one.pdf: 1 cases, 3 marks, 2 told in words.\n"
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")


def test_the_verb_prints_svg_to_standard_output(run: Any, real: KnowledgeGraph) -> None:
    """``-o -`` prints the same SVG as the library gives."""
    done = run("timeline", "--case", "liu2020", "-o", "-")
    assert done.stdout.decode() == real.timeline(cases=["liu2020"]).svg()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--case", "lui2020"), "did you mean 'liu2020'"),
        (("--zero", "infuson"), "did you mean 'infusion'"),
        (("--lanes", "imagng"), "did you mean 'imaging'"),
        (("-o", "figure.gif"), "end it in one of .svg, .pdf, .png"),
        (("--width", "100"), "'85', '170'"),
    ],
)
def test_the_verb_refuses_what_there_is_none_of(run: Any, arguments: tuple[str, ...], message: str) -> None:
    """A mistake is exit code 2 with the cure, and nothing is written."""
    done = run("timeline", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
