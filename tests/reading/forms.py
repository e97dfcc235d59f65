"""One paper in several formats, made from its blocks as they were read from its text."""

from __future__ import annotations

from xml.sax.saxutils import escape

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.text import Block
from tests.reading.office import docx, header, odt, para, run


def blocks_of(text: bytes) -> tuple[list[Block], str]:
    """The blocks of a paper in plain text, and the notice its pages bear."""
    found = structure(load(text))
    return list(found.blocks), found.stamp


def as_docx(text: bytes, *, styled: bool) -> bytes:
    """The paper as a Word file: its headings by style, or only in bold."""
    blocks, stamp = blocks_of(text)
    body = "".join(_word(block, styled) for block in blocks)
    if not stamp:
        return docx(body)
    relation, reference, part = header("header", "r1", para(stamp))
    return docx(
        f"{body}<w:sectPr>{reference.format('default')}</w:sectPr>", relations=relation, parts=part
    )


def _word(block: Block, styled: bool) -> str:
    if block.kind == "title":
        return para(block.text, style="Titel") if styled else para(run(block.text, "<w:b/>"))
    if block.kind == "heading":
        if styled:
            return para(block.text, style=f"Kop{min(block.level, 3)}")
        return para(run(block.text, "<w:b/>"))
    return para(block.text)


def as_odt(text: bytes) -> bytes:
    """The paper as an OpenDocument file."""
    blocks, stamp = blocks_of(text)
    masters = (
        f'<style:master-page style:name="Standard"><style:header><text:p>{escape(stamp)}</text:p>'
        "</style:header></style:master-page>"
    )
    return odt("".join(map(_open, blocks)), masters=masters if stamp else "")


def _open(block: Block) -> str:
    inner = escape(block.text)
    if block.kind == "title":
        return f'<text:p text:style-name="Title">{inner}</text:p>'
    if block.kind == "heading":
        return f'<text:h text:outline-level="{block.level}">{inner}</text:h>'
    return f"<text:p>{inner}</text:p>"


def as_html(text: bytes) -> bytes:
    """The paper as a page of a site, with the site around it."""
    blocks, stamp = blocks_of(text)
    inner = "".join(map(_page, blocks))
    notice = f'<p class="stamp">{escape(stamp)}</p>' if stamp else ""
    return (
        "<!DOCTYPE html><html><head><title>Stuk | Site</title></head><body>"
        '<div class="cookie-bar">Wij gebruiken cookies. Akkoord?</div><nav><a>Menu</a></nav>'
        f"{notice}<main>{inner}</main><footer>Over deze site</footer></body></html>"
    ).encode()


def _page(block: Block) -> str:
    tag = {"title": "h1", "heading": f"h{block.level}"}.get(block.kind, "p")
    return f"<{tag}>{escape(block.text)}</{tag}>"
