"""A draft as a Word file: what is in it, what a clean copy lacks, what a template may be."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from inzet.reading.load import load
from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.writing.draft import Draft, Form, Head, Mark, Origin
from inzet.writing.render import plain
from inzet.writing.render.docx import check_template, default_template, render
from inzet.writing.render.inline import Op, changed
from tests.writing.desk import Desk, q
from tests.writing.drafts import agenda, debate
from tests.writing.office import converted
from tests.writing.returning.test_returning import BLOCKS, draft

DRAFTS = {"agenda": agenda, "debate": debate, "own": draft}
COPIES = ({"clean": False}, {"clean": True}, {"sources": "annex"})


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(data: bytes, folder: Path) -> list[str]:
    """What a checker of the ECMA-376 schemas says of a file."""
    path = folder / "paper.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(str(path))
    return [f"{each.part_uri}: {each.description}" for each in result.errors]


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("copy", COPIES)
def test_files_are_valid_and_the_same_each_time(name: str, copy, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    one = DRAFTS[name]()
    data = render(one, **copy)
    assert data == render(one, **copy)
    assert faults(data, tmp_path) == []


def test_the_checker_finds_a_wrong_order(tmp_path: Path) -> None:
    one = Desk(render(draft()))
    properties = next(one.body.iter(q("pPr")))
    properties.append(properties.makeelement(q("keepNext")))
    assert faults(one.saved(), tmp_path) != []


@pytest.mark.parametrize("name", DRAFTS)
def test_a_clean_copy_says_what_the_plain_text_says(name: str) -> None:
    one = DRAFTS[name]()
    text = load(render(one, clean=True), name="clean.docx").text
    for line in plain.render(one).splitlines():
        for cell in line.removeprefix("- ").split(" | "):
            assert " ".join(cell.split()) in " ".join(text.split())


@pytest.mark.parametrize("name", DRAFTS)
def test_a_clean_copy_bears_nothing_but_its_text(name: str) -> None:
    found = parts(render(DRAFTS[name](), clean=True))
    assert not [each for each in found if re.search("comments|custom|people|glossary", each)]
    everything = b"\n".join(found.values()).decode()
    for trace in (
        "w:ins ", "w:del ", "w:bookmark", "w:comment", "w:sdt", "rsid", "w:moveTo", "_iz",
        'w:val="InzetCarried"', "trackRevisions", "paraId",
    ):  # fmt: skip
        assert trace not in found["word/document.xml"].decode(), trace
        assert trace == 'w:val="InzetCarried"' or trace not in everything, trace
    core = found["docProps/core.xml"].decode()
    assert "creator" not in core
    assert "Inzet" not in core


def test_a_working_copy_shows_what_is_carried_changed_and_dropped() -> None:
    one = Desk(render(draft()))
    carried = one.paragraph("De raad komt")
    assert [each.get(q("val")) for each in carried.iter(q("rStyle"))] == ["InzetCarried"]
    came = "".join(each.text or "" for each in one.body.iterfind(f".//{q('ins')}//{q('t')}"))
    assert came == " nieuwe en sluizen"
    gone = [each.text for each in one.body.iter(q("delText"))]
    assert gone == [BLOCKS[4].before]
    assert {each.get(q("author")) for each in one.body.iter(q("ins"), q("del"))} == {"Inzet"}
    assert {each.get(q("date")) for each in one.body.iter(q("ins"), q("del"))} == {
        "2023-03-20T00:00:00Z"
    }


def test_sources_stand_in_comments_with_quote_paper_number_and_page() -> None:
    one = agenda()
    comments = parts(render(one))["word/comments.xml"].decode()
    for source in one.sources:
        if any(one.sources.index(source) in block.sources for block in one.blocks):
            assert source.quote in comments
            assert source.title in comments
            assert source.number is None or source.number in comments
            assert source.page is None or f"p. {source.page}" in comments
            assert source.stamp in comments
    annex = parts(render(one, sources="annex"))
    assert one.sources[0].quote in annex["word/document.xml"].decode()


def test_a_table_repeats_its_head_and_no_row_breaks() -> None:
    one = Desk(render(debate()))
    tables = [
        each for each in one.body.iter(q("tbl")) if each.find(f".//{q('tblHeader')}") is not None
    ]
    assert len(tables) == 1
    assert len(list(tables[0].iter(q("tblHeader")))) == 1
    assert len(list(tables[0].iter(q("cantSplit")))) == len(list(tables[0].iter(q("tr"))))


@pytest.mark.parametrize("clean", [False, True])
def test_stamps_stand_on_every_page(clean: bool) -> None:
    one = msgspec.structs.replace(draft(), stamps=("Voorbeeld, geen echt stuk",))
    found = parts(render(one, clean=clean))
    heads = [data for name, data in found.items() if name.startswith("word/header")]
    assert len(heads) == 2
    assert all("Voorbeeld, geen echt stuk" in data.decode() for data in heads)


@pytest.mark.parametrize(("made", "language"), [(agenda, "nl-NL"), (debate, "en-GB")])
def test_the_language_is_told(made, language: str) -> None:  # type: ignore[no-untyped-def]
    found = parts(render(made()))
    assert f'w:lang w:val="{language}"' in found["word/styles.xml"].decode()
    assert language in found["docProps/core.xml"].decode()


def test_libreoffice_prints_both_languages() -> None:
    for made in (agenda, debate):
        data = converted(render(made()), "pdf")
        text = load(data, name="paper.pdf").text
        assert " ".join(made().title.split()) in " ".join(text.split())


# Words that change.

_TEXTS = st.lists(
    st.sampled_from(
        ["de", "het", "kabinet", "Kabinet", "steunt", "kades", "é", "e", "2,4", "%", ",", ".", " ",
         "  ", "“", '"', "(", ")", "12a", "a’b", "-", "Riga"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(_TEXTS, _TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_tracked_change_holds_both_texts_to_the_letter(before: str, text: str) -> None:
    found = changed(before, text)
    assert "".join(each.text for each in found if each.op is not Op.WENT) == text
    assert "".join(each.text for each in found if each.op is not Op.CAME) == before


def test_what_stands_out_does_so_in_a_tracked_change_too() -> None:
    found = changed("oude kades", "nieuwe kades", (Mark(start=0, end=6, style="strong"),))
    assert [(each.text, each.op, each.strong) for each in found if each.strong] == [
        ("nieuwe", Op.CAME, True)
    ]


def test_signs_that_xml_cannot_hold_do_no_harm(tmp_path: Path) -> None:
    odd = "a\x00b\x0bc\uffffd <w:t> & ]]> \u202e"
    blocks = (msgspec.structs.replace(BLOCKS[0], text=odd),)
    assert faults(render(draft(blocks)), tmp_path) == []


# Templates of an office.


def template(words: str = "", *, without: str = "") -> Desk:
    """The template that ships, with other words for one of its places."""
    one = Desk(default_template("nl"))
    if without:
        for name in [each for each in one.parts if each.startswith("word/")]:
            one.parts[name] = one.parts[name].replace(without.encode(), words.encode())
        one.root = etree.fromstring(one.parts["word/document.xml"])
        body = one.root.find(q("body"))
        assert body is not None
        one.body = body
    return one


def written(one: Desk, folder: Path) -> Path:
    path = folder / "huisstijl.docx"
    path.write_bytes(one.saved())
    return path


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_that_ships_is_one_to_start_from(language: str, tmp_path: Path) -> None:
    data = default_template(language)
    assert faults(data, tmp_path) == []
    found = check_template(data)
    assert found.missing == ()
    assert found.added == ()


def test_places_have_dutch_names_too_and_may_be_cut_up(tmp_path: Path) -> None:
    one = template("{{Onderwerp }}", without="{{subject}}")
    paragraph = one.paragraph("Onderwerp")
    list(one._cut(paragraph, 0, 3))
    list(one._cut(paragraph, 0, 5))
    found = load(render(draft(), template=written(one, tmp_path)), name="x.docx").text
    assert "Havenraad" in found
    assert "{{" not in found


def test_a_place_that_is_missing_is_named(tmp_path: Path) -> None:
    one = template(without="{{subject}}")
    assert check_template(one.saved()).missing == ("subject",)
    with pytest.raises(InputError, match=r"lacks the placeholder \{\{subject\}\} or \{\{onderwerp"):
        render(draft(), template=written(one, tmp_path))
    silent = msgspec.structs.replace(draft(), head=Head(sender="Ministerie"))
    assert render(silent, template=written(one, tmp_path))


def test_no_place_for_the_text_and_a_place_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lacks the placeholder \{\{body\}\}"):
        check_template(template(without="{{body}}").saved())
    with pytest.raises(InputError, match=r"does not know: \{\{minister\}\}"):
        check_template(template("{{minister}}", without="{{subject}}").saved())


def test_styles_of_the_office_are_used_by_name_and_missing_ones_added(tmp_path: Path) -> None:
    one = template()
    styles = etree.fromstring(one.parts["word/styles.xml"])
    for style in list(styles.iter(q("style"))):
        name = style.find(q("name"))
        assert name is not None
        if name.get(q("val")) == "Inzet Heading 1":
            name.set(q("val"), "heading 1")
            style.set(q("styleId"), "Kop1")
        elif str(name.get(q("val"))).startswith("Inzet"):
            styles.remove(style)
    one.parts["word/styles.xml"] = etree.tostring(styles)
    found = check_template(one.saved())
    assert found.styles == ("heading 1", "annotation text", "annotation reference")
    data = render(draft(), template=written(one, tmp_path))
    assert faults(data, tmp_path) == []
    paragraph = Desk(data).paragraph("Kades en sluizen")
    assert [each.get(q("val")) for each in paragraph.iter(q("pStyle"))] == ["Kop1"]


def _field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'


_RELATION = (
    '<Relationship Id="rIdX" Target="{target}"{mode} '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
)


def _related(kind: str, target: str, *, outside: bool = False) -> Desk:
    one = template()
    mode = ' TargetMode="External"' if outside else ""
    name = "word/_rels/document.xml.rels"
    line = _RELATION.format(kind=kind, target=target, mode=mode)
    one.parts[name] = one.parts[name].replace(
        b"</Relationships>", f"{line}</Relationships>".encode()
    )
    if not outside:
        one.parts[f"word/{target}"] = b"x"
    return one


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (lambda: _related("vbaProject", "vbaProject.bin"), "macros"),
        (lambda: _related("oleObject", "x.bin"), "an embedded object"),
        (lambda: _related("aFChunk", "x.html"), "an embedded document"),
        (lambda: _related("image", "http://127.0.0.1/x.png", outside=True), "picture elsewhere"),
        (lambda: _related("image", "x.exe"), "unknown kind"),
        (lambda: template("INCLUDETEXT", without="NUMPAGES"), "INCLUDETEXT"),
        (lambda: template("DDEAUTO c", without="NUMPAGES"), "DDEAUTO"),
    ],
)
def test_what_may_run_or_fetch_is_refused(one, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=said):
        check_template(one().saved())


def test_tracked_changes_in_a_template_are_refused() -> None:
    one = template()
    one.author = "Somebody"
    one.replace("Datum", "Dag")
    with pytest.raises(InputError, match="tracked changes"):
        check_template(one.saved())


def test_a_template_leaves_nothing_of_its_makers_in_a_clean_copy(tmp_path: Path) -> None:
    one = _related("attachedTemplate", "file:///home/someone/Normal.dotm", outside=True)
    one.parts["word/document.xml"] = etree.tostring(one.root)
    body = etree.tostring(one.root).decode()
    body = body.replace(
        "<w:p>",
        '<w:p w:rsidR="00AB12CD"><w:bookmarkStart w:id="7" w:name="Secret"/>'
        '<w:bookmarkEnd w:id="7"/>',
        1,
    )
    one.root = etree.fromstring(body)
    one.parts["docProps/core.xml"] = one.parts["docProps/core.xml"].replace(
        b"<dc:title/>", b"<dc:title/><dc:creator>Someone Real</dc:creator>"
    )
    one.parts["customXml/item1.xml"] = b"<secret/>"
    found = parts(render(draft(), clean=True, template=written(one, tmp_path)))
    everything = b"\n".join(found.values()).decode()
    for trace in ("rsid", "Secret", "Someone", "someone", "secret"):
        assert trace not in everything
    assert not [name for name in found if name.startswith("customXml")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7 x"])
def test_what_is_no_word_file_is_no_template(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        check_template(data)
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        render(draft(), template=path)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        render(draft(), template=tmp_path / "none.docx")


def test_private_blocks_and_hints_never_reach_a_clean_copy() -> None:
    one: Draft = draft()
    text = load(render(one, clean=True), name="x.docx").text
    for block in one.blocks:
        assert not block.comment or block.comment not in text
        if block.origin is Origin.DROPPED or (block.form is Form.FIELD and not block.filled):
            assert (block.before or block.text) not in text
