"""Statements where somebody has the turn: whose they are, and what a turn says by itself."""

from __future__ import annotations

from inzet.reading.reader import read_paper
from inzet.reading.result import ReadStatement


def said(text: str) -> list[ReadStatement]:
    return list(read_paper(text.encode(), name="paper.txt", on_behalf_of="NLD").reading.statements)


DEBATE = """VERSLAG VAN EEN COMMISSIEDEBAT

De voorzitter: Ik hecht aan korte vragen.

De heer Van der Molen (XYZ): Ik ben van mening dat de heffing omlaag moet. Het kabinet steunt de
vissers niet. Is de minister bereid de Kamer een brief te sturen?

Minister Jansen: Het kabinet steunt de vissers. Ik zeg de heer Van der Molen toe dat ik de Kamer
schriftelijk informeer over de heffing.

De voorzitter: Ik noteer de volgende toezeggingen.

– De minister zal de Kamer voor 1 juli 2018 een brief sturen over de heffing.

– Voor het reces wordt de Kamer bijgepraat over de vangst van tong.
"""


def test_a_members_words_are_never_the_governments() -> None:
    positions = [(s.party, s.quote) for s in said(DEBATE) if s.act == "position"]
    assert positions == [
        ("parliament of NLD/XYZ", "Ik ben van mening dat de heffing omlaag moet."),
        ("NLD", "Het kabinet steunt de vissers."),
    ]


def test_what_a_speaker_comes_to_is_no_stance() -> None:
    text = """VERSLAG VAN EEN COMMISSIEDEBAT

De heer Van der Molen (XYZ): Ik wil beginnen met de sluis. Ik dank de minister. Dat doe ik vaker.
Mijn fractie kan zich in de sluis vinden.

Minister Jansen: Ik ga in op de sluis. Daar hebben wij over gesproken. Het kabinet steunt de sluis.
"""
    held = [(s.party, s.quote) for s in said(text) if s.act == "position"]
    assert held == [
        ("parliament of NLD/XYZ", "Mijn fractie kan zich in de sluis vinden."),
        ("NLD", "Het kabinet steunt de sluis."),
    ]


def test_what_is_asked_about_is_not_told() -> None:
    text = """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vragen en opmerkingen van de leden van de XYZ-fractie

De leden van de XYZ-fractie willen vernemen of het visserijverdrag in werking is getreden.
"""
    assert not [s for s in said(text) if s.act == "status"]


def test_a_question_is_asked_and_a_promise_is_given_orally() -> None:
    (question,) = [s for s in said(DEBATE) if s.rule == "turn.question"]
    assert question.content == {"kind": "question", "to": "NLD"}
    assert question.speaker is not None
    assert (question.speaker.name, question.speaker.group) == ("Van der Molen", "XYZ")
    promise, *summed = [s for s in said(DEBATE) if s.act == "commitment"]
    assert promise.content["given"] == "oral"
    assert promise.content["to_member"] == "Van der Molen"
    assert promise.speaker is not None
    assert promise.speaker.role == "minister"
    assert [(s.party, s.speaker.role if s.speaker else "") for s in summed] == [
        ("NLD", "chair"),
        ("NLD", "chair"),
    ]
    assert summed[0].content["due_before"] == "2018-07-01"


def test_a_group_holds_what_it_says_in_a_consultation() -> None:
    found = said(
        """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vragen en opmerkingen van de leden van de XYZ-fractie

De leden van de XYZ-fractie zijn tegen de heffing. Zij verzoeken de minister om de Kamer een
overzicht te sturen.

Antwoord van de minister

Het kabinet hecht aan de heffing. De ABC-fractie steunt die.
"""
    )
    assert [(s.act, s.party, s.rule.partition(".")[0]) for s in found] == [
        ("position", "parliament of NLD/XYZ", "position"),
        ("context", "parliament of NLD/XYZ", "turn"),
        ("position", "NLD", "position"),
        ("position", "parliament of NLD/ABC", "position"),
    ]


def test_a_motion_asks_and_declares_and_what_it_considers_is_nobodys() -> None:
    found = said(
        """MOTIE VAN HET LID VAN DER MOLEN C.S.

Voorgesteld 24 mei 2016

De Kamer,

gehoord de beraadslaging,

overwegende dat Nederland zich sterk maakt voor de visserij;

verzoekt de regering, te pleiten voor een lagere heffing,

spreekt uit dat de vangst van tong omlaag moet,

en gaat over tot de orde van de dag.

Van der Molen

De Wit
"""
    )
    assert [(s.act, s.content.get("modality")) for s in found] == [
        ("position", "request"),
        ("position", "declare"),
    ]
    assert {s.party for s in found} == {"parliament of NLD"}
    assert {s.speaker.name for s in found if s.speaker} == {"Van der Molen, De Wit"}


def test_the_paper_of_a_minister_has_no_speakers() -> None:
    found = said("Geachte Voorzitter,\n\nHet kabinet steunt de heffing op tong.\n")
    assert [s.speaker for s in found] == [None]


def test_what_a_motion_judges_is_its_movers() -> None:
    found = said(
        """MOTIE VAN HET LID VAN DER MOLEN C.S.

Voorgesteld 12 mei 2015

De Kamer,

gehoord de beraadslaging,

constaterende dat de vloot kleiner moet worden volgens de havens;

overwegende dat een heffing op vis onwenselijk is;

overwegende dat de vloot in mei is uitgevaren;

van mening dat de vissers genoeg betalen;

verzoekt de regering af te zien van de heffing,

en gaat over tot de orde van de dag.

Van der Molen
"""
    )
    assert [s.rule for s in found if s.act == "position"] == [
        "position.impersonal.is-strong",
        "turn.opinion",
        "turn.dictum",
    ]
    assert {s.party for s in found if s.act == "position"} == {"parliament of NLD"}


def test_how_a_debate_opens_is_what_is_on_the_table() -> None:
    found = said(
        """VERSLAG VAN EEN COMMISSIEDEBAT

De voorzitter: Ik open de vergadering.

Aan de orde is het debat over de Nederlandse inzet voor de visserij.

De heer Van der Molen (XYZ): Ik ben tegen de heffing.
"""
    )
    (table,) = [s for s in found if "Aan de orde" in s.quote]
    assert (table.act, table.content["kind"]) == ("context", "agenda")
    (opened,) = [
        s
        for s in said(DEBATE.replace("Ik hecht aan", "Welkom bij dit debat over"))
        if "Welkom" in s.quote
    ]
    assert (opened.rule, opened.content) == ("turn.agenda", {"kind": "agenda"})


def test_what_follows_an_unlabelled_question_answers_it() -> None:
    found = said(
        """Vragen van het lid Van der Molen (XYZ) aan de minister over de visserij

Kent u het bericht over de vangst?

Ja.

Hoe beoordeelt u de heffing op vis?

De heffing moet zo snel mogelijk weg. Ik heb daartoe opgeroepen.
"""
    )
    assert {s.party for s in found if s.act == "position"} == {"NLD"}
