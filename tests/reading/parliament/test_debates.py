"""Debates and consultations: the one a report is of, those that letters and convocations tell."""

from __future__ import annotations

from tests.reading.parliament.reading import statements, told

REPORT = """28 123 Visserij

Nr. 430 VERSLAG VAN EEN COMMISSIEDEBAT

Vastgesteld 13 april 2019

De vaste commissie voor Visserij en de vaste commissie voor Natuur hebben op 22 maart 2019 overleg
gevoerd met de heer Jansen, Minister van Visserij, over:

– de brief van de Minister d.d. 17 maart 2019 inzake de agenda (Kamerstuk 28 123, nr. 429);

– de brief van de Minister d.d. 16 december 2018 inzake tong (Kamerstuk 28 123, nr. 421).

Van dit overleg brengen de commissies bijgaand verslag uit.

De voorzitter: Ik open de vergadering. Wij spreken ook over Kamerstuk 28 123, nr. 300.

De heer Van der Molen (XYZ): Op 4 april is er een tweeminutendebat.
"""


def test_the_debate_that_a_report_is_of() -> None:
    assert told(REPORT, "debate", None) == [
        {
            "on": "2019-03-22",
            "committee": "vaste commissie voor Visserij en de vaste commissie voor Natuur",
            "papers": ["kst-28123-429", "kst-28123-421"],
        }
    ]


def test_a_debate_on_the_floor() -> None:
    (debate,) = told("7 Visserij\n\nAan de orde is het VAO Visserij (AO d.d. 07/02).\n", "debate")
    assert debate == {"on": "2019-02-14", "form": "two-minute debate", "subject": "Visserij"}


def letter(words: str) -> str:
    return f"28 123 Visserij\n\nDen Haag, 18 maart 2019\n\nGeachte Voorzitter,\n\n{words}\n"


def test_debates_that_a_letter_announces() -> None:
    found = told(
        letter(
            "Dit bespreek ik in het commissiedebat van 22 maart. Tijdens het commissiedebat van 22 "
            "maart 2019 kom ik daarop terug. In het tweeminutendebat Visserij van 4 april 2019 "
            "spreken wij verder. Een commissiedebat is nog niet gepland."
        ),
        "debate",
        "2019-03-18",
    )
    assert found == [
        {"on": "2019-03-22"},
        {"on": "2019-04-04", "form": "two-minute debate", "subject": "Visserij"},
    ]


def test_a_day_that_is_another_things_is_no_debates() -> None:
    for words in (
        "Het commissiedebat is verplaatst; de Raad is op 22 maart 2019.",
        "Ik zag uit naar het commissiedebat over de Raad en de top in Parijs 22 maart 2019.",
    ):
        assert told(letter(words), "debate", "2019-03-18") == []
    text = "Aan de orde is het VAO Visserijraad 19 februari 2018 (AO d.d. 14/2)."
    assert told(f"7 Visserij\n\n{text}\n", "debate", None) == []


def test_the_consultation_that_a_report_is_of() -> None:
    found = told(
        """28 123 Visserij

Nr. 431 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

De vaste commissie voor Visserij heeft een aantal vragen en opmerkingen voorgelegd aan de Minister
van Visserij over de brief van 9 juli 2019 over de agenda voor de Raad (Kamerstuk 28 123, nr. 429)
en over de brief van 25 juni 2019 over tong (Kamerstuk 28 123, nr. 421).

De vragen en opmerkingen zijn op 15 juli 2019 aan de Minister voorgelegd.
""",
        "consultation",
        None,
    )
    assert found == [
        {
            "committee": "vaste commissie voor Visserij",
            "subject": "agenda voor de Raad",
            "papers": ["kst-28123-429", "kst-28123-421"],
        }
    ]


def test_a_deadline_that_a_letter_tells() -> None:
    words = (
        "Voor het schriftelijk overleg, waarvan de inbrengtermijn op 27 maart 2019 om 14.00 uur "
        "sluit, volgt hierbij de agenda. Het schriftelijk overleg was nuttig."
    )
    assert told(letter(words), "consultation", "2019-03-18") == [{"deadline": "2019-03-27T14:00"}]


CONVOCATION = """Den Haag, 20 maart 2019

Voortouwcommissie: vaste commissie voor Visserij
Volgcommissie(s): vaste commissie voor Natuur
Activiteit: {}
Datum: vrijdag 22 maart 2019
Tijd: 10.00 - 14.00 uur
Onderwerp: Visserijraad van 4 april 2019

Agendapunt: Agenda
Zaak: Brief regering - minister van Visserij - 17 maart 2019
Agenda van de Raad - 28123-429
Activiteitnummer: 2019A00123
"""


def test_a_convocation() -> None:
    fields = {
        "committee": "vaste commissie voor Visserij",
        "subject": "Visserijraad van 4 april 2019",
        "number": "2019A00123",
        "papers": ["kst-28123-429"],
    }
    debate = told(CONVOCATION.format("Commissiedebat"), "debate", None)
    assert debate == [{"on": "2019-03-22T10:00", **fields}]
    text = CONVOCATION.format("Inbreng schriftelijk overleg")
    assert told(text, "consultation", None) == [{"deadline": "2019-03-22T10:00", **fields}]
    assert told(text, "debate", None) == []
    assert told(CONVOCATION.format("Werkbezoek"), "debate", None) == []


def test_it_is_parliaments() -> None:
    found = [one for one in statements(REPORT, None) if one.rule.startswith("cycle.")]
    assert [(one.party, one.act, one.dossiers) for one in found] == [
        ("parliament of NLD", "context", ())
    ]


def test_that_parliament_debates_without_which_kind_of_debate() -> None:
    found = told(letter("Vrijdag 22 maart 2019 spreekt uw Kamer over deze agenda."), "debate")
    assert found == [{"on": "2019-03-22", "form": "debate"}]


def test_a_debate_that_is_named_elsewhere_is_not_told_twice() -> None:
    found = told(
        letter("Op 22 maart 2019 debatteert uw Kamer. Het commissiedebat van 22 maart is kort."),
        "debate",
    )
    assert found == [{"on": "2019-03-22"}]


def test_that_parliament_speaks_in_general_is_no_debate() -> None:
    words = "Op 22 maart 2019 kwam de Raad bijeen. Uw Kamer spreekt vaak over vis."
    assert told(letter(words), "debate") == []


OLD = """28 123 Visserij

nr. 44 VERSLAG VAN EEN ALGEMEEN OVERLEG

Vastgesteld 21 januari 2008

De vaste commissie voor Visserij1 heeft op 4 december 2007 overleg gevoerd met de minister over:

– de geannoteerde agenda van de Visserijraad van 6 en 7 december 2007 (28 123, nr. 42).

Van dit overleg brengt de commissie bijgaand beknopt verslag uit.

Vragen en opmerkingen uit de commissie

Volgens de heer Aalders (XYZ) is de vloot te groot. Welke stappen gaat de regering zetten?

De minister van Financiën heeft dit genoemd. Is de minister het daarmee eens?

Antwoord van de minister

De minister steunt een kleinere vloot.
"""


def test_a_committee_has_no_mark_of_a_note() -> None:
    (debate,) = told(OLD, "debate")
    assert debate["committee"] == "vaste commissie voor Visserij"


def test_a_member_according_to_whom_something_is_so_has_the_floor() -> None:
    asked = [one for one in statements(OLD) if one.content.get("kind") == "question"]
    assert [one.speaker.name for one in asked if one.speaker] == ["Aalders", "Aalders"]


def test_the_last_paper_counts_where_the_list_ends_in_its_paragraph() -> None:
    lines = "28 123, nr. 42).\n– een brief (28 123, nr. 43).\nVan dit overleg brengt"
    (debate,) = told(OLD.replace("28 123, nr. 42).\n\nVan dit overleg brengt", lines), "debate")
    assert debate["papers"] == ["kst-28123-42", "kst-28123-43"]


def test_headings_of_a_debate_are_no_dossiers() -> None:
    named = {name for one in statements(OLD) for name in one.dossiers}
    assert not [name for name in named if "antwoord" in name or "opmerkingen" in name]
