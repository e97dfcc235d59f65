"""What another organisation wrote: nobody but itself lets more read it, by whatever way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.exchange.release import plan, take_back
from inzet.exchange.release.tearlines import source_of
from inzet.reading.intake import Outcome, take
from inzet.record import Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import NotFound, NotOwner, ReferenceInward
from inzet.web.app import create_app
from tests.record.world import Clock, add_paper, home, statement
from tests.web.client import Client

TEXT = "Het kabinet steunt de toetreding. Dat blijft tussen ons.\n"


@dataclass(frozen=True)
class Theirs:
    """A record that holds a paper of Alfa, for us and Beta."""

    record: Record
    paper: str
    said: str


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Theirs]:
    with home(tmp_path) as record, Record.create(tmp_path / "a.db", "Alfa", now=Clock()) as alfa:
        alfa.define_audience("REL-X", [record.organisation.id, "Beta"])
        with alfa.batch("REL-X") as batch:
            paper = add_paper(batch, TEXT, said="2023-02-01")
            body = statement(paper, TEXT, 0, 33)
            batch.add(body)
        view = alfa.view(alfa.reader())
        (feed,) = (each.id for each in view.feeds())
        record.receive_all(view.parcels(feed), view.bytes_of(feed))
        yield Theirs(record, paper, body.identity)


def nothing_got_out(theirs: Theirs) -> None:
    public = theirs.record.view(theirs.record.reader("PUBLIC"))
    assert public.papers().items == ()
    assert public.statements().items == ()
    allowed = theirs.record.who_reads("REL-X", "Alfa")
    assert {who.name for who in allowed or ()} == {"Home", "Alfa", "Beta"}


def test_no_function_shares_it(theirs: Theirs) -> None:
    record, reader = theirs.record, theirs.record.reader()
    for name in (theirs.paper, theirs.said):
        for marking in ("PUBLIC", "REL-AB", "INTERNAL"):
            with pytest.raises(NotOwner, match="Alfa alone says who may read it"):
                plan(record, reader, name, marking)
            with pytest.raises(NotOwner, match="Alfa alone says who may read it"):
                source_of(record, reader, name, marking)
        with pytest.raises(NotOwner):
            take_back(record, reader, name, "REL-X", by="anna", ground="x")
    nothing_got_out(theirs)


def test_its_paper_is_not_read_in_for_more(theirs: Theirs) -> None:
    record = theirs.record
    for marking in ("PUBLIC", "REL-AB"):
        with pytest.raises(NotOwner, match="Alfa alone"):
            take(record, TEXT.encode(), marking=marking, not_same=True)
    before = record.head()
    assert take(record, TEXT.encode(), marking="INTERNAL").outcome is Outcome.KNOWN
    assert record.head() == before
    nothing_got_out(theirs)


def test_the_same_text_in_other_bytes_is_refused(theirs: Theirs) -> None:
    record = theirs.record
    same = ("\ufeff" + TEXT).encode()
    with pytest.raises(NotOwner, match="Alfa alone"):
        take(record, same, media_type="text/plain", marking="PUBLIC", not_same=True)
    nothing_got_out(theirs)
    assert (
        take(record, same, media_type="text/plain", marking="INTERNAL", not_same=True).outcome
        is Outcome.NEW
    )


def test_no_entry_of_ours_changes_who_reads_theirs(theirs: Theirs) -> None:
    record = theirs.record
    record.define_audience("REL-X", ["Gamma"], ground="ours of the same name")
    nothing_got_out(theirs)
    with pytest.raises(NotFound):
        record.view(record.reader("Gamma")).paper(theirs.paper)
    for body in (
        kinds.Withdrawal(target=theirs.paper),
        kinds.Alias(paper=theirs.paper, numbers=("x",)),
    ):
        with pytest.raises((NotOwner, ReferenceInward)), record.batch("PUBLIC") as batch:
            batch.add(body)
    with pytest.raises(ReferenceInward), record.batch("PUBLIC") as batch:
        batch.add(statement(theirs.paper, TEXT, 0, 33, identity="ab" * 32))


def test_no_form_and_no_command_shares_it(theirs: Theirs, tmp_path: Path) -> None:
    path = theirs.record.path
    look = Client(create_app(lambda: Record.open(path)))
    assert "/share/" not in look.get(f"/papers/{theirs.paper}").text
    for name in (theirs.paper, theirs.said):
        assert look.get(f"/share/{name}?marking=PUBLIC").status_code == 409
        for form in ({"marking": "PUBLIC"}, {"marking": "PUBLIC", "whole": "1", "shown": "x"}):
            assert look.post(f"/share/{name}", data=form).status_code == 409
        undo = {"marking": "REL-X", "ground": "x"}
        assert look.post(f"/share/{name}/undo", data=undo).status_code == 409
        write = {"source": name, "marking": "PUBLIC", "text": "x"}
        assert look.post("/tearlines", data=write).status_code == 409
        text = tmp_path / "t.txt"
        text.write_text("x")
        for line in (
            ("share", name, "--marking", "PUBLIC", "--yes"),
            ("share", name, "--marking", "REL-X", "--undo", "--ground", "x", "--yes"),
            ("tearline", "add", name, "--marking", "PUBLIC", "--file", str(text)),
        ):
            ran = CliRunner().invoke(main, [*line, "--record", str(path)])
            assert ran.exit_code == 5, ran.stderr
            assert "Alfa alone says who may read it" in " ".join(ran.stderr.split())
    nothing_got_out(theirs)
