"""Papers of a dossier: taken with their numbers, once; changed, withdrawn, erased."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.following import Journal, Outcome, Wishes
from inzet.meetings import every
from inzet.reading.intake import take
from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.publication import Publication, Published, publication
from tests.following.conftest import World
from tests.following.house import agenda


def notes(world: World) -> dict[str, Publication]:
    """What became of papers where they are published, by paper."""
    rows = every(world.view(), Filter(act=Act.CONTEXT, data=True))
    found = [note for row in rows if (note := publication(row.content))]
    return {note.paper: note for note in found}


def promises(world: World) -> list[StatementRow]:
    return list(every(world.view(), Filter(act=Act.COMMITMENT)))


def test_papers_come_with_numbers_address_and_marking(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    assert world.counts() == {"new": 1}
    paper = world.view().paper("kst-28676-429")
    assert paper.numbers == ("kst-28676-429", "2020D00001")
    assert paper == world.view().paper("2020D00001")
    assert paper.source == f"{world.server.address}/OData/v4/2.0/Document({first['Id']})/resource"
    assert paper.marking == "PUBLIC"
    assert world.view().original(paper.id) == agenda(1)
    assert promises(world)


def test_nothing_is_taken_twice(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.house.document(world.dossier, agenda(2), 430)
    assert world.counts() == {"new": 2}
    head = world.record.head()
    world.server.asked.clear()
    assert world.counts() == {}
    assert world.record.head() == head
    assert world.server.count("/resource") == 0


def test_another_marking_is_kept_for_the_next_time(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.counts(Wishes(marking="INTERNAL"))
    world.house.document(world.dossier, agenda(2), 430)
    assert world.counts() == {"new": 1}
    assert {each.marking for each in world.view().papers().items} == {"INTERNAL"}
    assert not world.record.view(world.record.reader("PUBLIC")).papers().items


def test_only_what_is_new_is_asked_for(world: World) -> None:
    for number in range(1, 8):
        world.house.document(world.dossier, agenda(number), number)
    world.server.page = 3
    assert world.counts() == {"new": 7}
    world.house.document(world.dossier, agenda(8), 8)
    world.server.asked.clear()
    assert world.counts() == {"new": 1}
    asked = [path for path, _ in world.server.asked if "/Document?" in path]
    assert "ApiGewijzigdOp ge 20" in asked[0]
    assert "$skiptoken" not in "".join(asked)


def test_pages_are_followed_to_the_end(world: World) -> None:
    world.server.page = 2
    for number in range(1, 8):
        world.house.document(world.dossier, agenda(number), number)
    assert world.counts() == {"new": 7}


def test_other_dossiers_are_left(world: World) -> None:
    world.house.document(world.house.dossier(28676, "V"), agenda(1), 1)
    world.house.document(world.house.dossier(29999), agenda(2), 2)
    assert world.counts() == {}


def test_a_paper_in_two_dossiers_has_no_number_that_could_be_wrong(world: World) -> None:
    other = world.house.dossier(29999)
    world.house.document([other, world.dossier], agenda(1), 12)
    assert world.counts() == {"new": 1}
    (paper,) = world.view().papers().items
    assert paper.numbers == ("2020D00001",)


def test_an_annex_does_not_take_the_number_of_its_letter(world: World) -> None:
    """Its text bears that number, and it may come first."""
    annex = b"Kamerstuk 28 676, nr. 429\n\nBijlage bij de brief over vissen. " + agenda(7)
    world.house.document(world.dossier, annex, Soort="Bijlage")
    letter = b"28 676\nNr. 429\nBrief van de minister\n\n" + agenda(1)
    world.house.document(world.dossier, letter, 429)
    assert world.counts() == {"new": 2}
    assert world.view().original(world.view().paper("kst-28676-429").id) == letter
    assert world.view().paper("2020D00001").numbers == ("2020D00001",)
    assert notes(world) == {}


def test_a_dossier_with_an_addition(world: World) -> None:
    world.house.document(world.house.dossier(21501, "02"), agenda(1), 2100)
    done = world.follow(dossier="21501-02")
    assert [each.name for each in done] == ["kst-21501-02-2100"]


def test_a_dossier_that_is_not_there(world: World) -> None:
    assert world.follow(dossier="99999") == []
    assert world.error is not None
    assert "no dossier 99999" in world.error.what


def test_since_a_day_is_kept_and_an_earlier_day_begins_anew(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 1, Datum="2019-05-02T00:00:00+02:00")
    world.house.document(world.dossier, agenda(2), 2, Datum="2020-02-03T00:00:00+01:00")
    since = Wishes(since=dt.date(2020, 1, 1))
    assert world.counts(since) == {"new": 1}
    assert world.counts() == {}
    assert world.counts(Wishes(since=dt.date(2019, 1, 1))) == {"new": 1}
    assert world.counts() == {}


def test_a_limit_leaves_the_rest_for_the_next_run(world: World) -> None:
    for number in range(1, 6):
        world.house.document(world.dossier, agenda(number), number)
    assert world.counts(Wishes(limit=2)) == {"new": 2}
    assert world.counts(Wishes(limit=2)) == {"new": 2}
    assert world.counts(Wishes(limit=2)) == {"new": 1}
    assert world.counts(Wishes(limit=2)) == {}


def test_a_dry_run_fetches_and_writes_nothing(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    head = world.record.head()
    assert world.counts(Wishes(dry=True)) == {"would take": 1}
    assert world.record.head() == head
    assert world.server.count("/resource") == 0
    assert world.counts() == {"new": 1}


# ---- the same paper ----------------------------------------------------------------------------


def test_the_same_letters_as_other_bytes_are_a_copy(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    world.house.replace(first, agenda(1).replace(b"\n\n", b"\n \n"))
    assert world.counts() == {"copy": 1}
    assert len(world.view().papers().items) == 1
    assert notes(world) == {}


def test_a_changed_text_is_a_paper_of_its_own_beside_the_first(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    (before,) = world.view().papers().items
    promised = {row.quote for row in promises(world)}
    world.house.replace(first, agenda(1).replace(b"1 mei 2020", b"1 juni 2020"))
    assert world.counts() == {"changed": 1}
    papers = world.view().papers().items
    later = next(each for each in papers if each.id != before.id)
    assert world.view().original(before.id) == agenda(1)
    assert "1 mei 2020" in world.view().text(before.id).text
    assert "1 juni 2020" in world.view().text(later.id).text
    assert world.view().paper("kst-28676-429") == later
    assert notes(world)[before.id].by == later.id
    now = {row.quote for row in promises(world)}
    assert len(now) == len(promised)
    assert now != promised


def test_as_known_before_the_change_the_first_text_stands(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    world.house.replace(first, agenda(1).replace(b"1 mei 2020", b"1 juni 2020"))
    world.counts()
    then = world.record.view(world.record.reader(), known_on=dt.date(2020, 3, 1))
    told = "".join(row.quote for row in every(then, Filter(act=Act.COMMITMENT)))
    assert len(then.papers().items) == 1
    assert "1 mei 2020" in told
    assert "1 juni 2020" not in told


def test_the_later_text_holds_from_the_day_it_bears(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    world.house.replace(first, agenda(1).replace(b"1 mei 2020", b"1 juni 2020"))
    world.counts()
    then = world.record.view(world.record.reader(), as_of=dt.date(2020, 3, 1))
    told = "".join(row.quote for row in every(then, Filter(act=Act.COMMITMENT)))
    assert "1 juni 2020" in told
    assert "1 mei 2020" not in told


def test_what_people_did_with_the_first_text_stays(world: World) -> None:
    from inzet.meetings.commitments import lapse

    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    kept = promises(world)[0]
    own = world.record.reader()
    lapse(world.record, own, kept.identity, by="me", ground="No longer asked for.")
    world.house.replace(first, agenda(1).replace(b"sterke industrie", b"zwakke industrie"))
    assert world.counts() == {"changed": 1}
    assert [row.identity for row in promises(world)] == [kept.identity]
    assert world.view().statement(kept.identity).entry == kept.entry


def test_a_paper_read_by_hand_before_gets_its_numbers(world: World) -> None:
    take(world.record, agenda(1), name="agenda.txt", marking="INTERNAL")
    world.house.document(world.dossier, agenda(1), 429)
    assert world.counts() == {}
    paper = world.view().paper("kst-28676-429")
    assert paper.source == "agenda.txt"
    assert paper.marking == "INTERNAL"


def test_two_papers_under_one_number_are_both_kept(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.house.document(world.dossier, b"Iets heel anders over vissen en schepen. " * 20, 429)
    done = [each for each in world.follow() if each.outcome is not Outcome.KNOWN]
    assert [str(each.outcome) for each in done] == ["new", "new"]
    assert "has its number" in done[1].why
    assert len(world.view().papers().items) == 2
    assert notes(world) == {}


# ---- gone --------------------------------------------------------------------------------------


def test_a_withdrawn_paper_is_noted_and_not_deleted(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    statements = world.view().count()
    world.house.delete("Document", first)
    assert world.counts() == {"withdrawn": 1}
    (paper,) = world.view().papers().items
    assert notes(world)[paper.id].state is Published.WITHDRAWN
    assert world.view().count() == statements + 1
    assert world.counts() == {}


def test_a_withdrawn_paper_that_is_published_again(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    world.house.touch("Document", first, Verwijderd=True)
    assert world.counts() == {"withdrawn": 1}
    world.house.touch("Document", first, Verwijderd=False)
    assert world.counts() == {}
    (paper,) = world.view().papers().items
    assert notes(world)[paper.id].state is Published.BACK


def test_what_was_erased_here_does_not_come_back(world: World) -> None:
    first = world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    (paper,) = world.view().papers().items
    world.record.erase(paper.id, by="me", ground="asked to")
    world.house.replace(first, agenda(1) + b"Meer.")
    assert world.counts() == {"erased": 1}
    world.house.touch("Document", first)
    world.server.asked.clear()
    assert world.counts() == {}
    assert not world.view().papers().items
    assert not world.server.count("/resource")


# ---- the journal -------------------------------------------------------------------------------


def test_the_journal_tells_what_was_fetched_and_is_no_part_of_the_record(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.counts()
    with Journal(world.path) as journal:
        ((_, source, dossier, _, address, etag, sha256, size, outcome),) = journal.fetches()
        (followed,) = journal.followed()
    (paper,) = world.view().papers().items
    assert (source, dossier, outcome, size) == ("tweedekamer", "28676", "new", str(len(agenda(1))))
    assert (address, sha256) == (paper.source, paper.sha256)
    assert etag.startswith('"')
    assert followed.told == {"new": 1}
    assert followed.ran
    assert (world.path.with_name("follow.db.following").stat().st_mode & 0o777) == 0o600
    assert b"Afschrikking" not in world.path.with_name("follow.db.following").read_bytes()


def test_without_its_journal_nothing_comes_twice(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.house.motion(world.dossier, 430, "Motie over iets", ("A. Wit", "D66"))
    world.counts()
    head = world.record.head()
    world.path.with_name("follow.db.following").unlink()
    assert world.counts() == {}
    assert world.record.head() == head


def test_a_run_that_was_ended_goes_on(world: World) -> None:
    for number in range(1, 7):
        world.house.document(world.dossier, agenda(number), number)
    done = world.follow(until=lambda each: each.name.endswith("-3"))
    assert len(done) == 3
    world.server.asked.clear()
    assert world.counts() == {"new": 3}
    assert world.server.count("/resource") == 3


def test_killed_between_the_record_and_its_journal(world: World) -> None:
    """The record has a paper that the journal does not know of."""
    world.house.document(world.dossier, agenda(1), 429)
    original = Journal.note
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "note", _killed)
        with pytest.raises(KeyboardInterrupt):
            world.follow()
    assert Journal.note is original
    head = world.record.head()
    assert world.counts() == {}
    assert world.record.head() == head
    assert len(world.view().papers().items) == 1


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_runs_at_once(world: World) -> None:
    with Journal(world.path):
        assert world.follow() == []
    assert world.error is not None
    assert world.error.exit_code == 6


def test_a_journal_that_is_something_else(world: World) -> None:
    world.path.with_name("follow.db.following").write_bytes(b"not a journal" * 100)
    assert world.follow() == []
    assert world.error is not None
    assert "journal" in world.error.what
