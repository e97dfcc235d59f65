"""Dossiers of sentences and items, in councils of every kind; none is forced into a procedure."""

from __future__ import annotations

import pytest

from inzet.reading.contents.context import PaperContext
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import Item, MeetingNotice, Session
from tests.reading.contents.saying import ALLIANCE, COUNCIL, paper, sentence

_COUNCIL = """Geannoteerde agenda van de Raad

Hervorming van het landbouwbeleid

Nederland hecht aan strenge voorwaarden voor steun aan boeren. Het kabinet wil meer budget voor
investeringen in kassen.

Dierentransport

Nederland pleit voor kortere ritten. Deze ritten zijn nu te lang.

Servië en Montenegro

Servië moet de rechterlijke macht versterken. Nederland steunt de opening van
toetredingsonderhandelingen met Montenegro. Hierover zal ik u berichten.

Moldavië

Nederland wil meer steun aan Moldavië geven. Het kabinet zal Moldavië blijven helpen.

Desinformatie

De Raad zal spreken over sabotage. Nederland zal dit werk blijven steunen.

Egypte

Het kabinet maakt zich zorgen over de toenadering tussen Egypte en Soedan. Nederland zal dat
aankaarten.

Oostelijk Partnerschap

Nederland is voor samenwerking met Armenië, Azerbeidzjan, Georgië, Moldavië en Oekraïne.

Vervolg

Het kabinet zal u een verslag van deze bijeenkomst sturen.
"""


@pytest.fixture(scope="module")
def council() -> tuple[PaperContext, Linker]:
    context = paper(_COUNCIL)
    return context, Linker(context)


@pytest.mark.parametrize(
    ("words", "dossiers"),
    [
        ("voorwaarden voor steun", ("watch/hervorming-van-het-landbouwbeleid",)),
        ("meer budget", ("watch/hervorming-van-het-landbouwbeleid",)),
        ("kortere ritten", ("watch/dierentransport",)),
        ("rechterlijke macht", ("criteria/serbia",)),
        ("toetredingsonderhandelingen", ("accession/MNE",)),
        ("Hierover zal ik", ("accession/MNE",)),
        ("steun aan Moldavië", ("assistance/moldova",)),
        ("blijven helpen", ("assistance/moldova",)),
        ("sabotage", ("hybrid/eu",)),
        ("dit werk blijven steunen", ("hybrid/eu",)),
        ("toenadering", ("watch/egypt-sudan",)),
        ("zal dat aankaarten", ("watch/egypt-sudan",)),
        ("Armenië", ("dialogue/eastern-partnership",)),
    ],
)
def test_a_sentence_finds_its_dossier(
    council: tuple[PaperContext, Linker], words: str, dossiers: tuple[str, ...]
) -> None:
    context, linker = council
    assert linker.of(sentence(context, words), Act.POSITION)[:1] == dossiers


def test_a_promise_to_report_on_the_meeting_has_none(
    council: tuple[PaperContext, Linker],
) -> None:
    context, linker = council
    assert linker.of(sentence(context, "een verslag"), Act.COMMITMENT) == ()


@pytest.mark.parametrize(
    ("title", "procedure", "dossier"),
    [
        ("Hervorming van het landbouwbeleid", "watch", "watch/hervorming-van-het-landbouwbeleid"),
        ("Dierentransport", "watch", "watch/dierentransport"),
        ("Servië en Montenegro", "accession", "accession/SRB"),
        ("Moldavië", "assistance", "assistance/moldova"),
        ("Desinformatie", "hybrid", "hybrid/eu"),
        ("Egypte", "watch", "watch/egypt"),
        ("Oostelijk Partnerschap", "dialogue", "dialogue/eastern-partnership"),
    ],
)
def test_an_item_finds_its_procedure(
    council: tuple[PaperContext, Linker], title: str, procedure: str, dossier: str
) -> None:
    context, linker = council
    under = [one for one in context.structured.sentences if title in context.headings(one)]
    found, dossiers = linker.item(title, under)
    assert (found, dossiers[0]) == (procedure, dossier)


def test_one_sentence_can_speak_of_two_procedures() -> None:
    context = paper(
        "Nederland wil steun aan Tunesië, en een snelle toetreding van Albanië en Servië."
    )
    found = Linker(context).of(context.structured.sentences[0], Act.POSITION)
    assert set(found) == {"assistance/tunisia", "accession/ALB", "accession/SRB"}


def test_the_threat_is_not_who_is_helped() -> None:
    context = paper("Nederland geeft hulp aan Georgië tegen Rusland en de Russische bezetting.")
    found = Linker(context).of(context.structured.sentences[0], Act.POSITION)
    assert found == ("assistance/georgia",)


def test_whoever_has_joined_since_is_a_candidate_only_by_name() -> None:
    context = paper(
        "De toetreding van Kroatië tot de NAVO verliep goed. Spanje steunde het lidmaatschap.",
        said_on="2015-05-05",
        meetings=(ALLIANCE,),
    )
    linker = Linker(context)
    first, second = context.structured.sentences
    assert linker.of(first, Act.STATUS) == ("accession/HRV",)
    assert "accession/ESP" not in linker.of(second, Act.STATUS)


def test_a_country_that_joined_of_late_is_still_what_its_accession_is_about() -> None:
    context = paper(
        "Report of the ministers\n\nEnlargement\n\nAlbania became a member in April.",
        said_on="2009-06-01",
        meetings=(ALLIANCE,),
        language="en",
    )
    found = Linker(context).of(context.structured.sentences[0], Act.STATUS)
    assert found == ("accession/ALB",)


def test_who_is_spoken_of_elsewhere_is_not_who_is_meant() -> None:
    context = paper("China verlaagt de heffing.\n\nDe hervorming van het hof vordert.\n")
    assert Linker(context).of(context.structured.sentences[1], Act.STATUS) == ()


def test_pledges_are_told_apart_by_place_and_year() -> None:
    context = paper(
        "Verslag van de ministers\n\nDefensie-uitgaven\n\nIn Praag is in 2002 afgesproken naar "
        "defensie-uitgaven van 3% van het bbp te gaan. De norm van 2002 geldt nog. In Riga moet "
        "een nieuwe pledge volgen. Elk land betaalt een deel van de lasten.",
        said_on="2006-05-30",
        meetings=(ALLIANCE,),
    )
    linker = Linker(context)
    assert linker.of(sentence(context, "van 2002"), Act.STATUS) == ("pledge/prague-2002",)
    assert linker.of(sentence(context, "nieuwe pledge"), Act.POSITION) == ("pledge/riga-2006",)
    assert linker.of(sentence(context, "Elk land"), Act.POSITION)[0].startswith("pledge/")


def test_items_and_topics_of_a_notice_are_filled() -> None:
    context = paper(
        "Verslag van de Raad\n\nSessie 1: Desinformatie\n\nDe Raad zal spreken over sabotage.\n"
    )
    one = context.structured.sentences[0]
    topic = Item(title="sabotage", quote=one.text, start=one.start, end=one.end)
    notice = MeetingNotice(
        id=COUNCIL.id,
        name=COUNCIL.name,
        sessions=(Session(number=1, title="Desinformatie", topics=(topic,)),),
    )
    session = Linker(context).notice(notice).sessions[0]
    assert [one.procedure for one in session.topics] == ["hybrid"]
    assert [(one.title, one.procedure) for one in session.items] == [(None, "hybrid")]
    assert session.items[0].dossiers == ("hybrid/eu",)


def test_english_papers_find_dossiers_too() -> None:
    context = paper(
        "Report of the Council\n\nMoldova\n\nWe keep up our support to Moldova. "
        "Georgia has made progress on the rule of law.",
        language="en",
    )
    linker = Linker(context)
    assert linker.of(sentence(context, "support to"), Act.POSITION) == ("assistance/moldova",)
    assert linker.of(sentence(context, "Georgia"), Act.STATUS)[0] == "criteria/georgia"


def test_a_paper_without_meeting_or_headings_is_linked_or_not_but_never_fails() -> None:
    context = paper("Meng de boter met suiker. Bak het een uur.", said_on=None, meetings=())
    linker = Linker(context)
    for one in context.structured.sentences:
        assert linker.of(one, Act.POSITION) == ()
    assert linker.item(None, ()) == (None, ())
