"""Sharing wider: a new entry in the wider feed, shown once, and visible there whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.release import plan, share, take_back
from inzet.reading import review
from inzet.record import Fault, Filter, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.errors import InputError, NotFound, NotOwner, Outdated, ReferenceInward
from tests.record.world import Clock, add_paper, home, statement

TEXT = "Het kabinet steunt de toetreding. Het kabinet zal de Kamer informeren over Finland."
SPANS = ((0, 33), (34, 83))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path) as made:
        yield made


def kept(record: Record, marking: str = "INTERNAL") -> tuple[str, list[str]]:
    """A paper with its two statements: its id, and their identities."""
    with record.batch(marking) as batch:
        paper = add_paper(
            batch, TEXT, said="2023-02-01", numbers=("kst-1",), source="/home/anna/geheim.txt"
        )
        bodies = [statement(paper, TEXT, *span, rule="r", dossiers=("accession/FIN",))
                  for span in SPANS]  # fmt: skip
        for body in bodies:
            batch.add(body)
        batch.add(kinds.Reading(paper=paper, extraction=1, reader="r 1", statements=2, note="n"))
    return paper, [body.identity for body in bodies]


def shared(record: Record, name: str, marking: str, *, whole: bool = False) -> str:
    """Shares it; the name under which it stands there."""
    reader = record.reader()
    return share(record, reader, plan(record, reader, name, marking, whole=whole)).name


def seen(record: Record, reader: str | None) -> list[tuple[str, str]]:
    """(quote, marking) of every statement that a reader is shown."""
    view = record.view(record.reader(reader))
    rows = view.statements(Filter(dossier="accession/FIN")).items
    assert view.count(Filter(dossier="accession/FIN")) == len(rows)
    assert {row.entry for row in rows} == {row.entry for row in view.statements().items}
    return sorted((row.quote[:12], row.marking) for row in rows)


def sound(record: Record) -> bool:
    return not [each for each in record.verify(projections=True) if isinstance(each, Fault)]


ONE, TWO = "Het kabinet ", "Het kabinet "


def test_a_paper_and_what_it_says_are_shown_once_to_whoever_reads_both(record: Record) -> None:
    paper, identities = kept(record)
    wide = shared(record, paper, "REL-AB", whole=True)
    assert wide != paper
    for reader in (None, "Alfa", "Beta"):
        view = record.view(record.reader(reader))
        assert [row.id for row in view.papers().items] == [wide]
        assert view.paper("kst-1").id == wide
        assert [row.identity for row in view.paper_statements(wide)] == identities
        assert seen(record, reader) == [(ONE, "REL-AB"), (TWO, "REL-AB")]
        assert len(view.search("toetreding").items) == 2  # the paper and the statement
    assert seen(record, "PUBLIC") == []
    with pytest.raises(NotFound):
        record.view(record.reader("Beta")).paper(paper)
    assert sound(record)


def test_the_narrower_paper_is_still_there_by_its_id_for_whoever_reads_it(record: Record) -> None:
    paper, identities = kept(record)
    wide = shared(record, paper, "PUBLIC")
    view = record.view(record.reader())
    assert view.paper(paper).marking == "INTERNAL"
    assert [row.identity for row in view.paper_statements(paper)] == identities
    assert [row.identity for row in view.paper_statements(wide)] == identities
    assert {row.marking for row in view.paper_statements(wide)} == {"INTERNAL"}
    public = record.view(record.reader("PUBLIC"))
    assert public.paper_statements(wide) == []
    assert public.text(wide).text == TEXT
    assert public.paper(wide).source == ""


def test_nothing_of_the_house_goes_along(record: Record) -> None:
    paper, identities = kept(record)
    alfa = record.reader()
    missed: dict[str, Any] = {"act": "position", "quote": "de toetreding", "note": "heimelijk"}
    review.add(record, alfa, paper, by="anna", **missed)
    with record.batch("INTERNAL") as batch:
        batch.add(kinds.Alias(paper=paper, numbers=("intern-77",)))
    wide = shared(record, paper, "PUBLIC", whole=True)
    view = record.view(record.reader("PUBLIC"))
    feed = next(each.id for each in view.feeds() if each.marking == "PUBLIC")
    said = repr([each.body for each in view.tail(feed)])
    for hidden in (paper, "geheim", "anna/", "heimelijk", "intern-77"):
        assert hidden not in said
    assert len(view.paper_statements(wide)) == 3
    with pytest.raises(NotFound):
        view.paper("intern-77")
    assert record.view(record.reader()).paper("intern-77").id == paper
    assert identities


def test_shared_twice_is_once(record: Record) -> None:
    paper, _ = kept(record)
    first = shared(record, paper, "PUBLIC", whole=True)
    before = record.head()
    assert shared(record, paper, "PUBLIC", whole=True) == first
    assert shared(record, first, "PUBLIC") == first
    assert record.head() == before


def test_what_was_read_can_follow_later(record: Record) -> None:
    paper, _ = kept(record)
    first = shared(record, paper, "PUBLIC")
    assert seen(record, "PUBLIC") == []
    assert shared(record, paper, "PUBLIC", whole=True) == first
    assert seen(record, "PUBLIC") == seen(record, None) == [(ONE, "PUBLIC"), (TWO, "PUBLIC")]
    assert len(record.view(record.reader()).papers().items) == 1


def test_the_wider_one_stays_visible_whatever_happens_inside(record: Record) -> None:
    paper, (first, second) = kept(record)
    wide = shared(record, paper, "PUBLIC", whole=True)
    home_, view = record.reader(), record.view(record.reader())
    everybody = [(ONE, "PUBLIC"), (TWO, "PUBLIC")]

    def inside(body: kinds.AnyBody) -> None:
        with record.batch("INTERNAL") as batch:
            batch.add(body)

    narrow = [
        step.entry
        for identity in (first, second)
        for step in view.history(identity)
        if step.marking == "INTERNAL"
    ]
    inside(kinds.Review(target=narrow[0], verdict="rejected", by="anna"))
    assert seen(record, "PUBLIC") == everybody
    assert seen(record, None) == [(TWO, "PUBLIC")]
    body = review.statement_of(record.view(home_).statement(second))
    inside(kinds.Correction(target=narrow[1], statement=body, by="anna"))
    assert seen(record, "PUBLIC") == everybody
    assert seen(record, None) == [(TWO, "INTERNAL")]
    for entry in (*narrow, paper):
        inside(kinds.Withdrawal(target=entry))
    assert seen(record, "PUBLIC") == everybody
    assert [row.id for row in record.view(record.reader("PUBLIC")).papers().items] == [wide]
    assert sound(record)


def test_taking_back_shows_the_narrower_one_again_and_it_can_be_shared_anew(
    record: Record,
) -> None:
    paper, _ = kept(record)
    wide = shared(record, paper, "PUBLIC", whole=True)
    take_back(record, record.reader(), wide, "PUBLIC", by="anna", ground="by mistake")
    assert seen(record, "PUBLIC") == []
    assert record.view(record.reader("PUBLIC")).papers().items == ()
    assert seen(record, None) == [(ONE, "INTERNAL"), (TWO, "INTERNAL")]
    inside = record.view(record.reader())
    assert [row.id for row in inside.papers().items] == [paper]
    assert inside.ended_papers() == ()
    assert [each.row.id for each in record.view(record.reader("PUBLIC")).ended_papers()] == [wide]
    again = shared(record, paper, "PUBLIC", whole=True)
    assert again != wide
    assert seen(record, "PUBLIC") == seen(record, None) == [(ONE, "PUBLIC"), (TWO, "PUBLIC")]
    with pytest.raises(InputError, match="not shared as REL-A"):
        take_back(record, record.reader(), paper, "REL-A", by="anna", ground="x")
    assert sound(record)


def test_what_stands_in_one_place_alone_was_not_shared(record: Record) -> None:
    paper, (identity, _) = kept(record)
    for name in (paper, identity):
        with pytest.raises(InputError, match="nowhere else"):
            take_back(record, record.reader(), name, "INTERNAL", by="anna", ground="x")


def test_a_statement_goes_where_its_paper_is(record: Record) -> None:
    paper, (identity, other) = kept(record)
    with pytest.raises(ReferenceInward, match=r"inzet share .* --marking REL-A") as refused:
        shared(record, identity, "REL-A")
    assert "not for Alfa" in refused.value.what
    shared(record, paper, "REL-A")
    shared(record, identity, "REL-A")
    assert seen(record, "Alfa") == [(ONE, "REL-A")]

    markings = {
        row.identity: row.marking for row in record.view(record.reader()).statements().items
    }
    assert markings == {identity: "REL-A", other: "INTERNAL"}


def test_reviews_and_corrections_hold_and_are_shared_as_they_stand(record: Record) -> None:
    paper, (first, second) = kept(record)
    home_ = record.reader()
    review.confirm(record, home_, first, by="anna")
    review.correct(
        record, home_, second, by="anna", changes={"dossiers": ("accession/FIN",), "party": "NLD"}
    )
    shared(record, paper, "PUBLIC", whole=True)
    own = record.view(home_)
    assert own.statement(first).reviewed_by == "anna"
    assert (own.statement(second).party, own.statement(second).marking) == ("NLD", "PUBLIC")
    public = record.view(record.reader("PUBLIC"))
    assert public.statement(second).party == "NLD"
    assert public.statement(first).reviewed_by is None
    assert "anna" not in repr(public.history(second))


def test_a_statement_that_names_narrower_things_stays(record: Record) -> None:
    paper, (identity, _) = kept(record)
    secret, _ = kept_other(record)

    def judged(content: dict[str, object], key: str) -> str:
        made = content_id(["judged", key])
        with record.batch("INTERNAL") as batch:
            batch.add(
                kinds.Statement(
                    identity=made,
                    act=Act.CONTEXT,
                    quote="a judgement",
                    citation=OutsideCitation(identifier="judgement", date=None, says="x"),
                    content=content,
                    rule="person",
                )
            )
        return made

    inward = judged({"kind": "about", "papers": [secret]}, "one")
    with pytest.raises(ReferenceInward, match="Iets anders"):
        shared(record, inward, "PUBLIC")
    about = judged({"kind": "about", "paper": paper, "statement": identity}, "two")
    with pytest.raises(ReferenceInward):
        shared(record, about, "PUBLIC")
    wide = shared(record, paper, "PUBLIC", whole=True)
    shared(record, about, "PUBLIC")
    content = record.view(record.reader("PUBLIC")).statement(about).content
    assert content == {"kind": "about", "paper": wide, "statement": identity}


def kept_other(record: Record) -> tuple[str, str]:
    text = "Iets anders staat hier."
    with record.batch("INTERNAL") as batch:
        paper = add_paper(batch, text, said="2023-02-02")
        body = statement(paper, text, 0, 12)
        batch.add(body)
    return paper, body.identity


def test_readers_are_named_with_what_they_could_read_before(record: Record) -> None:
    paper, _ = kept(record, "REL-A")
    made = plan(record, record.reader(), paper, "REL-AB")
    told = {each.name: (each.own, each.already, each.key) for each in made.audience.who}
    assert told == {
        "Home": (True, True, True),
        "Alfa": (False, True, False),
        "Beta": (False, False, False),
    }
    assert not made.audience.everybody
    assert [each.name for each in made.audience.fresh] == ["Beta"]
    assert plan(record, record.reader(), paper, "PUBLIC").audience.everybody
    with pytest.raises(InputError, match="can read it already"):
        plan(record, record.reader(), paper, "INTERNAL")


def test_who_joined_since_it_was_shown_is_shown_first(record: Record) -> None:
    paper, _ = kept(record)
    made = plan(record, record.reader(), paper, "REL-A")
    record.define_audience("REL-A", ["Alfa", "Gamma"])
    with pytest.raises(Outdated):
        share(record, record.reader(), made)
    assert record.view(record.reader("Alfa")).papers().items == ()


def test_only_its_originator_shares_what_it_wrote(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "alfa"
    folder.mkdir()
    with home(folder, Clock(), "alfa.db") as alfa:
        alfa_paper, (said, _) = kept(alfa, "REL-AB")
        # Alfa's record bears another organisation's key; its feed is received as it is.
        view = alfa.view(alfa.reader())
        feed = next(each for each in view.feeds() if each.marking == "REL-AB")
        members = [alfa.organisation.id, record.organisation.id]
        alfa.define_audience("REL-AB", members)
        view = alfa.view(alfa.reader())
        record.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))
    reader = record.reader()
    assert record.view(reader).paper(alfa_paper)
    for name in (alfa_paper, said):
        with pytest.raises(NotOwner, match="says who may read"):
            plan(record, reader, name, "PUBLIC")
        with pytest.raises(NotOwner):
            take_back(record, reader, name, "REL-AB", by="anna", ground="x")


def test_feeds_that_arrive_in_another_order_show_the_same(record: Record, tmp_path: Path) -> None:
    record.define_audience("REL-A", ["Alfa", record.organisation.id])
    paper, (first, second) = kept(record, "REL-A")
    shared(record, paper, "PUBLIC", whole=True)
    shown = []
    for place, order in enumerate((("REL-A", "PUBLIC"), ("PUBLIC", "REL-A"))):
        folder = tmp_path / str(place)
        folder.mkdir()
        with Record.create(folder / "alfa.db", "Alfa", now=Clock()) as alfa:
            record.define_audience("REL-A", ["Alfa", alfa.organisation.id])
            view = record.view(record.reader())
            feeds = {each.marking: each.id for each in view.feeds()}
            for marking in order:
                feed = feeds[marking]
                alfa.receive_all(view.parcels(feed), view.bytes_of(feed))
            rows = alfa.view(alfa.reader()).statements().items
            shown.append({(row.identity, row.marking) for row in rows})
            assert [row.marking for row in alfa.view(alfa.reader()).papers().items] == ["PUBLIC"]
            assert sound(alfa)
    assert shown[0] == shown[1] == {(first, "PUBLIC"), (second, "PUBLIC")}
