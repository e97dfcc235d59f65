"""Many dossiers of a procedure are folded as few are, with fewer questions to the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from inzet.dossiers import folded, folding, procedure
from inzet.meetings import join
from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity

MANY = 20


@pytest.fixture
def record(tmp_path: Any) -> Any:
    with Record.create(tmp_path / "many.db", "Ministry of Tests") as made:
        with made.batch("INTERNAL") as batch:
            for number in range(MANY):
                for act in (Act.POSITION, Act.STATUS, Act.REFERENCE):
                    quote = f"Zin {number} die iets is: {act}."
                    batch.add(
                        Statement(
                            identity=statement_identity(quote, 0, len(quote), act, None),
                            act=act,
                            party="NLD",
                            dossiers=(f"watch/subject-{number}", "dialogue/partner"),
                            quote=quote,
                            citation=OutsideCitation(identifier="elsewhere"),
                            content={},
                            rule="a rule",
                            said=f"2023-01-{number + 1:02}",
                        )
                    )
        yield made


def asked(monkeypatch: pytest.MonkeyPatch, work: Callable[[], Any]) -> tuple[Any, int]:
    """What was made, and how many questions were put to the record for statements."""
    count = 0
    statements = View.statements

    def counted(self: View, *args: Any, **more: Any) -> Any:
        nonlocal count
        count += 1
        return statements(self, *args, **more)

    monkeypatch.setattr(View, "statements", counted)
    found = work()
    monkeypatch.setattr(View, "statements", statements)
    return found, count


@pytest.mark.parametrize("as_of", [None, dt.date(2023, 1, 10)])
def test_the_facts_are_the_same_and_it_asks_once(
    record: Record, monkeypatch: pytest.MonkeyPatch, as_of: dt.date | None
) -> None:
    reader, watch = record.reader(), procedure("watch")
    own = {"by": "ann", "ground": "The same subject.", "marking": "INTERNAL"}
    join(record, reader, "dossier", "watch/subject-0", "watch/subject-1", **own)
    view = record.view(reader, as_of=as_of)
    at_once, few = asked(monkeypatch, lambda: folded(view, watch))
    monkeypatch.setattr(folding, "_FEW", 1000)
    one_by_one, many = asked(monkeypatch, lambda: folded(view, watch))
    assert dict(at_once.facts) == dict(one_by_one.facts)
    assert len(at_once.facts) >= (10 if as_of else MANY)
    assert few == 1
    assert many >= few * 9


def test_much_on_each_is_asked_for_one_by_one(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "_MOST", MANY)
    view = record.view(record.reader())
    _, many = asked(monkeypatch, lambda: folded(view, procedure("watch")))
    assert many >= MANY
