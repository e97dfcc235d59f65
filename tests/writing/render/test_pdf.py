"""PDF: what PDF/UA-1 and PDF/A-2a ask of a file, looked up in the file itself.

No validator of these standards is to be had as a package. The typesetter refuses what it knows to
be against them; these tests look at the result with another library, at what a validator of either
looks at first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from inzet.reading.reader import read
from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin
from inzet.writing.render import pdf, plain
from inzet.writing.render.pdf import own
from inzet.writing.render.pdf.characters import settable
from tests.writing import drafts, strategies

_FRAMES = {"NonStruct", "Sect", "Div", "Document", "Part", "Art"}


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _kinds(element: Any, roles: Any) -> Iterator[tuple[str, Any]]:
    """Every element of the structure tree with its standard type, in reading order."""
    if not isinstance(element, pikepdf.Dictionary):
        return
    kind = str(element.get("/S", "")).lstrip("/")
    mapped = str(roles.get(f"/{kind}", f"/{kind}")).lstrip("/") if roles is not None else kind
    if kind:
        yield mapped, element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from _kinds(kid, roles)


def _tree(document: pikepdf.Pdf) -> list[tuple[str, Any]]:
    root = document.Root.StructTreeRoot
    kids = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
    return [each for kid in kids for each in _kinds(kid, root.get("/RoleMap"))]


PAPERS = [
    pytest.param(make(), clean, id=f"{make.__name__}-{'clean' if clean else 'working'}")
    for make in (drafts.agenda, drafts.debate)
    for clean in (False, True)
]


@pytest.mark.parametrize(("draft", "clean"), PAPERS)
def test_it_says_that_it_can_be_kept_and_heard(draft: Draft, clean: bool) -> None:
    with _opened(pdf.render(draft, clean=clean)) as document:
        metadata = bytes(document.Root.Metadata.read_bytes()).decode()
        said = dict(re.findall(r"<(pdf\w+:\w+)>([^<]*)<", metadata))
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert document.Root.Lang == f"{draft.language}"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo["/Title"]) == draft.title
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not document.is_encrypted


@pytest.mark.parametrize(("draft", "clean"), PAPERS)
def test_its_syntax_is_sound_and_nothing_in_it_acts(draft: Draft, clean: bool) -> None:
    with _opened(pdf.render(draft, clean=clean)) as document:
        assert document.check_pdf_syntax() == []
        for item in document.objects:
            if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                assert not {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/Launch"} & set(item)
                assert item.get("/S") not in {"/JavaScript", "/Launch", "/URI", "/SubmitForm"}


@pytest.mark.parametrize(("draft", "clean"), PAPERS)
def test_every_font_is_in_it_and_gives_its_text_back(draft: Draft, clean: bool) -> None:
    with _opened(pdf.render(draft, clean=clean)) as document:
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        tops = [font for font in fonts if font.Subtype == "/Type0"]
        assert tops
        for font in tops:
            assert "/ToUnicode" in font
            described = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(described)
        assert {str(font.Subtype) for font in fonts} <= {"/Type0", "/CIDFontType0", "/CIDFontType2"}


@pytest.mark.parametrize(("draft", "clean"), PAPERS)
def test_all_that_is_drawn_is_in_the_tree_or_told_to_be_ornament(draft: Draft, clean: bool) -> None:
    with _opened(pdf.render(draft, clean=clean)) as document:
        for page in document.pages:
            assert page.Tabs == "/S" or "/Annots" not in page
            depth = 0
            for each in pikepdf.parse_content_stream(page):
                operands, name = list(each.operands), str(each.operator)
                if name in {"BDC", "BMC"}:
                    depth += 1
                    marked = len(operands) > 1 and "/MCID" in dict(operands[1])
                    assert depth > 1 or marked or operands[0] == "/Artifact"
                elif name == "EMC":
                    depth -= 1
                elif name in {"Tj", "TJ", "'", '"', "Do", "S", "f", "f*", "B", "sh"}:
                    assert depth, f"{name} outside of marked content"
            assert depth == 0


@pytest.mark.parametrize(("draft", "clean"), PAPERS)
def test_headings_follow_on_each_other_and_lists_and_tables_are_whole(
    draft: Draft, clean: bool
) -> None:
    with _opened(pdf.render(draft, clean=clean)) as document:
        tree = _tree(document)
        levels = [int(kind[1]) for kind, _ in tree if re.fullmatch(r"H[1-6]", kind)]
        assert levels
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        kinds = [kind for kind, _ in tree]
        assert kinds.count("LI") == kinds.count("LBody") > 0
        tables = [element for kind, element in tree if kind == "Table"]
        assert len(tables) == 1
        inside = list(_kinds(tables[0], document.Root.StructTreeRoot.get("/RoleMap")))
        heads = [element for kind, element in inside if kind == "TH"]
        table = next(block for block in draft.blocks if block.form is Form.TABLE)
        assert len(heads) == len(table.rows[0])
        assert all(_scope(head) == "/Column" for head in heads)
        assert sum(kind == "TR" for kind, _ in inside) == len(table.rows)
        figures = [element for kind, element in tree if kind == "Figure"]
        assert all("/Alt" in figure for figure in figures)
        links = [kind for kind in kinds if kind == "Link"]
        assert bool(links) is not clean


def _scope(head: Any) -> str:
    found = head.get("/A")
    for each in found if isinstance(found, pikepdf.Array) else [found]:
        if "/Scope" in each:
            return str(each.Scope)
    return ""


def test_its_bookmarks_are_its_headings() -> None:
    draft = drafts.agenda()
    with _opened(pdf.render(draft)) as document, document.open_outline() as outline:

        def titles(items: Any) -> list[str]:
            return [one for item in items for one in (item.title, *titles(item.children))]

        assert titles(outline.root) == [
            *(block.text for block in draft.blocks if block.form is Form.HEADING),
            "Bronnen",
        ]


def test_links_of_sources_lead_to_them_and_tell_so() -> None:
    with _opened(pdf.render(drafts.agenda())) as document:
        annotations = [each for page in document.pages for each in page.get("/Annots", [])]
        assert len(annotations) == sum(len(block.sources) for block in drafts.agenda().blocks)
        for each in annotations:
            assert each.Subtype == "/Link"
            assert str(each.get("/Contents", "")).strip()
            assert "/StructParent" in each


def test_the_same_draft_is_the_same_file() -> None:
    assert pdf.render(drafts.agenda()) == pdf.render(drafts.agenda())


def test_the_clean_copy_holds_what_is_sent_and_nothing_else() -> None:
    draft = drafts.agenda()
    working, clean = (
        " ".join(_text(pdf.render(draft, clean=one)).split()) for one in (False, True)
    )
    for hidden in (
        "winterhulp",
        "Boekarest",
        "controleer de laatste stand",
        "Rode lijn",
        "Bronnen",
    ):
        assert hidden in working
        assert hidden not in clean
    for sent in ("35 miljoen euro", "Terugvaloptie", "Polen", drafts.STAMP):
        assert sent in clean


def test_a_stamp_is_on_every_page() -> None:
    draft = msgspec.structs.replace(
        drafts.debate(), stamps=("Retold sample",), blocks=drafts.debate().blocks * 6
    )
    document = pypdfium2.PdfDocument(pdf.render(draft, clean=True))
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    assert len(texts) > 2
    assert all("Retold sample" in text for text in texts)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Steun aan Oekraïne",
            "Het kabinet acht het van belang dat de steun aan Oekraïne voorspelbaar is en blijft.",
            "Nederland zal de Kamer vóór de top van Vilnius informeren over de steun aan Oekraïne.",
            "Hongarije en Turkije hebben de toetreding van Finland nog niet goedgekeurd.",
        )
    ],
)
def test_the_clean_copy_is_read_back_as_its_plain_text_is(lines: tuple[str, ...]) -> None:
    title = "Geannoteerde agenda NAVO-bijeenkomst van ministers van Buitenlandse Zaken"
    blocks = tuple(
        Block(key=f"b/{place}", origin=Origin.NEW, text=line, level=1, sources=(0,),
              form=Form.PARAGRAPH if place else Form.HEADING, comment="Een opmerking.")
        for place, line in enumerate(lines)
    )  # fmt: skip
    draft = msgspec.structs.replace(
        drafts.agenda(),
        title=title,
        blocks=(Block(key="t", form=Form.TITLE, origin=Origin.FRAME, text=title), *blocks),
    )

    def said(data: bytes, name: str) -> list[tuple[object, ...]]:
        _, reading = read(data, name=name)
        return sorted(
            (one.act, one.party or "", one.dossiers, " ".join(one.quote.split()))
            for one in reading.statements
        )

    found = said(pdf.render(draft, clean=True), "draft.pdf")
    assert len(found) >= 3
    assert found == said(plain.render(draft).encode(), "draft.txt")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.drafts())
def test_any_draft_is_set_and_no_word_of_it_is_a_command(draft: Draft) -> None:
    for clean in (False, True):
        with _opened(pdf.render(draft, clean=clean)) as document:
            assert document.check_pdf_syntax() == []
            levels = [int(kind[1]) for kind, _ in _tree(document) if re.fullmatch(r"H\d", kind)]
            assert all(b <= a + 1 for a, b in pairwise([0, *levels]))


def test_markup_in_a_paper_is_shown_to_the_letter() -> None:
    hostile = '#panic("x") *vet* $x$ `c` <l> @l \\ = kop // weg http://127.0.0.1/'
    draft = msgspec.structs.replace(
        drafts.agenda(),
        blocks=(Block(key="b", form=Form.PARAGRAPH, origin=Origin.FRAME, text=hostile),),
    )
    assert hostile in " ".join(_text(pdf.render(draft)).split())


def test_fifty_thousand_characters_and_a_word_without_end_are_set() -> None:
    blocks = (
        Block(key="a", form=Form.PARAGRAPH, origin=Origin.CHANGED, text=strategies.LONG,
              before=strategies.LONG.replace("groot", "klein", 1)),
        Block(key="b", form=Form.PARAGRAPH, origin=Origin.FRAME, text="x" * 50_000),
    )  # fmt: skip
    draft = msgspec.structs.replace(drafts.agenda(), blocks=blocks)
    data = pdf.render(draft)
    text = _text(data)
    assert text.count("belang") >= 1300
    assert text.count("x") >= 50_000


def test_a_character_without_a_shape_is_told_by_its_number() -> None:
    assert settable("steun 漢字 é Українська") == "steun [U+6F22 U+5B57] é Українська"


def _empty(kind: Kind) -> Draft:
    return Draft(kind=kind, language="nl", meeting="m", meeting_name="", on="", title="",
                 head=Head(), blocks=())  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_draft_is_a_page_with_a_title(kind: Kind) -> None:
    with _opened(pdf.render(_empty(kind))) as document:
        assert len(document.pages) == 1
        assert str(document.docinfo["/Title"])


# An office's own template


def _office(folder: Path, text: str) -> Path:
    home = folder / "office"
    home.mkdir()
    template = home / "letter.typ"
    template.write_text(text, "utf-8")
    return template


def test_an_office_sets_its_own_letterhead(tmp_path: Path) -> None:
    template = _office(
        tmp_path,
        '#import "inzet.typ": draft, paper\n'
        '#paper(draft, accent: rgb("#154273"), letterhead: text(weight: 600)[Huis van Voorbeeld],'
        ' foot: "Postbus 1")',
    )
    text = _text(pdf.render(drafts.agenda(), clean=True, template=template))
    assert "Huis van Voorbeeld" in text
    assert "Postbus 1" in text
    assert "35 miljoen euro" in text


@pytest.mark.parametrize(
    "code",
    [
        '#read("../secret.txt")',
        '#read("/../secret.txt")',
        '#read("link.txt")',
        '#read("folder/secret.txt")',
        '#read("/etc/hostname")',
        '#import "@preview/cetz:0.3.0": canvas',
        '#include "../secret.txt"',
    ],
)
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, code: str) -> None:
    (tmp_path / "secret.txt").write_text("geheim")
    template = _office(tmp_path, f"#set document(title: [x])\n{code}\ntekst")
    (template.parent / "link.txt").symlink_to(tmp_path / "secret.txt")
    (template.parent / "folder").symlink_to(tmp_path)
    with pytest.raises(InputError) as told:
        pdf.render(drafts.agenda(), template=template)
    assert "geheim" not in str(told.value)
    assert "letter.typ" in str(told.value)


def test_a_template_that_never_ends_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_SECONDS", 2)
    template = _office(
        tmp_path, "#for a in range(100000) { for b in range(100000) { let c = a * b } }"
    )
    with pytest.raises(InputError, match="not done after 2 seconds"):
        pdf.render(drafts.agenda(), template=template)


def test_a_template_whose_paper_cannot_be_heard_is_refused(tmp_path: Path) -> None:
    template = _office(
        tmp_path,
        '#set document(title: [x])\n#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" "'
        ' + "width=\\"9\\" height=\\"9\\"/>"))',
    )
    with pytest.raises(InputError, match="kept and heard"):
        pdf.render(drafts.agenda(), template=template)


def test_a_template_beside_everything_else_is_refused(tmp_path: Path) -> None:
    template = _office(tmp_path, "x")
    for number in range(201):
        (template.parent / f"{number}.txt").write_text("x")
    with pytest.raises(InputError, match="beside the template"):
        pdf.render(drafts.agenda(), template=template)


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such template"):
        pdf.render(drafts.agenda(), template=tmp_path / "none.typ")
