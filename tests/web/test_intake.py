"""Handing in a paper: read, known, refused, asked about; nothing kept where it fails."""

from __future__ import annotations

import re

import pytest

from inzet.reading.load import LIMIT
from inzet.web.pending import Pending, Upload
from tests.web.client import Client
from tests.web.workspace import AGENDA, Workspace

OTHER = AGENDA.replace("Den Haag", "Utrecht").replace("juni 2027", "oktober 2027")


def hand_in(desk: Client, data: bytes, name: str = "paper.txt", **fields: str):  # type: ignore[no-untyped-def]
    return desk.post("/papers", files={"file": (name, data, "text/plain")}, data=fields)


def papers(workspace: Workspace) -> int:
    with workspace.open() as record:
        return len(record.view(record.reader()).papers().items)


def test_a_paper_is_read_and_shown(desk: Client, workspace: Workspace) -> None:
    text = "Brief over iets anders\n\nHet kabinet steunt een verbod op landmijnen in zee.\n"
    answer = hand_in(desk, text.encode(), said_on="2027-09-01", on_behalf_of="NLD")
    assert answer.status_code == 303
    assert "taken=new" in answer.headers["location"]
    page = desk.get(answer.headers["location"]).text
    assert "The paper was read." in page
    assert "1 September 2027" in page
    assert "on behalf of the Netherlands" in page
    assert "Our organisation only" in page
    assert papers(workspace) == 3


def test_the_same_paper_twice_is_the_same_page(desk: Client, workspace: Workspace) -> None:
    text = "Brief over iets anders\n\nHet kabinet steunt een verbod op landmijnen in zee.\n"
    first = hand_in(desk, text.encode())
    second = hand_in(desk, text.encode(), name="again.txt")
    one, two = (answer.headers["location"].partition("?")[0] for answer in (first, second))
    assert one == two
    assert "taken=known" in second.headers["location"]
    assert papers(workspace) == 3


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"", "empty.txt", 422),
        (b"   \n", "white.txt", 415),
        (b"%PDF-1.7 x", "paper.pdf", 415),
        (b"PK\x03\x04....", "paper.docx", 415),
        (b"\x00\x01\x02" * 50, "paper.bin", 415),
        (b"a" * (LIMIT + 1), "large.txt", 413),
        (b"STG. ZEER GEHEIM\n\nHet kabinet steunt dit plan.\n", "secret.txt", 422),
    ],
)
def test_what_cannot_be_taken_is_refused_and_not_kept(
    data: bytes, name: str, status: int, desk: Client, workspace: Workspace
) -> None:
    answer = hand_in(desk, data, name)
    assert answer.status_code == status
    assert "Nothing was kept." in answer.text
    assert "Het kabinet steunt" not in answer.text
    assert papers(workspace) == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"said_on": "soon"}, "year-month-day"),
        ({"marking": "REL-NOBODY"}, "Known markings"),
    ],
)
def test_a_wrong_field_is_named(
    fields: dict[str, str], words: str, desk: Client, workspace: Workspace
) -> None:
    answer = hand_in(desk, OTHER.encode(), **fields)
    assert answer.status_code == 400
    assert words in answer.text
    assert papers(workspace) == 2


def test_no_file_says_what_to_do(desk: Client) -> None:
    answer = desk.post("/papers", data={"said_on": ""})
    assert answer.status_code == 422
    assert "Choose a paper" in answer.text


@pytest.mark.parametrize(("choice", "outcome", "held"), [("same", "alias", 2), ("other", "new", 3)])
def test_a_likely_copy_is_asked_about(
    choice: str, outcome: str, held: int, desk: Client, workspace: Workspace
) -> None:
    answer = hand_in(desk, ("Kamerstuk 33 333, nr. 14\n\n" + AGENDA).encode(), "copy.txt")
    assert answer.status_code == 409
    assert "Is this a paper that is already here?" in answer.text
    assert papers(workspace) == 2
    form = dict(re.findall(r'name="(token|candidate)" value="([^"]*)"', answer.text))
    done = desk.post("/papers/same", data={**form, "answer": choice})
    assert done.status_code == 303
    assert f"taken={outcome}" in done.headers["location"]
    assert papers(workspace) == held
    again = desk.post("/papers/same", data={**form, "answer": choice})
    assert again.status_code == 422, "an answer counts once"


def test_few_papers_wait_and_not_for_long() -> None:
    pending = Pending()
    upload = Upload(b"x", "x.txt", None, "INTERNAL", None, None)
    tokens = [pending.hold(upload) for _ in range(6)]
    assert pending.take(tokens[0]) is None, "the oldest went"
    assert pending.take(tokens[-1]) == upload
    assert pending.take(tokens[-1]) is None
    assert pending.take("guess") is None


def test_names_of_files_are_text(desk: Client) -> None:
    answer = hand_in(desk, b"%PDF-1.7", name='../../<img src="x">.pdf')
    assert "<img" not in answer.text
    assert "../" not in answer.text
