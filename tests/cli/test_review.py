"""Reviewing: each decision an entry, shared by all doors, each undone by another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.reading import review
from inzet.record import Record
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from tests.cli.conftest import Run
from tests.cli.records import TEXT, make
from tests.cli.typist import Terminal


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with make(tmp_path / "inzet.db") as made:
        yield made


def find(record: Record, word: str) -> Any:
    """The statement with this word in its quote."""
    rows = record.view(record.reader()).statements().items
    return next(row for row in rows if word in row.quote)


def identities(record: Record) -> list[str]:
    return [row.identity for row in record.view(record.reader()).statements().items]


def test_confirm(record: Record) -> None:
    row = find(record, "industry")
    done = review.confirm(record, record.reader(), row.identity[:10], by="anna")
    assert done.identity == row.identity
    again = find(record, "industry")
    assert (again.review, again.reviewed_by) == ("confirmed", "anna")


def test_reject_and_undo(record: Record) -> None:
    row = find(record, "industry")
    review.reject(record, record.reader(), row.identity, by="anna", note="a quotation")
    assert row.identity not in identities(record)
    review.undo(record, record.reader(), row.identity[:10], by="anna")
    assert row.identity in identities(record)


def test_correct_keeps_identity_quote_and_day(record: Record) -> None:
    row = find(record, "two weeks")
    review.correct(
        record,
        record.reader(),
        row.identity,
        by="anna",
        changes={"party": "BEL", "content": {"due_by": "2024-02-20"}, "dossiers": ["watch/china"]},
    )
    new = find(record, "two weeks")
    assert (new.identity, new.quote, new.said) == (row.identity, row.quote, row.said)
    assert (new.party, new.content, new.dossiers) == (
        "BEL",
        {"due_by": "2024-02-20"},
        ("watch/china",),
    )
    assert new.corrected
    review.undo(record, record.reader(), row.identity, by="anna")
    assert find(record, "two weeks").party == "NLD"


def test_corrections_follow_each_other(record: Record) -> None:
    row = find(record, "industry")
    for party in ("BEL", "DNK"):
        review.correct(record, record.reader(), row.identity, by="anna", changes={"party": party})
    assert find(record, "industry").party == "DNK"
    review.undo(record, record.reader(), row.identity, by="anna")
    assert find(record, "industry").party == "BEL"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"party": "NLD"},
        {"act": "wish"},
        {"quote": "other words"},
        {"dossiers": ["not a dossier"]},
        {"session": "first"},
        {"valid_from": "soon"},
    ],
)
def test_a_wrong_correction_writes_nothing(record: Record, changes: dict[str, Any]) -> None:
    row = find(record, "industry")
    with pytest.raises(UnknownValue):
        review.correct(record, record.reader(), row.identity, by="anna", changes=changes)
    assert find(record, "industry") == row


def test_add_and_undo(record: Record) -> None:
    view = record.view(record.reader())
    paper = view.papers().items[0]
    done = review.add(
        record,
        record.reader(),
        paper.id,
        by="anna",
        act="position",
        quote="allies should\nkeep   their promises",
        party="NLD",
        fields={"dossiers": ("pledge/wales-2014",)},
    )
    row = record.view(record.reader()).statement(done.identity)
    assert row.quote == "allies should keep their promises"
    assert isinstance(row.citation, SpanCitation)
    assert TEXT[row.citation.start : row.citation.end] == row.quote
    assert (row.rule, row.said, row.marking) == ("person", paper.said, paper.marking)
    review.undo(record, record.reader(), done.identity, by="anna")
    assert done.identity not in identities(record)


@pytest.mark.parametrize(("quote", "told"), [("not there", "does not stand"), ("the", "times")])
def test_a_quote_must_stand_once(record: Record, quote: str, told: str) -> None:
    with pytest.raises(UnknownValue, match=told):
        review.add(record, record.reader(), "2024D00001", by="a", act="position", quote=quote)


def test_one_thing_of_its_history_is_undone(record: Record) -> None:
    row = find(record, "industry")
    rejected = review.reject(record, record.reader(), row.identity, by="anna")
    review.confirm(record, record.reader(), find(record, "two weeks").identity, by="anna")
    undone = review.undo(
        record, record.reader(), row.identity, by="anna", entry=rejected.entry[:12]
    )
    assert row.identity in identities(record)
    for no_decision in (undone.entry, row.entry):
        with pytest.raises(InputError):
            review.undo(record, record.reader(), row.identity, by="anna", entry=no_decision)
    with pytest.raises(NotFound):
        review.undo(record, record.reader(), row.identity, by="anna", entry="ffff")


def test_nothing_to_undo(record: Record) -> None:
    with pytest.raises(NotFound):
        review.undo(record, record.reader(), find(record, "industry").identity, by="anna")


def test_the_public_reviews_nothing(record: Record) -> None:
    row = find(record, "industry")
    for act in (review.confirm, review.reject):
        with pytest.raises(InputError):
            act(record, record.reader("PUBLIC"), row.identity, by="anna")


def test_a_verdict_counts_from_the_day_of_the_paper(record: Record) -> None:
    row = find(record, "industry")
    review.reject(record, record.reader(), row.identity, by="anna")
    view = record.view(record.reader(), known_on=row.said)
    assert row.identity not in [each.identity for each in view.statements().items]


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("de bondge-\nnoten zijn", "de bondgenoten zijn"),
        ("Nieuw-\nZeeland zal", "Nieuw-Zeeland zal"),
        ("de NAVO-\nen EU-landen", "de NAVO- en EU-landen"),
        ("één  zin\n over\tregels", "één zin over regels"),
    ],
)
def test_a_printed_passage_as_typed(printed: str, typed: str) -> None:
    text = f"Vooraf {printed} achteraf."
    assert review.as_typed(printed) == typed
    start = text.index(printed)
    assert review.find_quote(text, printed) == [(start, start + len(printed))]


def test_on_the_command_line(run: Run, record: Record) -> None:
    row = find(record, "two weeks")
    waiting = run("review", "list", "--json").json["total"]
    assert run("review", "confirm", row.identity[:12], "--by", "anna").code == 0
    assert run("review", "list", "--json").json["total"] == waiting - 1
    corrected = run("review", "correct", row.identity, "--due", "2024-03-01", "--json").json
    assert (corrected["done"], corrected["id"]) == ("corrected", row.identity)
    assert find(record, "two weeks").content == {"due_by": "2024-03-01"}
    assert run("review", "correct", row.identity, "--empty", "meeting").code == 0
    assert find(record, "two weeks").meeting is None
    kinds = [
        each["kind"] for each in run("review", "history", row.identity, "--json").json["items"]
    ]
    assert kinds == ["reading", "review", "correction", "correction"]
    assert "corrected" not in run("review", "history", row.identity).err
    assert run("review", "undo", row.identity).code == 0
    assert find(record, "two weeks").meeting is not None
    added = run("review", "add", "agenda.txt", "--act", "position", "--span", "0:6", "--json")
    assert added.json["done"] == "added"
    assert run("review", "reject", added.json["id"], "--note", "no").code == 0


def test_the_public_has_no_review_on_the_command_line(run: Run, record: Record) -> None:
    row = find(record, "industry")
    ran = run("review", "confirm", row.identity, "--reader", "PUBLIC")
    assert ran.code == 2
    assert "--reader" in ran.err or "reader" in ran.err


def test_one_key_a_decision(tmp_path: Path) -> None:
    with make(tmp_path / "inzet.db") as record:
        terminal = Terminal(tmp_path, "review", "--act", "position", "--by", "anna")
        terminal.until("1 of 2")
        terminal.until("Read by")
        terminal.press("c")
        terminal.until("Confirmed.")
        terminal.until("2 of 2")
        terminal.press("u")
        terminal.until("Undone.")
        terminal.until("1 of 2")
        terminal.press("e")
        for field, typed in (("Act", ""), ("Party", "BEL"), ("Holder", ""), ("Dossiers", "")):
            terminal.until(field)
            terminal.type(typed)
        terminal.until("Session")
        terminal.type("")
        terminal.until("Corrected.")
        terminal.until("2 of 2")
        terminal.press("a")
        terminal.until("missed")
        terminal.type("strong industry")
        terminal.until("Act")
        terminal.type("assessment")
        terminal.until("Party")
        terminal.type("")
        terminal.until("Dossier")
        terminal.type("")
        terminal.until("Added")
        terminal.press("?")
        terminal.until("[c]onfirm")
        terminal.press("x")
        terminal.until("Why")
        terminal.type("not said")
        terminal.until("Rejected.")
        terminal.until("3 decisions kept")
        assert terminal.code() == 0
        found = {row.quote: row for row in record.view(record.reader()).statements().items}
        assert "strong industry" in found
        assert [row.party for row in found.values() if row.corrected] == ["BEL"]
        assert len([row for row in found.values() if row.act == "position"]) == 1


def test_undo_goes_back_to_what_was_decided(tmp_path: Path) -> None:
    with make(tmp_path / "inzet.db") as record:
        terminal = Terminal(tmp_path, "review")
        for key, then in (("c", "2 of 5"), ("s", "3 of 5"), ("u", "1 of 5"), ("q", "0 decisions")):
            terminal.press(key)
            terminal.until(then)
        assert terminal.code() == 0
        assert [row for row in record.view(record.reader()).statements().items if row.review] == []


def test_quitting_and_control_c(tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    for key, code in (("q", 0), ("\x03", 130)):
        terminal = Terminal(tmp_path, "review")
        terminal.until("Read by")
        terminal.press(key)
        assert terminal.code() == code
