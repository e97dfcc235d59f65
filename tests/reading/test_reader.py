"""The whole reader: papers of known and unknown kinds, and quotes that always verify."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.reader import ReadPaper, read, read_paper
from inzet.reading.result import ReadStatement
from inzet.reading.text import Sentence
from inzet.reading.verify import is_quoted
from inzet.vocabulary.errors import UnreadableFile

_AGENDA = """GEANNOTEERDE AGENDA RAAD BUITENLANDSE ZAKEN VAN 12 MEI 2019

Op 12 mei 2019 vindt in Brussel de Raad Buitenlandse Zaken plaats.

Visserij

De Raad zal spreken over de visserij. Nederland zal pleiten voor een lagere heffing op
tong. Duitsland bepleitte eerder een hogere heffing. Voor de zomer zal het kabinet uw
Kamer informeren over de uitkomst.
"""

_RECIPE = """Appeltaart van oma

Meng de boter met de suiker. Voeg het ei toe en kneed het deeg. Bak de taart een uur.
Serveer hem warm met slagroom.
"""

_INVOICE = """Factuur 2019-114

Aan: Bakkerij De Korenaar
Omschrijving: reparatie oven
Totaal: 240,00 euro. Wij verzoeken u het bedrag binnen dertig dagen te voldoen.
"""

_NOVEL = """Het regende toen hij de brug overstak. Zij wachtte niet meer op hem, dacht hij, en
hij trok zijn kraag op. Niemand had hem gezegd dat de stad zo leeg zou zijn.
"""


def _paper(text: str, *, said_on: str | None = None, on_behalf_of: str | None = None) -> ReadPaper:
    return read_paper(text.encode(), name="paper.txt", said_on=said_on, on_behalf_of=on_behalf_of)


def test_a_small_agenda_is_read() -> None:
    reading = _paper(_AGENDA).reading
    said = {(s.act, s.party) for s in reading.statements}
    assert {("position", "NLD"), ("position", "DEU"), ("commitment", "NLD")} <= said
    assert reading.document.genre == "annotated agenda"
    assert reading.meeting is not None
    assert all(s.explanation["matched"] for s in reading.statements if s.act == "position")


def test_ids_are_stable_and_apart() -> None:
    one, two = _paper(_AGENDA).reading, _paper(_AGENDA).reading
    assert [s.id for s in one.statements] == [s.id for s in two.statements]
    assert len({s.id for s in one.statements}) == len(one.statements)


@pytest.mark.parametrize("text", [_RECIPE, _INVOICE, _NOVEL])
def test_a_paper_of_an_unknown_kind_is_read_and_says_so(text: str) -> None:
    reading = _paper(text).reading
    assert reading.meetings == ()
    assert not [s for s in reading.statements if s.act in ("position", "commitment")]
    assert reading.document.genre is None
    assert any("kind of paper was not recognised" in note for note in reading.notes)
    assert reading.unrecognised


def test_whose_paper_it_is_can_be_said() -> None:
    text = "Nederland verwelkomt de plannen. De Belgische regering steunt de heffing. " * 3
    known = _paper(text, on_behalf_of="BEL").reading
    assert {s.party for s in known.statements if s.act == "position"} == {"NLD", "BEL"}


def test_a_communique_speaks_for_its_body() -> None:
    data = files("inzet").joinpath("samples/en-summit-2023-07-communique.txt").read_bytes()
    reading = read(data, name="communique.txt")[1]
    assert reading.document.on_behalf_of == "NATO"
    ours = {s.act for s in reading.statements if s.party == "NATO"}
    assert {"position", "commitment", "decision"} <= ours
    assert not any("to" in s.content for s in reading.statements if s.act == "commitment")


def test_blocks_of_another_language_are_read_in_theirs() -> None:
    dutch = (
        "Het kabinet steunt de verlenging van de missie en dringt aan op een sterk mandaat. " * 4
    )
    english = "The Government supports the extension of the mandate of the mission in the area."
    reading = _paper(f"{dutch}\n\n{english}\n", on_behalf_of="NLD").reading
    held = [s for s in reading.statements if s.act == "position" and s.party == "NLD"]
    assert english in {s.quote for s in held}
    assert any(s.quote.startswith("Het kabinet") for s in held)


def test_questions_of_parliament_are_not_the_governments_own() -> None:
    text = """VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vragen en opmerkingen vanuit de fracties

Het kabinet steunt het voorstel niet voldoende, zo menen de leden van de ABC-fractie.

Antwoord van de minister

Het kabinet steunt het voorstel.
"""
    reading = _paper(text, on_behalf_of="NLD").reading
    own = [s.quote for s in reading.statements if s.act == "position" and s.party == "NLD"]
    assert own in (["Het kabinet steunt het voorstel."], [])


def test_every_quote_of_the_samples_stands_in_the_text() -> None:
    folder = files("inzet").joinpath("samples")
    for path in folder.iterdir():
        if path.name.endswith((".txt", ".html")):
            paper = read_paper(path.read_bytes(), name=path.name)
            assert paper.reading.dropped == 0
            assert _all_quoted(paper), path.name


_PIECES = st.sampled_from(
    [
        "Nederland zal pleiten voor een lagere heffing.",
        "Het kabinet hecht be-\nlang aan de Noord-\nZee.",
        "Ik zal uw Kamer voor\n 1 mei informeren.",
        "De Raad besloot tot een heffing (Kamerstuk 12 345, nr. 6).",
        "\f",
        "\n\n",
        "Heffing\n\n",
        "1. punt een\n- punt twee\n",
        "…?!",
        "«Wij vinden dat goed.»",
        "\u00a0\u200b\u202e",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=12))
def test_whatever_the_text_every_quote_verifies(pieces: list[str]) -> None:
    text = "Geannoteerde agenda\n\n" + " ".join(pieces)
    try:
        paper = _paper(text, on_behalf_of="NLD")
    except UnreadableFile:  # control characters make it no text
        return
    assert paper.reading.dropped == 0
    assert _all_quoted(paper)


def _all_quoted(paper: ReadPaper) -> bool:
    return all(
        is_quoted(one.quote, _offsets(one, paper), paper.structured)
        for one in paper.reading.statements
    )


def _offsets(one: ReadStatement, paper: ReadPaper) -> Sequence[int]:
    """Of a statement's words: those of its sentence, or of the part of it that they are."""
    (sentence,) = (
        each for each in paper.structured.sentences if each.start <= one.start < each.end
    )
    at = list(sentence.offsets).index(one.start)
    assert sentence.end == one.end
    return sentence.offsets[at:]


def test_a_quote_that_is_not_there_is_refused() -> None:
    paper = _paper(_AGENDA)
    sentence: Sentence = paper.structured.sentences[-1]
    assert is_quoted(sentence.text, sentence.offsets, paper.structured)
    assert not is_quoted(
        sentence.text.replace("zomer", "herft"), sentence.offsets, paper.structured
    )
    assert not is_quoted("", (), paper.structured)
    assert not is_quoted(sentence.text, [o + 1 for o in sentence.offsets], paper.structured)


def test_in_a_debate_only_the_minister_speaks_for_the_government() -> None:
    text = """VERSLAG VAN EEN ALGEMEEN OVERLEG

De heer Jansen (ABC): Voorzitter. Ik ben van mening dat de heffing omlaag moet.

Minister Pietersen: Ik hecht aan de huidige heffing.
"""
    reading = _paper(text, on_behalf_of="NLD").reading
    own = [s.quote for s in reading.statements if s.act == "position" and s.party == "NLD"]
    assert len(own) == 1
    assert own[0].endswith("Ik hecht aan de huidige heffing.")


def test_it_is_the_body_the_sentence_before_was_about() -> None:
    paper = _paper(
        "News from the harbours\n\nThe European Council met in Riga on 3 May 2012 to talk about "
        "the ferries. It reaffirmed its support for the islands.\n\nIn the margins of that "
        "meeting the weather was fine, and nothing else happened."
    )
    held = {one.party for one in paper.reading.statements if one.act == "position"}
    assert held == {"European Council"}


def test_it_behind_another_body_is_that_body() -> None:
    text = (
        "Council conclusions on ferries\n\n1. The EU supports the islands. It welcomes the help "
        "of the ports.\n\n2. The Council looks forward to the report. It welcomes the plan."
    )
    paper = read_paper(text.encode(), name="paper.txt", opinions=())
    held = [one.party for one in paper.reading.statements if one.act == "position"]
    assert held == ["EU", "EU", "Council", "Council"]
