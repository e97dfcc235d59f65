"""Pages: numbers of lists, notes bound to their marks, tables that only place things."""

from __future__ import annotations

import pytest

from inzet.reading.load import load
from inzet.reading.text import Extracted

SENTENCE = (
    "De ministers spraken uitvoerig over de havens, de spoorlijn en de veerdienst van het eiland."
)


def page(inner: str) -> Extracted:
    """A page with something in its body."""
    return load(f"<!doctype html><html><body>{inner}</body></html>".encode())


def kinds(extracted: Extracted) -> list[tuple[str, str]]:
    """Each mark with its text."""
    return [(mark.kind, extracted.text[mark.start : mark.end]) for mark in extracted.marks]


def test_the_numbers_of_ordered_lists_are_kept() -> None:
    extracted = page(
        "<ol><li>haven</li><li><p>spoor</p><ol type='a'><li>wissel</li></ol></li></ol>"
        "<ol start='7'><li>veer</li><li value='9'>kade</li></ol><ul><li>punt</li></ul>"
        "<ol style='list-style-type: lower-roman'><li>pier</li></ol>"
        "<ol><li>1. al genummerd</li><li>• met punt</li></ol>"
        "<ol style='list-style:none'><li>zonder</li></ol><ol reversed start='2'><li>om</li></ol>"
    )
    assert [text for _, text in kinds(extracted)] == [
        "1. haven", "2. spoor", "a. wissel", "7. veer", "9. kade", "punt", "i. pier",
        "1. al genummerd", "• met punt", "zonder", "2. om",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup><a href="#n1">1</a></sup>',
         '<div class="noot" id="n1"><p>1 Zie de brief.</p></div>'),
        ('<a href="#_ftn1" name="_ftnref1">[1]</a>',
         '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Zie de brief.</p></div>'),
        ("<sup>1</sup>", '<aside class="voetnoot"><p>1. Zie de brief.</p></aside>'),
        ('<a class="nootref" href="#noot-1"><sup>1</sup></a>',
         '<ol class="footnotes"><li id="noot-1">Zie de brief.</li></ol>'),
    ],
)  # fmt: skip
def test_notes_are_bound_to_their_marks(mark: str, note: str) -> None:
    extracted = page(f"<p>De raad besloot over de haven{mark}.</p><p>{SENTENCE}</p>{note}")
    text = extracted.text
    assert text.startswith("De raad besloot over de haven.\n")
    last = extracted.marks[-1]
    assert last.kind == "note"
    assert "Zie de brief." in text[last.start : last.end]
    assert text[: last.anchor].endswith("over de haven")


def test_a_mark_between_two_words_and_what_is_no_mark() -> None:
    assert page("<p>de tijd<sup>1</sup>gaf aan dat 40 m<sup>2</sup> volstaat</p>").text == (
        "de tijd gaf aan dat 40 m2 volstaat"
    )


def test_a_bold_line_above_its_text_is_a_heading() -> None:
    extracted = page(
        f"<p><strong>Veerdienst</strong><br/>{SENTENCE}</p>"
        f"<p><b>Let op:</b> {SENTENCE}</p><p><i>Spoorlijn</i></p>"
    )
    assert kinds(extracted) == [
        ("heading", "Veerdienst"),
        ("paragraph", SENTENCE),
        ("paragraph", f"Let op: {SENTENCE}"),
        ("heading", "Spoorlijn"),
    ]


def test_a_table_that_places_the_page_gives_its_parts() -> None:
    inner = "".join(f"<p>{SENTENCE}</p>" for _ in range(5))
    extracted = page(
        f"<table><tr><td><table><tr><td>Menu</td></tr></table></td><td><h2>Haven</h2>{inner}</td>"
        "</tr></table><table><tr><td>Datum</td><td>9 mei 2018</td></tr></table>"
    )
    assert kinds(extracted) == [
        ("table_row", "Menu"),
        ("heading", "Haven"),
        *[("paragraph", SENTENCE)] * 5,
        ("table_row", "Datum\t9 mei 2018"),
    ]


def test_parts_of_a_site_by_their_roles_and_names() -> None:
    extracted = page(
        "<div role='navigation'>Menu</div><div class='related-documents'>Ander stuk</div>"
        "<div class='cookie-consent'>Cookies</div><div class='feedback'>Nuttig?</div>"
        f"<article><h1>Verslag</h1><p>{SENTENCE}</p></article>"
        "<div aria-hidden='true'>Verborgen</div><div role='contentinfo'>Colofon</div>"
    )
    assert kinds(extracted) == [("title", "Verslag"), ("paragraph", SENTENCE)]
