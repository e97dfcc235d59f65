"""A treaty's paper: rows of its list of parties, and what its sentences say."""

from __future__ import annotations

from inzet.reading.reader import read_paper

PAPER = """TRACTATENBLAD VAN HET KONINKRIJK DER NEDERLANDEN

JAARGANG 2014 Nr. 997

A. TITEL

Verdrag inzake de vuurtorens van de Noordzee;

Oslo, 26 maart 2013

E. BEKRACHTIGING

België\t9 januari 2014

Zweden heeft het Verdrag ondertekend, doch nog niet goedgekeurd. Polen is bij akte van 6 juni
2014 toegetreden.

G. INWERKINGTREDING

Het Verdrag treedt pas in werking nadat drie staten hun akte hebben nedergelegd.

Een Partij bij dit Verdrag is van mening dat vuurtorens mooi zijn.

Dit stuk is verzonnen voor een test; niemand heeft dit gezegd.
"""


def read() -> list[tuple[str, str, str | None]]:
    paper = read_paper(PAPER.encode(), name="trb.txt")
    assert paper.reading.document.genre == "treaty series"
    return [
        (one.act, one.quote.partition(" ")[0], one.content.get("when"))
        for one in paper.reading.statements
        if one.act != "reference"
    ]


def test_rows_and_sentences_are_both_read() -> None:
    found = read()
    assert ("status", "België\t9".partition("\t")[0], "2014-01-09") in found
    assert [act for act, first, _ in found if first in ("Zweden", "Polen", "Het")] == [
        "status",
        "status",
        "condition",
    ]


def test_a_sentence_is_no_row_and_gives_nobody_anothers_date() -> None:
    assert all(when is None for _, first, when in read() if first == "Zweden")


def test_nobody_takes_a_stance_in_a_treaty() -> None:
    assert not [one for one in read() if one[0] == "position"]


def _statuses(text: str) -> list[tuple[str | None, str | None, str | None]]:
    letter = f"Geachte voorzitter,\n\nDeze brief gaat over de zee en over wie daar vist. {text}\n"
    paper = read_paper(letter.encode(), name="brief.txt")
    return [
        (one.content.get("event"), one.content.get("when"), one.valid_from)
        for one in paper.reading.statements
        if one.act == "status"
    ]


def test_a_dated_step_holds_from_its_day() -> None:
    text = "Het visserijverdrag is op 3 mei 2016 in werking getreden."
    assert _statuses(text) == [("in force", "2016-05-03", "2016-05-03")]


def test_a_step_is_not_dated_by_another_clause_nor_claimed_where_it_is_denied() -> None:
    other = "Malta, dat sinds 3 mei 2010 lid is, heeft het visserijverdrag geratificeerd."
    assert [event for event, _, _ in _statuses(other)] == [None]
    denied = "Malta heeft het visserijverdrag op 3 mei 2016 nog niet geratificeerd."
    assert [event for event, _, _ in _statuses(denied)] == [None]


WORDED = """TRACTATENBLAD VAN HET KONINKRIJK DER NEDERLANDEN

A. TITEL

Verdrag inzake de vuurtorens van de Noordzee; Oslo, 26 maart 2013

E. PARTIJGEGEVENS

België: ondertekend op 8 november 2013, bekrachtigd op 14 januari 2014. Noorwegen: partij sinds 1
mei 2015. Zweden: ondertekend zonder voorbehoud.

Verklaringen

Zweden verwerpt de Deense uitleg van artikel 3.
"""


def test_steps_that_are_told_in_words_behind_a_party() -> None:
    read = read_paper(WORDED.encode(), name="trb.txt").reading
    rows = [
        (
            one.party,
            one.content["event"],
            one.content.get("when"),
            one.quote.replace("\n", " ")[-13:],
        )
        for one in read.statements
        if one.rule == "treaty.row"
    ]
    assert rows == [
        ("BEL", "signed", "2013-11-08", "ovember 2013,"),
        ("BEL", "ratified", "2014-01-14", "januari 2014."),
        ("NOR", "in force", "2015-05-01", "s 1 mei 2015."),
        ("SWE", "signed", None, "r voorbehoud."),
    ]
    declared = [one.party for one in read.statements if one.act == "position"]
    assert declared == ["SWE"]
