"""Packages of assistance: by name and abbreviation, who gives what."""

from __future__ import annotations

from inzet.reading.contents import content_of, extra
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import ALLIANCE, paper, said, sentence

_TEXT = """Samenwerking met Georgië

De NAVO biedt via het Georgia Support Package (GSP) thans trainingen aan. Nodig is een
uitbreiding van het GSP met luchtverdediging. Nederland droeg 4 miljoen euro bij aan het pakket,
waarmee de bijdrage komt op 9 miljoen euro. Noorwegen levert schepen aan Egypte.
"""


def test_a_package_is_known_by_its_name_and_its_abbreviation() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    package = context.packages.named("het GSP")
    assert package is not None
    assert (package.name, package.dossier) == ("Georgia Support Package", "assistance/gsp")
    assert context.packages.meant(sentence(context, "aan het pakket")) is package
    assert context.packages.meant(sentence(context, "Egypte")) is None


def test_what_there_is_what_is_wanted_and_who_gives() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    (found,) = extra(sentence(context, "trainingen"), context, Linker(context))
    assert (found.act, found.rule) == (Act.CONTEXT, "assistance.package")
    assert found.dossiers[0] == "assistance/gsp"
    assert found.content == {
        "name": "Georgia Support Package",
        "abbreviation": "GSP",
        "contributors": ["NLD"],
        "contributions": [{"party": "NLD", "amount": "4000000", "currency": "EUR"}],
        "now": "training",
        "wanted": "air defence",
    }


def test_what_contributions_come_to_is_not_given_twice() -> None:
    context = paper(_TEXT, said_on="2006-05-30", meetings=(ALLIANCE,))
    content = content_of(Act.STATUS, "assistance", said(context, "droeg", Act.STATUS), context)
    assert content["contributions"] == [{"party": "NLD", "amount": "4000000", "currency": "EUR"}]


def test_a_paper_without_packages_has_none() -> None:
    context = paper("Nederland levert tractoren aan Moldavië.")
    assert context.packages.all == ()
    assert context.packages.meant(context.structured.sentences[0]) is None


def test_what_the_cabinet_gives_is_given_by_its_party() -> None:
    context = paper("Het kabinet heeft 7 miljoen euro vrijgemaakt voor hulp aan Jemen.")
    content = content_of(
        Act.STATUS, "assistance", said(context, "vrijgemaakt", Act.STATUS), context
    )
    assert content["contributions"] == [{"party": "NLD", "amount": "7000000", "currency": "EUR"}]
