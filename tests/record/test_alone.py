"""A feed by itself: how its statements came to stand, and the same on every node that holds it."""

from __future__ import annotations

from pathlib import Path

from inzet.record import DOSSIER, MEETING, Record, View
from inzet.vocabulary.entries import Correction, Review, Statement, Withdrawal
from tests.record.world import add_paper, home, statement

TEXT = "Het kabinet steunt de toetreding van Finland. Het kabinet wacht af."


def _told(view: View, feed: str) -> dict[str, list[tuple[bool, str, str]]]:
    alone = view.alone(feed)
    end = alone.come()
    identities = sorted({row.identity for row in _statements(view, feed)})
    turns = alone.turns(identities, end)
    return {
        identity: [(turn.stands, turn.statement.quote, turn.entry) for turn in some]
        for identity, some in turns.items()
    }


def _statements(view: View, feed: str) -> list[Statement]:
    bodies = (each.body for each in view.tail(feed))
    return [each for each in bodies if isinstance(each, Statement)]


def _feed(record: Record, marking: str = "PUBLIC") -> str:
    found = [each for each in record.view(record.reader()).feeds() if each.marking == marking]
    return next(each.id for each in found if each.organisation == record.organisation.name)


def test_a_statement_is_corrected_withdrawn_and_stands_again(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        said = statement(paper, TEXT, 0, 45, dossiers=("accession/FIN",), said="2023-01-02")
        first = batch.add(said)
        batch.add(statement(paper, TEXT, 46, 67, meeting="m"))
    with record.batch("PUBLIC") as batch:
        better = statement(paper, TEXT, 0, 20, dossiers=("accession/FIN",), identity=said.identity)
        second = batch.add(Correction(target=first, statement=better))
    with record.batch("PUBLIC") as batch:
        gone = batch.add(Withdrawal(target=second, said="2023-02-01"))
    with record.batch("PUBLIC") as batch:
        # The correction is gone, and what it corrected stands; then that is rejected as well.
        batch.add(Review(target=first, verdict="rejected"))
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=gone))
    feed = _feed(record)
    told = _told(record.view(record.reader()), feed)[said.identity]
    assert [(stands, entry) for stands, _, entry in told] == [
        (True, first),
        (True, second),
        (True, first),
        (False, first),
        (True, second),
    ]
    alone = record.view(record.reader()).alone(feed)
    assert [each.entry for each in alone.standing(DOSSIER, "accession/FIN", 2**40, 9)] == [second]
    assert len(alone.standing(MEETING, "m", 2**40, 9)) == 1


def test_a_paper_that_is_withdrawn_takes_its_statements_along(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        said = statement(paper, TEXT, 0, 45, dossiers=("accession/FIN",))
        batch.add(said)
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=paper))
    view, feed = record.view(record.reader()), _feed(record)
    assert [stands for stands, _, _ in _told(view, feed)[said.identity]] == [True, False]
    alone = view.alone(feed)
    last = view.tail(feed)[-1]
    assert last.ends
    assert alone.seal_begins(last.place) == last.place
    assert alone.changed(last.place, last.place) == {last.place: [said.identity]}
    assert alone.touched(last.place, last.place) == {DOSSIER: ["accession/FIN"], MEETING: []}
    assert alone.standing(DOSSIER, "accession/FIN", last.place, 9) == []


def test_what_a_narrower_feed_says_does_not_count(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        said = statement(paper, TEXT, 0, 45, dossiers=("accession/FIN",))
        first = batch.add(said)
    with record.batch("REL-A") as batch:
        batch.add(Withdrawal(target=first))
    view = record.view(record.reader())
    assert [stands for stands, _, _ in _told(view, _feed(record))[said.identity]] == [True]
    narrow = view.alone(_feed(record, "REL-A"))
    assert narrow.changed(0, narrow.come()) == {}


def test_papers_of_other_marked_feeds_are_not_told(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        public = add_paper(batch, "Public")
    with record.batch("REL-AB") as batch:
        wide = add_paper(batch, "Wide")
    with record.batch("REL-A") as batch:
        own = add_paper(batch, "Own")
    alone = record.view(record.reader()).alone(_feed(record, "REL-A"))
    assert set(alone.cited([public, wide, own])) == {public, own}


def test_two_nodes_are_told_the_same(record: Record, tmp_path: Path) -> None:
    with record.batch("REL-A") as batch:
        hidden = add_paper(batch, "Something else first")
        batch.add(statement(hidden, "Something else first", 0, 9, dossiers=("accession/FIN",)))
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        first = batch.add(statement(paper, TEXT, 0, 45, dossiers=("accession/FIN",)))
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=first))
    feed, view = _feed(record), record.view(record.reader())
    with home(tmp_path, name="other.db") as other:
        other.receive_all(view.parcels(feed), view.bytes_of(feed))
        there = other.view(other.reader())
        assert _told(there, feed) == _told(view, feed)
        come, came = there.tail(feed), view.tail(feed)
        assert [(each.entry, each.n, each.sealed, each.ends) for each in come] == [
            (each.entry, each.n, each.sealed, each.ends) for each in came
        ]
        assert there.alone(feed).seals() == view.alone(feed).seals()
        assert view.alone(feed).seals()[0][2] == came[0].sealed
