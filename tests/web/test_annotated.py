"""A paper cut along its statements."""

from __future__ import annotations

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.record import StatementRow
from inzet.web.present.annotated import Annotated, annotate
from inzet.web.routes.papers import _structured
from inzet.web.words import Words
from tests.reading.office import docx, para, table
from tests.web.workspace import AGENDA, Workspace


def annotated(shown: Workspace, *, blank: tuple[tuple[int, int], ...] = ()) -> Annotated:
    with shown.open() as record:
        rows: list[StatementRow] = record.view(record.reader()).paper_statements(shown.agenda)
    structured = _structured(AGENDA, (), (), "text-1", "text/plain", "nl", ())
    return annotate(structured, rows, Words("en"), unrecognised=blank)


def test_all_text_is_there_in_order(shown: Workspace) -> None:
    for passage in annotated(shown).passages:
        text = "".join(stretch.text for stretch in passage.stretches)
        assert text
        assert " ".join(text.split()) in " ".join(AGENDA.split())


def test_overlapping_statements_share_a_stretch(shown: Workspace) -> None:
    stretches = [s for passage in annotated(shown).passages for s in passage.stretches]
    inner = next(s for s in stretches if s.text.startswith("een gezamenlijke oefening"))
    assert inner.acts == ("expectation", "position")
    after = next(s for s in stretches if s.text.startswith(" en waaraan"))
    assert after.acts == ("position",)
    assert after.begins == ()


def test_every_statement_begins_once_and_has_one_note(shown: Workspace) -> None:
    paper = annotated(shown)
    begun = [name for p in paper.passages for s in p.stretches for name in s.begins]
    notes = [note.first.anchor for p in paper.passages for note in p.notes]
    assert len(begun) == len(set(begun)) == len(notes)
    assert sorted(begun) == sorted(notes)
    assert paper.elsewhere == ()


def test_seats_of_one_sentence_share_a_note(shown: Workspace) -> None:
    notes = [note for p in annotated(shown).passages for note in p.notes]
    seats = [note for note in notes if note.first.row.act == "participation"]
    assert [len(note.lines) for note in seats] == [2]


def test_unrecognised_sentences_are_shown_when_asked(shown: Workspace) -> None:
    start = AGENDA.index("Wat er daarna")
    paper = annotated(shown, blank=((start, start + 20),))
    grey = [s.text for p in paper.passages for s in p.stretches if s.unrecognised]
    assert grey == [AGENDA[start : start + 20]]


def test_cells_of_a_row_stand_apart() -> None:
    paper = structure(load(docx(table(("Onderwerp", "Inzet"), ("Haven", "Nederland steunt het.")))))
    shown = annotate(paper, [], Words("en")).passages
    texts = ["".join(stretch.text for stretch in passage.stretches) for passage in shown]
    assert texts == ["Onderwerp\u2003Inzet", "Haven\u2003Nederland steunt het."]


def test_a_label_above_its_value_stands_apart_from_it() -> None:
    lines = ("Aan", "De Voorzitter van de Kamer", "Datum", "Den Haag, 4 maart 2016")
    shown = annotate(structure(load(docx("".join(map(para, lines))))), [], Words("en")).passages
    texts = ["".join(stretch.text for stretch in passage.stretches) for passage in shown]
    assert texts == ["Aan\u2003De Voorzitter van de Kamer", "Datum\u2003Den Haag, 4 maart 2016"]
