"""A view's tag: the same until something comes that its reader may see; statements by marking."""

from __future__ import annotations

from pathlib import Path

from inzet.record import Filter, Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity


def _say(record: Record, words: str, marking: str) -> None:
    with record.batch(marking) as batch:
        batch.add(
            Statement(
                identity=statement_identity(words, 0, 1, Act.POSITION, None),
                act=Act.POSITION,
                quote=words,
                citation=OutsideCitation(identifier="x"),
                said="2023-03-17",
            )
        )


def test_a_tag_moves_with_what_its_reader_may_see(tmp_path: Path) -> None:
    with Record.create(tmp_path / "inzet.db", "Ministry of Tests") as record:
        _say(record, "one", "PUBLIC")
        own, public = record.reader(), record.reader("PUBLIC")
        before = [record.view(who).tag("x") for who in (own, public)]
        assert before == [record.view(who).tag("x") for who in (own, public)]
        assert len({*before, record.view(own).tag("y")}) == 3
        _say(record, "two", "INTERNAL")
        after = [record.view(who).tag("x") for who in (own, public)]
        assert after[0] != before[0]
        assert after[1] == before[1]


def test_another_record_has_other_tags(tmp_path: Path) -> None:
    tags = set()
    for name in ("a", "b"):
        with Record.create(tmp_path / f"{name}.db", "Ministry of Tests") as record:
            _say(record, "one", "PUBLIC")
            tags.add(record.view(record.reader("PUBLIC")).tag("x"))
    assert len(tags) == 2


def test_statements_of_a_marking(tmp_path: Path) -> None:
    with Record.create(tmp_path / "inzet.db", "Ministry of Tests") as record:
        _say(record, "one", "PUBLIC")
        _say(record, "two", "INTERNAL")
        view = record.view(record.reader())
        for marking, words in (("PUBLIC", ["one"]), ("INTERNAL", ["two"]), ("REL-NONE", [])):
            asked = Filter(marking=marking)
            assert [row.quote for row in view.statements(asked).items] == words
            assert view.count(asked) == len(words)
        public = record.view(record.reader("PUBLIC"))
        assert not public.statements(Filter(marking="INTERNAL")).items
