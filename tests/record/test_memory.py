"""What a view remembers: for the same eyes and moment, until something comes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from inzet.record import Memory, Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity
from inzet.vocabulary.markings import INTERNAL, PUBLIC


def add(record: Record, words: str, marking: str) -> None:
    with record.batch(marking) as batch:
        batch.add(
            Statement(
                identity=statement_identity(words, 0, 1, Act.POSITION, None),
                act=Act.POSITION,
                quote=words,
                citation=OutsideCitation(identifier="test"),
                rule="test",
                said="2023-01-01",
            )
        )


def counted(view: View, made: list[str]) -> int:
    def make() -> int:
        made.append("once more")
        return view.count()

    return view.remembered("how many", make)


def test_it_is_made_once_until_something_comes(tmp_path: Path) -> None:
    memory, made = Memory(), list[str]()
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        reader = record.reader()
        add(record, "one", PUBLIC)
        assert counted(record.view(reader, memory=memory), made) == 1
        assert counted(record.view(reader, memory=memory), made) == 1
        assert len(made) == 1
        add(record, "two", PUBLIC)
        assert counted(record.view(reader, memory=memory), made) == 2
        assert len(made) == 2


def test_another_reader_or_moment_has_its_own(tmp_path: Path) -> None:
    memory, made = Memory(), list[str]()
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        add(record, "one", INTERNAL)
        add(record, "two", PUBLIC)
        own, public = record.reader(), record.reader(PUBLIC)
        assert counted(record.view(own, memory=memory), made) == 2
        assert counted(record.view(public, memory=memory), made) == 1
        earlier = record.view(own, known_on=dt.date(2022, 1, 1), memory=memory)
        assert counted(earlier, made) == 0
        # What only the organisation may read came: for the public nothing did.
        add(record, "three", INTERNAL)
        assert counted(record.view(public, memory=memory), made) == 1
        assert len(made) == 3
        assert counted(record.view(own, memory=memory), made) == 3


def test_without_a_memory_it_is_made_every_time(tmp_path: Path) -> None:
    made = list[str]()
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        view = record.view(record.reader())
        assert counted(view, made) == counted(view, made) == 0
        assert len(made) == 2


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path) -> None:
    memory, made = Memory(most=2), list[str]()
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        view = record.view(record.reader(), memory=memory)
        for key in ("a", "b", "a", "c", "a", "b"):
            view.remembered(key, lambda key=key: made.append(key))  # type: ignore[misc]
        assert made == ["a", "b", "c", "b"]
