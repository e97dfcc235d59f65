"""An edited Word file taken back: edits made part by part, as Word writes them."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Mark, Origin, version
from inzet.writing.render.docx import render
from inzet.writing.returning import Did, Edit, Returned, bearing, take_back
from tests.writing.desk import Desk
from tests.writing.drafts import agenda, debate

ANNA, BART = "Anna Bos", "Bart Cohen"
BLOCKS = (
    Block(key="title", form=Form.TITLE, origin=Origin.FRAME, text="Agenda van de Havenraad"),
    Block(key="intro", form=Form.PARAGRAPH, origin=Origin.CARRIED,
          text="De raad komt op 4 april in Riga bijeen."),
    Block(key="h", form=Form.HEADING, origin=Origin.FRAME, text="Kades en sluizen", level=1),
    Block(
        key="pos", form=Form.PARAGRAPH, origin=Origin.CHANGED,
        before="Het kabinet steunt het plan voor de kades.",
        text="Het kabinet steunt het nieuwe plan voor de kades en sluizen.",
        marks=(Mark(start=12, end=18, style="strong"),),
    ),
    Block(key="drop", form=Form.PARAGRAPH, origin=Origin.DROPPED,
          before="Over de vuurtorens wordt niet gesproken.", private=True),
    Block(key="i1", form=Form.ITEM, origin=Origin.NEW,
          text="Polen heeft het verdrag goedgekeurd.", comment="Controleer de datum."),
    Block(key="i2", form=Form.ITEM, origin=Origin.NEW, text="Letland wacht op zijn parlement."),
    Block(
        key="tab", form=Form.TABLE, origin=Origin.NEW, text="Uitgaven",
        rows=(("Land", "2022"), ("Polen", "2,4 %"), ("Letland", "2,1 %")),
    ),
    Block(key="page", form=Form.PAGE, origin=Origin.FRAME),
    Block(key="line", form=Form.FIELD, origin=Origin.FRAME, text="Rode lijn"),
    Block(key="end", form=Form.PARAGRAPH, origin=Origin.NEW,
          text="Voor de zomer volgt een verslag."),
)  # fmt: skip


def draft(blocks: tuple[Block, ...] = BLOCKS) -> Draft:
    return Draft(
        kind=Kind.AGENDA, language="nl", meeting="ports-2023-04-04", meeting_name="Havenraad",
        on="2023-03-20", title="Agenda", blocks=blocks,
        head=Head(sender="Ministerie van Havens", date="2023-03-20", subject="Havenraad"),
    )  # fmt: skip


def desk(author: str = "") -> Desk:
    return Desk(render(draft()), author)


def back(one: Desk) -> Returned:
    return take_back(draft(), one.saved())


def only(returned: Returned) -> Edit:
    assert len(returned.edits) == 1, returned.edits
    return returned.edits[0]


def of(returned: Returned, key: str) -> Block:
    return next(block for block in returned.draft.blocks if block.key == key)


def without_edits(*keys: str) -> list[Block]:
    return [block for block in BLOCKS if block.key not in keys]


@pytest.mark.parametrize("sources", ["comments", "annex"])
@pytest.mark.parametrize("made", [draft, agenda, debate])
def test_what_nobody_touched_comes_back_as_it_was(made, sources) -> None:  # type: ignore[no-untyped-def]
    base = made()
    returned = take_back(base, render(base, sources=sources))
    assert returned == Returned(draft=base, base=version(base))


@pytest.mark.parametrize("author", ["", ANNA])
def test_other_words_are_a_persons(author: str) -> None:
    one = desk(author)
    one.replace("Riga", "Vilnius")
    returned = back(one)
    edit = only(returned)
    assert (edit.did, edit.key, edit.by, edit.pending) == (
        Did.EDITED,
        "intro",
        author,
        bool(author),
    )
    block = of(returned, "intro")
    assert block.text == "De raad komt op 4 april in Vilnius bijeen."
    assert (block.origin, block.by, block.before) == (Origin.PERSON, author, BLOCKS[1].text)
    kept = [each for each in returned.draft.blocks if each.key != "intro"]
    assert kept == without_edits("intro")


def test_two_people_in_one_sentence_are_both_named() -> None:
    one = desk(ANNA)
    one.replace("4 april", "5 april")
    one.author = BART
    one.replace("bijeen", "samen")
    assert only(back(one)).by == f"{ANNA}, {BART}"


@pytest.mark.parametrize("author", ["", ANNA])
def test_paragraphs_come_and_go(author: str) -> None:
    one = desk(author)
    one.add("Letland wacht", "Estland heeft geen termijn genoemd.")
    one.remove("Polen heeft het verdrag")
    returned = back(one)
    assert [(each.did, each.by) for each in returned.edits] == [
        (Did.DELETED, author),
        (Did.ADDED, author),
    ]
    texts = [block.text for block in returned.draft.blocks]
    assert BLOCKS[5].text not in texts
    at = texts.index("Estland heeft geen termijn genoemd.")
    new = returned.draft.blocks[at]
    assert texts[at - 1] == BLOCKS[6].text
    assert (new.form, new.origin, new.by) == (Form.ITEM, Origin.PERSON, author)


@pytest.mark.parametrize("author", ["", ANNA])
def test_a_paragraph_that_moved_is_not_a_new_one(author: str) -> None:
    one = desk(author)
    one.move("Voor de zomer", "Kades en sluizen")
    returned = back(one)
    edit = only(returned)
    assert (edit.did, edit.key, edit.before, edit.after) == (Did.MOVED, "end", "line", "intro")
    keys = [block.key for block in returned.draft.blocks]
    assert keys.index("end") == keys.index("intro") + 1
    assert of(returned, "end") == BLOCKS[-1]


@pytest.mark.parametrize("author", ["", ANNA])
def test_a_paragraph_split_in_two_stays_with_its_beginning(author: str) -> None:
    one = desk(author)
    one.split("in Riga")
    returned = back(one)
    edit = only(returned)
    assert (edit.did, edit.key, edit.by) == (Did.SPLIT, "intro", author)
    assert of(returned, "intro").text == "De raad komt op 4 april"
    assert of(returned, edit.others[0]).text == "in Riga bijeen."


@pytest.mark.parametrize("author", ["", ANNA])
def test_two_paragraphs_joined(author: str) -> None:
    one = desk(author)
    one.join("Polen heeft het verdrag")
    returned = back(one)
    edit = only(returned)
    assert (edit.did, edit.key, edit.others) == (Did.JOINED, "i1", ("i2",))
    assert of(returned, "i1").text == f"{BLOCKS[5].text} {BLOCKS[6].text}"
    assert "i2" not in [block.key for block in returned.draft.blocks]


def test_what_was_proposed_and_accepted_is_proposed_no_more() -> None:
    one = desk()
    one.settle(accept=True)
    returned = back(one)
    assert {(each.did, each.key) for each in returned.edits} == {
        (Did.ACCEPTED, "pos"),
        (Did.ACCEPTED, "drop"),
    }
    assert of(returned, "pos") == msgspec.structs.replace(BLOCKS[3], origin=Origin.NEW, before=None)
    assert "drop" not in [block.key for block in returned.draft.blocks]


def test_what_was_proposed_and_rejected_stands_as_last_time() -> None:
    one = desk()
    one.settle(accept=False)
    returned = back(one)
    assert {(each.did, each.key) for each in returned.edits} == {
        (Did.REJECTED, "pos"),
        (Did.REJECTED, "drop"),
    }
    assert of(returned, "pos").text == BLOCKS[3].before
    assert of(returned, "drop").text == BLOCKS[4].before
    assert not of(returned, "drop").private


def test_an_edit_on_top_of_a_proposed_change() -> None:
    one = desk(ANNA)
    one.replace("nieuwe", "herziene")
    edit = only(back(one))
    assert (edit.did, edit.by) == (Did.EDITED, ANNA)
    assert edit.after == "Het kabinet steunt het herziene plan voor de kades en sluizen."


def test_a_field_is_filled_and_emptied_again() -> None:
    one = desk(ANNA)
    one.replace("[in te vullen]", "Geen uitzondering voor havens.")
    returned = back(one)
    assert only(returned).did is Did.FILLED
    filled = of(returned, "line")
    assert (filled.filled, filled.origin, filled.by) == (
        "Geen uitzondering voor havens.", Origin.PERSON, ANNA,
    )  # fmt: skip
    again = Desk(render(returned.draft))
    again.replace("Geen uitzondering voor havens.", "")
    emptied = take_back(returned.draft, again.saved())
    assert of(emptied, "line").filled == ""


def test_cells_rows_and_captions_of_a_table() -> None:
    one = desk(ANNA)
    one.replace("2,4 %", "2,5 %")
    returned = back(one)
    edit = only(returned)
    assert (edit.did, edit.row, edit.column, edit.before, edit.after, edit.by) == (
        Did.CELL, 1, 1, "2,4 %", "2,5 %", ANNA,
    )  # fmt: skip
    assert of(returned, "tab").rows[1] == ("Polen", "2,5 %")


def test_formatting_is_an_edit() -> None:
    one = desk()
    one.format("Letland", "b")
    returned = back(one)
    assert only(returned).did is Did.FORMATTED
    assert of(returned, "i2").marks == (Mark(start=0, end=7, style="strong"),)
    assert of(returned, "i2").origin is Origin.PERSON


def test_comments_of_people_with_their_words_and_answers() -> None:
    one = desk()
    first = one.comment("verdrag", "Welk verdrag?", ANNA)
    one.comment("verdrag", "Dat van Riga.", BART, answers=first)
    one.comment("parlement", "Naar de datum wordt nog gekeken.", BART, answers=0)
    one.comment("Rode lijn", "Wie vult dit in?", ANNA)
    returned = back(one)
    assert [(each.by, each.text, each.words, each.key) for each in returned.comments] == [
        (ANNA, "Welk verdrag?", "verdrag", "i1"),
        (BART, "Dat van Riga.", "verdrag", "i1"),
        (BART, "Naar de datum wordt nog gekeken.", "parlement", "i2"),
        (ANNA, "Wie vult dit in?", "Rode lijn", "line"),
    ]
    assert returned.comments[1].reply_to == 0
    assert returned.comments[1].resolved
    assert returned.comments[2].answers == "Controleer de datum."
    assert returned.draft == draft()


def test_the_letterhead_is_filled_in() -> None:
    one = desk(ANNA)
    one.replace("[kenmerk]", "AB-12")
    one.replace("20 maart 2023", "21 maart 2023")
    returned = back(one)
    assert returned.draft.head.reference == "AB-12"
    assert returned.draft.head.date == "2023-03-21"
    assert {each.key for each in returned.edits} == {"reference", "date"}


def test_a_date_that_is_none_is_told_and_not_taken() -> None:
    one = desk()
    one.replace("20 maart 2023", "binnenkort")
    returned = back(one)
    assert returned.draft.head.date == "2023-03-20"
    assert any("binnenkort" in note for note in returned.notes)


@pytest.mark.parametrize("author", ["", ANNA])
def test_words_find_the_blocks_where_the_marks_were_lost(author: str) -> None:
    one = desk(author)
    one.replace("Riga", "Vilnius")
    one.move("Voor de zomer", "Polen heeft het verdrag")
    one.lose_marks()
    returned = back(one)
    assert {(each.did, each.key) for each in returned.edits} == {
        (Did.EDITED, "intro"),
        (Did.MOVED, "end"),
    }
    assert {block.key for block in returned.draft.blocks} >= {"pos", "tab", "line", "drop"}


def test_what_a_draft_cannot_keep_is_told_with_its_words() -> None:
    one = desk()
    paragraph = one.paragraph("Letland wacht")
    paragraph.append(one.root.makeelement(f"{{{one.root.nsmap['w']}}}r"))
    run = paragraph[-1]
    run.append(run.makeelement(f"{{{one.root.nsmap['w']}}}pict"))
    assert any("picture" in note and "Letland wacht" in note for note in back(one).notes)


def test_the_same_file_twice_is_the_same_draft() -> None:
    one = desk(ANNA)
    one.add("Letland wacht", "Estland heeft geen termijn genoemd.")
    data = one.saved()
    assert take_back(draft(), data) == take_back(draft(), data)


def test_what_came_back_can_go_out_and_come_back_again() -> None:
    one = desk(ANNA)
    one.add("Letland wacht", "Estland heeft geen termijn genoemd.")
    one.replace("2,4 %", "2,5 %")
    first = back(one).draft
    again = take_back(first, render(first))
    assert again.draft == first
    assert not again.edits


# Files that are not meant.


def test_a_file_says_which_draft_it_was_made_from() -> None:
    found = bearing(render(draft()))
    assert (found.draft, found.version) == (draft().name, version(draft()))


def test_another_draft_another_version_and_a_clean_copy_are_refused() -> None:
    data = render(draft())
    other = msgspec.structs.replace(draft(), meeting="other-2023")
    with pytest.raises(InputError, match="another draft"):
        take_back(other, data)
    later = msgspec.structs.replace(draft(), title="Another title")
    with pytest.raises(InputError, match="another version"):
        take_back(later, data)
    with pytest.raises(InputError, match="bears no draft"):
        take_back(draft(), render(draft(), clean=True))


def _with(part: str, content: bytes) -> bytes:
    one = desk()
    one.parts[part] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in one.parts.items():
            archive.writestr(name, data)
    return out.getvalue()


_XXE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a file",
        b"PK\x03\x04 broken",
        b"%PDF-1.7",
        pytest.param(_with("word/document.xml", _XXE), id="xxe"),
        pytest.param(_with("word/comments.xml", _XXE), id="xxe in comments"),
        pytest.param(_with("word/document.xml", b" " * 60_000_000), id="bomb"),
        pytest.param(_with("word/document.xml", b"<w:document"), id="broken xml"),
        pytest.param(_with("word/document.xml", b"<a>" * 100_000 + b"</a>" * 100_000), id="deep"),
    ],
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        take_back(draft(), data, name="x.docx")


def test_macros_are_told_of_and_left_alone() -> None:
    returned = take_back(draft(), _with("word/vbaProject.bin", b"\0"))
    assert returned.draft == draft()
    assert any("macros" in note for note in returned.notes)


def test_anchors_that_were_stretched_over_everything_do_no_harm() -> None:
    one = desk()
    starts = list(one.body.iter(f"{{{one.root.nsmap['w']}}}bookmarkStart"))
    first = one.body[0]
    for start in starts:
        first.insert(0, start)
    returned = back(one)
    assert {block.key for block in returned.draft.blocks} >= {block.key for block in BLOCKS}
    assert "De raad komt op 4 april in Riga bijeen." in [b.text for b in returned.draft.blocks]


# Any edits at all.

_WORDS = st.integers(0, 10_000)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[int, bool, list[tuple[str, int, int]]]:
    count = draw(st.integers(2, 9))
    places = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=count))
    kinds = st.sampled_from(("replace", "insert", "delete", "add", "move"))
    return count, draw(st.booleans()), [(draw(kinds), place, draw(_WORDS)) for place in places]


def _sentence(number: int) -> str:
    return " ".join(f"woord{number}{letter}" for letter in "abcdefgh") + "."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_edits())
def test_any_edits_come_back_as_they_were_made(
    case: tuple[int, bool, list[tuple[str, int, int]]],
) -> None:
    count, tracked, edits = case
    forms = (Form.PARAGRAPH, Form.ITEM, Form.HEADING)
    blocks = tuple(
        Block(
            key=f"k{place}", form=forms[place % 3], origin=Origin.NEW, text=_sentence(place),
            level=1 if forms[place % 3] is Form.HEADING else 0,
        )
        for place in range(count)
    )  # fmt: skip
    base = draft(blocks)
    one = Desk(render(base), ANNA if tracked else "")
    expected: list[tuple[str | None, str]] = [(each.key, each.text) for each in blocks]
    moved = False
    for kind, place, number in edits:
        word, here = f"woord{place}d", f"woord{place}c"
        at = [key for key, _ in expected].index(f"k{place}")
        key, text = expected[at]
        if kind == "replace":
            one.replace(word, f"nieuw{number}")
            expected[at] = (key, text.replace(word, f"nieuw{number}"))
        elif kind == "insert":
            one.replace(here, f"{here} erbij{number}")
            expected[at] = (key, text.replace(here, f"{here} erbij{number}"))
        elif kind == "delete":
            one.remove(here)
            del expected[at]
        elif kind == "add":
            one.add(here, f"toegevoegd{number} {place} heel andere taal")
            expected.insert(at + 1, (None, f"toegevoegd{number} {place} heel andere taal"))
        elif at and not moved:
            # One move a time: of two, nobody can tell which of them stayed.
            moved = True
            goal = expected[0][1]
            one.move(here, goal)
            expected.insert(0, expected.pop(at))
    returned = take_back(base, one.saved())
    known = {each.key for each in blocks}
    got = [(each.key if each.key in known else None, each.text) for each in returned.draft.blocks]
    assert got == expected
    touched = {edit.key for edit in returned.edits}
    for block in returned.draft.blocks:
        if block.key not in touched:
            assert block in base.blocks
