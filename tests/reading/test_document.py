"""What a paper says about itself, in the layouts real papers have."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.reading.document import anchor_of, describe
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.result import Document
from tests.reading import papers


def read(text: str, said_on: dt.date | None = None) -> Document:
    return describe(structure(load(text.encode())), "0" * 64, said_on=said_on)


def test_a_letter_with_an_annotated_agenda() -> None:
    found = read(papers.OFFICIAL_PAGE)
    assert found.title == "GEANNOTEERDE AGENDA RAAD BUITENLANDSE ZAKEN (RBZ) VAN 20 FEBRUARI 2017"
    assert found.genre == "annotated agenda"
    assert (found.on_behalf_of, found.addressee) == ("NLD", "parliament of NLD")
    assert found.numbers == ("kst-21501-02-1999",)
    assert found.said_on == "2017-02-09"


def test_a_letter_that_is_a_report() -> None:
    found = read(papers.FARM_REPORT)
    assert found.genre == "minister's report"
    assert found.numbers == ("kst-21501-32-777",)
    assert found.said_on == "2016-05-25"
    assert found.title.startswith("Landbouw- en Visserijraad: BRIEF")


def test_a_report_of_a_debate_is_no_report_of_a_minister() -> None:
    found = read(papers.DEBATE)
    assert found.genre == "report of a debate"
    assert found.numbers == ("kst-28676-300",)
    # What was said, was said on the day of the debate, not when its report was settled.
    assert found.said_on == "2018-05-30"


def test_an_undated_report() -> None:
    found = read(papers.REPORT_2007)
    assert found.genre == "minister's report"
    assert found.said_on is None
    assert found.on_behalf_of == "NLD"


def test_what_the_person_knows_wins() -> None:
    assert read(papers.FARM_REPORT, dt.date(2016, 5, 26)).said_on == "2016-05-26"


@pytest.mark.parametrize("text", [papers.RECIPE, papers.INVOICE, papers.NOVEL])
def test_a_paper_of_no_known_kind(text: str) -> None:
    found = read(text)
    assert found.title
    assert (found.genre, found.on_behalf_of, found.addressee) == (None, None, None)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Verslag van een schriftelijk overleg", "report of a written consultation"),
        ("Verslag van een commissiedebat", "report of a debate"),
        ("Verslag van de Europese Raad van 4 mei 2018", "minister's report"),
        ("Motie van het lid Jansen c.s.", "motion"),
        ("Beslisnota bij Kamerbrief", "decision note"),
        ("Beantwoording vragen van het lid Jansen", "written questions"),
        ("Tractatenblad van het Koninkrijk der Nederlanden", "treaty series"),
        ("Communiqué of the Summit", "communiqué"),
        ("Final Statement", "communiqué"),
        ("Media Backgrounder – what is on the agenda", "fact sheet"),
        ("Explanatory memorandum on a Community document", "explanatory memorandum"),
        ("Council conclusions on aid for examples", "council conclusions"),
        ("Raadsconclusies over voorbeelden", "council conclusions"),
        ("House of Commons", "report of a debate"),
    ],
)
def test_genres_by_title(title: str, genre: str) -> None:
    assert read(f"{title}\n\nDit is de tekst van het stuk, en die is kort.\n").genre == genre


def test_a_heading_in_a_letter_is_not_its_kind() -> None:
    text = (
        "Datum 8 mei 2019\nBetreft Milieuraad 20 mei 2019\n\nGeachte voorzitter,\n\n"
        "Op 20 mei vindt in Brussel de Milieuraad plaats en hierbij doe ik u de agenda toekomen "
        "met een toelichting op de punten die daarop staan.\n\n"
        "Raadsconclusies over bossen\n\nHet kabinet steunt de tekst die voorligt.\n"
    )
    found = read(text)
    assert (found.title, found.genre) == ("Milieuraad 20 mei 2019", "annotated agenda")
    assert found.on_behalf_of == "NLD"


def test_officials_advise_on_a_letter() -> None:
    text = (
        "Geannoteerde agenda Milieuraad\n\nGeadviseerd besluit\n\n"
        "U wordt gevraagd in te stemmen met de brief aan de Tweede Kamer.\n"
    )
    assert read(text).genre == "decision note"


def test_those_who_met_speak_in_conclusions() -> None:
    body = "\n\nThe Council adopted the following conclusions on examples of all kinds.\n"
    assert read(f"Council conclusions on examples{body}").on_behalf_of == "Council"
    assert read(f"European Council conclusions{body}").on_behalf_of == "European Council"


def test_the_anchor_is_the_paper_s_day_else_the_meeting_s() -> None:
    letter = structure(load(papers.FARM_REPORT.encode()))
    assert anchor_of(letter) == dt.date(2016, 5, 25)
    text = "Agenda\n\nOp 4 mei 2018 vindt de Raad Buitenlandse Zaken plaats.\n"
    assert anchor_of(structure(load(text.encode()))) == dt.date(2018, 5, 4)
    assert anchor_of(structure(load(papers.NOVEL.encode()))) is None


def _letter(*head: str) -> tuple[str, ...]:
    lines = "\n\n".join(head)
    text = f"{lines}\n\nAan de Voorzitter van de Kamer\n\nDen Haag, 9 februari 2017\n\n"
    body = "Hierbij bied ik u een brief aan over de voortgang, zoals toegezegd in het debat.\n"
    return read(text + body).numbers


@pytest.mark.parametrize(
    ("head", "numbers"),
    [
        (
            ("34 550 V Vaststelling van de begrotingsstaten", "Nr. 51 BRIEF VAN DE MINISTER"),
            ("kst-34550-V-51",),
        ),
        (("34 453 Goedkeuring van een verdrag", "C BRIEF VAN DE MINISTER"), ("kst-34453-C",)),
        (("34 453 (R2070) Goedkeuring van een verdrag", "Nr. 3 MEMORIE"), ("kst-34453-3",)),
        (("21 501-02 Raad", "Nr. 1999 BRIEF VAN DE MINISTER"), ("kst-21501-02-1999",)),
        (("COM(2017) 315 final", "JOINT REPORT"), ("com-2017-315",)),
        (("ST 9178/17", "NOTE"), ("st-9178-2017",)),
        (("PR/CP(2016)100", "Communiqué"), ("nato-pr-2016-100",)),
    ],
)
def test_numbers_in_the_letterhead(head: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    assert _letter(*head) == numbers


def test_what_a_paper_is_about_is_not_its_number() -> None:
    head = ("Uitvoering van Verordening (EU) nr. 833/2014", "Motie van het lid Jansen")
    assert _letter(*head) == ()


@pytest.mark.parametrize(
    ("text", "genre", "party"),
    [
        (
            (
                "Lead and Tin Council: 3 May\n\nThe Minister of State for Exiting the "
                "European Union, Lord Example, has made the following statement:\n\n"
                "Ministers discussed tin."
            ),
            "statement",
            "GBR",
        ),
        (
            (
                "Lead and Tin Council\n\nI represented the UK at the Council meeting in Brussels "
                "on 3 May 2018. Ministers discussed tin."
            ),
            "minister's report",
            "GBR",
        ),
        (
            (
                "Statement of Foreign Ministers on the Lighthouse Plan\n\nNATO press release\n\n"
                "Today, we the Allied Foreign Ministers met in North Atlantic Council format."
            ),
            "communiqué",
            "NATO",
        ),
        (
            "Harbours: Council Conclusions on pilots\n\nThe Council welcomes the report.",
            "council conclusions",
            "Council",
        ),
    ],
)
def test_who_speaks_in_papers_as_they_are_published(text: str, genre: str, party: str) -> None:
    found = read(text)
    assert (found.genre, found.on_behalf_of) == (genre, party)


def test_an_office_named_once_in_news_does_not_issue_it() -> None:
    told = "The Danish Government was told of it in the week before that."
    mud = ["The boats that lie there have to be moved, and nobody knows where to."] * 5
    paper = ["A harbour is to be dredged", mud[0], told, *mud]
    assert read("\n\n".join(paper)).on_behalf_of is None
    assert read("\n\n".join([*paper, told, *mud])).on_behalf_of == "DNK"


def test_a_statement_on_the_site_of_parliament_is_no_question() -> None:
    # Invented; the page of every written statement is headed by what else the site has.
    found = read(
        "UK Parliament > Business > Publications & Records > Written statements\n"
        "Written questions, answers and statements\n\n"
        "Lamps Council: 3 May 2016\n"
        "Statement UIN HCWS9999, made on 2 May 2016\n\n"
        "Statement made by\nMr Adam Example\nThe Minister for Lamps\n\n"
        "Statement\n"
        "The General Affairs Council will be held on 3 May in Brussels, which I will attend. "
        "Ministers will discuss conclusions on lamps.\n"
    )
    assert found.genre == "annotated agenda"
    assert found.on_behalf_of == "GBR"


@pytest.mark.parametrize(
    ("text", "genre", "said_on"),
    [
        (
            (
                "Betreft Agenda NAVO-ministeriële 3 mei 2013\n\nDen Haag, 26 april 2013\n\n"
                "Geachte voorzitter,\n\nOp 3 mei a.s. komen de ministers van de NAVO bijeen. Ik "
                "noem "
                "wat er speelt."
            ),
            "annotated agenda",
            "2013-04-26",
        ),
        (
            (
                "Aan de Voorzitter van de Kamer\n\nDen Haag, 26 april 2013\n\nGeachte "
                "voorzitter,\n\n"
                "Voor de top van mei, waarom u vroeg, ga ik in op de agenda en op de Nederlandse "
                "inzet."
            ),
            "annotated agenda",
            "2013-04-26",
        ),
        (
            (
                "Written questions, answers and statements\n\nGeneral Affairs Council\n\nStatement "
                "UIN HCWS12, made on 21 June 2016\n\nI will attend the General Affairs Council "
                "in Brussels "
                "on 24 June."
            ),
            "annotated agenda",
            "2016-06-21",
        ),
        (
            (
                "General Affairs Council, 13 October 2015\n\nDelivered on: 22 October 2015\n\n"
                "I attended the General Affairs Council on 13 October in Luxembourg."
            ),
            "minister's report",
            "2015-10-22",
        ),
        (
            (
                "Home | Actueel | Missies\n\nActueel > Nieuwsberichten > 2007\n\nMinister ontvangt "
                "NAVO\n\n22-10-2007\n\nDe minister van Defensie ontvangt zijn collega's."
            ),
            "press statement",
            "2007-10-22",
        ),
        (
            (
                "Parlementaire monitor\n\nDinsdag 24 november 2020\n\n28 676 NAVO\n\nNr. 318 BRIEF "
                "VAN DE MINISTER VAN BUITENLANDSE ZAKEN\n\nAan de Voorzitter van de Tweede Kamer "
                "der "
                "Staten-Generaal Den Haag, 15 april 2019\n\nHierbij bied ik u het verslag aan "
                "van de "
                "Raad van 8 april 2019."
            ),
            "minister's report",
            "2019-04-15",
        ),
    ],
)
def test_letters_and_pages_about_a_meeting(text: str, genre: str, said_on: str) -> None:
    found = read(text)
    assert (found.genre, found.said_on) == (genre, said_on)


@pytest.mark.parametrize(
    ("opening", "genre"),
    [
        ("Op 10 mei a.s. organiseert België de informele bijeenkomst.", "annotated agenda"),
        ("Graag bied ik u de inzet aan voor de derde top van de havens.", "annotated agenda"),
        ("Op 2 mei jl. kwamen de ministers van de NAVO bijeen te Brussel.", "minister's report"),
        ("Maandag 3 juni zal te Riga de Raad voor de Havens vergaderen.", "annotated agenda"),
        ("In deze brief wordt u verslag gedaan van de top te Riga.", "minister's report"),
        (
            "In Riga vond een bijeenkomst plaats, waarvan ik u met deze brief verslag doe.",
            "minister's report",
        ),
        (
            (
                "Hierbij bericht ik u over de bijeenkomst op 1 mei jl. te Riga. Ook treft u de "
                "agenda aan van de vergadering van 5 juni a.s."
            ),
            "annotated agenda and report",
        ),
    ],
)
def test_letters_by_how_they_open(opening: str, genre: str) -> None:
    text = f"Aan de Voorzitter van de Kamer\n\nDen Haag, 4 mei 2008\n\n{opening}\n"
    assert read(text).genre == genre


def test_a_heading_in_a_letter_is_no_report_on_a_bill() -> None:
    text = (
        "Aan de Voorzitter van de Kamer\n\nDen Haag, 4 mei 2008\n\nHierbij ontvangt u het verslag "
        "van de bijeenkomst over havens van 2 mei.\n\nVerslag\n\nDe havens waren vol.\n"
    )
    assert read(text).genre == "minister's report"


@pytest.mark.parametrize(
    ("opening", "genre"),
    [
        (
            "The Harbours Council is due to be held on 3 and 4 May in Riga. Two items are on it.",
            "annotated agenda",
        ),
        (
            "The next meeting of the Harbours Council takes place in Riga on Monday 3 May.",
            "annotated agenda",
        ),
        ("The Harbours Council met in Riga on 3 May. I spoke of lamps.", "minister's report"),
        (
            "The two sessions of the Harbours Council were held on consecutive days in Riga.",
            "minister's report",
        ),
    ],
)
def test_written_statements_by_how_they_open(opening: str, genre: str) -> None:
    text = (
        "Written Ministerial Statements          10 May 2010\n\nHarbours\n\nHarbours Council\n\n"
        f"The Minister for Harbours (Jane Example): {opening}\n"
    )
    assert read(text).genre == genre


def test_what_is_answered_is_not_the_paper_s_own_number() -> None:
    assert _letter("Uw kenmerk 2014Z09020/2014D18344", "Ons kenmerk BZDOC-77") == ("BZDOC-77",)


_HANSARD = "House of Commons Tuesday 8 May 2019\n\nENVIRONMENT\n\nLighthouse Council\n\n"


@pytest.mark.parametrize(
    ("opening", "genre"),
    [
        (
            "The next meeting of the Environment Council takes place in Ghent on Monday.",
            "annotated agenda",
        ),
        (
            "The Secretary of State and I will represent the UK at the Environment Council.",
            "annotated agenda",
        ),
        ("The Environment Council is due to be held on 27 May in Ghent.", "annotated agenda"),
        ("The Energy sessions of the Council were held on two days in Ghent.", "minister's report"),
        (
            "My right hon. Friend and I represented the UK at the Environment Council.",
            "minister's report",
        ),
    ],
)
def test_a_written_statement_is_what_it_tells_of_a_council(opening: str, genre: str) -> None:
    text = f"Written Ministerial Statements 8 May 2019\n\n{_HANSARD}"
    text += f"The Minister for Lighthouses (Ann Example): {opening} There is more to say of it.\n"
    assert read(text).genre == genre


def test_what_a_minister_says_of_an_outcome_is_a_speech() -> None:
    title = "Address by Minister Ann Example on the Outcome of the Arctic Council Meeting"
    assert read(f"{title}\n\nGood morning, everyone. We met yesterday.\n").genre == "remarks"


def test_an_agenda_may_tell_further_on_of_what_was_done() -> None:
    text = (
        "Kamerbrief over de Visserijraad\n\nDen Haag, 20 november 2009\n\n"
        "Op 1 en 2 december a.s. wordt in Gent de Visserijraad gehouden. Ik zal er zijn.\n\n"
        "Vangst\n\nOp 27 en 28 juni spraken de ministers in Gent voor het eerst over de vangst.\n"
    )
    assert read(text).genre == "annotated agenda"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            (
                "Written Statements\n\nHCWS19\n\nThe Parliamentary Under-Secretary of State\n\n"
                "The Council met in Ghent. I met members of the Dutch House of Representatives.\n"
            ),
            "GBR",
        ),
        (
            (
                "U.S. Department of State\nOffice of the Spokesperson\n\n"
                "FACT SHEET: Contributions to NATO\n\nNATO is an alliance. NATO has lighthouses.\n"
            ),
            "USA",
        ),
        (
            (
                "Government of Canada / Gouvernement du Canada\n\nSpeech\n\n"
                "Remarks at the close of the meeting of NATO Defence Ministers. Good afternoon.\n"
            ),
            "CAN",
        ),
    ],
)
def test_whose_paper_it_is_by_what_only_its_own_have(text: str, party: str) -> None:
    assert read(text).on_behalf_of == party


def test_a_group_that_a_communique_names_in_its_text_is_not_who_issued_it() -> None:
    text = (
        "Final Communiqué\n\nMeeting of the North Atlantic Council in Defence Ministers Session "
        "held in Ghent on 9 and 10 June 2005\n\n1. The North Atlantic Council met today. We "
        "thank the Contact Group, which has done so much for the lighthouses on all our coasts, "
        "and for all the ships that pass them by day and by night.\n"
    )
    assert read(text).on_behalf_of == "NATO"
