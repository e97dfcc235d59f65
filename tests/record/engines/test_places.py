"""A record in a database is given by its URL wherever a path is; its password is told nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from inzet.cli import main
from inzet.record import Condition, Record, condition, record_path, schema, words
from inzet.record.engines import postgresql, sqlite, urls
from inzet.record.store import insert
from inzet.vocabulary.errors import BusyRecord, RecordError, UnknownValue, Unreachable
from tests.record.engines.cluster import Cluster
from tests.record.world import Clock, add_paper, statement


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INZET_HOME", str(tmp_path / "home"))


@pytest.fixture
def url(postgresql: Cluster) -> Iterator[str]:
    """Of an empty database, with a password that is asked for nowhere."""
    made = postgresql.fresh()
    yield made.replace("inzet@", "inzet:geheim@")
    postgresql.drop(made)


def test_a_record_is_made_read_and_proven(url: str) -> None:
    with Record.create(url, "Home", now=Clock()) as record:
        with record.batch("PUBLIC") as batch:
            paper = add_paper(batch, "Finland treedt toe.")
        assert record.view(record.reader()).search("finland").items
        assert record.state().size > 0
        record.erase(paper, by="A", ground="B")
        assert not record.view(record.reader()).search("finland").items
    with Record.open(url) as record:
        assert not [each for each in record.verify(projections=True) if hasattr(each, "fix")]
    path = record_path(url)
    assert condition(path) is Condition.READY
    assert "geheim" not in path.read_text()
    with pytest.raises(Exception, match="already"):
        Record.create(url, "Home")


def test_a_key_that_was_copied_opens_it_elsewhere(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Record.create(url, "Home").close()
    key = record_path(url).with_name("record.key").read_text()
    monkeypatch.setenv("INZET_HOME", str(tmp_path / "elsewhere"))
    elsewhere = record_path(url).with_name("record.key")
    elsewhere.parent.mkdir(parents=True)
    elsewhere.write_text(key)
    with Record.open(url) as record:
        assert record.organisation.name == "Home"


def test_the_command_takes_it(url: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("Finland treedt toe tot het bondgenootschap.")
    done = CliRunner().invoke(main, ["read", "--record", url, str(paper)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["search", "--record", url, "bondgenootschap"])
    assert "Finland" in done.output
    assert "geheim" not in done.output


def test_another_waits_for_who_writes(url: str) -> None:
    with Record.create(url, "Home") as record, Record.open(url, busy=0.1) as other:
        with record.batch(), pytest.raises(BusyRecord), other.batch():
            pass
        with other.batch():
            pass


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as told:
        Record.create(f"postgresql://inzet:geheim@/none?host={tmp_path}", "Home")
    assert "geheim" not in str(told.value)
    with pytest.raises(UnknownValue) as wrong:
        record_path("mysql://inzet:geheim@host/x")
    assert "geheim" not in str(wrong.value)


@pytest.mark.parametrize(
    ("given_url", "plain"),
    [
        ("postgres://a:b%40c@h:5/d", "postgresql://a@h:5/d"),
        ("postgresql://h/d?password=b%40c&sslmode=require", "postgresql://h/d?sslmode=require"),
    ],
)
def test_a_password_is_parted_from_its_url(given_url: str, plain: str) -> None:
    assert urls.told(given_url) == plain
    whole = urls.url_of(record_path(given_url))
    assert whole is not None
    assert "b%40c" in whole


def test_no_name_holds_a_nul(tmp_path: Path) -> None:
    with Record.create(tmp_path / "record.db", "Home") as record, record.batch() as batch:
        paper = add_paper(batch, "Finland treedt toe.")
        made = statement(paper, "Finland treedt toe.", 0, 7)
        with pytest.raises(RecordError, match="NUL"):
            batch.add(msgspec.structs.replace(made, party="a\0b"))
        batch.add(msgspec.structs.replace(made, content={"says": "a\0b"}))


@given(st.text(max_size=30))
def test_every_full_text_cuts_stems_alike(text: str) -> None:
    """What is put in the index is words of letters that every table of Unicode knows."""
    for stem in words.stems(text, "nl").split():
        assert re.fullmatch(r"\w+", stem)
        assert all(words._is_old(letter) for letter in stem if letter.isalnum())
        assert words._plain(stem) == stem


@given(st.lists(st.text(max_size=300), max_size=30))
def test_a_vector_holds_each_word_once_in_order(some: list[str]) -> None:
    stems = " ".join(words.stems(" ".join(some), None).split())
    vector = postgresql.Vector.of(stems)
    count = int.from_bytes(vector[:4])
    held = bytes(vector[4:]).split(b"\0\0\0")[:-1]
    assert count == len(held) == len({word[:200] for word in stems.split()})
    assert held == sorted(held)


def test_what_is_sought_is_said_by_each_engine() -> None:
    found = words.sought('"toe treden" fin* ½')
    assert found is not None
    assert sqlite.expression(found).count(" AND ") == 3 - 1
    assert postgresql.query(found).count("':*") == 1
    assert postgresql.phrases(found) == ["% 1 2 %"]
    assert postgresql.options(found) == [" (toe treden|toe treed) "]
    low_line = words.sought('"a_b c"')
    assert low_line is not None
    assert postgresql.phrases(low_line) == [r"% a\_b c %"]


def test_rows_that_are_there_already_stay_as_they_are(url: str) -> None:
    with Record.create(url, "Home") as record, record._store.write() as connection:
        table = schema.closing
        insert(connection, table, [(1, 2, "first", 1, 1, 1)], known=True)
        again = [(1, 2, "again", 1, 1, 1), (1, 3, "new", 1, 1, 1), (1, 3, "twice", 1, 1, 1)]
        for _ in range(2):
            insert(connection, table, again, known=True)
        held = connection.execute(sa.select(table.c.kind).order_by(table.c.closer)).scalars()
        assert list(held) == ["first", "new"]
