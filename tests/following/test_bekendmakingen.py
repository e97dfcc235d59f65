"""Following official publications: each once, changes beside what was, and nothing missed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inzet.following import Done, Journal, Wishes, follow
from inzet.following.bekendmakingen import Bekendmakingen
from inzet.following.settings import Settings
from inzet.record import Record, View
from inzet.vocabulary.errors import InzetError, UnknownValue, Unreachable
from tests.following.gazette import Gazette
from tests.following.serving import HTML, Reply, listening


def letter(number: int, words: str = "") -> bytes:
    """A page of a paper; another number, another text."""
    told = words or f"Het kabinet vindt dat punt {number} van de agenda meer aandacht verdient."
    return (
        f"<html><body><h2>28 676 NAVO</h2><p>Nr. {number}</p><h1>BRIEF VAN DE MINISTER</h1>"
        f"<p>Den Haag, {number % 28 + 1} maart 2020</p><p>{told}</p><p>Over onderwerp {number * 7}"
        f" spreekt de minister op {number % 28 + 1} april met zijn ambtgenoten.</p></body></html>"
    ).encode()


class Desk:
    """A gazette that is served, and a record that follows it."""

    def __init__(self, folder: Path, gazette: Gazette) -> None:
        self.gazette, self.path = gazette, folder / "follow.db"
        self.record = Record.create(self.path, "Ministry")
        self.error: InzetError | None = None

    def view(self) -> View:
        """The record as its own organisation sees it."""
        return self.record.view(self.record.reader())

    def follow(
        self, wishes: Wishes | None = None, until: Callable[[Done], bool] | None = None
    ) -> list[Done]:
        """One run; ``until`` ends it as a kill would; what it raises is kept."""
        done: list[Done] = []
        self.error = None
        settings = Settings(addresses={"officielebekendmakingen": self.gazette.address}, rate=1000)
        source = Bekendmakingen(settings, sleep=lambda _: None)
        try:
            with Journal(self.path) as journal:
                run = follow(self.record, source, "28676", journal, wishes or Wishes(by="me"))
                for each in run:
                    done.append(each)
                    if until is not None and until(each):
                        break
        except InzetError as error:
            self.error = error
        finally:
            source.close()
        return done

    def counts(self, wishes: Wishes | None = None) -> dict[str, int]:
        """What came of a run, by outcome; what was known is left out."""
        found = Counter(str(each.outcome) for each in self.follow(wishes))
        found.pop("known", None)
        return dict(found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty gazette, served, and an empty record."""
    with listening(Gazette) as gazette:
        made = Desk(tmp_path, gazette)
        yield made
        made.record.close()


def test_papers_come_once_with_their_numbers(desk: Desk) -> None:
    desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.gazette.publish(902, letter(902), day="2020-03-05")
    assert desk.counts() == {"new": 2}
    assert desk.counts() == {}
    paper = desk.view().paper("kst-28676-902")
    assert paper.marking == "PUBLIC"
    assert paper.source.endswith("/kst-28676-902/1/html")
    assert desk.view().original(paper.id) == letter(902)


@pytest.mark.parametrize("tells_next", [True, False])
@pytest.mark.parametrize("sorts", [True, False])
def test_page_by_page_nothing_is_missed(desk: Desk, *, sorts: bool, tells_next: bool) -> None:
    desk.gazette.page, desk.gazette.sorts = 3, sorts
    desk.gazette.tells_next = tells_next
    for number in range(901, 909):
        desk.gazette.publish(number, letter(number), day=f"2020-03-{(number * 5) % 28 + 1:02}")
    assert desk.counts() == {"new": 8}
    assert desk.error is None


def test_a_later_run_asks_from_where_the_last_one_came(desk: Desk) -> None:
    desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.counts()
    desk.gazette.publish(902, letter(902), day="2020-03-05")
    desk.gazette.asked.clear()
    assert desk.counts() == {"new": 1}
    asked = desk.gazette.asked[0][0]
    assert "dt.modified>=2020-03-02" in asked.replace("+", " ")
    assert sum("901" in path for path, _ in desk.gazette.asked) == 0


def test_a_run_that_was_killed_goes_on(desk: Desk) -> None:
    for number in range(901, 907):
        desk.gazette.publish(number, letter(number), day=f"2020-03-{number - 900:02}")
    first = desk.follow(until=lambda each: each.id == "kst-28676-903")
    assert len(first) == 3
    desk.gazette.asked.clear()
    assert desk.counts() == {"new": 3}
    fetched = [path for path, _ in desk.gazette.asked if "/frbr/" in path]
    assert len(fetched) == 3, "what was taken is not fetched again"


def test_a_changed_text_stands_beside_the_first(desk: Desk) -> None:
    issue = desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.counts()
    before = desk.view().paper("kst-28676-901")
    said = "Het kabinet vindt dat punt 901 van de agenda geen aandacht meer verdient."
    issue.files["html"], issue.modified = letter(901, said), "2020-03-20"
    assert desk.counts() == {"changed": 1}
    later = desk.view().paper("kst-28676-901")
    assert later.id != before.id
    assert "geen aandacht meer" in desk.view().text(later.id).text
    assert desk.view().original(before.id) == letter(901)


def test_metadata_that_changed_alone_fetches_nothing_new(desk: Desk) -> None:
    issue = desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.counts()
    issue.modified = "2020-03-20"
    assert desk.counts() == {}
    assert len(desk.view().papers().items) == 1


def test_a_withdrawn_paper_stays_and_is_told_of(desk: Desk) -> None:
    issue = desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.counts()
    issue.status, issue.modified = "Ingetrokken", "2020-03-20"
    assert desk.counts() == {"withdrawn": 1}
    assert desk.counts() == {}
    assert desk.view().paper("kst-28676-901").said is not None


def test_what_keeps_its_structure_is_preferred(desk: Desk) -> None:
    issue = desk.gazette.publish(901, b"%PDF-1.4 not even read", day="2020-03-02", kind="pdf")
    issue.files["page"] = letter(901)
    assert desk.counts() == {"new": 1}
    assert desk.view().paper("kst-28676-901").media_type == "text/html"
    xml = (
        "<officiele-publicatie><kamerstuk><dossier>28 676</dossier><stuk><stuknr>Nr. 902</stuknr>"
        "<al>Het kabinet steunt de nieuwe norm voor de uitgaven.</al></stuk></kamerstuk>"
        "</officiele-publicatie>"
    )
    issue = desk.gazette.publish(902, xml.encode(), day="2020-03-03", kind="xml")
    issue.files["pdf"] = b"%PDF-1.4 not even read"
    assert desk.counts() == {"new": 1}
    assert desk.view().paper("kst-28676-902").media_type == "application/xml"


def test_since_a_day_nothing_older_comes(desk: Desk) -> None:
    desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.gazette.publish(902, letter(902), day="2020-03-05")
    assert desk.counts(Wishes(by="me", since=dt.date(2020, 3, 4))) == {"new": 1}


def test_a_dossier_without_publications_is_none(desk: Desk) -> None:
    desk.follow()
    assert isinstance(desk.error, UnknownValue)
    assert "28676" in desk.error.what


@pytest.mark.parametrize(
    "reply",
    [
        HTML,
        Reply(200, b"<searchRetrieveResponse", {"Content-Type": "application/xml"}),
        Reply(200, b'<!DOCTYPE a [<!ENTITY b "c">]><searchRetrieveResponse/>', {}),
        Reply(200, b"\xff\xfe\x00", {}),
        Reply(404),
    ],
    ids=["a page", "cut off", "document type", "noise", "not found"],
)
def test_what_is_no_answer_is_said_and_harms_nothing(desk: Desk, reply: Reply) -> None:
    desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.gazette.next("/sru", reply)
    desk.follow()
    assert isinstance(desk.error, Unreachable)
    assert desk.counts() == {"new": 1}


def test_a_busy_service_is_asked_again(desk: Desk) -> None:
    desk.gazette.publish(901, letter(901), day="2020-03-02")
    desk.gazette.next("/sru", Reply(503, b"", {"Retry-After": "3"}), Reply(500))
    assert desk.counts() == {"new": 1}


def test_pages_that_never_end_do_end(desk: Desk) -> None:
    body = (
        b"<searchRetrieveResponse><numberOfRecords>9</numberOfRecords><records><record/></records>"
        b"<nextRecordPosition>1</nextRecordPosition></searchRetrieveResponse>"
    )
    desk.gazette.next("/sru", *(Reply(200, body) for _ in range(20)))
    desk.follow()
    assert len(desk.gazette.asked) == 1


def test_a_paper_elsewhere_is_not_fetched(desk: Desk) -> None:
    issue = desk.gazette.publish(901, letter(901), day="2020-03-02")
    away = desk.gazette.address.replace("127.0.0.1", "localhost")
    desk.gazette.next(
        f"/frbr/officielepublicaties/kst/28676/{issue.identifier}",
        *(Reply(302, b"", {"Location": f"{away}/elsewhere"}) for _ in range(9)),
    )
    assert desk.counts() == {"failed": 1}
    assert not any("elsewhere" in path for path, _ in desk.gazette.asked)
    assert not desk.view().papers().items
