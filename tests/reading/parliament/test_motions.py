"""Motions: as a paper, moved in a debate, listed for a vote."""

from __future__ import annotations

from tests.reading.parliament.reading import statements, told

PAPER = """28 123 Visserij

Nr. 45 GEWIJZIGDE MOTIE VAN DE LEDEN VAN DER MOLEN EN DE WIT

Ter vervanging van die gedrukt onder nr. 31

Voorgesteld 14 februari 2019

De Kamer,

gehoord de beraadslaging,

overwegende dat tong schaars is;

verzoekt de regering:

– te pleiten voor een fonds voor vissers;

– de Kamer daarover te informeren,

en gaat over tot de orde van de dag.

Van der Molen

De Wit
"""

DEBATE = """7 Visserij

Aan de orde is het VAO Visserij (AO d.d. 07/02).

De voorzitter:
Het woord is aan de heer Van der Molen.

De heer Van der Molen (XYZ):
Voorzitter. Ik heb een motie.

De Kamer,

gehoord de beraadslaging,

overwegende dat Nederland veel tong vangt;

verzoekt de regering, te pleiten voor een fonds voor vissers,

en gaat over tot de orde van de dag.

De voorzitter:
Deze motie is voorgesteld door de leden Van der Molen en De Wit.

Zij krijgt nr. 31 (28123).

Mevrouw De Wit (ABC):
Mijn motie is gewijzigd.

De Kamer,

gehoord de beraadslaging,

spreekt uit dat schepen kleiner moeten,

en gaat over tot de orde van de dag.

De voorzitter:
Zij krijgt nr. 33, was nr. 32 (28123).

De beraadslaging wordt gesloten.
"""


def test_the_paper_that_a_motion_is() -> None:
    (motion,) = told(PAPER, "motion")
    assert motion == {
        "motion": "kst-28123-45",
        "title": motion["title"],
        "movers": [{"name": "Van der Molen"}, {"name": "De Wit"}],
        "on": "2019-02-14",
        "dictum": "verzoekt de regering: te pleiten voor een fonds voor vissers; de Kamer daarover "
        "te informeren",
        "replaces": "kst-28123-31",
    }
    assert motion["title"].startswith("GEWIJZIGDE MOTIE VAN DE LEDEN")
    positions = [one for one in statements(PAPER) if one.act == "position"]
    assert {one.content["motion"] for one in positions} == {"kst-28123-45"}


def test_motions_moved_in_a_debate_are_read_one_each() -> None:
    first, second = told(DEBATE, "motion")
    assert first == {
        "motion": "kst-28123-31",
        "movers": [{"name": "Van der Molen", "group": "XYZ"}, {"name": "De Wit"}],
        "on": "2019-02-14",
        "dictum": "verzoekt de regering, te pleiten voor een fonds voor vissers",
    }
    assert second["motion"] == "kst-28123-33"
    assert second["replaces"] == "kst-28123-32"
    assert second["movers"] == [{"name": "De Wit", "group": "ABC"}]


def test_a_dictum_bears_its_motion_and_what_it_considers_is_nobodys() -> None:
    positions = [one for one in statements(DEBATE) if one.act == "position"]
    assert [(one.party, one.content.get("motion")) for one in positions] == [
        ("parliament of NLD/XYZ", "kst-28123-31"),
        ("parliament of NLD/ABC", "kst-28123-33"),
    ]


def test_a_dictum_without_a_number_is_no_motion_of_the_next() -> None:
    text = DEBATE.replace("Zij krijgt nr. 31 (28123).", "Wij gaan verder.")
    assert [one["motion"] for one in told(text, "motion")] == ["kst-28123-33"]
    first, second = [one for one in statements(text) if one.act == "position"]
    assert "motion" not in first.content
    assert second.content["motion"] == "kst-28123-33"


def test_motions_in_a_list_of_what_is_voted_on() -> None:
    found = told(
        """12 Stemmingen moties Visserij

Aan de orde zijn de stemmingen over moties, te weten:

- de motie-Van der Molen/De Wit over een fonds voor vissers (28123, nr. 31);

- de gewijzigde motie-De Wit over kleinere schepen (28123, nr. 33, was nr. 32).
""",
        "motion",
    )
    assert [(one["motion"], one["movers"], one.get("replaces")) for one in found] == [
        ("kst-28123-31", [{"name": "Van der Molen"}, {"name": "De Wit"}], None),
        ("kst-28123-33", [{"name": "De Wit"}], "kst-28123-32"),
    ]
    assert found[0]["title"] == "de motie-Van der Molen/De Wit over een fonds voor vissers"


def test_a_letter_about_motions_names_them_and_is_none() -> None:
    text = """Geachte Voorzitter,

Motie van het lid De Wit over schepen (Kamerstuk 28 123, nr. 33)

Het kabinet kent de zorg van de vissers. De motie van het lid Aalders over netten (Kamerstuk 28 123,
nr. 34) is vorig jaar aangenomen.
"""
    assert told(text, "motion") == [
        {
            "motion": "kst-28123-33",
            "title": "Motie van het lid De Wit over schepen",
            "movers": [{"name": "De Wit"}],
        }
    ]


def test_a_motion_changed_before_the_vote_replaces_the_one_it_was() -> None:
    found = told(
        """9 Stemmingen

Aan de orde is de stemming over een aangehouden motie.

De voorzitter:
De motie-Van der Molen/De Wit (28123-V, nr. 105) is in die zin gewijzigd dat zij thans luidt:

De Kamer,

gehoord de beraadslaging,

overwegende dat tong schaars is;

verzoekt de regering om dat te bepleiten;

verzoekt de regering voorts om te tellen,

en gaat over tot de orde van de dag.

Naar mij blijkt, wordt de indiening van deze gewijzigde motie voldoende ondersteund.

Zij krijgt nr. 158 (28123-V).
""",
        "motion",
    )
    assert found == [
        {
            "motion": "kst-28123-V-158",
            "movers": [{"name": "Van der Molen"}, {"name": "De Wit"}],
            "on": "2019-02-14",
            "dictum": "verzoekt de regering om dat te bepleiten; verzoekt de regering voorts om te "
            "tellen",
            "replaces": "kst-28123-V-105",
        }
    ]


def test_a_second_motion_behind_the_chairs_words_is_of_who_has_the_floor() -> None:
    text = """7 Visserij

Aan de orde is het VAO Visserij.

De heer Van der Molen (XYZ):
Voorzitter. Twee moties.

De Kamer,

gehoord de beraadslaging,

verzoekt de regering, te pleiten voor een fonds voor vissers,

en gaat over tot de orde van de dag.

De voorzitter:
Deze motie is voorgesteld door het lid Van der Molen.

Zij krijgt nr. 31 (28123).

Motie

De Kamer,

gehoord de beraadslaging,

verzoekt de regering, te tellen,

en gaat over tot de orde van de dag.

De voorzitter:
Zij krijgt nr. 32 (28123).

De heer Bakker (ABC):
Dank u wel.
"""
    positions = [one for one in statements(text) if one.act == "position"]
    assert [(one.party, one.content["motion"]) for one in positions] == [
        ("parliament of NLD/XYZ", "kst-28123-31"),
        ("parliament of NLD/XYZ", "kst-28123-32"),
    ]
    assert [one["movers"] for one in told(text, "motion")] == [
        [{"name": "Van der Molen", "group": "XYZ"}]
    ] * 2


def test_a_motion_printed_as_one_paragraph() -> None:
    text = """7 Visserij

Aan de orde is het VAO Visserij.

De heer Van der Molen (XYZ):
Voorzitter. Een motie.

De Kamer, gehoord de beraadslaging, overwegende dat tong schaars is; verzoekt de regering te tellen,
en gaat over tot de orde van de dag.

De voorzitter:
Zij krijgt nr. 31 (28123).

De heer Bakker (ABC):
Dank u wel.
"""
    (motion,) = told(text, "motion")
    assert motion["dictum"] == "verzoekt de regering te tellen"
    (position,) = [one for one in statements(text) if one.act == "position"]
    assert position.content["motion"] == "kst-28123-31"


def signed(*lines: str) -> str:
    return PAPER.split("Van der Molen\n\nDe Wit")[0] + "\n".join(lines) + "\n"


def test_who_signed_on_lines_that_follow_each_other_are_several_people() -> None:
    (motion,) = told(signed("Jansen", "De Wit", "Van der Molen"), "motion")
    assert [one["name"] for one in motion["movers"]] == ["Jansen", "De Wit", "Van der Molen"]


def test_a_name_that_is_broken_at_its_hyphen_is_one() -> None:
    (motion,) = told(signed("Aalders-", "Bakker", "De Wit", "Stemmingsuitslag"), "motion")
    assert [one["name"] for one in motion["movers"]] == ["Aalders-Bakker", "De Wit"]


def test_the_day_a_motion_was_moved_heads_nothing() -> None:
    named = {name for one in statements(PAPER) for name in one.dossiers}
    assert not [name for name in named if "voorgesteld" in name]


def test_a_heading_tells_what_a_motion_is_about_behind_its_number() -> None:
    letter = """Geachte voorzitter,

Hierbij ontvangt u mijn appreciatie van de moties die zijn ingediend tijdens het VAO Visserij.

Motie van het lid Aalders (28 123, nr. 31) over een fonds voor vissers die niet varen

Nederland heeft daar al eerder voor gepleit. Ik laat het oordeel over deze motie aan de Kamer.

De minister van Visserij,
A. de Boer
"""
    (motion,) = told(letter, "motion")
    assert motion["title"] == "Motie van het lid Aalders over een fonds voor vissers die niet varen"
    (verdict,) = told(letter, "appreciation")
    assert verdict["motion"] == "kst-28123-31"
