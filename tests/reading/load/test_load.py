"""From bytes to text: what is taken as it is, what is refused and in which words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from inzet.reading.load import LIMIT, check_size, load
from inzet.vocabulary.errors import InzetError, UnreadableFile

TEXT = "Oekraïne krijgt steun – ook in 2021.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert load((TEXT * 3).encode(encoding)).text == TEXT * 3


def test_plain_text_is_the_file_itself() -> None:
    text = "  a\r\nb\u202e\x07 c\ttab \n\n"
    assert load(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t \f", "only white space"),
        (b"\xef\xbb\xbf  ", "only white space"),
        (b"%PDF-1.7 ...", "the PDF is broken"),
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
        (b"PK\x03\x04 other", "ZIP"),
        (b"\x89PNG\r\n\x1a\n123", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"RIFF1234WEBPVP8", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"abc\x00def", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"<html><body><nav>x</nav></body></html>", "holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        load(data, name="stuk.bin")
    assert caught.value.where == "stuk.bin"


def test_broken_utf8_names_the_byte() -> None:
    data = "Oekraïne vraagt steun, België ook ".encode() + b"\xff einde"
    with pytest.raises(UnreadableFile, match=f"broken UTF-8 at byte {data.index(0xFF)}"):
        load(data)


def test_a_cut_off_file_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(UnreadableFile, match="broken UTF-8"):
        load("Met dank aan Israë".encode()[:-1])


def test_size_is_checked_without_reading(tmp_path: Path) -> None:
    big = tmp_path / "groot.txt"
    with big.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        check_size(big)
    with pytest.raises(UnreadableFile, match="larger than 10 bytes"):
        load(b"x" * 11, limit=10)
    with pytest.raises(UnreadableFile, match="folder"):
        check_size(tmp_path)
    with pytest.raises(UnreadableFile, match="no such file"):
        check_size(tmp_path / "weg.txt")
    with pytest.raises(UnreadableFile, match=r"no such file|cannot be opened"):
        check_size("naam\x00.txt")
    small = tmp_path / "klein.txt"
    small.write_bytes(b"abc")
    assert check_size(small) == 3
    small.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="empty"):
        check_size(small)


def test_pages_by_form_feed_and_by_leading_space() -> None:
    assert load(b"een\n\ftwee\n\fdrie\n\f").pages == (0, 5, 11)
    body = "".join(f"regel {i} van de tekst\n" for i in range(14))
    assert load(f" {body} {body} {body}".encode()).pages == (0, len(body) + 1, 2 * len(body) + 2)
    assert load(body.encode()).pages == ()
    indented = "".join(f" {i} ingesprongen\n" for i in range(30))
    assert load(indented.encode()).pages == ()


PAGE = """<!doctype html><html><head><title>Stuk | Site</title><style>p{}</style></head><body>
<div class="cookie-bar">Wij gebruiken cookies</div><nav><a>Menu</a></nav>
<div id="broodkruimel" class="breadcrumb">U bent hier</div>
<main><h1>Verslag van de Raad</h1><p>De Raad<sup><a href="#n1">1</a></sup> sprak
 lang&nbsp;over <b>steun</b>.<br>Nieuwe regel</p><ul><li>eerste</li><li><p>tweede</p></li></ul>
<table><tr><th>Land</th><th>Bijdrage</th></tr><tr><td>België</td><td>2</td></tr></table>
<div class="noot"><p>1 Zie Kamerstuk 12 345, nr. 6.</p></div></main>
<footer>Over deze site</footer><script>var x = 1</script></body></html>"""


def test_html_keeps_the_paper_and_drops_the_page_around_it() -> None:
    extracted = load(PAGE.encode())
    kinds = [(mark.kind, extracted.text[mark.start : mark.end]) for mark in extracted.marks]
    assert kinds == [
        ("title", "Verslag van de Raad"),
        ("paragraph", "De Raad sprak lang over steun.\nNieuwe regel"),
        ("list_item", "eerste"),
        ("list_item", "tweede"),
        ("table_row", "Land\tBijdrage"),
        ("table_row", "België\t2"),
        ("note", "1 Zie Kamerstuk 12 345, nr. 6."),
    ]
    assert extracted.media_type == "text/html"


def test_html_in_its_declared_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>België</p></body></html>'
    assert load(page.encode("latin-1")).text == "België"


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "blockquote", "table"])
def test_deep_nesting_stays_bounded(tag: str) -> None:
    page = "<html><body>" + f"<{tag}>" * 100_000 + "Het is diep"
    before = time.process_time()
    assert "Het is diep" in load(page.encode()).text
    assert time.process_time() - before < 5


def test_arbitrary_bytes_raise_nothing_but_our_own_errors() -> None:
    import random

    dice = random.Random(7)
    for _ in range(400):
        data = bytes(dice.choices(range(256), k=dice.randrange(1, 200)))
        for prefix in (b"", b"<html>", b"\xef\xbb\xbf", b"\xff\xfe"):
            try:
                load(prefix + data)
            except InzetError:
                continue


@pytest.mark.parametrize(
    ("name", "data", "kind", "told"),
    [
        ("stuk.txt", b"<html><body><p>Tekst</p></body></html>", "text/html", "web page"),
        ("stuk.pdf", b"Gewone tekst.", "text/plain", "plain text"),
        ("stuk.html", b"Gewone\ntekst zonder tags.", "text/plain", "plain text"),
        ("stuk.txt", b"<div><p>Deel</p><p>van een pagina</p></div>", "text/html", "web page"),
        ("stuk.txt", b"Gewone tekst, 3 < 4.", "text/plain", ""),
        ("https://site.nl/stuk?did=1.2", b"Gewone tekst.", "text/plain", ""),
    ],
)
def test_content_decides_and_a_note_says_so(name: str, data: bytes, kind: str, told: str) -> None:
    extracted = load(data, name=name)
    assert extracted.media_type == kind
    assert (told in " ".join(extracted.notes)) if told else extracted.notes == ()


def test_characters_that_do_not_show_are_kept_and_told() -> None:
    text = "Nederland steunt \u202eniet\u202c de\u200b haven\x1b[31m.\n"
    extracted = load(text.encode())
    assert extracted.text == text
    assert "2 that turn" in extracted.notes[0]
    assert "1 that cannot be seen" in extracted.notes[0]
    assert "1 that steer terminals" in extracted.notes[0]
