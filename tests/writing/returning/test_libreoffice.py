"""The round trip through LibreOffice: it opens a draft, edits it with tracking, and saves it.

Without windows, version 7.4 falls over the margin in which it would show comments to somebody who
edits. So comments are put in the file that it saved in its own format; it writes the Word file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from inzet.writing.draft import Draft, Form, Origin
from inzet.writing.render.docx import render
from inzet.writing.returning import Did, Edit, Returned, take_back
from tests.writing.desk import Desk
from tests.writing.drafts import agenda, debate
from tests.writing.office import Office, by, converted, office
from tests.writing.office.odt import Text
from tests.writing.returning.test_returning import BLOCKS, draft

ANNA, BART = by("Anna", "Bos"), by("Bart", "Cohen")
TRACKED, UNTRACKED = {"do": "record", "on": True}, {"do": "record", "on": False}


@pytest.fixture(scope="module")
def running() -> Iterator[Office]:
    with office() as one:
        yield one


def base() -> Draft:
    """Without remarks to the drafter, which would be comments."""
    return draft(tuple(msgspec.structs.replace(each, comment="") for each in BLOCKS))


def edited(running: Office, *steps: dict[str, Any]) -> Returned:
    data = render(base(), sources="annex")
    return take_back(base(), running.edit(data, *steps))


def only(returned: Returned) -> Edit:
    assert len(returned.edits) == 1, returned.edits
    assert not returned.notes
    return returned.edits[0]


def texts(returned: Returned) -> list[str]:
    return [block.text for block in returned.draft.blocks]


@pytest.mark.parametrize("made", [base, agenda, debate])
def test_opened_and_saved_it_is_the_same_draft(made, running: Office) -> None:  # type: ignore[no-untyped-def]
    one = made()
    plain = tuple(msgspec.structs.replace(block, comment="") for block in one.blocks)
    one = msgspec.structs.replace(one, blocks=plain)
    returned = take_back(one, running.edit(render(one, sources="annex")))
    assert returned.edits == ()
    assert returned.draft == one
    assert returned.notes == ()


def test_tracked_changes_of_two_people(running: Office) -> None:
    returned = edited(
        running,
        TRACKED,
        ANNA,
        {"do": "replace", "words": "Riga", "by": "Vilnius"},
        {"do": "insert", "after": "goedgekeurd", "words": " in maart"},
        BART,
        {"do": "delete", "words": "Voor de zomer "},
    )
    assert [(each.did, each.key, each.by, each.pending) for each in returned.edits] == [
        (Did.EDITED, "intro", "Anna Bos", True),
        (Did.EDITED, "i1", "Anna Bos", True),
        (Did.EDITED, "end", "Bart Cohen", True),
    ]
    assert "De raad komt op 4 april in Vilnius bijeen." in texts(returned)
    assert "Polen heeft het verdrag goedgekeurd in maart." in texts(returned)
    assert "volgt een verslag." in texts(returned)


def test_paragraphs_come_and_go(running: Office) -> None:
    returned = edited(
        running,
        TRACKED,
        ANNA,
        {"do": "new paragraph", "after": "Letland wacht", "words": "Estland evenmin."},
        {"do": "delete paragraph", "words": "Polen heeft"},
    )
    assert [(each.did, each.by) for each in returned.edits] == [
        (Did.DELETED, "Anna Bos"),
        (Did.ADDED, "Anna Bos"),
    ]
    new = next(block for block in returned.draft.blocks if block.text == "Estland evenmin.")
    assert (new.form, new.origin, new.by) == (Form.ITEM, Origin.PERSON, "Anna Bos")


@pytest.mark.parametrize("recording", [TRACKED, UNTRACKED])
def test_a_paragraph_is_split(running: Office, recording: dict[str, Any]) -> None:
    edit = only(edited(running, recording, ANNA, {"do": "split", "before": "in Riga"}))
    assert (edit.did, edit.key, edit.after, edit.by) == (
        Did.SPLIT, "intro", "De raad komt op 4 april", "Anna Bos",
    )  # fmt: skip


@pytest.mark.parametrize("recording", [TRACKED, UNTRACKED])
def test_two_paragraphs_are_joined(running: Office, recording: dict[str, Any]) -> None:
    edit = only(edited(running, recording, ANNA, {"do": "join", "words": "Polen heeft"}))
    assert (edit.did, edit.key, edit.others, edit.by) == (Did.JOINED, "i1", ("i2",), "Anna Bos")


@pytest.mark.parametrize("recording", [TRACKED, UNTRACKED])
def test_a_paragraph_moves_up(running: Office, recording: dict[str, Any]) -> None:
    returned = edited(
        running, recording, ANNA, {"do": "move", "words": "Letland wacht", "up": True}
    )
    assert only(returned).did is Did.MOVED
    keys = [block.key for block in returned.draft.blocks]
    assert keys.index("i2") < keys.index("i1")
    assert {*keys} == {block.key for block in BLOCKS}


def test_a_paragraph_is_cut_and_pasted_elsewhere(running: Office) -> None:
    returned = edited(
        running,
        TRACKED,
        ANNA,
        {"do": "cut and paste", "words": "Letland wacht", "before": "Polen heeft"},
    )
    assert only(returned).did is Did.MOVED
    assert texts(returned).index(BLOCKS[6].text) < texts(returned).index(BLOCKS[5].text)


def test_all_that_was_proposed_is_accepted(running: Office) -> None:
    returned = edited(running, {"do": "accept all"})
    assert {(each.did, each.key) for each in returned.edits} == {
        (Did.ACCEPTED, "pos"),
        (Did.ACCEPTED, "drop"),
    }


def test_all_that_was_proposed_is_rejected(running: Office) -> None:
    returned = edited(running, {"do": "reject all"})
    assert {(each.did, each.key) for each in returned.edits} == {
        (Did.REJECTED, "pos"),
        (Did.REJECTED, "drop"),
    }
    assert BLOCKS[3].before in texts(returned)
    assert BLOCKS[4].before in texts(returned)


def test_some_is_accepted_and_some_rejected(running: Office) -> None:
    returned = edited(
        running,
        {"do": "accept", "words": "vuurtorens"},
        {"do": "reject", "words": "nieuwe"},
    )
    assert [(each.did, each.key) for each in returned.edits] == [
        (Did.EDITED, "pos"),
        (Did.ACCEPTED, "drop"),
    ]
    assert "Het kabinet steunt het plan voor de kades en sluizen." in texts(returned)


def test_fields_and_the_letterhead_are_filled(running: Office) -> None:
    returned = edited(
        running,
        TRACKED,
        ANNA,
        {"do": "replace", "words": "[in te vullen]", "by": "Geen uitzonderingen."},
        {"do": "replace", "words": "[kenmerk]", "by": "AB-12"},
    )
    assert [(each.did, each.by) for each in returned.edits] == [
        (Did.HEAD, "Anna Bos"),
        (Did.FILLED, "Anna Bos"),
    ]
    assert returned.draft.head.reference == "AB-12"
    assert "Geen uitzonderingen." in [block.filled for block in returned.draft.blocks]


def test_a_cell_is_changed_and_a_row_taken_out(running: Office) -> None:
    cell = {"do": "cell", "table": 1, "row": 1, "column": 1, "words": "2,5 %"}
    edit = only(edited(running, TRACKED, ANNA, cell))
    assert (edit.did, edit.before, edit.after, edit.by) == (
        Did.CELL, "2,4 %", "2,5 %", "Anna Bos",
    )  # fmt: skip
    returned = edited(running, UNTRACKED, {"do": "row", "table": 1, "row": 1, "delete": True})
    assert only(returned).did is Did.ROWS
    table = next(block for block in returned.draft.blocks if block.form is Form.TABLE)
    assert table.rows == (BLOCKS[7].rows[0], BLOCKS[7].rows[2])


def test_words_are_made_bold(running: Office) -> None:
    returned = edited(running, {"do": "bold", "words": "Letland"})
    assert only(returned).after == "strong “Letland”"


def test_comments_of_two_people_survive_opening_and_saving() -> None:
    one = Desk(render(draft()), "Anna Bos")
    one.comment("verdrag", "Welk verdrag?", "Anna Bos")
    one.comment("parlement", "In welke kamer?", "Bart Cohen")
    one.replace("Riga", "Vilnius")
    returned = take_back(draft(), converted(one.saved(), "docx"))
    assert [(each.by, each.text, each.words, each.key) for each in returned.comments] == [
        ("Anna Bos", "Welk verdrag?", "verdrag", "i1"),
        ("Bart Cohen", "In welke kamer?", "parlement", "i2"),
    ]
    assert only(returned).key == "intro"
    assert only(returned).by == "Anna Bos"


def test_comments_and_tracked_changes_of_two_people_as_libreoffice_writes_them() -> None:
    anna, bart = "Anna Bos", "Bart Cohen"
    one = Text(converted(render(draft()), "odt"))
    one.comment("verdrag", "Welk verdrag?", anna, "2023-03-21T09:30:00")
    one.comment("zijn parlement", "In welke kamer?", bart, "2023-03-22T11:00:00", resolved=True)
    one.comment("Kades en", "Ook bruggen?", bart, "2023-03-23T08:00:00")
    one.insert("bijeen.", "plechtig ", anna, "2023-03-21T09:00:00")
    one.delete("Voor de zomer ", bart, "2023-03-22T09:00:00")
    one.insert("goedgekeurd.", "met dank ", bart, "2023-03-22T09:10:00")
    returned = take_back(draft(), converted(one.saved(), "docx", of="odt"))
    assert [
        (each.by, each.on, each.text, each.words, each.key, each.resolved)
        for each in returned.comments
    ] == [
        (bart, "2023-03-23T08:00:00Z", "Ook bruggen?", "Kades en", "h", False),
        (anna, "2023-03-21T09:30:00Z", "Welk verdrag?", "verdrag", "i1", False),
        (bart, "2023-03-22T11:00:00Z", "In welke kamer?", "zijn parlement", "i2", True),
    ]
    assert [(each.did, each.key, each.by, each.on, each.pending) for each in returned.edits] == [
        (Did.EDITED, "intro", anna, "2023-03-21T09:00:00Z", True),
        (Did.EDITED, "i1", bart, "2023-03-22T09:10:00Z", True),
        (Did.EDITED, "end", bart, "2023-03-22T09:00:00Z", True),
    ]
    assert "De raad komt op 4 april in Riga plechtig bijeen." in texts(returned)
    assert returned.notes == ()


def test_an_answer_hangs_where_the_comment_does_that_it_answers() -> None:
    """LibreOffice 7.4 does not write what a comment answers; nothing else of it is lost."""
    one = Text(converted(render(draft()), "odt"))
    asked = one.comment("verdrag", "Welk stuk?", "Anna Bos", "2023-03-21T09:30:00")
    one.comment("verdrag", "Dat van Riga.", "Bart Cohen", "2023-03-22T10:00:00", answers=asked)
    returned = take_back(draft(), converted(one.saved(), "docx", of="odt"))
    assert {(each.by, each.text, each.words, each.key) for each in returned.comments} == {
        ("Anna Bos", "Welk stuk?", "verdrag", "i1"),
        ("Bart Cohen", "Dat van Riga.", "verdrag", "i1"),
    }
    assert returned.edits == ()
