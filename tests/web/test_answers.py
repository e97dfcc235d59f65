"""Answers that are kept are word for word those that would be made anew, whoever asks, at whatever
moment, in whatever language, before and after something comes; and nobody is sent another's."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from inzet.accounts import Accounts, form_token
from inzet.record import Mark, Record
from inzet.web.answers import KEPT, Answer, Answers
from inzet.web.app import create_app
from inzet.web.made import Made
from tests.accounts.conftest import Counting
from tests.canary.plant import ALLY, PUBLIC, Planted, plant
from tests.canary.visits import GET, Known
from tests.web.client import Client
from tests.web.test_opened import say
from tests.web.workspace import STAMP, Workspace

WAYS = (
    ("en", ""),
    ("nl", "known_on=2023-02-01"),
    ("en", "as_of=2023-01-10&lang=nl"),
    ("nl", "format=json"),
    ("en", "format=csv"),
)
NO_ID = "0123456789abcdef" * 4
OF_THEIR_OWN = (
    "/account",
    "/admin",
    "/alerts",
    "/drafts",
    "/health",
    "/login",
    "/metrics",
    "/notes",
)
"""Pages of files beside the record, and of how the process is."""


@pytest.fixture
def planted(plants: Planted, tmp_path: Path) -> Planted:
    """A copy of the plant to write in."""
    for each in plants.path.parent.glob(f"{plants.path.name}*"):
        shutil.copy(each, tmp_path / each.name)
    return Planted(tmp_path / plants.path.name, plants.words, plants.ids)


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("answers") / "plant.db")


def doors(path: Path) -> list[str]:
    """The routes whose answers are kept."""
    app = create_app(lambda: Record.open(path))
    return [
        each.path
        for each in app.routes
        if isinstance(each, Route)
        and hasattr(each.endpoint, KEPT)
        and "GET" in (each.methods or ())
    ]


def addresses(path: Path, reader: str | None, few: int = 1) -> list[str]:
    """Of each of those routes some addresses that this reader knows."""
    with Record.open(path) as record:
        known = Known.of(record.view(record.reader(reader)))
    return [each for door in doors(path) for each in GET[door](known, NO_ID)[:few]]


def told(answer: httpx.Response) -> tuple[object, ...]:
    """All of an answer but what no two have alike."""
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, headers, answer.text


def test_every_kept_answer_is_the_one_made_anew(planted: Planted) -> None:
    path = planted.path

    def app(reader: str | None) -> Client:
        return Client(create_app(lambda: Record.open(path), reader=reader))

    with Record.open(path) as record:
        ally = max((each.id for each in record.readers() if each.name == ALLY), key=len)
    readers = (None, ally, PUBLIC)
    kept = {reader: app(reader) for reader in readers}
    compared = moved = 0
    before: dict[object, str] = {}
    for came in range(2):
        for number, reader in enumerate(readers):
            for place, address in enumerate(addresses(path, reader)):
                # Each way over the doors and readers, and the same after something came.
                for language, query in {WAYS[0], WAYS[(place + number) % len(WAYS)]}:
                    whole = f"{address}{'&' if '?' in address else '?'}{query}".rstrip("?&")
                    options = {"headers": {"Accept-Language": language}}
                    first, again = (told(kept[reader].get(whole, **options)) for _ in range(2))
                    assert first == again == told(app(reader).get(whole, **options)), whole
                    compared += 1
                    moved += before.get((reader, whole, language), first[2]) != first[2]
                    before[reader, whole, language] = str(first[2])
        with Record.open(path) as record:
            say(record, f"Something that all may read came ({came}).", dossier="watch/cables")
            say(record, f"Something of the house came ({came}).", marking="INTERNAL")
    assert compared > 150
    assert moved > 10, "what came shows on some pages, or nothing was tried"


def test_what_lies_beside_the_record_is_asked_at_every_visit(workspace: Workspace) -> None:
    """The day of one's last look, and what lies in one's drawer."""
    client = Client(create_app(workspace.open))

    def same(address: str) -> str:
        found = client.get(address)
        assert told(found) == told(Client(create_app(workspace.open)).get(address))
        return found.text

    meeting = "/meetings/nato-dmm-2027-06-08"
    for address in ("/", "/changes/new", meeting):
        before = same(address)
        if address == meeting:
            form = {"kind": "debate", "language": "en", "on": "2027-06-07"}
            form["meeting"] = meeting.rpartition("/")[2]
            assert client.post("/drafts", data=form).status_code == 303
        else:
            seen = dt.datetime(2027, 6, 20, 9, 0 if address == "/" else 9, tzinfo=dt.UTC)
            client.post("/changes/seen", data={"until": seen.isoformat()})
        assert same(address) != before, address


def test_of_what_was_erased_no_answer_is_kept(workspace: Workspace) -> None:
    client, words = Client(create_app(workspace.open)), "waarschuwen bij sabotage"
    address = f"/papers/{workspace.agenda[:12]}"
    for _ in range(2):
        assert words in client.get(address).text
    with workspace.open() as record:
        record.erase(workspace.agenda, by="anna", ground="a spill")
    assert words not in client.get(address).text
    assert client.get(address).status_code == 404


@pytest.fixture
def house(planted: Planted) -> Iterator[tuple[Planted, Accounts]]:
    accounts = Accounts(planted.path, passwords=Counting())
    for name in ("anna", "bert"):
        accounts.people.add(name, roles=["editor", "reviewer", "administrator"])
    accounts.people.add("carla", roles=["reader"])
    accounts.people.add("dirk", roles=["editor"], markings=[])
    yield planted, accounts
    accounts.close()


def test_nobody_is_sent_what_was_made_for_another(house: tuple[Planted, Accounts]) -> None:
    """Two with the same rights, one with fewer, one of fewer markings, and a second browser."""
    planted, accounts = house
    shared = create_app(lambda: Record.open(planted.path), accounts=accounts)
    names = ("anna", "bert", "carla", "dirk", "anna")
    secrets = [accounts.admit(accounts.people.named(name)).secret for name in names]
    pages = addresses(planted.path, None)
    assert "/" in pages
    alike = 0
    for address in pages:
        found = []
        for secret in secrets:
            headers = {"Cookie": f"inzet={secret}"}
            fresh = create_app(lambda: Record.open(planted.path), accounts=accounts)
            first, again, anew = (
                told(Client(app).get(address, headers=headers)) for app in (shared, shared, fresh)
            )
            assert first == again == anew, address
            own = form_token(secret)
            assert own in str(first[2])
            found.append(str(first[2]))
            assert not any(form_token(each) in found[-1] for each in secrets if each != secret)
        # But for who is named and the token of the session, the two with the same rights are
        # shown the same: whatever else differed would be of a file that the page does not tell of.
        bare = [
            each.replace(form_token(secret), "").replace(name, "")
            for each, secret, name in zip(found, secrets, names, strict=True)
        ]
        alike += bare[0] == bare[1] == bare[4]
    assert alike == len(pages)


def test_the_audit_is_told_every_time(house: tuple[Planted, Accounts]) -> None:
    planted, accounts = house
    app = create_app(lambda: Record.open(planted.path), accounts=accounts)
    headers = {"Cookie": f"inzet={accounts.admit(accounts.people.named('anna')).secret}"}
    client = Client(app, headers=headers)
    marked = 0
    for address in addresses(planted.path, None, few=2):
        counts = []
        first = client.get(address)
        if first.status_code != 200:
            continue
        for known in ("", "", first.headers["ETag"]):
            before = len(accounts.audit.events(limit=10_000))
            answer = client.get(address, headers={"If-None-Match": known} if known else {})
            assert answer.status_code == (304 if known else 200)
            events = accounts.audit.events(limit=10_000)
            counts.append(sorted(each.shown for each in events[: len(events) - before]))
        assert counts[0] == counts[1] == counts[2], address
        marked += bool(counts[0])
    assert marked > 5


def test_who_has_lost_a_right_or_a_session_is_shown_nothing_kept(
    house: tuple[Planted, Accounts],
) -> None:
    planted, accounts = house
    app = create_app(lambda: Record.open(planted.path), accounts=accounts)
    headers = {"Cookie": f"inzet={accounts.admit(accounts.people.named('anna')).secret}"}
    client = Client(app, headers=headers)
    for _ in range(2):
        assert client.get("/review/rules").status_code == 200
        assert 'href="/review"' in client.get("/").text
    accounts.people.change("anna", roles=["reader"])
    assert client.get("/review/rules").status_code == 404
    assert 'href="/review"' not in client.get("/").text
    accounts.people.change("anna", active=False)
    assert client.get("/").status_code == 303


def test_pages_of_other_files_are_not_kept(shown: Workspace) -> None:
    found = doors(shown.path)
    assert len(found) > 20
    assert [each for each in found if each.startswith(OF_THEIR_OWN)] == []
    assert "/review" not in found, "it takes what it shows, so that two do not look at the same"


def test_it_goes_out_as_the_browser_can_take_it(shown: Workspace) -> None:
    client = Client(create_app(shown.open))
    for _ in range(2):
        zipped = client.get("/papers", headers={"Accept-Encoding": "gzip"})
        plain = client.get("/papers", headers={"Accept-Encoding": "identity"})
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert zipped.text == plain.text
        assert STAMP in plain.text
        for answer in (zipped, plain):
            assert "Accept-Encoding" in answer.headers["Vary"]
            assert "Accept-Language" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"] == "private, no-cache"
        tag = plain.headers["ETag"]
        same = client.get("/papers", headers={"If-None-Match": f'"x", {tag}'})
        assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
        assert same.headers["Cache-Control"] == "private, no-cache"
        assert client.get("/papers", headers={"If-None-Match": 'W/"x"'}).status_code == 200
        assert client.ask("HEAD", "/papers").headers["ETag"] == tag


def test_no_more_is_kept_than_is_told() -> None:
    def answer(size: int) -> Answer:
        return Answer(b"x" * size, False, (), "", ())

    shelf, mark = Answers(100_000), Mark(("feeds",), 1, 1)
    for number in range(20):
        shelf.keep(mark, number, answer(10_000))
        assert shelf.size <= 100_000
    assert shelf.get(mark, 19) is not None
    assert shelf.get(mark, 0) is None
    shelf.get(mark, 13)
    shelf.keep(mark, "one more", answer(10_000))
    assert shelf.get(mark, 13) is not None, "what was asked for stays"
    before = shelf.size
    shelf.keep(Mark(("feeds",), 2, 2), "one more", answer(10_000))
    assert shelf.size == before, "a later one takes the place of an earlier"
    assert shelf.get(mark, "one more") is None
    shelf.keep(mark, "large", answer(100_001))
    assert shelf.get(mark, "large") is None
    assert Made().answers.size == 0


def test_readers_of_other_feeds_have_answers_of_their_own(planted: Planted) -> None:
    """The same address, one process: whose feeds are read is part of what is kept by."""
    with Record.open(planted.path) as record:
        shelf = Answers()
        views = [record.view(record.reader(name)) for name in (None, PUBLIC)]
        marks = [view.mark() for view in views]
        shelf.keep(marks[0], "/", Answer(b"ours", False, (), "", ()))
        assert shelf.get(marks[1], "/") is None
        assert shelf.get(marks[0], "/") is not None
