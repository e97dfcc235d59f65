"""The drawer: nobody else sees it, nothing is overwritten, and what is deleted is gone."""

from __future__ import annotations

import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.record import Reader
from inzet.vocabulary.errors import (
    BrokenRecord,
    InzetError,
    NotFound,
    NotOwner,
    Outdated,
    UnknownValue,
    UnreadableFile,
)
from inzet.writing.draft import Block, Form, Origin
from inzet.writing.drawer import Desk, How, Person, Remark, keep
from tests.writing.redraft.edits import draft, replace

HOME, PUBLIC = Reader("own", "Ministry"), Reader("PUBLIC", "PUBLIC")
A = Block(key="a", form=Form.PARAGRAPH, origin=Origin.NEW, text="From the record")


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    """A desk for a person, all at one drawer."""

    def of(name: str, reader: Reader = HOME) -> Desk:
        return Desk(tmp_path / "inzet.db.drafts", Person.named(name), reader)

    return of


Of = Callable[..., Desk]


def said(text: str) -> Block:
    """What a person wrote."""
    return Block(key="p", form=Form.PARAGRAPH, origin=Origin.PERSON, text=text, by="Anna")


def test_a_drawer_is_made_at_the_first_draft_for_its_owner_alone(desk: Of, tmp_path: Path) -> None:
    anna = desk("Anna")
    assert anna.drafts() == []
    assert anna.jottings() == []
    assert anna.teams() == []
    assert list(tmp_path.iterdir()) == []
    anna.start(draft(A))
    assert stat.S_IMODE(anna.path.stat().st_mode) == 0o600


def test_every_version_is_kept(desk: Of) -> None:
    anna = desk("Anna")
    card = anna.start(draft(A))
    card = anna.put(card, draft(A, said("mine")), How.RETURNED, seen=1, note="agenda.docx")
    kept = keep(anna, draft(replace(A, text="News")))
    steps = anna.history(kept.card)
    assert [(each.number, each.how, each.rests_on) for each in steps] == [
        (1, "composed", 1),
        (2, "returned", 1),
        (3, "composed", 3),
        (4, "redrafted", 3),
    ]
    assert steps[1].note == "agenda.docx"
    assert [each.text for each in kept.draft.blocks] == ["News", "mine"]
    assert [each.text for each in anna.version(card, 2).draft.blocks] == ["From the record", "mine"]


def test_composing_the_same_again_writes_nothing(desk: Of) -> None:
    anna = desk("Anna")
    keep(anna, draft(A))
    again = keep(anna, draft(A))
    assert (again.first, again.news, again.card.last.number) == (False, False, 1)


# ---- who sees it ------------------------------------------------------------------------


def errors(doing: Callable[[], object]) -> str:
    """What an error says."""
    with pytest.raises(InzetError) as error:
        doing()
    return f"{type(error.value).__name__}: {error.value}"


def test_nobody_else_learns_that_a_draft_exists(desk: Of) -> None:
    anna, bo = desk("Anna"), desk("Bo")
    card = anna.start(draft(A, said("secret")))
    jotting = anna.jot("Ask the embassy", about=card.name)
    anna.team("Ministers' team", add=["Cor"])
    never = replace(card, id="0" * 16)
    for other in (bo, desk("Cor"), desk("Anna", PUBLIC)):
        assert (other.drafts(), other.jottings()) == ([], [])
        assert errors(lambda: other.find(card.name)) == errors(  # noqa: B023
            lambda: other.find(card.name)  # noqa: B023
        )
        for asked in (
            lambda one: other.history(one),  # noqa: B023
            lambda one: other.version(one),  # noqa: B023
            lambda one: other.remarks(one),  # noqa: B023
            lambda one: other.delete(one),  # noqa: B023
            lambda one: other.share(one, "Bo"),  # noqa: B023
            lambda one: other.put(one, draft(), How.EDITED, seen=1),  # noqa: B023
        ):
            assert errors(lambda: asked(card)) == errors(lambda: asked(never))  # noqa: B023
        hidden = errors(lambda: other.jotting(jotting.id))  # noqa: B023
        assert hidden.replace(jotting.id, "") == errors(lambda: other.jotting("x")).replace(  # noqa: B023
            "x", ""
        )
    assert bo.teams() == []
    assert desk("Anna", PUBLIC).teams() == []
    # A name that is taken elsewhere is free here.
    assert bo.team("ministers' team").creator == "Bo"
    assert bo.start(draft(A)).name == card.name
    assert anna.version(card).draft.blocks[-1].text == "secret"


def test_the_draft_of_a_name_is_ones_own(desk: Of) -> None:
    anna, bo = desk("Anna"), desk("Bo")
    hers = anna.start(draft(A))
    his = bo.start(draft(A))
    anna.share(hers, "Bo")
    assert bo.find(hers.name).id == his.id
    assert bo.find(hers.id[:8]).id == hers.id
    assert "of Anna" in errors(lambda: bo.find("nothing"))


def test_a_shared_draft_is_seen_and_edited_but_not_deleted(desk: Of) -> None:
    anna, bo = desk("Anna"), desk("Bo")
    card = anna.start(draft(A))
    assert anna.share(card, " bO ") == "bO"
    (seen,) = bo.drafts()
    assert (seen.owner, seen.own, seen.shared_with) == ("Anna", False, ("bO",))
    bo.put(seen, draft(A, said("from Bo")), How.EDITED, seen=1)
    assert anna.history(card)[-1].by == "Bo"
    for doing in (lambda: bo.delete(seen), lambda: bo.share(seen, "Cor")):
        with pytest.raises(NotOwner):
            doing()
    anna.unshare(card, "Bo")
    assert bo.drafts() == []
    with pytest.raises(NotFound, match="shared with nobody"):
        anna.unshare(card, "Bo")


def test_a_team_sees_what_is_shared_with_it_while_one_is_in_it(desk: Of) -> None:
    anna, bo = desk("Anna"), desk("Bo")
    anna.team("Desk East", add=["Bo", "Cor"])
    card = anna.start(draft(A))
    note = anna.jot("Call the embassy")
    assert anna.share(card, "desk east") == "Desk East"
    anna.share(note, "Desk East")
    assert [each.text for each in bo.jottings()] == ["Call the embassy"]
    assert bo.find(card.name).id == card.id
    assert bo.teams()[0].members == ("Anna", "Bo", "Cor")
    with pytest.raises(NotOwner):
        bo.team("Desk East", add=["Dora"])
    bo.team("Desk East", remove=["Bo"])
    assert (bo.drafts(), bo.jottings(), bo.teams()) == ([], [], [])
    assert len(desk("Cor").drafts()) == 1
    anna.team("Desk East", remove=["Cor"])
    assert desk("Cor").drafts() == []


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 101, "a\u202eb"])
def test_names_that_nobody_has(name: str) -> None:
    with pytest.raises(UnknownValue, match="no name of a person"):
        Person.named(name)


def test_a_person_is_the_same_however_the_name_is_typed() -> None:
    assert Person.named("  José  van  Dam ").key == Person.named("JOSE\u0301 VAN DAM").key


# ---- two at once ------------------------------------------------------------------------


def test_who_comes_second_is_told_and_overwrites_nothing(desk: Of) -> None:
    anna = desk("Anna")
    card = anna.start(draft(A))
    anna.put(card, draft(A, said("first")), How.EDITED, seen=1)
    with pytest.raises(Outdated, match="Anna changed this draft"):
        anna.put(card, draft(A, said("second")), How.EDITED, seen=1)
    assert anna.version(card).draft.blocks[-1].text == "first"


def test_of_many_at_once_one_writes_each_version(desk: Of) -> None:
    anna = desk("Anna")
    card = anna.start(draft(A))
    anna.share(card, "Bo")
    outcomes: list[str] = []
    gate = threading.Barrier(6)

    def write(number: int) -> None:
        own = desk("Anna" if number % 2 else "Bo")
        gate.wait()
        try:
            own.put(card, draft(A, said(f"hand {number}")), How.EDITED, seen=1)
        except Outdated:
            outcomes.append("outdated")
        else:
            outcomes.append(f"hand {number}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("outdated") == 5
    (won,) = [each for each in outcomes if each != "outdated"]
    assert anna.version(card).draft.blocks[-1].text == won
    assert len(anna.history(card)) == 2


# ---- gone for real ----------------------------------------------------------------------


def traces(folder: Path, word: str) -> list[str]:
    """Files in which a word stands, in any of the ways text is kept."""
    forms = [word.encode("utf-8"), word.encode("utf-16-le")]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@settings(max_examples=12, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 3000), min_size=2, max_size=8),
    gone=st.sets(st.integers(0, 7), min_size=1),
)
def test_no_byte_of_what_was_deleted_stays(sizes: list[int], gone: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        anna = Desk(path / "inzet.db.drafts", Person.named("Anna"), HOME)
        bo = Desk(path / "inzet.db.drafts", Person.named("Bo"), HOME)
        things = []
        for number, size in enumerate(sizes):
            word = f"canary{number:03d}word"
            card = anna.start(draft(A, said(f"{word} " * size), subject=f"subject{word}"))
            card = anna.put(card, draft(A, said(f"again {word}")), How.EDITED, seen=1, note=word)
            anna.remark(card, [Remark(id=f"r{number}", by=word, on="", text=word, version=1)])
            anna.share(card, f"Bo {word}")
            things.append((word, card, anna.jot(f"jotted{word} " * size, about=word)))
        assert bo.drafts() == []
        for number, (word, card, jotting) in enumerate(things):
            assert traces(path, word)
            if number in gone:
                anna.delete(card)
                anna.discard(jotting)
        for number, (word, card, _) in enumerate(things):
            if number in gone:
                assert traces(path, word) == []
                assert traces(path, card.id) == []
            else:
                assert anna.version(card).draft.blocks[-1].text == f"again {word}"
        assert [each.name for each in path.iterdir()] == ["inzet.db.drafts"]


# ---- hostile files ----------------------------------------------------------------------


def test_a_file_that_is_no_drawer(desk: Of, tmp_path: Path) -> None:
    import sqlite3

    other = sqlite3.connect(tmp_path / "inzet.db.drafts")
    other.execute("CREATE TABLE x (y)")
    other.commit()
    other.close()
    with pytest.raises(UnreadableFile, match="no file of drafts"):
        desk("Anna").drafts()


def test_a_drawer_of_a_newer_version(desk: Of) -> None:
    import sqlite3

    anna = desk("Anna")
    anna.start(draft(A))
    raw = sqlite3.connect(anna.path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(UnreadableFile, match="newer version"):
        anna.start(draft(A))


def test_a_damaged_drawer(desk: Of) -> None:
    anna = desk("Anna")
    anna.path.write_bytes(b"no database, " * 500)
    with pytest.raises(BrokenRecord, match="damaged"):
        anna.drafts()
