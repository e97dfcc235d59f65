"""Files made to do harm: each gets a clear error or a bounded result."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pytest

from inzet.cli.terminal import safe
from inzet.reading.guard import Limits, Pool
from inzet.reading.read import PaperRead
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.guard.mutants import pdf
from tests.reading.office import docx, odt, para, run, zipped

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DOCUMENT = docx(para("Tekst."))


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(limits=Limits(computing=30)) as found:
        yield found


def bomb(part: str, size: int) -> bytes:
    """A Word file one part of which is ``size`` blanks, packed a thousandfold."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(DOCUMENT)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
    ):
        for name in archive.namelist():
            if name != part:
                packed.writestr(name, archive.read(name))
        with packed.open(part, "w") as stream:
            for _ in range(size >> 20):
                stream.write(b" " * (1 << 20))
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """An archive whose directory says that a part is small."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]


def replaced(part: str, content: str | bytes) -> bytes:
    """A Word file with another part in the place of one."""
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zipped({**parts, part: content})


def body(before: str) -> str:
    """A main part with something before its root."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>"
    return f'{before}<w:document xmlns:w="{space}">{inner}</w:document>'


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: bomb("word/styles.xml", 160 << 20), "out of all proportion|broken"),
    "zip bomb that lies about its size": (
        lambda: lying(bomb("word/styles.xml", 160 << 20)), "out of all proportion|broken",
    ),
    "many parts": (
        lambda: zipped({f"word/{i}.xml": "x" for i in range(6_000)} | {"[Content_Types].xml": "x"}),
        "more than 5000 parts",
    ),
    "archive in an archive": (lambda: zipped({"binnen.zip": bomb("x", 8 << 20)}), "ZIP archive"),
    "laughing entities": (
        lambda: replaced("word/document.xml", body(LAUGHS)), "declares entities",
    ),
    "entity of a file": (lambda: replaced("word/document.xml", body(OUTSIDE)), "declares entities"),
    "entities in UTF-16": (
        lambda: replaced("word/document.xml", body(LAUGHS).encode("utf-16")), "declares entities",
    ),
    "deep XML": (lambda: docx("<w:p>" * 200_000 + "</w:p>" * 200_000), "broken"),
    "huge attribute": (
        lambda: docx(f'<w:p><w:pPr><w:pStyle w:val="{"x" * 12_000_000}"/></w:pPr></w:p>'), "broken",
    ),
    "truncated Word file": (lambda: DOCUMENT[: len(DOCUMENT) // 2], "broken"),
    "password on a Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le"), "password",
    ),
    "password on its parts": (lambda: protected(DOCUMENT), "password"),
    "only names that climb": (lambda: zipped({"../../etc/x": "x", "/abs": "y"}), "ZIP archive"),
    "program": (lambda: b"\x7fELF" + b"\0" * 100, "a program"),
}  # fmt: skip


def protected(data: bytes) -> bytes:
    """An archive that says its parts are encrypted."""
    out = bytearray(data)
    at = -1
    while (at := out.find(b"PK\x01\x02", at + 1)) >= 0:
        out[at + 8] |= 1
    at = -1
    while (at := out.find(b"PK\x03\x04", at + 1)) >= 0:
        out[at + 6] |= 1
    return bytes(out)


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_in_plain_words(pool: Pool, kind: str) -> None:
    make, words = REFUSED[kind]
    data = make()
    with pytest.raises(UnreadableFile, match=words) as caught:
        pool.read(data, name="stuk")
    assert caught.value.where == "stuk"


def read(pool: Pool, data: bytes, name: str = "stuk") -> PaperRead:
    """A paper read within the guard's limits of time and memory, or an error would come."""
    return pool.read(data, name=name)


def test_pictures_that_are_bombs_are_never_unpacked(pool: Pool) -> None:
    assert read(pool, bomb("word/media/image1.png", 128 << 20)).extracted.text == "Tekst."


def test_names_that_climb_or_link_lead_nowhere(pool: Pool) -> None:
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO(DOCUMENT)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "/etc/hostname")
        archive.writestr("../../../tmp/inzet-climbed", "x")
    assert read(pool, out.getvalue()).extracted.text == "Tekst."
    relation = (
        '<Relationship Id="r1" Target="../../../../etc/hostname" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    assert read(pool, docx(para("Tekst."), relations=relation)).extracted.text == "Tekst."


def test_scripts_and_macros_do_nothing(pool: Pool) -> None:
    page = b"<html><body onload='x()'><script>document.write('kwaad')</script><p>Tekst.</p></body>"
    assert read(pool, page, "stuk.html").extracted.text == "Tekst."
    macro = docx(para("Tekst."), parts={"word/vbaProject.bin": b"kwaad"})
    found = read(pool, macro, "stuk.docm")
    assert found.extracted.text == "Tekst."
    assert "macros" in found.reading.notes[0]


def test_signs_that_deceive_are_kept_and_told_and_shown_safely(pool: Pool) -> None:
    text = "Nederland steunt \u202ede haven\u202c niet\u200b. \x1b]0;titel\x07 Meer tekst volgt."
    found = read(pool, text.encode(), "stuk.txt")
    assert found.extracted.text == text
    assert any("do not show" in note for note in found.reading.notes)
    assert "\u202e" not in safe(found.extracted.text)
    assert "\x1b" not in safe(found.extracted.text)
    assert found.reading.dropped == 0


@pytest.mark.parametrize("code", ["&#xD800;", "&#xDFFF;", "&#x110000;", "&#0;"])
def test_no_lone_surrogate_comes_through(pool: Pool, code: str) -> None:
    page = f"<html><body><p>Voor {code} na.</p></body></html>".encode()
    read(pool, page).extracted.text.encode()
    broken = docx(para("Tekst.") + f"<w:p><w:r><w:t>{code}</w:t></w:r></w:p>")
    with pytest.raises(UnreadableFile, match="broken"):
        pool.read(broken)
    symbol = docx(para("<w:r><w:sym w:font='X' w:char='D800'/></w:r>", run("Tekst.")))
    read(pool, symbol).extracted.text.encode()


def test_a_text_without_end_is_bounded(pool: Pool) -> None:
    for filler in ("a" * 1_000_000, "De haven " * 60_000, "(" * 200_000, "1. " * 100_000):
        read(pool, filler.encode(), "stuk.txt")


def test_wide_and_empty_files_are_bounded(pool: Pool) -> None:
    rows = "<w:tbl>" + "<w:tr>" + "<w:tc><w:p/></w:tc>" * 50_000 + "</w:tr></w:tbl>"
    read(pool, docx(rows + para("Tekst.")))
    spaces = odt('<text:p>Tekst<text:s text:c="2000000000"/>.</text:p>')
    assert len(read(pool, spaces).extracted.text) < 1_000
    nested = "<w:tbl><w:tr><w:tc>" * 60 + para("Diep.") + "</w:tc></w:tr></w:tbl>" * 60
    assert "Diep." in read(pool, docx(nested)).extracted.text


def test_a_pdf_of_five_thousand_pages_is_refused_and_of_hundreds_read(pool: Pool) -> None:
    line = ["Nederland steunt het voorstel over de havens van het eiland."]
    with pytest.raises(UnreadableFile, match="pages"):
        pool.read(pdf([line] * 5_000), name="dik.pdf")
    found = read(pool, pdf([[f"Bladzijde {number}.", *line] for number in range(300)]), "dik.pdf")
    assert len(found.extracted.pages) == 300


def test_compressed_text_is_no_text(pool: Pool) -> None:
    with pytest.raises(UnreadableFile):
        pool.read(zlib.compress(b"tekst" * 1000), name="stuk.txt")
