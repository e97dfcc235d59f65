"""Word shows a draft by the same rules as the other formats: title, levels, lists, columns."""

from __future__ import annotations

import io
import re
import zipfile

import msgspec

from inzet.writing.draft import Block, Form, Origin
from inzet.writing.render import docx, html
from inzet.writing.returning import take_back
from tests.writing.drafts import agenda

BLOCKS = (
    Block(key="t", form=Form.TITLE, origin=Origin.FRAME, text="Havens"),
    Block(key="t2", form=Form.TITLE, origin=Origin.FRAME, text="Nog een titel"),
    Block(key="h1", form=Form.HEADING, origin=Origin.FRAME, text="Kades", level=1),
    Block(key="h3", form=Form.HEADING, origin=Origin.FRAME, text="Sluizen", level=3),
    Block(key="h0", form=Form.HEADING, origin=Origin.FRAME, text="\u202e \u202c", level=1),
    Block(key="e", form=Form.PARAGRAPH, origin=Origin.NEW, text="Een \u202eomgekeerd\u202c woord"),
    Block(key="n", form=Form.TABLE, origin=Origin.NEW, rows=((), ())),
    Block(key="r", form=Form.TABLE, origin=Origin.NEW, text="Geld",
          rows=(("Land", "Euro", "Deel", "Jaar"), ("Polen", "€ 3,5", "EUR 4", "2022"),
                ("Letland", "€ 12", "–", "2023a"))),
)  # fmt: skip
DRAFT = msgspec.structs.replace(agenda(), blocks=BLOCKS, sources=())


def document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_levels_titles_and_columns_are_those_of_the_other_formats() -> None:
    word, page = document(docx.render(DRAFT)), html.render(DRAFT).decode()
    styles = re.findall(r'<w:pStyle w:val="Inzet(Title|Heading\d)"', word)
    assert styles == ["Title", "Heading1", "Heading2"]
    assert re.findall(r"<(h\d)", page) == ["h1", "h2", "h3"]
    assert word.count('<w:jc w:val="right"/>') == page.count('class="n"') == 3 * 3
    assert "\u202e" not in word


def test_nobody_wrote_in_it_so_nothing_changed() -> None:
    returned = take_back(DRAFT, docx.render(DRAFT))
    assert returned.edits == ()
    assert returned.draft == DRAFT
