"""No key is missing, none is idle, both languages say the same things."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import inzet.web
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.concepts import concept_name
from inzet.web.choices import named
from inzet.web.words import LANGUAGES, Words, catalogue, choose_language

WEB = Path(inzet.web.__file__).parent
SOURCES = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
USED = re.compile(r"""\b(?:t|self)\(\s*f?["']([a-z0-9.-]+)["'](\s*[~+])?""")
FAMILIES = (
    "tearline.state.",
    "tearline.did.",
    "act.",
    "tally.",
    "genre.",
    "procedure.",
    "dossier.of.",
    "dossier.named.",
    "capacity.",
    "seat.",
    "role.",
    "certainty.",
    "keeping.",
    "marking.",
    "published.",
    "stage.",
    "parliament.",
    "discussion.",
    "motion.appreciation.",
    "motion.result.",
    "motion.execution.",
    "place.",
    "month.",
    "history.",
    "peers.passing-",
    "peers.done-",
    "hand.",
    "byhand.",
    "notes.",
    "review.",
    "meanwhile.",
    "done.",
    "taken.",
    "commitment.form.",
    "commitment.done-",
    "column.",
    "search.facet.",
    "search.review-",
    "worded.",
    "library.kind.",
    "library.one.",
    "library.version.",
    "request.",
    "reason.",
    "draft.todo.",
    "draft.kind.",
    "draft.how.",
    "draft.done.",
    "draft.origin.",
    "draft.did.",
    "draft.clash.",
    "meeting.name.",
    "language.",
    "named.",
    "nav.",
    "home.",
    "meeting.",
    "about.",
    "option.",
    "stance.",
    "became.",
    "went.",
    "news.",
    "subscription.",
    "alert.kind.",
    "alert.done.",
    "account.done.",
    "admin.class.",
    "admin.done.",
    "admin.kind.",
    "admin.may.",
    "account.role.",
    "account.scope.",
    "moved.",
    "object.facet.",
    "object.attribute.",
    "object.taken-",
    "change.motion-",
)
"""Keys whose last part comes from data."""
ONE_LANGUAGE_ONLY = ("place.", "meeting.name.", "role.", "about.")
"""Data in English is its own message in English."""


def used() -> set[str]:
    return {
        match[1]
        for source in SOURCES
        for match in USED.finditer(source.read_text("utf-8"))
        if not match[2] and not match[1].endswith(".")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_used_is_there(language: str) -> None:
    assert used() - set(catalogue(language)) == set()


def test_every_key_is_used() -> None:
    idle = {key for key in catalogue("en") if not key.startswith(FAMILIES)} - used()
    assert idle == set()


def test_both_languages_have_the_same_keys_and_places() -> None:
    english, dutch = catalogue("en"), catalogue("nl")
    different = {k for k in set(english) ^ set(dutch) if not k.startswith(ONE_LANGUAGE_ONLY)}
    assert different == set()
    for key, message in english.items():
        if key in dutch:
            assert _places(message) == _places(dutch[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_procedure_and_month_has_words(language: str) -> None:
    t = Words(language)
    assert all(t.maybe(f"act.{act}") and t(f"tally.{act}", n=2) for act in Act)
    assert all(t.maybe(f"procedure.{each}") for each in PROCEDURES)
    assert all(t.maybe(f"dossier.of.{each}") for each in PROCEDURES)
    assert all(t.month(number) for number in range(1, 13))


def test_days() -> None:
    t = Words("nl")
    assert t.day("2027-03-04") == "4 maart 2027"
    assert t.day("2027-03") == "maart 2027"
    assert t.day("2027") == "2027"
    assert t.day(None) == ""
    assert t.day("2027-13-01") == "2027-13-01"
    assert t.day("soon") == "soon"
    assert t.days("2027-03-04", "2027-03-05") == "4–5 maart 2027"
    assert t.days("2027-03-31", "2027-04-01") == "31 maart – 1 april 2027"
    assert t.days("2027-03-04", None) == "4 maart 2027"
    assert Words("en").days("2026-12-31", "2027-01-01") == "31 December 2026 – 1 January 2027"


def test_names_from_data() -> None:
    assert Words("en").dossier("accession/SWE") == "Accession of Sweden"
    assert Words("nl").dossier("accession/SWE") == "Toetreding van Zweden"
    assert Words("en").dossier("assistance/ukraine") == "Assistance: Ukraine"
    assert Words("nl").dossier("watch/china-russia") == "Volgen: China en Rusland"
    assert (
        Words("en").dossier("dialogue/bosnia-and-herzegovina-georgia-moldova")
        == "Dialogue: Bosnia and Herzegovina, Georgia and Moldova"
    )
    assert Words("en").dossier("dialogue/ip4") == "Dialogue: IP4"
    assert Words("en").dossier("pledge/wales-2014") == "Pledge: Wales 2014"
    assert Words("en").dossier("hybrid/nato") == "Hybrid: NATO"
    assert Words("nl").dossier("pledge/the-hague-2025") == "Afspraak: Den Haag 2025"
    assert Words("en").dossier("assistance/nsatu") == "Assistance: NSATU"
    assert Words("en").genre("minister's report") == "minister's report"
    assert Words("nl").genre(None) == "soort niet herkend"
    assert Words("nl").addressee("parliament of NLD") == "het parlement van Nederland"
    assert Words("en").addressee("parliament of NLD") == "the parliament of the Netherlands"
    assert Words("en").party("somebody unknown") == "somebody unknown"


def test_who_takes_part_and_is_no_party_has_a_name_too() -> None:
    dutch, english = Words("nl"), Words("en")
    for code, nl, en in (
        ("NLD", "Nederland", "Netherlands"),
        ("parliament of NLD", "het parlement van Nederland", "the parliament of the Netherlands"),
        ("NATO secretary general", "secretaris-generaal van de NAVO", "NATO secretary general"),
        ("NATO members", "NAVO-bondgenoten", "NATO members"),
        ("Minister Kuleba", "Minister Kuleba", "Minister Kuleba"),
    ):
        assert (dutch.party(code), english.party(code)) == (nl, en)
    assert concept_name("NATO Summit Vilnius", "nl") == "NAVO-top Vilnius"
    assert concept_name("NATO Summit Vilnius", "en") == "NATO Summit Vilnius"
    assert concept_name("NATO Summit of the allies", "nl") == "NATO Summit of the allies"
    offered = named(["de ministers", "group", "NLD", "parliament of NLD"], dutch)
    assert [code for code, _ in offered] == ["NLD", "parliament of NLD"]


def test_parties_bear_their_article() -> None:
    assert (Words("en").named("NLD"), Words("nl").named("NLD")) == ("the Netherlands", "Nederland")
    assert Words("nl").named("USA") == "de Verenigde Staten"
    assert Words("en").named("HUN") == "Hungary"


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        (None, "fr, en;q=0.3, nl;q=0.5", "nl"),
        (None, "de", "en"),
        (None, "nl;q=x, en", "en"),
        ("nl", "en", "nl"),
        ("fr", "nl", "nl"),
    ],
)
def test_the_language_is_the_one_asked_for(
    wanted: str | None, accepted: str, language: str
) -> None:
    assert choose_language(wanted, accepted) == language


def _places(message: object) -> set[str]:
    return {
        name for text in _texts(message) for _, name, _, _ in string.Formatter().parse(text) if name
    }


@pytest.mark.parametrize(
    "other", ["positie", "werkplek", "aanmeld", "rubriceringen", "hybride za", "voorgoed"]
)
def test_dutch_pages_have_one_word_for_one_thing(other: str) -> None:
    """Standpunt, werkruimte, inloggen, markering, casus, definitief: and not these beside them."""
    said = [text for each in catalogue("nl").values() for text in _texts(each)]
    assert [text for text in said if other in text.casefold()] == []


def _texts(message: object) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())  # type: ignore[attr-defined]
