"""The record behind the pages is opened once, and again where another stands there; nothing that
was made of the one is shown of the other, and nothing of what was erased."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
import shutil
import sys
from pathlib import Path

import pytest

import inzet
from inzet.changes.relations import compound
from inzet.dossiers.summaries import Summaries
from inzet.record import Kept, Memory, Record
from inzet.record.words import fold
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Membership, Statement, statement_identity
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.web.forgetting import bounded
from inzet.web.opened import Opened


def say(record: Record, words: str, *, marking: str = PUBLIC, dossier: str = "watch/x") -> str:
    """A statement outside any paper; its entry."""
    body = Statement(
        identity=statement_identity(words, 0, 1, Act.POSITION, "2023-01-05"),
        act=Act.POSITION,
        party="NLD",
        dossiers=(dossier,),
        quote=words,
        citation=OutsideCitation(identifier="x", says=words),
        rule="person",
        said="2023-01-05",
    )
    with record.batch(marking) as batch:
        return batch.add(body)


def quotes(record: Record, memory: Memory, reader: str | None = None) -> tuple[str, ...]:
    """What a door that stays open shows: kept in its memory."""
    view = record.view(record.reader(reader), memory=memory)
    return view.remembered("quotes", lambda: tuple(row.quote for row in view.statements().items))


def make(path: Path) -> Record:
    return Record.create(path, "Ministry")


def test_it_is_opened_once_and_again_where_another_file_stands(tmp_path: Path) -> None:
    path, opens = tmp_path / "r.db", list[int]()
    make(path).close()

    def open_record() -> Record:
        opens.append(1)
        return Record.open(path)

    opened = Opened(open_record)
    for _ in range(3):
        with opened() as kept:
            assert kept.record.organisation.name == "Ministry"
    assert len(opens) == 1
    shutil.copy(path, tmp_path / "backup")
    (tmp_path / "backup").replace(path)
    with opened() as kept:
        assert kept.record.organisation.name == "Ministry"
    assert len(opens) == 2
    opened.close()
    path.unlink()
    with pytest.raises(NotFound), opened():
        pass


def test_what_another_program_writes_is_there_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    make(path).close()
    opened = Opened(lambda: Record.open(path))
    with opened() as kept:
        assert kept.record.audiences() == {}
    with Record.open(path) as other:
        other.define_audience("REL-ALLY", ["Ally"])
    with opened() as kept:
        assert set(kept.record.audiences()) == {"REL-ALLY"}
    opened.close()


def test_of_a_backup_put_back_nothing_is_shown_that_came_after_it(tmp_path: Path) -> None:
    """As long a history as the one it takes the place of, with something else in it."""
    path, backup = tmp_path / "r.db", tmp_path / "backup"
    with make(path) as record:
        say(record, "Before the backup.")
    shutil.copy(path, backup)
    with Record.open(path) as record:
        say(record, "After the backup, and lost with it.")
    opened = Opened(lambda: Record.open(path))
    with opened() as kept:
        assert len(quotes(kept.record, kept.made.memory)) == 2
    path.with_name("r.db.head").unlink(missing_ok=True)
    backup.replace(path)
    with Record.open(path) as record:
        say(record, "Written after it was put back.")
    with opened() as kept:
        shown = quotes(kept.record, kept.made.memory)
    assert set(shown) == {"Before the backup.", "Written after it was put back."}
    opened.close()


def test_memory_takes_no_history_for_another_as_long(tmp_path: Path) -> None:
    """Of one record and its backup, which went on with as many entries of the same feed."""
    memory, summaries, kept = Memory(), Summaries(), Kept[str](lambda *_: False)
    make(tmp_path / "a.db").close()
    for suffix in ("", ".key"):
        shutil.copy(tmp_path / f"a.db{suffix}", tmp_path / f"b.db{suffix}")
    for name in ("a", "b"):
        with Record.open(tmp_path / f"{name}.db") as record:
            say(record, f"Words of {name}.", dossier=f"watch/{name}")
            view = record.view(record.reader(), memory=memory)
            assert quotes(record, memory) == (f"Words of {name}.",)
            found = summaries.of(view, today=dt.date(2023, 2, 1))
            assert [each.dossier for each in found] == [f"watch/{name}"]
            assert kept.of(view, "x", lambda then: then.statements().items[0].quote) == (
                f"Words of {name}."
            )


def test_another_record_in_the_very_same_file_is_opened_anew(tmp_path: Path) -> None:
    path, other = tmp_path / "r.db", tmp_path / "o.db"
    make(path).close()
    Record.create(other, "Somebody else").close()
    opened = Opened(lambda: Record.open(path))
    with opened() as kept:
        before = kept
    opened_by_nobody = Record.open(path)
    opened_by_nobody.close()
    kept.record.close()
    # Written over, as `cp` does: the file keeps its number.
    path.write_bytes(other.read_bytes())
    path.with_name("r.db.key").write_bytes(other.with_name("o.db.key").read_bytes())
    with opened() as kept:
        assert kept.record.organisation.name == "Somebody else"
        assert kept.made is not before.made
    opened.close()


def test_nothing_lives_on_of_what_another_process_erased(tmp_path: Path) -> None:
    path, secret = tmp_path / "r.db", "Een verzonnen geheim."
    with make(path) as record:
        entry = say(record, secret)
        say(record, "What stays.")
    opened = Opened(lambda: Record.open(path))
    with opened() as kept:
        first = kept.made
        assert secret in quotes(kept.record, first.memory)
        # A view of one day stands for all that nobody asks for again.
        day = kept.record.view(kept.record.reader(), as_of=dt.date(2023, 2, 1), memory=first.memory)
        assert day.count() == 2
        first.summaries.of(day)
    with Record.open(path) as elsewhere:
        elsewhere.erase(entry, by="x", ground="x")
    with opened() as kept:
        assert kept.made is not first, "all that was made goes at once, whoever it was made for"
        assert quotes(kept.record, kept.made.memory) == ("What stays.",)
    for each in tmp_path.glob("r.db*"):
        assert secret.encode() not in each.read_bytes(), "connections kept open hold nothing back"
    opened.close()


def test_words_of_what_was_erased_stay_in_no_cache(tmp_path: Path) -> None:
    """Functions that keep their last answers keep words of papers with them."""
    path, word = tmp_path / "r.db", "Zeldzaamgeheim"
    with make(path) as record:
        entry = say(record, word)
    opened = Opened(lambda: Record.open(path))
    with opened():
        assert fold(word) == fold(word)
        compound(word.lower(), "nl")
    assert min(each.cache_info().currsize for each in (fold, compound)) > 0
    with Record.open(path) as elsewhere:
        elsewhere.erase(entry, by="x", ground="x")
    with opened():
        pass
    held = {
        id(each): f"{each.__module__}.{each.__qualname__}"
        for each in bounded()
        if each.cache_info().currsize and not set(inspect.signature(each).parameters) <= SHIPS
    }
    # What opening a record asks again is of its feeds, and no word.
    assert {name for name in held.values() if not name.startswith("inzet.record.")} == set()
    assert fold.cache_info().currsize == 0
    opened.close()


def test_what_keeps_its_answers_without_bound_is_asked_for_what_ships() -> None:
    """Else it would hold words for ever, and is not emptied."""
    for found in pkgutil.walk_packages(inzet.__path__, "inzet."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    unbounded = {}
    for name, module in sys.modules.items():
        for each in vars(module).values() if name.partition(".")[0] == "inzet" else ():
            if hasattr(each, "cache_parameters") and not each.cache_parameters()["maxsize"]:
                unbounded[f"{each.__module__}.{each.__qualname__}"] = each
    assert len(unbounded) > 20
    asked = {
        name: set(inspect.signature(each).parameters) - SHIPS for name, each in unbounded.items()
    }
    assert {name: told for name, told in asked.items() if told} == {}


SHIPS = frozenset(
    {"language", "package", "kind", "name", "lemma", "key", "close", "table", "prefix", "accounts",
     "scheme", "home", "known"}
)  # fmt: skip
"""What names something of ours: a language, a table, a template, a type."""


def test_what_is_kept_up_to_date_forgets_what_was_erased(tmp_path: Path) -> None:
    """By itself, also where nothing tells it to begin anew: in other doors that stay open."""
    with make(tmp_path / "r.db") as record:
        entry = say(record, "Erased.", dossier="watch/gone")
        say(record, "Kept.", dossier="watch/x")
        summaries, kept = Summaries(), Kept[int](lambda _, row: row.dossiers == ("watch/gone",))
        day = dt.date(2023, 2, 1)

        def told() -> list[str]:
            found = summaries.of(record.view(record.reader()), today=day)
            return [each.dossier for each in found]

        def many() -> int:
            return kept.of(record.view(record.reader()), "x", lambda then: then.count())

        assert (told(), many()) == (["watch/gone", "watch/x"], 2)
        record.erase(entry, by="x", ground="x")
        assert (told(), many()) == (["watch/x"], 1)


def test_narrowed_readers_share_nothing_that_was_made(tmp_path: Path) -> None:
    with make(tmp_path / "r.db") as record:
        record.define_audience("REL-ALLY", [])
        for marking in (PUBLIC, INTERNAL, "REL-ALLY"):
            say(record, f"Under {marking}.", marking=marking, dossier=f"watch/{marking.lower()}")
        memory, summaries = Memory(), Summaries()
        for markings in (None, (), (INTERNAL,), ("REL-ALLY",), (INTERNAL, "REL-ALLY"), ()):
            narrowed = record.narrowed(markings)
            view = narrowed.view(narrowed.reader(), memory=memory)
            wanted = {PUBLIC, *(markings if markings is not None else (INTERNAL, "REL-ALLY"))}
            assert set(quotes(narrowed, memory)) == {f"Under {each}." for each in wanted}
            found = {each.dossier for each in summaries.of(view, today=dt.date(2023, 2, 1))}
            assert found == {f"watch/{each.lower()}" for each in wanted}


def test_a_membership_that_begins_tomorrow_shows_nothing_today(tmp_path: Path) -> None:
    now = [dt.datetime(2023, 3, 1, 12, tzinfo=dt.UTC)]
    path = tmp_path / "r.db"
    Record.create(path, "Ministry", now=lambda: now[0]).close()
    with Record.open(path, now=lambda: now[0]) as record:
        record.define_audience("REL-ALLY", [])
        record.define_audience("REL-OTHER", ["Ally"])
        say(record, "For allies.", marking="REL-ALLY")
        with record.batch("REL-ALLY") as batch:
            batch.add(
                Membership(audience="REL-ALLY", organisation="Ally", joins=True, said="2023-03-02")
            )
        memory = Memory()
        assert quotes(record, memory, "Ally") == ()
        now[0] += dt.timedelta(days=1)
        assert quotes(record, memory, "Ally") == ("For allies.",)
        with record.batch("REL-ALLY") as batch:
            batch.add(
                Membership(audience="REL-ALLY", organisation="Ally", joins=False, said="2023-03-03")
            )
        assert quotes(record, memory, "Ally") == ("For allies.",)
        now[0] += dt.timedelta(days=1)
        assert quotes(record, memory, "Ally") == ()
