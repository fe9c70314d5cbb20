"""YAML as strings only, with places."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caseweave.model import Problem, Problems
from caseweave.yamltext import MOST_BYTES, Plain, read, scan

UNSAFE = [
    0x00,
    0x08,
    0x0B,
    0x0C,
    0x1F,
    0x7F,
    0x85,
    0x9F,
    0x061C,
    0x200E,
    0x202A,
    0x202E,
    0x2066,
    0x2069,
    0xFFFE,
    0xFFFF,
]
SAFE = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.text(SAFE, max_size=30)
TREES: st.SearchStrategy[Plain] = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def faults(content: bytes) -> tuple[Problem, ...]:
    """Return the faults of a file named p; none where it reads."""
    try:
        read(content, "p")
    except Problems as found:
        return found.problems
    return ()


def fault(content: bytes) -> str:
    """Return the first fault of a file named p."""
    with pytest.raises(Problems) as found:
        read(content, "p")
    return str(found.value.problems[0])


@given(TREES)
def test_any_tree_of_texts_comes_back_as_it_was(tree: Plain) -> None:
    """What a YAML writer quotes is read as the same text, list or mapping."""
    assert read(yaml.safe_dump(tree, allow_unicode=True).encode(), "p").value == tree


@given(TREES)
def test_json_is_yaml_too(tree: Plain) -> None:
    """A double-quoted text with escapes is the text."""
    assert read(json.dumps(tree, ensure_ascii=False).encode(), "p").value == tree


@pytest.mark.parametrize(
    "text",
    [
        *["NO", "yes", "on", "off", "true", "Null", "~", "0123", "0o17", "0x1F", "12:30", "190:20:30", "1_000", "1e5"],
        *["1.50", "2024-02-30", "2001-12-14t21:59:43.10-05:00", ".inf", ".NaN", "+1", "=", "<"],
    ],
)
def test_no_text_becomes_anything_else(text: str) -> None:
    """No booleans, nulls, octals, sexagesimals, dates or floats: the schema gives the types, not YAML."""
    assert read(f"value: {text}\nlist: [{text}]\n".encode(), "p").value == {"value": text, "list": [text]}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tree_or_problems_with_a_place(content: bytes) -> None:
    """Nothing else is raised, whatever the bytes."""
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in faults(content))


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n\t<0~"), max_size=40))
def test_any_text_of_yaml_signs_is_a_tree_of_texts_or_problems(text: str) -> None:
    """Whatever comes out holds texts, lists and mappings only."""

    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str)

    assert faults(text.encode()) or plain(read(text.encode(), "p").value)


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), TEXTS, min_size=1, max_size=6))
def test_every_value_and_key_keeps_its_place(mapping: dict[str, str]) -> None:
    """Lines count from 1, columns from 1, also behind letters of more than one byte."""
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in mapping.items())
    tree = read(text.encode(), "p")
    for line, key in enumerate(mapping, start=1):
        assert tree.place((key,), key=True) == (line, 1)
        assert tree.place((key,)) == (line, len(key) + 3)
        assert tree.place((key, "no", "such")) == (line, len(key) + 3)


@pytest.mark.parametrize("code", UNSAFE)
@pytest.mark.parametrize("where", ["b: {}", "# {}", "b: 'x{}'", "{}: b"])
def test_a_character_nobody_sees_is_refused_where_it_stands(code: int, where: str) -> None:
    """In values, keys and comments alike; the message names it."""
    line = where.format(chr(code))
    assert (
        fault(f"a: x\n{line}\n".encode())
        == f"p:2:{line.index(chr(code)) + 1}: holds the character U+{code:04X}; remove it"
    )


@pytest.mark.parametrize(
    ("escape", "code"), [("\\0", 0), ("\\r", 13), ("\\x7f", 127), ("\\u202e", 0x202E), ("\\ud800", 0xD800)]
)
def test_an_escape_does_not_hide_such_a_character(escape: str, code: int) -> None:
    """What double quotes can spell is looked at too; a lone surrogate is no character at all."""
    message = fault(f'a: "x{escape}y"\n'.encode())
    assert f"U+{code:04X}" in message or "not YAML" in message
    assert message.startswith("p:1:")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    """Files saved by other editors read the same."""
    assert read(b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n", "p").value == {"a": "b", "c": ["d"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "p:1:1: the file is empty"),
        (b"# nothing\n", "p:1:1: the file is empty"),
        (b"a: b\xff\n", "p:1:5: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"ok: 1\n\xe9t\xe9: 1\n", "p:2:1: byte 0xe9 is not UTF-8"),
        ("a: b".encode("utf-16"), "p:1:1: byte 0xff is not UTF-8"),
        (b"a" * (MOST_BYTES + 1), f"p:1:1: larger than {MOST_BYTES} bytes"),
        (b"a: {b: 1\n", "p:2:1: not YAML: "),
        (b"a: 'b\n", "p:2:1: not YAML: "),
        (b"a: b\n c: d\n", "p:2:3: not YAML: "),
        (b"a: !!int 3\n", "p:1:4: a: a tag (tag:yaml.org,2002:int); write plain text"),
        (b"a: !x 3\n", "p:1:4: a: a tag (!x)"),
        (b"a: &x 3\n", "p:1:4: a: an anchor (&x)"),
        (b"a: *x\n", "p:1:4: a: an alias (*x)"),
        (b"<<: {b: c}\n", "p:1:1: <<: a merge key"),
        (b"? [a]\n: b\n", "p:1:3: a list or mapping stands where a key is wanted"),
        (b"? {a: b}\n: b\n", "p:1:3: a list or mapping stands where a key is wanted"),
        (b"*x : b\n", "p:1:1: an alias stands where a key is wanted"),
        (b"a: 1\nb: 2\na: 3\n", "p:3:1: a: written twice, first on line 1; keep one of them"),
        (b"a: {b: 1, b: 2}\n", "p:1:11: b: written twice, first on line 1"),
        (b"--- {a: b}\n--- {c: d}\n", "p:2:1: a second document begins; keep one paper in one file"),
        (b"[" * 200_000, "p:1:13: nested deeper than 12 levels"),
        (b"{a: " * 100_000, "p:1:49: "),
        (b"- " * 100_000, "p:1:25: "),
    ],
)
def test_what_is_refused_is_refused_with_its_place_and_cure(content: bytes, message: str) -> None:
    """One message per fault, at the line and column a person looks at."""
    assert fault(content).startswith(message)


def test_a_quoted_double_angle_is_a_key_like_any_other() -> None:
    """Only the plain << merges, in YAML as here."""
    assert read(b'"<<": x\n', "p").value == {"<<": "x"}


def test_the_expansion_of_a_billion_laughs_never_happens() -> None:
    """Every alias is reported; none is followed."""
    text = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(Problems) as found:
        read(text.encode(), "p")
    assert len(found.value.problems) == 9 + 2 * 8


def test_faults_that_leave_the_rest_readable_come_with_the_tree() -> None:
    """So that the other faults of a file can be told at the same time."""
    tree = scan(b"a: 1\na: 2\nb: &x 3\n", "p")
    assert tree.value == {"a": "2", "b": "3"}
    assert [problem.line for problem in tree.faults] == [2, 3]


def test_faults_before_the_place_where_reading_ends_are_told_too() -> None:
    """A missing quote at the end of a file does not hide a key written twice at its beginning."""
    with pytest.raises(Problems) as found:
        read(b"a: 1\na: 2\nb: 'x\n", "p")
    assert [problem.line for problem in found.value.problems] == [2, 4]
