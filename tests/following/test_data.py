"""What the data says around the papers: motions, votes, debates, promises, each a statement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from inzet.meetings import every
from inzet.meetings.commitments import commitments
from inzet.reading.review import reject
from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.parliament import (
    Appreciation,
    Consultation,
    Debate,
    DebateForm,
    Motion,
    MotionAppreciated,
    MotionVoted,
    Mover,
    Registered,
    Result,
    parliamentary,
)
from tests.following.conftest import World
from tests.following.house import agenda
from tests.following.odata import Row


def told(world: World, kind: type[Any], **at: Any) -> list[Any]:
    """The contents of a kind that stand in the record, oldest said first."""
    view = world.record.view(world.record.reader(), **at)
    rows = [row for row in every(view, Filter(data=True)) if row.rule == "data:tweedekamer"]
    contents = (parliamentary(row.content) for row in reversed(rows))
    return [content for content in contents if isinstance(content, kind)]


def one(world: World, kind: type[Any], **at: Any) -> Any:
    (found,) = told(world, kind, **at)
    return found


@pytest.fixture
def motion(world: World) -> Row:
    return world.house.motion(
        world.dossier, 431, "Motie van de leden De Wit en Bos over iets",
        ("A. de Wit", "Democraten 66"), ("B. Bos", "CDA"),
    )  # fmt: skip


def row_of(world: World, act: Act) -> StatementRow:
    (row,) = every(world.view(), Filter(act=act, data=True))
    return row


def test_a_motion_with_its_movers(world: World, motion: Row) -> None:
    world.follow()
    assert one(world, Motion) == Motion(
        motion="kst-28676-431",
        title="Motie van de leden De Wit en Bos over iets",
        movers=(Mover(name="A. de Wit", group="D66"), Mover(name="B. Bos", group="CDA")),
        on="2020-02-12",
    )


def test_each_cites_its_address_day_and_words(world: World, motion: Row) -> None:
    world.follow()
    (row,) = every(world.view(), Filter(act=Act.CONTEXT, data=True))
    assert row.party == "parliament of NLD"
    assert row.marking == "PUBLIC"
    assert isinstance(row.citation, OutsideCitation)
    assert row.citation.identifier.endswith(f"/OData/v4/2.0/Zaak({motion['Id']})>")
    assert row.citation.identifier.startswith("Tweede Kamer, motie kst-28676-431 <http")
    assert row.citation.date == "2020-02-12"
    assert row.citation.says == row.quote == motion["Onderwerp"]


def test_a_changed_motion_names_the_one_before(world: World, motion: Row) -> None:
    later = world.house.motion(world.dossier, 440, "Gewijzigde motie", ("A. de Wit", "D66"))
    later["VervangenVanuit"] = [motion]
    world.follow()
    replaces = {each.motion: each.replaces for each in told(world, Motion)}
    assert replaces == {"kst-28676-431": None, "kst-28676-440": "kst-28676-431"}


def test_a_motion_without_a_number_goes_by_that_of_its_case(world: World) -> None:
    case = world.house.motion(world.dossier, 431, "Motie over iets", ("A. de Wit", "D66"))
    case["Document"][0]["Volgnummer"] = None
    world.follow()
    assert one(world, Motion).motion == "2020Z00431"


@pytest.mark.parametrize(
    ("printed", "meant", "provided"),
    [
        ("Oordeel Kamer", Appreciation.LEFT_TO_PARLIAMENT, None),
        ("Overgenomen", Appreciation.TAKEN_OVER, None),
        ("Ontraden", Appreciation.ADVISED_AGAINST, None),
        ("Ontraden, tenzij gewijzigd", Appreciation.ADVISED_AGAINST, "tenzij gewijzigd"),
        ("Verzocht motie aan te houden", Appreciation.UNTIMELY, None),
    ],
)
def test_what_the_government_says_of_it(
    world: World, motion: Row, printed: str, meant: Appreciation, provided: str | None
) -> None:
    motion["Kabinetsappreciatie"] = printed
    world.follow()
    expected = MotionAppreciated(motion="kst-28676-431", appreciation=meant, provided=provided)
    assert one(world, MotionAppreciated) == expected
    assert row_of(world, Act.ASSESSMENT).party == "NLD"


@pytest.mark.parametrize("printed", ["Nog niet bekend", "Geen (expliciete) appreciatie", None, "?"])
def test_no_appreciation_is_none(world: World, motion: Row, printed: str | None) -> None:
    motion["Kabinetsappreciatie"] = printed
    world.follow()
    assert told(world, MotionAppreciated) == []


def test_a_changed_appreciation_takes_the_place_of_the_first(world: World, motion: Row) -> None:
    motion["Kabinetsappreciatie"] = "Ontraden"
    world.follow()
    world.house.touch("Zaak", motion, Kabinetsappreciatie="Oordeel Kamer")
    assert world.counts() == {"corrected": 1}
    assert one(world, MotionAppreciated).appreciation is Appreciation.LEFT_TO_PARLIAMENT
    assert world.counts() == {}
    world.house.touch("Zaak", motion, Kabinetsappreciatie="Nog niet bekend")
    assert world.counts() == {"untold": 1}
    assert told(world, MotionAppreciated) == []
    world.house.touch("Zaak", motion, Kabinetsappreciatie="Oordeel Kamer")
    assert world.counts() == {"told": 1}
    assert one(world, MotionAppreciated).appreciation is Appreciation.LEFT_TO_PARLIAMENT


# ---- votes ---------------------------------------------------------------------------------------


VOTES = (("D66", "Voor", 24), ("VVD", "Tegen", 34), ("Partij van de Arbeid", "Voor", 9))


def test_a_vote_by_group_with_seats(world: World, motion: Row) -> None:
    debate = world.house.debate(world.dossier, "2020A00001", Soort="Stemmingen")
    world.house.vote(motion, debate, "Stemmen - verworpen", "Verworpen.", *VOTES)
    world.follow()
    assert one(world, MotionVoted) == MotionVoted(
        motion="kst-28676-431",
        result=Result.REJECTED,
        on="2020-02-12",
        in_favour=("D66", "PvdA"),
        against=("VVD",),
        seats_in_favour=33,
        seats_against=34,
    )


def test_votes_that_come_after_the_decision(world: World, motion: Row) -> None:
    """The decision is not touched by them; recent ones are asked for again."""
    today = dt.date.today().isoformat()
    debate = world.house.debate(world.dossier, "2020A00001", Datum=f"{today}T00:00:00+01:00")
    decision = world.house.vote(motion, debate, "Stemmen - aangenomen", "Aangenomen.")
    world.follow()
    assert one(world, MotionVoted).in_favour == ()
    stamp = decision["ApiGewijzigdOp"]
    for number in range(3):
        world.house.vote(
            world.house.motion(world.dossier, 500 + number, "Andere motie"), debate,
            "Ingediend", "Ingediend",
        )  # fmt: skip
    world.follow()
    world.house.votes(decision, *VOTES)
    decision["ApiGewijzigdOp"] = stamp
    assert world.counts() == {"corrected": 1}
    assert one(world, MotionVoted).in_favour == ("D66", "PvdA")


def test_members_who_vote_apart_from_their_group_count_once(world: World, motion: Row) -> None:
    debate = world.house.debate(world.dossier, "2020A00001")
    apart = [("VVD", "Voor", None, f"member {number}") for number in range(3)]
    world.house.vote(motion, debate, "Stemmen - aangenomen", "Aangenomen.", *VOTES, *apart)
    world.follow()
    vote = one(world, MotionVoted)
    assert (vote.seats_in_favour, vote.seats_against) == (24 + 9 + 3, 34 - 3)
    assert vote.against == ("VVD",)


def test_a_vote_by_name(world: World, motion: Row) -> None:
    debate = world.house.debate(world.dossier, "2020A00001")
    members = [("D66", "Voor", None, f"a{n}") for n in range(5)]
    members += [("VVD", "Tegen", None, f"b{n}") for n in range(4)]
    members += [("CDA", side, None, f"c{side}") for side in ("Voor", "Tegen", "Niet deelgenomen")]
    world.house.vote(motion, debate, "Stemmen - aangenomen", "Aangenomen.", *members)
    world.follow()
    vote = one(world, MotionVoted)
    assert (vote.in_favour, vote.against) == (("D66",), ("VVD",))
    assert (vote.seats_in_favour, vote.seats_against) == (6, 5)


@pytest.mark.parametrize(
    ("kind", "text", "result"),
    [
        ("Stemmen - aangehouden", "Aangehouden", Result.HELD_OVER),
        ("Aangehouden", "", Result.HELD_OVER),
        ("Overig", "Ingetrokken.", Result.WITHDRAWN),
        ("Vervallen", "Vervallen", Result.LAPSED),
        ("Ingediend", "Ingediend", None),
        ("Stemmen - uitstellen", "Uitgesteld", None),
    ],
)
def test_other_decisions(
    world: World, motion: Row, kind: str, text: str, result: Result | None
) -> None:
    debate = world.house.debate(world.dossier, "2020A00001")
    world.house.vote(motion, debate, kind, text)
    world.follow()
    assert [each.result for each in told(world, MotionVoted)] == ([result] if result else [])


def test_a_decision_that_was_deleted(world: World, motion: Row) -> None:
    debate = world.house.debate(world.dossier, "2020A00001")
    decision = world.house.vote(motion, debate, "Stemmen - aangenomen", "Aangenomen.", *VOTES)
    world.follow()
    world.house.delete("Besluit", decision)
    assert world.counts() == {"untold": 1}
    assert told(world, MotionVoted) == []
    assert world.counts() == {}


# ---- debates -------------------------------------------------------------------------------------


def test_a_debate_with_the_papers_on_its_agenda(world: World) -> None:
    paper = world.house.document(world.dossier, agenda(1), 429)
    world.house.debate(world.dossier, "2020A01234", paper)
    world.follow()
    assert one(world, Debate) == Debate(
        on="2020-02-12T14:30",
        form=DebateForm.COMMITTEE,
        committee="vaste commissie voor Buitenlandse Zaken",
        subject="NAVO",
        number="2020A01234",
        papers=("kst-28676-429",),
    )


@pytest.mark.parametrize(("kind", "name"), [("Commissiedebat", "debate"), (None, "consultation")])
def test_a_planned_debate_is_seen_as_of_a_day_before_it(
    world: World, kind: str | None, name: str
) -> None:
    words = {"Soort": kind or "Inbreng schriftelijk overleg"}
    activity = world.house.debate(world.dossier, "2020A01234", **words)
    activity["GewijzigdOp"] = "2020-01-20T09:00:00+01:00"
    world.follow()
    for as_of, count in ((dt.date(2020, 1, 20), 1), (dt.date(2020, 1, 19), 0)):
        view = world.record.view(world.record.reader(), as_of=as_of)
        assert len(view.parliamentary(name)) == count, as_of


@pytest.mark.parametrize(
    ("written", "day"),
    [("2020-02-11T23:00:00Z", "2020-02-12"), ("2020-07-01T22:30:00.0000000Z", "2020-07-02")],
)
def test_a_day_is_that_of_the_house(world: World, written: str, day: str) -> None:
    world.house.debate(world.dossier, "2020A01234", Datum=written, Aanvangstijd=None)
    world.follow()
    assert one(world, Debate).on == day


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("Tweeminutendebat", DebateForm.TWO_MINUTE),
        ("Plenair debat (tweeminutendebat)", DebateForm.TWO_MINUTE),
        ("Plenair debat (debat)", DebateForm.PLENARY),
        ("Algemeen overleg", DebateForm.COMMITTEE),
    ],
)
def test_kinds_of_debate(world: World, kind: str, form: DebateForm) -> None:
    world.house.debate(world.dossier, "2020A01234", Soort=kind)
    world.follow()
    assert one(world, Debate).form is form


@pytest.mark.parametrize("kind", ["Procedurevergadering", "Werkbezoek", None, ""])
def test_what_is_no_debate(world: World, kind: str | None) -> None:
    world.house.debate(world.dossier, "2020A01234", Soort=kind)
    world.follow()
    assert told(world, Debate) == []


def test_a_written_consultation(world: World) -> None:
    world.house.debate(world.dossier, "2020A01234", Soort="Inbreng schriftelijk overleg")
    world.follow()
    assert one(world, Consultation).deadline == "2020-02-12T14:30"


def test_a_debate_that_moves_and_is_cancelled(world: World) -> None:
    debate = world.house.debate(world.dossier, "2020A01234")
    world.follow()
    world.house.touch("Activiteit", debate, Aanvangstijd="2020-02-12T10:00:00+01:00")
    assert world.counts() == {"corrected": 1}
    assert one(world, Debate).on == "2020-02-12T10:00"
    world.house.touch("Activiteit", debate, Status="Geannuleerd")
    assert world.counts() == {"untold": 1}
    assert told(world, Debate) == []
    world.house.touch("Activiteit", debate, Status="Gepland")
    assert world.counts() == {"told": 1}
    assert one(world, Debate).on == "2020-02-12T10:00"


# ---- promises ------------------------------------------------------------------------------------


def test_a_promise_is_a_commitment(world: World) -> None:
    debate = world.house.debate(world.dossier, "2020A01234")
    world.house.promise(debate, "TZ202002-012", "De minister zegt een brief over zaak 3 toe.")
    world.follow()
    (promise,) = commitments(world.view(), on=dt.date(2020, 3, 1))
    assert promise.form == "oral"
    assert promise.member == "Anna de Wit (D66)"
    assert promise.what == "De minister zegt een brief over zaak 3 toe."
    assert promise.row.content["number"] == "TZ202002-012"
    assert promise.row.content["debate"] == "2020A01234"
    assert promise.row.said == dt.date(2020, 2, 12)
    assert promise.row.holder == "Minister van Buitenlandse Zaken J. Jansen"
    assert promise.due is None


def test_what_the_register_says_of_it_is_said_when_it_says_so(world: World) -> None:
    debate = world.house.debate(world.dossier, "2020A01234")
    promise = world.house.promise(debate, "TZ202002-012", "De minister zegt een brief toe.")
    world.follow()
    assert one(world, Registered).kept is False
    letter = world.house.document(world.dossier, agenda(3), 433)
    kept = "2020-03-05T00:00:00+01:00"
    world.house.touch(
        "Toezegging", promise, Status="Voldaan", DatumNakoming=kept, KamerbriefNakoming=[letter]
    )
    assert world.counts() == {"new": 1, "corrected": 1}
    found = one(world, Registered)
    (row,) = every(world.view(), Filter(act=Act.COMMITMENT, data=True))
    assert found.of == row.identity
    assert (found.words, found.kept, found.on) == ("Voldaan", True, "2020-03-05")
    assert found.papers == ("2020D00001",)
    # The promise itself was made before, and nothing of it changed.
    assert row.said == dt.date(2020, 2, 12)


def test_a_state_whose_words_are_not_known_here(world: World) -> None:
    debate = world.house.debate(world.dossier, "2020A01234")
    world.house.promise(debate, "TZ202002-012", "Een brief.", Status="Deels nagekomen")
    world.follow()
    assert (one(world, Registered).words, one(world, Registered).kept) == ("Deels nagekomen", None)


def test_promises_of_an_older_form_of_the_data(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.following.odata import MODEL

    model = {name: to for name, to in MODEL["Toezegging"].items() if name != "ToegezegdAan"}
    model |= {"ToegezegdAanPersoon": "Persoon", "ToegezegdAanFractie": "Fractie"}
    monkeypatch.setitem(MODEL, "Toezegging", {**model, "KamerbriefNakoming": None})
    debate = world.house.debate(world.dossier, "2020A01234")
    row = world.house.add(
        "Toezegging", Nummer="TZ1", Tekst="Een brief.", ActiviteitNummer="2020A01234",
        Aanmaakdatum="2020-02-12T00:00:00", KamerbriefNakoming="2020D00001, 2020D00002",
        Status="Voldaan", Activiteit=[debate],
    )  # fmt: skip
    row["ToegezegdAanPersoon"] = world.house.add("Persoon", Roepnaam="Bo", Achternaam="Bos")
    row["ToegezegdAanFractie"] = None
    world.follow()
    assert world.error is None
    (promise,) = commitments(world.view(), on=dt.date(2020, 3, 1))
    assert promise.member == "Bo Bos"
    assert one(world, Registered).papers == ("2020D00001", "2020D00002")


def test_many_debates_are_asked_about_in_several_questions(world: World) -> None:
    for number in range(45):
        debate = world.house.debate(world.dossier, f"2020A{number:05}")
        world.house.promise(debate, f"TZ{number}", f"Brief {number}.")
    world.follow()
    assert len(commitments(world.view(), on=dt.date(2020, 3, 1))) == 45
    assert world.server.count("/Toezegging?") == 3
    assert world.counts() == {}


# ---- once, and as people left it -----------------------------------------------------------------


def everything(world: World) -> None:
    motion = world.house.motion(world.dossier, 431, "Motie over iets", ("A. de Wit", "D66"))
    motion["Kabinetsappreciatie"] = "Oordeel Kamer"
    debate = world.house.debate(world.dossier, "2020A01234", motion["Document"][0])
    world.house.vote(motion, debate, "Stemmen - aangenomen", "Aangenomen.", *VOTES)
    world.house.promise(debate, "TZ202002-012", "De minister zegt een brief toe.")


def test_the_same_data_twice_changes_nothing(world: World) -> None:
    everything(world)
    assert world.counts() == {"new": 1, "told": 6}
    head = world.record.head()
    for rows in world.house.rows.values():
        for row in rows:
            stamp = f"{dt.date.today()}T23:59:59Z"
            row["GewijzigdOp"] = row["ApiGewijzigdOp"] = stamp
    assert world.counts() == {}
    assert world.record.head() == head


def test_what_a_person_rejected_stays_rejected(world: World) -> None:
    everything(world)
    world.follow()
    row = row_of(world, Act.COMMITMENT)
    reject(world.record, world.record.reader(), row.identity, by="me", note="no promise")
    case = world.house.rows["Toezegging"][0]
    world.house.touch("Toezegging", case)
    assert world.counts() == {}
    assert list(every(world.view(), Filter(act=Act.COMMITMENT))) == []


def test_what_was_erased_is_not_told_again(world: World) -> None:
    everything(world)
    world.follow()
    row = row_of(world, Act.COMMITMENT)
    world.record.erase(row.entry, by="me", ground="asked to")
    world.house.touch("Toezegging", world.house.rows["Toezegging"][0])
    world.follow()
    assert list(every(world.view(), Filter(act=Act.COMMITMENT))) == []


def test_data_is_under_the_marking_that_was_asked_for(world: World) -> None:
    from inzet.following import Wishes

    everything(world)
    world.follow(Wishes(marking="INTERNAL"))
    public = world.record.view(world.record.reader("PUBLIC"))
    assert public.count() == 0
    assert {row.marking for row in every(world.view(), Filter(data=True))} == {"INTERNAL"}
