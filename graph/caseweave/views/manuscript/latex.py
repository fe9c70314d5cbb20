r"""The table as LaTeX: a file that compiles as it is, its table between two lines to copy. No text is a command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from caseweave.views.manuscript.columns import widths
from caseweave.views.manuscript.grid import Heading
from caseweave.views.manuscript.printed import PrintCell, PrintLine, PrintTable
from caseweave.wording import visible

__all__ = ["in_latex", "latex"]

_PLAIN: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{EN DASH}": r"\textendash{}",
    "\N{EM DASH}": r"\textemdash{}",
    "\N{LEFT SINGLE QUOTATION MARK}": r"\textquoteleft{}",
    "\N{RIGHT SINGLE QUOTATION MARK}": r"\textquoteright{}",
    "\N{LEFT DOUBLE QUOTATION MARK}": r"\textquotedblleft{}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": r"\textquotedblright{}",
    "\N{HORIZONTAL ELLIPSIS}": r"\ldots{}",
    "\N{DAGGER}": r"\textdagger{}",
    "\N{DOUBLE DAGGER}": r"\textdaggerdbl{}",
    "\N{SECTION SIGN}": r"\S{}",
    "\N{PILCROW SIGN}": r"\P{}",
    "\N{DOUBLE VERTICAL LINE}": r"$\Vert$",
    "\N{DEGREE SIGN}": r"\textdegree{}",
    "\N{MICRO SIGN}": r"\textmu{}",
    "\N{GREEK SMALL LETTER MU}": r"\textmu{}",
    "\N{PLUS-MINUS SIGN}": r"\textpm{}",
    "\N{MULTIPLICATION SIGN}": r"\texttimes{}",
    "\N{MIDDLE DOT}": r"\textperiodcentered{}",
    "\N{MINUS SIGN}": r"$-$",
    "\N{LESS-THAN OR EQUAL TO}": r"$\leq$",
    "\N{GREATER-THAN OR EQUAL TO}": r"$\geq$",
    "\N{ALMOST EQUAL TO}": r"$\approx$",
    "\N{RIGHTWARDS ARROW}": r"$\rightarrow$",
    "\N{SUPERSCRIPT MINUS}": r"\textsuperscript{$-$}",
    **{sign: rf"\textsuperscript{{{digit}}}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{sign: rf"\textsubscript{{{digit}}}" for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{
        letter: rf"$\{name}$"
        for letter, name in zip("αβγδκλ", ("alpha", "beta", "gamma", "delta", "kappa", "lambda"), strict=True)
    },
}
_LATIN: Final = ("\xa1", "\u017f")
"""The letters, with their accents, that every installation of LaTeX sets."""

_HEAD: Final = r"""%% Made by Caseweave. It compiles with pdflatex, lualatex or xelatex; for a manuscript,
%% copy the packages and what stands between the two lines of dashes.
\documentclass[9pt,a4paper%(turn)s]{extarticle}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{iftex,textcomp,array,booktabs,longtable}
\usepackage[scaled]{helvet}
\renewcommand{\familydefault}{\sfdefault}
\usepackage[margin=%(margin)smm%(turn)s]{geometry}
\pagestyle{empty}
\setlength{\parindent}{0pt}
\setlength{\tabcolsep}{3pt}
\setlength{\LTpre}{2pt}
\setlength{\LTpost}{4pt}
\setlength{\LTleft}{0pt}
\newcommand{\cwchar}[1]{\ifPDFTeX[U+#1]\else\char"#1\relax\fi}
\begin{document}
%% ----------------------------------------------------------------------------------------
"""
_FOOT: Final = r"""% ----------------------------------------------------------------------------------------
\end{document}
"""
_MARGIN: Final = 15
_PORTRAIT: Final = 210 - 2 * _MARGIN
_LANDSCAPE: Final = 297 - 2 * _MARGIN
_GAP: Final = 2.2
"""What stands between two columns, in mm."""
_MOST_WORD: Final = 24
"""Letters after which a word may be broken anywhere."""


def in_latex(text: str) -> str:
    r"""Return a text in which LaTeX finds no command; a letter it may not know is named by its number.

    >>> print(in_latex(r"50 % \input{x}"), in_latex("\u4e2d"))
    50 \% \textbackslash{}input\{x\} \cwchar{4E2D}
    """
    told = "".join(map(_letter, visible(text)))
    return told.replace("--", "-{}-").replace(",,", ",{},")


def _letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    known = " " <= letter <= "~" or _LATIN[0] <= letter <= _LATIN[1]
    return letter if known else rf"\cwchar{{{ord(letter):04X}}}"


def latex(table: PrintTable) -> str:
    """Return the table as a LaTeX file, each piece that fits a page a table of its own, notes below the last."""
    parts = table.parts()
    is_wide = max(len(one.grid.across) for one in parts) > 2
    width = _LANDSCAPE if is_wide else _PORTRAIT
    head = _HEAD % {"turn": ",landscape" if is_wide else "", "margin": _MARGIN}
    told = [head]
    for place, part in enumerate(parts):
        title = table.title if not place else f"{table.title} (continued)"
        told.append(_table(part, rf"\textbf{{{in_latex(title)}}}", width))
    return "".join([*told, r"{\footnotesize\raggedright", "\n", *_below(table), "}\n", _FOOT])


def _table(table: PrintTable, title: str, width: float) -> str:
    count = len(table.grid.across)
    column = r">{\raggedright\arraybackslash}p{%.1fmm}"
    spec = "@{}" + "".join(column % one for one in widths(table, width - _GAP * count)) + "@{}"
    lines = [
        r"{\footnotesize",
        rf"\begin{{longtable}}{{{spec}}}",
        rf"\multicolumn{{{count + 1}}}{{@{{}}p{{{width:.1f}mm}}@{{}}}}{{{title}}}\\[2pt]",
        r"\toprule",
        *_heads(table),
        r"\midrule\endhead",
        r"\bottomrule\endfoot",
        *_rows(table, count),
        r"\end{longtable}}",
    ]
    return "\n".join(lines) + "\n"


def _heads(table: PrintTable) -> Iterator[str]:
    spans = table.grid.spans
    if any(group for group, _ in spans):
        over = (rf"\multicolumn{{{wide}}}{{l}}{{\textbf{{{in_latex(group)}}}}}" for group, wide in spans)
        yield " & ".join(["", *over]) + r"\\"
    heads = (rf"\textbf{{{_runs(table.head(one))}}}" for one in table.grid.across)
    yield " & ".join([rf"\textbf{{{in_latex(table.corner)}}}", *heads]) + r"\\"


def _rows(table: PrintTable, count: int) -> Iterator[str]:
    pairs = zip(table.grid.down, table.body, strict=True)
    for group, some in groupby(pairs, key=lambda pair: pair[0].group):
        if group:
            yield rf"\multicolumn{{{count + 1}}}{{@{{}}l}}{{\textbf{{{in_latex(group)}}}}}\\*"
        for heading, cells in some:
            yield from _evidence(heading, cells)
            yield " & ".join([_runs(table.head(heading)), *map(_cell, cells)]) + r"\\"


def _evidence(heading: Heading, cells: Iterable[PrintCell]) -> Iterator[str]:
    """Say in remarks, which no reader of the paper sees, which statements stand behind a row."""
    for one in cells:
        if one.cell.statements:
            names = ", ".join(map(in_latex, one.cell.statements))
            yield f"% {in_latex(heading.text)}; {in_latex(one.cell.case or one.cell.item)}: {names}"


def _cell(cell: PrintCell) -> str:
    return r"\newline ".join(map(_runs, cell.lines))


def _runs(line: PrintLine) -> str:
    return "".join(rf"\textsuperscript{{{in_latex(run.text)}}}" if run.raised else _words(run.text) for run in line)


def _words(text: str) -> str:
    """Let a very long word be broken, so that no cell runs over another."""
    words = text.split(" ")
    return " ".join(in_latex(word) if len(word) <= _MOST_WORD else _breakable(word) for word in words)


def _breakable(word: str) -> str:
    return r"\hspace{0pt}".join(in_latex(word[start : start + 8]) for start in range(0, len(word), 8))


def _below(table: PrintTable) -> Iterator[str]:
    if table.abbreviations:
        yield f"Abbreviations: {_words(table.abbreviated)}.\\par\n"
    for mark, note in table.notes:
        sign = rf"\textsuperscript{{{in_latex(mark)}}}\," if mark else ""
        yield f"{sign}{_words(note)}\\par\n"
    if table.references:
        yield "\\medskip\n\\textbf{References}\\par\n"
    for place, one in enumerate(table.references, start=1):
        yield f"{place}. {_words(one)}\\par\n"
