"""Small valid files of each kind, and what random accidents make of them."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

from tests.reading.office import STYLES, docx, header, odt, para, run, table, zipped

TEXT = """Geannoteerde agenda Milieuraad van 24 juni 2019

Den Haag, 7 juni 2019

Kamerstuk 21 501-08, nr. 771

Op 24 juni 2019 vindt in Luxemburg de Milieuraad plaats.

1. Schone lucht

Nederland hecht groot belang aan strenge grenswaarden1 en steunt het voorstel. Uiterlijk 1 juli
2019 zal het kabinet uw Kamer infor-
meren over België, „Oekraïne” en de EU-27.

1 Zie Kamerstuk 30 175, nr. 292.
"""
_NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e400", b"NaN")
_BITS = (b"\x00", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"<", b">", b"&", b"]]>", b"%", b"(")


def originals() -> dict[str, bytes]:
    """A file of each kind, by what its name would end in."""
    return {"txt": TEXT.encode(), "html": _page(), "docx": _word(), "odt": _open(), "pdf": _print()}


def mutant(data: bytes, dice: random.Random, *, packed: bool) -> bytes:
    """A file after one to six accidents.

    Args:
        packed: it is an archive; accidents happen within a part of it half of the time.
    """
    if packed and dice.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = dice.choice(sorted(parts))
        return zipped({**parts, name: _accidents(parts[name], dice)})
    return _accidents(data, dice)


def _accidents(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        data = _accident(data, dice)
    return data


def _accident(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    to = min(len(data), at + dice.choice((1, 2, 8, 64, 512)))
    kind = dice.randrange(8)
    if kind == 0:
        return (
            data[:at] + bytes(byte ^ (1 << dice.randrange(8)) for byte in data[at:to]) + data[to:]
        )
    if kind == 1:
        return data[:at] + data[to:]
    if kind == 2:
        return data[:at] + data[at:to] * dice.choice((2, 3, 200)) + data[to:]
    if kind == 3:
        return data[:at]
    if kind == 4:
        return data[:at] + dice.choice(_BITS) * dice.choice((1, 1, 5_000)) + data[at:]
    if kind == 5:
        return data[:at] + dice.randbytes(dice.choice((1, 4, 64))) + data[to:]
    if kind == 6:
        other = dice.randrange(len(data) + 1)
        return data[:at] + data[other : other + (to - at)] + data[to:]
    digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data[:at]
    place = dice.choice(digits)
    return data[:place] + dice.choice(_NUMBERS) + data[place + 1 :]


def _page() -> bytes:
    paragraphs = "".join(f"<p>{each}</p>" for each in TEXT.split("\n\n"))
    return (
        "<!doctype html><html><head><title>Stuk</title></head><body><nav>Menu</nav>"
        f"<main><h1>Agenda</h1>{paragraphs}<ol start=3><li value=4>haven<sup><a href='#n1'>1</a>"
        "</sup></li></ol><table><tr><td>Land</td><td>2</td></tr></table>"
        "<div class=noot id=n1><p>1 Zie de brief.</p></div></main></body></html>"
    ).encode()


def _word() -> bytes:
    relation, reference, part = header("header", "r1", para("Milieuraad 2019"))
    body = (
        para("Geannoteerde agenda Milieuraad van 24 juni 2019", style="Titel")
        + para("Schone lucht", style="Kop2")
        + para("Nederland steunt", '<w:r><w:footnoteReference w:id="2"/></w:r>', " het voorstel.")
        + para('<w:del w:author="A"><w:r><w:delText>oud</w:delText></w:r></w:del>', "nieuw")
        + para("punt", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + para(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText>DATE</w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            run("vet", "<w:b/>"),
        )
        + table(("Land", "Bijdrage"), ("België", "2"))
        + f"<w:sectPr>{reference.format('default')}</w:sectPr>"
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    notes = f'<w:footnote w:id="2">{para("Zie de brief.")}</w:footnote>'
    return docx(
        body, styles=STYLES, relations=relation, parts=part, numbering=numbering, footnotes=notes
    )


def _open() -> bytes:
    lists = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    return odt(
        '<text:h text:outline-level="1">Milieuraad</text:h><text:p>Nederland steunt'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Zie de brief."
        '</text:p></text:note-body></text:note> het<text:s text:c="2"/>voorstel.</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>punt</text:p></text:list-item>'
        "</text:list><table:table><table:table-row><table:table-cell><text:p>Land</text:p>"
        "</table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell>"
        "</table:table-row></table:table>",
        styles=lists,
    )


def _print(pages: int = 2) -> bytes:
    return pdf([TEXT.splitlines()] * pages)


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a line of text for each line of each page."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids = []
    for lines in pages:
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        stream = zlib.compress(
            f"BT /F 11 Tf 14 TL 60 780 Td\n{shown}ET".encode("cp1252", "replace")
        )
        head = f"<</Filter/FlateDecode/Length {len(stream)}>>stream\n".encode()
        objects.append(head + stream + b"\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents " + f"{len(objects)} 0 R>>".encode()
        )
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + content + b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
