"""What became of motions: in proceedings, in lists, on the page of a motion."""

from __future__ import annotations

import pytest

from tests.reading.parliament.reading import statements, told

VOTING = """12 Stemmingen moties Visserij

Aan de orde zijn de stemmingen over moties, te weten:

- de motie-De Wit over schepen (28123, nr. 31);

- de motie-Aalders over netten (28123, nr. 34).

In stemming komt de motie-De Wit (28123, nr. 31).

De voorzitter:
{}
"""

MOTION = "kst-28123-31"


@pytest.mark.parametrize(
    ("words", "result", "in_favour", "against"),
    [
        (
            (
                "Ik constateer dat de leden van de fracties van de SP, de PvdA en het lid De Boer "
                "voor deze motie hebben gestemd en de leden van de overige fracties ertegen, "
                "zodat zij is verworpen."
            ),
            "rejected",
            ["SP", "PvdA", "Lid De Boer"],
            [],
        ),
        (
            (
                "Ik constateer dat de aanwezige leden van de fractie van de VVD tegen deze motie "
                "hebben gestemd en die van de overige fracties ervoor, zodat zij is aangenomen."
            ),
            "adopted",
            [],
            ["VVD"],
        ),
        ("Ik constateer dat deze motie met algemene stemmen is aangenomen.", "adopted", [], []),
        ("Ik stel vast dat de motie is verworpen.", "rejected", [], []),
    ],
)
def test_what_the_chair_tells(
    words: str, result: str, in_favour: list[str], against: list[str]
) -> None:
    (vote,) = told(VOTING.format(words), "vote")
    assert (vote["motion"], vote["result"], vote["on"]) == (MOTION, result, "2019-02-14")
    assert vote.get("in_favour", []) == in_favour
    assert vote.get("against", []) == against


def test_a_roll_call() -> None:
    adopted, rejected = (
        told(VOTING.format(words), "vote")[0]
        for words in (
            "Ik constateer dat deze motie met 76 tegen 70 stemmen is aangenomen.",
            "Ik constateer dat deze motie met 80 tegen 66 stemmen is verworpen.",
        )
    )
    assert (adopted["seats_in_favour"], adopted["seats_against"]) == (76, 70)
    assert (rejected["seats_in_favour"], rejected["seats_against"]) == (66, 80)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        (
            "Op verzoek van de heer Aalders stel ik voor zijn motie (28123, nr. 34) aan te houden.",
            "held over",
        ),
        (
            "Aangezien de motie-Aalders (28123, nr. 34) is ingetrokken, spreken wij er niet over.",
            "withdrawn",
        ),
        ("De motie-Aalders (28123, nr. 34) is vervallen.", "lapsed"),
    ],
)
def test_what_is_not_voted_on(words: str, result: str) -> None:
    (vote,) = told(VOTING.format(words), "vote")
    assert (vote["motion"], vote["result"]) == ("kst-28123-34", result)
    assert told(VOTING.format(words), "appreciation") == [], "a chair gives no verdict"


def test_a_vote_is_parliaments_and_in_no_dossier() -> None:
    text = VOTING.format("Ik constateer dat deze motie met algemene stemmen is aangenomen.")
    (vote,) = [one for one in statements(text) if one.act == "decision"]
    assert (vote.party, vote.dossiers) == ("parliament of NLD", ())


def test_a_vote_on_something_else_is_no_vote_on_the_last_motion() -> None:
    words = (
        "Ik constateer dat deze motie met algemene stemmen is aangenomen.\n\nIn stemming komt het "
        "wetsvoorstel.\n\nDe voorzitter:\nIk constateer dat dit wetsvoorstel is verworpen."
    )
    assert [one["result"] for one in told(VOTING.format(words), "vote")] == ["adopted"]


def test_a_voting_list() -> None:
    found = told(
        """STEMMINGSUITSLAGEN

Stemmingen over moties ingediend bij het VAO Visserij

28 123, nr. 31 de motie-De Wit over schepen

Aangenomen.

Voor: SP, PvdA en D66

Tegen: VVD, Partij voor de Vrijheid

28 123, nr. 34 de motie-Aalders c.s. over netten

Aangehouden
""",
        "vote",
    )
    assert [(one["motion"], one["result"]) for one in found] == [
        (MOTION, "adopted"),
        ("kst-28123-34", "held over"),
    ]
    assert (found[0]["in_favour"], found[0]["against"]) == (["SP", "PvdA", "D66"], ["VVD", "PVV"])


def test_the_table_on_the_page_of_a_motion() -> None:
    (vote,) = told(
        """28 123 Visserij

Nr. 46 MOTIE VAN HET LID DE WIT

De Kamer,

gehoord de beraadslaging,

spreekt uit dat schepen kleiner moeten,

en gaat over tot de orde van de dag.

De Wit

Stemmingsuitslagen

Verworpen met handopsteken

| Fracties | Zetels | Voor/Tegen |
|---|---|---|
| VVD | 32 | Tegen |
| PvdA | 38 | Voor |
| SP | 15 | Voor |
""",
        "vote",
    )
    assert vote == {
        "motion": "kst-28123-46",
        "result": "rejected",
        "on": "2019-02-14",
        "in_favour": ["PvdA", "SP"],
        "against": ["VVD"],
        "seats_in_favour": 53,
        "seats_against": 32,
    }


def test_what_only_calls_the_motion_held_over_tells_no_vote() -> None:
    text = """84 Stemming motie Landbouw- en Visserijraad

Aan de orde is de stemming over een aangehouden motie, ingediend bij het VAO Visserij,

te weten:

- de motie-De Wit over schepen (28123, nr. 31).
"""
    assert told(text, "vote") == []


def test_groups_that_share_a_name_are_not_parted() -> None:
    words = (
        "Ik constateer dat de leden van de fracties van 50PLUS/De Boer en de SP voor deze motie "
        "hebben gestemd en die van de overige fracties ertegen, zodat zij is verworpen."
    )
    (vote,) = told(VOTING.format(words), "vote")
    assert vote["in_favour"] == ["50PLUS/De Boer", "SP"]


def test_a_house_that_letters_its_papers() -> None:
    text = """Stemming motie Visserij

Aan de orde is de stemming over een motie, te weten:

de motie-De Wit c.s. over schepen (28123, letter M).

De voorzitter:
Op verzoek van mevrouw De Wit stel ik voor, haar motie (28123, letter M) aan te houden.
"""
    (vote,) = told(text, "vote")
    assert (vote["motion"], vote["result"]) == ("kst-28123-M", "held over")
    assert [one["motion"] for one in told(text, "motion")] == ["kst-28123-M"]


AGENDA = """Handeling

8 Regeling van werkzaamheden (stemmingen)

De voorzitter:
{}

De heer Jansen (XYZ):
Voorzitter. Dank.

De voorzitter:
Daartoe wordt besloten.

Mevrouw De Wit (ABC):
Voorzitter. Dank.
"""


def test_a_proposal_to_vote_on_motions_held_over_before_holds_none_over() -> None:
    words = (
        "Ik stel voor ook te stemmen over de aangehouden moties-Aalders c.s. en -De Wit "
        "(28123, nrs. 594 en 600)."
    )
    assert told(AGENDA.format(words), "vote") == []
    listed = "Ik stel voor te stemmen over:\n\n– de aangehouden motie-Aalders (28123, nr. 594);"
    assert told(AGENDA.format(listed), "vote") == []


def test_each_of_several_motions_is_cited_from_its_number() -> None:
    words = (
        "Op verzoek van enkele leden stel ik voor de volgende door hen ingediende moties opnieuw "
        "aan te houden: 28123-226; 28124-168; 21501-32-765."
    )
    found = [
        (one.content["motion"], one.quote)
        for one in statements(AGENDA.format(words))
        if one.content.get("kind") == "vote"
    ]
    assert found == [
        ("kst-28123-226", words),
        ("kst-28124-168", "28124-168; 21501-32-765."),
        ("kst-21501-32-765", "21501-32-765."),
    ]
