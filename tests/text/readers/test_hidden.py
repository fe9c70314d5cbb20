"""Hidden text: six carriers in each format; nothing of them can be anchored, and what a reader sees stays."""

from __future__ import annotations

import pytest

from caseweave.text.readers import read_bytes

from .test_pdf import whole

SECRET = "tocilizumab was given twice"
GLUED = SECRET.replace(" ", "\u200b")
RIDDLED = "\u200b".join(SECRET)
TAGS = "".join(chr(0xE0000 + ord(sign)) for sign in SECRET)
SELECTORS = "".join(chr(0xE0100 + ord(sign)) for sign in SECRET)
FILLED = SECRET.replace(" ", "\u3164")
TURNED = f"\u202e{SECRET[::-1]}\u202c"
INVISIBLE = {
    "glued": GLUED,
    "riddled": RIDDLED,
    "tags": TAGS,
    "selectors": SELECTORS,
    "filled": FILLED,
    "turned": TURNED,
}

STYLED = {
    "display": '<{0} style="display:none">{1}</{0}>',
    "visibility": "<{0} style='color:red;visibility: hidden !important'>{1}</{0}>",
    "hidden": '<{0} hidden="">{1}</{0}>',
    "white": '<{0} style="COLOR: #FFF">{1}</{0}>',
    "white in numbers": '<{0} style="color: rgb(255, 255, 255)">{1}</{0}>',
    "small": '<{0} style="font-size:1pt">{1}</{0}>',
    "nothing": '<{0} style="font-size:0">{1}</{0}>',
    "clear": '<{0} style="opacity:0">{1}</{0}>',
    "named pale": '<{0} style="color:snow">{1}</{0}>',
    "light": '<{0} style="color:hsl(60, 100%, 98%)">{1}</{0}>',
    "nearly clear": '<{0} style="color:rgba(0,0,0,.02)">{1}</{0}>',
    "of its ground": '<{0} style="color:#123456;background:#123456">{1}</{0}>',
    "faint": '<{0} style="opacity:.01">{1}</{0}>',
    "clipped": '<{0} style="position:absolute;clip:rect(0,0,0,0)">{1}</{0}>',
    "clipped by a path": '<{0} style="clip-path:inset(100%)">{1}</{0}>',
    "cut": '<{0} style="height:0;overflow:hidden">{1}</{0}>',
    "scaled": '<{0} style="transform:scale(0)">{1}</{0}>',
    "moved": '<{0} style="transform:translateX(-9999px)">{1}</{0}>',
    "away": '<{0} style="position:absolute;left:-9999px">{1}</{0}>',
}


def _html(body: str, style: str = "") -> tuple[str, bytes]:
    return "p.html", f"<html><style>{style}</style><p>A rash was seen. {body} It cleared.</p></html>".encode()


def _jats(body: str) -> tuple[str, bytes]:
    return "p.xml", f"<article><body><p>A rash was seen. {body} It cleared.</p></body></article>".encode()


def _read(name: str, content: bytes) -> str:
    return " ".join(read_bytes(content, name).text.split())


@pytest.mark.parametrize("carrier", STYLED)
@pytest.mark.parametrize(("form", "tag"), [(_html, "span"), (_html, "div"), (_jats, "styled-content")])
def test_an_element_that_is_hidden_is_left_out(form: type, tag: str, carrier: str) -> None:
    """With all that is in it, and nothing else."""
    inner = f"{SECRET} <{tag}>{SECRET}</{tag}> {SECRET}"
    text = _read(*form(STYLED[carrier].format(tag, inner)))
    assert "tocilizumab" not in text
    assert text.replace(" .", ".") == "A rash was seen. It cleared."


@pytest.mark.parametrize(
    "given",
    [
        _html(STYLED["display"].format("p", SECRET)),
        ("p.xml", f"<article><body><p>A rash.</p><p hidden=''>{SECRET}</p></body></article>".encode()),
    ],
)
def test_hidden_text_is_told(given: tuple[str, bytes]) -> None:
    """With how much there was, not with its words."""
    name, content = given
    assert read_bytes(content, name).notes == (f"{name}: hidden text is left out: 24 letters",)


@pytest.mark.parametrize("use", ["specific-use", "content-type", "style-type"])
def test_what_jats_calls_hidden_is_left_out(use: str) -> None:
    """In whichever attribute, as are the texts that stand for a picture."""
    body = f"<styled-content {use}='hidden'>{SECRET}</styled-content><fig><alt-text>{SECRET}</alt-text></fig>"
    assert "tocilizumab" not in _read(*_jats(body))


@pytest.mark.parametrize("sheet", ["span{display:none}", "main > p span { opacity: 0 }", "div span.note{color:#fff}"])
def test_an_element_that_a_path_of_a_style_sheet_hides_is_left_out(sheet: str) -> None:
    """Its last part is what counts."""
    assert (
        _read(*_html(f"<span class=note>{SECRET}</span>", sheet)).replace("  ", " ") == "A rash was seen. It cleared."
    )


@pytest.mark.parametrize("name", ['class="a note"', "id=x", "CLASS='note'"])
def test_a_class_that_a_style_sheet_hides_is_left_out(name: str) -> None:
    """But not what only a printer leaves out."""
    sheet = "p { color: black } .note, #x { display: none } @media print { .seen { display: none } }"
    text = _read(*_html(f"<span {name}>{SECRET}</span> <b class=seen>Twice.</b>", sheet))
    assert text == "A rash was seen. Twice. It cleared."


@pytest.mark.parametrize(
    "shown",
    [
        '<b style="color: white; background: black">{}</b>',
        '<b style="font-size: 11px; display: block">{}</b>',
        '<b aria-hidden="true" title="hidden">{}</b>',
        '<b data-style="display:none">{}</b>',
        "<b style='opacity: 0.9'>{}</b>",
        "<p hidden>no</p><p>{}</p>",
        "<p hidden>no<p>{}</p>",
        "<br hidden>{}",
    ],
)
def test_what_is_seen_stays(shown: str) -> None:
    """Only what nobody can see is left out."""
    assert SECRET in _read(*_html(shown.format(SECRET)))


@pytest.mark.parametrize("carrier", INVISIBLE)
@pytest.mark.parametrize("name", ["p.txt", "p.md", "p.html", "p.xml"])
def test_words_with_invisible_signs_are_no_words(name: str, carrier: str) -> None:
    """They become replacement characters, each at its place, so that no sentence closes over them."""
    body = f"A rash was {INVISIBLE[carrier]} seen."
    markup = {"p.html": "<html><p>{}</p></html>", "p.xml": "<article><body><p>{}</p></body></article>"}
    given = markup.get(name, "{}").format(body)
    text = read_bytes(given.encode(), name).text
    assert not {"tocilizumab", "given", "twice"} & set(text.replace("\u200b", "").split())
    assert "\ufffd" in text
    assert not any(0xE0000 <= ord(sign) <= 0xE01FF for sign in text)
    assert any("nobody sees" in note for note in read_bytes(given.encode(), name).notes)
    if name == "p.txt":
        assert len(text) == len(given)


@pytest.mark.parametrize(
    "text", ["and/\u200bor", "\ufeffAbstract", "a \u200b b", "می\u200cخواهم", "a\u00adb", "a\u200b-b"]
)
def test_signs_that_only_guide_line_breaks_or_letters_stay(text: str) -> None:
    """A blank of no width between a word and a sign hides nothing."""
    assert "\ufffd" not in read_bytes(f"One {text} two".encode(), "p.txt").text


def _pdf(secret: str, ground: str = "") -> bytes:
    stream = (
        f"{ground} BT /F1 12 Tf 0 g 72 720 Td (A rash was seen.) Tj ET\n{secret}\n"
        "BT /F1 12 Tf 0 g 72 690 Td (It cleared.) Tj ET"
    ).encode()
    return whole(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>",
        ]
    )


PAINTED = {
    "white": "BT /F1 12 Tf 1 g 72 705 Td ({}) Tj ET",
    "nearly white": "BT /F1 12 Tf 0.97 0.97 0.98 rg 72 705 Td ({}) Tj ET",
    "small": "BT /F1 1 Tf 0 g 72 705 Td ({}) Tj ET",
    "scaled down": "BT /F1 12 Tf 0 g 0.08 0 0 0.08 72 705 Tm ({}) Tj ET",
    "without ink": "BT /F1 12 Tf 0 g 3 Tr 72 705 Td ({}) Tj 0 Tr ET",
    "under a white box": "BT /F1 12 Tf 0 g 72 705 Td ({}) Tj ET 1 g 60 700 400 16 re f 0 g",
    "black on black": "0 g 60 700 400 16 re f BT /F1 12 Tf 72 705 Td ({}) Tj ET",
    "cut away": "q 0 0 1 1 re W n BT /F1 12 Tf 0 g 72 705 Td ({}) Tj ET Q",
    "beside the page": "BT /F1 12 Tf 0 g 72 900 Td ({}) Tj ET",
}


@pytest.mark.parametrize("carrier", PAINTED)
def test_letters_that_nobody_sees_are_left_out_of_a_pdf(carrier: str) -> None:
    """White on white, a point high, without ink, beside the page."""
    content = _pdf(PAINTED[carrier].format(SECRET))
    assert _read("p.pdf", content) == "A rash was seen. It cleared."
    assert read_bytes(content, "p.pdf").notes == ("p.pdf: hidden text is left out: 24 letters, page 1",)


def test_white_letters_on_a_dark_bar_are_seen() -> None:
    """As journals print their headings."""
    text = _read("p.pdf", _pdf(PAINTED["white"].format(SECRET), "0 0 0.5 rg 60 700 400 16 re f"))
    assert SECRET in text


def test_words_along_the_edge_of_a_page_come_last() -> None:
    """As one line, since they interrupt the text wherever they were set."""
    text = _read("p.pdf", _pdf("BT /F1 12 Tf 0 g 0 1 -1 0 30 300 Tm (Downloaded by a guest) Tj ET"))
    assert text == "A rash was seen. It cleared. Downloaded by a guest"


def test_the_words_behind_a_scanned_page_are_read() -> None:
    """Text recognition writes them without ink: where all are so, they are what the picture shows."""
    content = _pdf("3 Tr", "3 Tr")
    assert _read("p.pdf", content) == "A rash was seen. It cleared."
