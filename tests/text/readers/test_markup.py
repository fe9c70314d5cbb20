"""HTML and JATS: what a reader sees, in order, with reference numbers told from powers; hostile files end."""

from __future__ import annotations

import pytest

from caseweave.text.anchors import TextIndex
from caseweave.text.readers import UnreadableError, read_bytes
from caseweave.text.readers.html import html_text

JATS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front>
<journal-meta><journal-id>INV</journal-id></journal-meta>
<article-meta><article-id>42</article-id><title-group><article-title>An Invented Case</article-title></title-group>
<contrib-group><contrib><name><surname>Fern</surname></name></contrib></contrib-group>
<abstract><sec><title>Background</title><p>A rash&nbsp;is rare.</p></sec>
<sec><title>Case</title><p>He had &alpha;.</p></sec>
</abstract></article-meta></front><body>
<sec><title>Case Report</title>
<p>On day +9<sup><xref ref-type="bibr" rid="r1">1</xref>,<xref ref-type="bibr">2</xref></sup>
he was given 10<sup>6</sup> cells as before <xref ref-type="bibr">3</xref> [<xref ref-type="bibr">4</xref>,
<xref ref-type="bibr">5</xref>] and a light <fig><label>Figure 1</label><caption><title>A rash.</title><p>On the
scalp, with H<sub>2</sub>O.</p></caption><graphic xlink:href="f1.jpg"/></fig> pink rash was seen.</p>
<table-wrap><label>Table 1</label><caption><p>Counts</p></caption><table><tr><th>Day</th><th>WBC</th></tr>
<tr><td>1</td><td>0.2</td></tr></table></table-wrap></sec></body>
<back><ref-list><title>References</title>
<ref><label>1</label><mixed-citation>Moss B. 2019.</mixed-citation></ref></ref-list>
</back></article>"""

HTML = """<!DOCTYPE html><html><head><title>Journal</title><style>p {color: red}</style></head><body><nav>Home</nav>
<h1>An Invented Case</h1><h2>Abstract</h2><p>A rash&nbsp;is rare.</p><h2>Case Report</h2>
<p>On day +9<sup><a href="#r1">1</a>,<a href="#r2">2</a></sup> he was given 10<sup>6</sup> cells
and a light<!-- hidden -->
<em>pink</em> rash &lt;1% was seen.</p>
<figure><img src="f.png"><figcaption><b>Figure 1</b> A rash.<br>On the scalp.</figcaption>
</figure><script>if (a < b) { "<p>hidden</p>" }</script><p>After the script.</p>
<table><caption>Table 1. Counts</caption><tr><th>Day</th><th>WBC</th></tr><tr><td>1</td><td>0.2</td></tr></table>
</body></html>"""


def sections(text: str) -> dict[str, str]:
    """Return the tokens of each section."""
    index = TextIndex(text)
    return {index.name(at): " ".join(token.text for token in flow) for at, flow in enumerate(index.flows)}


def test_jats_has_its_sections_legends_and_citations() -> None:
    """A legend is apart from the sentence it interrupts; reference numbers are no part of it; powers are."""
    read = sections(read_bytes(JATS.encode(), "paper.xml").text)
    assert read["Front matter"] == "an invented case"
    assert read["Abstract"] == "abstract background a rash is rare case he had α"
    assert read["Case Report"] == (
        "case report on day +9 he was given 106 cells as before and a light pink rash was seen"
    )
    assert read["Figure 1 legend"] == "figure 1 a rash on the scalp with h2o"
    assert read["Table 1"] == "table 1 counts day wbc 1 0.2"
    assert read["References"] == "references 1 moss b 2019"


def test_html_has_what_a_reader_sees() -> None:
    """Scripts, styles, comments and menus are left out; references are told from powers."""
    text = read_bytes(HTML.encode(), "paper.html").text
    read = sections(text)
    assert "hidden" not in text
    assert "Home" not in text
    assert read["Abstract"] == "abstract a rash is rare"
    assert read["Case Report"] == (
        "case report on day +9 he was given 106 cells and a light pink rash < 1 % was seen after the script"
    )
    assert read["Figure 1 legend"] == "figure 1 a rash on the scalp"
    assert read["Table 1"] == "table 1 counts day wbc 1 0.2"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_html_may_declare_its_encoding(charset: str) -> None:
    """Old pages are read as they say they are written."""
    page = f'<html><meta charset="{charset}"><p>38.4 °C</p></html>'
    encoded = page.encode("cp1252" if charset != "utf-8" else "utf-8")
    assert read_bytes(encoded, "paper.html").text == "38.4 °C\n"


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
        "<!ELEMENT article ANY>",
    ],
)
def test_a_document_that_declares_anything_is_refused(subset: str) -> None:
    """No entity is expanded, no file or address is opened, whatever it names."""
    bomb = f'<?xml version="1.0"?><!DOCTYPE article [{subset}]><article><p>&c;&a;</p></article>'
    with pytest.raises(UnreadableError, match=r"x\.xml:1: declares .* refused; take the file from its publisher"):
        read_bytes(bomb.encode(), "x.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "bomb.xml",
            b'<!DOCTYPE article [<!ENTITY a "' + b"x" * 10_000 + b'">]><article>' + b"&a;" * 100_000 + b"</article>",
        ),
        ("deep.xml", b"<article>" + b"<p>" * 200_000),
        ("attributes.xml", b"<article" + b"".join(b" a%d='1'" % at for at in range(50_000)) + b"/>"),
        ("comment.html", b"<html>" + b"<!--" * 500_000),
        ("tags.html", b"<html>" + b"<a " * 500_000),
        ("signs.html", b"<html>" + b"<" * 500_000),
        ("scripts.html", b"<html>" + b"<script>" * 200_000),
        ("sups.html", b"<html>" + b"<sup>" * 200_000),
        ("entities.html", b"<html>" + b"&" * 500_000),
        ("brackets.md", b"[" * 500_000 + b"](" * 200_000),
        ("comments.md", b"<!--" * 300_000),
        ("rulers.md", b"---|" * 300_000 + b"x"),
        ("feeds.txt", b"a  b\f" * 200_000),
    ],
)
def test_hostile_files_end(name: str, content: bytes) -> None:
    """Work grows with the size of a file and no faster: each ends, with words or with a reason why there are none."""
    try:
        read = read_bytes(content, name).text
    except UnreadableError as error:
        read = str(error)
    assert read


def test_nothing_is_lost_where_tags_do_not_match() -> None:
    """Words in an element that never ends, or ends twice, are still words."""
    read = sections(read_bytes(b"<html><p>one <sup>two <figcaption>three</p></sup></sup> four <b>five", "x.html").text)
    assert read["Front matter"].split() == ["one", "two", "three", "four", "five"]


def test_a_sign_in_a_quoted_attribute_does_not_end_the_tag() -> None:
    """What stands in an attribute is no word of the page, whichever quotes it is written in."""
    assert html_text(b"<p title=\"x > y\">hello</p><p title='a > b' class=c>you</p>", "x.html").text == "hello\n\nyou\n"
    assert html_text(b'<p title="never closed>hello</p>', "x.html").text == "hello\n"
