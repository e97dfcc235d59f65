"""Who holds what: inversion, subordinate clauses, passives, and what blocks a reading."""

from __future__ import annotations

import pytest

from inzet.reading.saying.choose import choose
from inzet.reading.saying.frames import Matcher

_MATCHER = Matcher("nl", "NLD")


def _acts(text: str) -> set[tuple[str, bool]]:
    found = _MATCHER.find(text)
    return {(one.match.cue.act, one.match.own) for one in choose(found, _MATCHER)}


@pytest.mark.parametrize(
    "text",
    [
        "Nederland zal pleiten voor een lagere heffing.",
        "Daarom zal Nederland opnieuw voor een lagere heffing pleiten.",
        "In de Raad heb ik erop aangedrongen dat de heffing omlaag gaat.",
        "Het kabinet is, gelet op de prijzen, van oordeel dat de heffing te hoog is.",
        "Over de heffing heeft tijdens de Raad ook Nederland aandacht gevraagd voor de telers.",
        "De Raad bespreekt een voorstel dat Nederland van harte steunt.",
        "Het voorstel wordt door het kabinet ondersteund.",
        "Frankrijk en Nederland pleitten voor een lagere heffing.",
        "Wat Nederland betreft gaat de heffing omlaag.",
        "Van Nederlandse zijde is gewezen op de hoogte van de heffing.",
        "Daarbij is door mij gewezen op de hoogte van de heffing.",
        "De Nederlandse inzet is gericht op een lagere heffing.",
        "Het is van groot belang dat de heffing omlaag gaat.",
        "De heffing moet omlaag.",
        "Nederland steunt het voorstel en zal op invoering aandringen.",
        "Nederland steunt deze heffing niet.",
    ],
)
def test_the_government_takes_a_stance(text: str) -> None:
    assert ("position", True) in _acts(text)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("question", "Is Nederland bereid te pleiten voor een lagere heffing?"),
        ("indirect question", "De leden vragen of Nederland een lagere heffing steunt."),
        ("other holder", "Frankrijk pleitte voor een lagere heffing."),
        ("reported", "De Commissie stelt dat Nederland een lagere heffing steunt."),
        ("press", "In de krant werd geschreven dat Nederland een lagere heffing steunt."),
        ("hearsay", "Naar verluidt steunt Nederland een lagere heffing."),
        ("conditional", "Mocht Nederland tegen de heffing stemmen, dan vervalt zij."),
        ("conditional", "Indien Nederland de heffing niet steunt, vervalt zij."),
        ("history", "In 1998 pleitte Nederland voor een lagere heffing."),
        ("earlier government", "Het vorige kabinet steunde een lagere heffing."),
        ("silence", "Het kabinet kan over de heffing geen uitspraken doen."),
        ("no stance", "Nederland heeft over de heffing nog geen standpunt ingenomen."),
        ("agenda", "De ministers zullen spreken over het belang van een lagere heffing."),
        ("motion", "De motie verzoekt de regering te pleiten voor een lagere heffing."),
        ("attendance", "De Minister van Financiën zal deelnemen aan de vergadering."),
    ],
)
def test_what_only_looks_like_a_stance_of_the_government(reason: str, text: str) -> None:
    assert not {("position", True), ("commitment", True)} & _acts(text), reason


@pytest.mark.parametrize(
    "text",
    [
        "Voor de zomer zal ik uw Kamer informeren over de heffing.",
        "Over de heffing wordt uw Kamer in mei geïnformeerd.",
        "De reactie op het rapport gaat de Kamer separaat toe.",
        "Een brief over de heffing kunt u in juni tegemoetzien.",
        "Hierop kom ik na de zomer schriftelijk terug.",
        "Ik zeg toe dat de Kamer de cijfers ontvangt.",
        "Zodra de tekst vaststaat wordt u nader bericht.",
        "Ik zal uw Kamer een oordeel over deze voortgangsrapportage toesturen.",
        "Ik ga dat na en kom daar schriftelijk op terug.",
        "Over de sluizen bericht ik u in de jaarlijkse Monitor.",
        "De uitwerking ontvangt u voor de Visserijraad van 16 juli a.s.",
        "De suggestie om de sluizen te verbreden neem ik over.",
        "Ik heb toegezegd de sluizen in het najaar opnieuw te agenderen.",
        "Nederland heeft het sluizenfonds drie miljoen euro toegezegd.",
    ],
)
def test_a_promise_to_parliament(text: str) -> None:
    assert ("commitment", True) in _acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hierbij bied ik u de geannoteerde agenda aan.",
        "Met deze brief informeer ik uw Kamer over de heffing.",
        "Ik heb uw Kamer in mei geïnformeerd over de heffing.",
        "De toezegging om de Kamer te informeren is met de brief van 4 juni nagekomen.",
        "Ik kan de Kamer op dit punt geen brief toezeggen.",
        "De Commissie zal de Raad informeren over de heffing.",
        "Tot slot meld ik dat de sluizen in mei zijn verbreed.",
        "Op de vraag van uw Kamer van 3 mei kan ik melden dat de sluizen open zijn.",
        "Hierover doe ik u verslag van de Raad, die op 1 mei jl. in Delft werd gehouden.",
        "Volgens de afspraken dient de Kamer de agenda een week tevoren te ontvangen.",
        "Het verslag over de sluizen ontvangt u gelijktijdig.",
        "De minister zegde tijdens het debat van 3 november jl. toe op de sluizen in te gaan.",
    ],
)
def test_no_promise_to_parliament(text: str) -> None:
    assert ("commitment", True) not in _acts(text)


def test_another_party_holds_its_own_stance() -> None:
    found = _MATCHER.find("De Duitse minister van Financiën drong aan op een lagere heffing.")
    (choice,) = choose(found, _MATCHER)
    assert choice.match.holder is not None
    assert (choice.match.own, choice.match.holder.party) == (False, "DEU")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("De ER benadrukte het belang van een lagere heffing.", "European Council"),
        ("De RBZ veroordeelde de heffing.", "Council"),
        ("Over de heffing heeft in Brussel naast de Commissie ook Malta een zorg geuit.", "MLT"),
        ("De JBZ-Raad sprak steun uit voor de heffing.", "Council"),
        ("Volgens de Commissie moet de nadruk op invoering liggen.", "Commission"),
        ("België gaf aan voorlopig een lagere heffing te handhaven.", "BEL"),
    ],
)
def test_bodies_by_their_initials_and_what_others_ask(text: str, party: str) -> None:
    (choice,) = choose(_MATCHER.find(text), _MATCHER)
    assert choice.match.holder is not None
    assert (choice.match.cue.act, choice.match.holder.party) == ("position", party)


def test_the_small_word_er_is_nobody() -> None:
    for text in (
        "Er steunde niemand de heffing.",
        "Wat betreft Kosovo stelde hij zich terughoudend op.",
    ):
        assert not any(match.holder for match in _MATCHER.find(text).matches), text


def test_an_adviser_is_no_council() -> None:
    found = _MATCHER.find("De Raad van State steunde de heffing.")
    assert not choose(found, _MATCHER)


def test_that_as_an_object_opens_no_clause() -> None:
    assert ("position", True) in _acts("Ik deel die mening niet.")


def test_what_was_agreed_before_the_promise_within_it() -> None:
    text = "De ministers bereikten een akkoord waarin zij zich verbinden aan een lagere heffing."
    assert {act for act, _ in _acts(text)} == {"decision"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("De steun is afhankelijk van het met het fonds overeengekomen programma.", "condition"),
        ("Afgesproken is een groep in te stellen die de heffing zal uitwerken.", "decision"),
    ],
)
def test_what_belongs_to_a_noun_is_not_what_is_said(text: str, act: str) -> None:
    assert {found for found, _ in _acts(text)} == {act}


def test_competing_readings_are_kept() -> None:
    found = _MATCHER.find("De Commissie stelt dat Nederland een lagere heffing steunt.")
    assert any(reason == "reported speech" for _, reason in found.refused)


def test_another_government_speaks_in_its_own_paper() -> None:
    belgian = Matcher("nl", "BEL")
    for text, own in (
        ("De Belgische regering steunt de heffing.", True),
        ("Nederland steunt de heffing.", False),
        ("Van Nederlandse zijde is gewezen op de heffing.", None),
    ):
        held = [one.match.own for one in choose(belgian.find(text), belgian)]
        assert held == ([] if own is None else [own]), text
