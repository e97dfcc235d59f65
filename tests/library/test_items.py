"""Items of the library: written, cited, changed, used and graded, each seen by who may."""

from __future__ import annotations

import pytest

from inzet.library import Parts, add, edit, grade, opened, shelf, use, withdraw
from inzet.vocabulary.errors import (
    InputError,
    NotFound,
    NotOwner,
    ReferenceInward,
    UnknownValue,
)
from tests.library.partners import DAY, TEXTS, Partners, hand, practice, seen


def test_an_item_lies_there_with_all_that_was_said_of_it(both: Partners) -> None:
    name = practice(
        both.home,
        text="Since 2024 …",
        language="en",
        translations={"nl": ("Eén loket voor kabelschade", "Beheerders bellen één nummer.")},
        domains=["infrastructure"],
        instruments=["information exchange"],
        techniques=["T0002"],
        regions=["the North Sea", "Nederland"],
        handling=["amber", "LIMITE"],
        review="2027-01-01",
        reliability="B",
        credibility="2",
        dossiers=["hybrid/undersea-infrastructure"],
    )
    (found,) = shelf(seen(both.home))
    assert (found.kind, found.identity, found.by) == ("practice", name, "Homeland")
    assert found.titled("nl")[0] == "Eén loket voor kabelschade"
    assert found.titled("en") == (TEXTS["title"], TEXTS["summary"], "en")
    assert found.languages == ("en", "nl")
    assert found.regions == ("north-sea", "NLD")
    assert found.item is not None
    assert found.item.handling == ("TLP:AMBER", "LIMITE")
    assert found.grade == "B2"
    assert found.due(DAY)
    assert seen(both.home).search("coast guard").items, "it is found by its words"


def test_terms_that_are_none_are_named(both: Partners) -> None:
    for wrong in (
        {"regions": ["Atlantis"]},
        {"handling": ["SECRET"]},
        {"domains": ["weather"]},
        {"language": "Dutch"},
        {"dossiers": ["nothing"]},
    ):
        with pytest.raises(UnknownValue):
            practice(both.home, **wrong)
    with pytest.raises(InputError, match="two halves"):
        practice(both.home, reliability="A")
    with pytest.raises(InputError, match="another language"):
        practice(both.home, language="en", translations={"en": ("x", "y")})
    with pytest.raises(InputError, match="a title"):
        practice(both.home, title=" ")
    assert shelf(seen(both.home)) == ()


def test_evidence_is_at_least_as_widely_released(both: Partners) -> None:
    inside = practice(both.home, "INTERNAL", title="Inside")
    with pytest.raises(ReferenceInward):
        practice(both.home, "REL-ALLY", evidence=[inside])
    wide = practice(both.home, "PUBLIC", title="For all")
    name = practice(both.home, "REL-ALLY", evidence=[wide, wide[:12]])
    item = opened(seen(both.home), name).lying.item
    assert item is not None
    assert [each.statement for each in item.evidence] == [wide]
    with pytest.raises(ReferenceInward):
        edit(both.home, both.home.reader(), wide, by="ann", evidence=[name])
    assert opened(seen(both.home), practice(both.home, None, evidence=[name])).lying.marking == (
        "REL-ALLY"
    ), "as wide as what it rests on"


def test_a_new_version_keeps_the_old_and_what_hangs_on_it(both: Partners) -> None:
    name = practice(both.home, language="en")
    use(both.home, both.home.reader(), name, hand(), outcome="worked", text="No call was lost.")
    edit(both.home, both.home.reader(), name[:12], by="ann", title="Two desks", review="2028-01-01")
    found = opened(seen(both.home), name)
    assert (found.lying.title, found.lying.summary) == ("Two desks", TEXTS["summary"])
    assert len(found.versions) == 2
    assert [each.content.outcome for each in found.uses] == ["worked"]
    with pytest.raises(InputError, match="nothing is changed"):
        edit(both.home, both.home.reader(), name, by="ann")


def test_others_say_what_came_of_it_in_their_own_feeds(both: Partners) -> None:
    name = practice(both.home)
    both.meet()
    ally = both.ally.reader()
    with pytest.raises(NotOwner):
        edit(both.ally, ally, name, by="bob", title="Ours now")
    said = use(both.ally, ally, name, hand(), outcome="did not work", text="Nobody called.")
    assert said.marking == "INTERNAL", "nothing of another's goes further by itself"
    with pytest.raises(ReferenceInward):
        use(both.ally, ally, name, hand("PUBLIC"), outcome="worked", text="All may know.")
    use(both.ally, ally, name, hand("REL-BACK"), outcome="worked in part", text="At sea it did.")
    grade(both.ally, ally, name, hand("REL-BACK"), reliability="C", credibility="3", text="Thin.")
    grade(both.ally, ally, name, hand("REL-BACK"), reliability="B", credibility="2", text="More.")
    both.meet()
    home = opened(seen(both.home), name)
    assert [(each.row.organisation, each.content.outcome) for each in home.uses] == [
        ("Allyland", "worked in part")
    ]
    assert home.lying.came_of_it == {"worked in part": 1}
    assert [each.content.reliability for each in home.gradings] == ["B"], "the last one counts"
    assert len(opened(seen(both.ally), name).uses) == 2
    assert shelf(seen(both.home, "PUBLIC")) == ()
    with pytest.raises(NotFound):
        opened(seen(both.home, "PUBLIC"), name)


def test_who_may_not_read_a_use_sees_the_item_without_it(both: Partners) -> None:
    name = practice(both.home, "PUBLIC")
    use(both.home, both.home.reader(), name, hand("INTERNAL"), outcome="worked", text="Here.")
    assert opened(seen(both.home), name).lying.came_of_it == {"worked": 1}
    public = opened(seen(both.home, "PUBLIC"), name)
    assert (public.uses, public.lying.came_of_it) == ((), None)


def test_what_is_taken_back_is_gone_and_its_history_stays(both: Partners) -> None:
    name = practice(both.home)
    both.meet()
    with pytest.raises(NotOwner):
        withdraw(both.ally, both.ally.reader(), name, by="bob", ground="not ours")
    withdraw(both.home, both.home.reader(), name, by="ann", ground="outdated")
    assert shelf(seen(both.home)) == ()
    assert seen(both.home).history(name)
    assert len(shelf(seen(both.ally))) == 1, "until it hears so"
    both.meet()
    assert shelf(seen(both.ally)) == ()


def test_analyses_of_before_there_was_a_library_lie_in_it(both: Partners) -> None:
    from inzet.meetings.saying import analyse

    analyse(
        both.home,
        both.home.reader(),
        hand(ground="our own"),
        title="Before",
        summary="It was written by the form of that time.",
        dossiers=["pledge/new-pledge"],
    )
    (found,) = shelf(seen(both.home))
    assert (found.kind, found.title) == ("analysis", "Before")
    assert found.summary == "It was written by the form of that time."
    edit(both.home, both.home.reader(), found.identity, by="ann", domains=["cyber"])
    (after,) = shelf(seen(both.home))
    assert (after.summary, after.domains) == (found.summary, ("cyber",))


def test_nothing_else_is_opened_as_if_it_lay_there(both: Partners) -> None:
    name = practice(both.home)
    said = use(both.home, both.home.reader(), name, hand(), outcome="worked", text="It did.")
    with pytest.raises(NotFound):
        opened(seen(both.home), said.identity)
    with pytest.raises(UnknownValue):
        add(both.home, both.home.reader(), "rumour", hand(), Parts(**TEXTS))
    with pytest.raises(InputError):
        add(both.home, both.home.reader("PUBLIC"), "practice", hand(), Parts(**TEXTS))
