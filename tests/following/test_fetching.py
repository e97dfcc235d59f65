"""Fetching: waits, comes back, goes nowhere else, and takes nothing for a paper that is none."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from inzet.following import Outcome, Wishes
from inzet.following.fetching import Fetcher
from inzet.following.settings import Settings
from inzet.following.source import Last
from inzet.vocabulary.errors import InputError, Unreachable
from tests.following.conftest import World
from tests.following.house import House, agenda
from tests.following.serving import HTML, ODATA, Reply, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(House()) as running:
        running.next(
            "/paper", Reply(200, b"a paper", {"ETag": '"1"', "Content-Type": "text/plain"})
        )
        yield running


class Patient(Fetcher):
    """A fetcher that notes how long it waits instead of waiting."""

    def __init__(self, server: Server, *, rate: float = 1000, **more: Any) -> None:
        self.slept: list[float] = []
        self.time = 0.0
        settings = Settings(rate=rate, contact="desk@example.org")
        super().__init__(
            server.address,
            settings,
            chosen=True,
            sleep=self._sleeps,
            clock=lambda: self.time,
            **more,
        )

    def _sleeps(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def get(fetcher: Fetcher, address: str, **more: Any) -> bytes | None:
    with fetcher:
        return fetcher.get(address, accept="text/plain", limit=1000, **more).data


def test_it_says_who_asks_and_what_it_has(server: Server) -> None:
    last = Last(etag='"1"', modified="Mon, 03 Feb 2020 09:00:00 GMT")
    assert get(Patient(server), f"{server.address}/paper", last=last) == b"a paper"
    ((_, headers),) = server.asked
    assert headers["User-Agent"].startswith("Inzet/")
    assert "desk@example.org" in headers["User-Agent"]
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == last.modified


def test_nothing_comes_where_nothing_changed(server: Server) -> None:
    server.next("/same", Reply(304, headers={"ETag": '"1"'}))
    assert get(Patient(server), f"{server.address}/same", last=Last(etag='"1"')) is None


def test_it_comes_back_when_it_is_told_to(server: Server) -> None:
    fetcher = Patient(server)
    server.next("/busy", Reply(429, headers={"Retry-After": "7"}), Reply(500), Reply(200, b"done"))
    assert get(fetcher, f"{server.address}/busy") == b"done"
    assert [wait for wait in fetcher.slept if wait >= 1] == [7.0, 2.0]


def test_a_day_to_come_back_on_may_be_a_date(server: Server) -> None:
    fetcher = Patient(server)
    then = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30))
    server.next("/busy", Reply(503, headers={"Retry-After": then}), Reply(200, b"done"))
    assert get(fetcher, f"{server.address}/busy") == b"done"
    assert 25 < max(fetcher.slept) <= 30


def test_who_asks_for_an_hour_is_left_in_peace(server: Server) -> None:
    server.next("/busy", Reply(429, headers={"Retry-After": "3600"}))
    with pytest.raises(Unreachable, match="60 minutes"):
        get(Patient(server), f"{server.address}/busy")
    assert len(server.asked) == 1


def test_it_gives_up_after_four_times(server: Server) -> None:
    fetcher = Patient(server)
    server.next("/busy", *[Reply(500)] * 9)
    with pytest.raises(Unreachable, match="status 500"):
        get(fetcher, f"{server.address}/busy")
    assert len(server.asked) == 4
    assert [wait for wait in fetcher.slept if wait >= 1] == [1.0, 2.0, 4.0]


def test_no_more_requests_a_second_than_allowed(server: Server) -> None:
    fetcher = Patient(server, rate=2)
    server.next("/more", *[Reply(200, b"x")] * 5)
    with fetcher:
        for _ in range(5):
            fetcher.get(f"{server.address}/more", accept="*/*", limit=10)
    assert fetcher.slept == [0.5] * 4


def test_a_slow_answer_is_not_waited_for(server: Server) -> None:
    server.next("/slow", *[Reply(200, b"x", hang=2.0)] * 4)
    fetcher = Patient(server, seconds=0.2)
    with pytest.raises(Unreachable, match="in time"):
        get(fetcher, f"{server.address}/slow")


def test_what_breaks_off_is_asked_for_again(server: Server) -> None:
    server.next("/short", Reply(200, b"half a pa", length=900), Reply(200, b"all of it"))
    assert get(Patient(server), f"{server.address}/short") == b"all of it"


def test_what_is_not_there_is_not_asked_for_again(server: Server) -> None:
    with pytest.raises(InputError, match="404"):
        get(Patient(server), f"{server.address}/nothing")
    assert len(server.asked) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_too_large_is_not_taken(server: Server, packed: bool) -> None:
    body = b"0" * 2_000_000
    headers = {"Content-Encoding": "gzip"} if packed else {}
    server.next("/large", Reply(200, gzip.compress(body) if packed else body, headers))
    with pytest.raises(InputError, match="larger"):
        get(Patient(server), f"{server.address}/large")


# ---- where it may go ---------------------------------------------------------------------------


def redirect(to: str) -> Reply:
    return Reply(302, headers={"Location": to})


def test_a_redirect_within_the_source_is_followed(server: Server) -> None:
    server.next("/moved", redirect("/paper"))
    assert get(Patient(server), f"{server.address}/moved") == b"a paper"


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/paper",
        "http://127.0.0.1:9/paper",
        "http://[::1]/paper",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "//elsewhere.example/paper",
        "https://user:secret@127.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/paper",
        "http://127.0.0.1.elsewhere.example/",
        "http://",
        "http://[broken",
    ],
)
def test_a_redirect_elsewhere_is_not_followed(server: Server, to: str) -> None:
    server.next("/moved", redirect(to))
    with pytest.raises(Unreachable):
        get(Patient(server), f"{server.address}/moved")
    assert len(server.asked) == 1


def test_a_redirect_to_another_service_of_this_machine_is_not_followed(server: Server) -> None:
    """The operator chose one address of a private network, not all of them."""
    with serving(House()) as other:
        server.next("/moved", redirect(f"{other.address}/paper"))
        with pytest.raises(Unreachable):
            get(Patient(server), f"{server.address}/moved")
        assert other.asked == []


def test_redirects_without_end(server: Server) -> None:
    server.next("/a", *[redirect("/b")] * 9)
    server.next("/b", *[redirect("/a")] * 9)
    with pytest.raises(Unreachable, match="circles"):
        get(Patient(server), f"{server.address}/a")
    assert len(server.asked) == 2


def test_a_long_chain_of_redirects(server: Server) -> None:
    for place in range(20):
        server.next(f"/hop{place:02}", redirect(f"/hop{place + 1:02}"))
    with pytest.raises(Unreachable, match="circles"):
        get(Patient(server), f"{server.address}/hop00")
    assert len(server.asked) <= 6


def _resolves(address: str) -> Any:
    def resolve(*_: Any, **__: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    return resolve


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"]
)
def test_a_name_that_leads_into_a_private_network(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _resolves(address))
    with (
        Fetcher("https://source.example", Settings()) as fetcher,
        pytest.raises(Unreachable) as told,
    ):
        fetcher.get("https://source.example/paper", accept="*/*", limit=9)
    assert "private network" in told.value.what


def test_who_answers_from_a_private_network_after_all_is_not_believed(server: Server) -> None:
    """A name may lead elsewhere when it is looked up again to connect: the answer is looked at."""
    fetcher = Fetcher(server.address, Settings(rate=1000))
    url = httpx.URL(f"{server.address}/paper")
    with fetcher, fetcher._client.stream("GET", url) as response, pytest.raises(Unreachable):
        fetcher._check_peer(url, response)


def test_without_https_only_where_the_operator_chose_so() -> None:
    with (
        Fetcher("http://source.example", Settings()) as fetcher,
        pytest.raises(Unreachable) as told,
    ):
        fetcher.get("http://source.example/paper", accept="*/*", limit=9)
    assert "https" in told.value.what


def test_no_proxy_is_taken_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert get(Patient(server), f"{server.address}/paper") == b"a paper"


@pytest.mark.parametrize("rate", ["0", "-1", "often", "nan", "1e9"])
def test_a_rate_that_is_none(rate: str) -> None:
    with pytest.raises(InputError):
        Settings.of_environment({"INZET_FOLLOW_RATE": rate})


# ---- what comes instead of papers --------------------------------------------------------------


def resource(world: World) -> str:
    return f"{ODATA}/Document({world.house.rows['Document'][0]['Id']})/resource"


def test_a_page_instead_of_a_paper_is_no_paper(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.server.next(resource(world), HTML)
    (done,) = world.follow()
    assert done.outcome is Outcome.FAILED
    assert "text/html" in done.why
    assert not world.view().papers().items
    assert world.counts() == {"new": 1}


def test_a_pdf_that_is_none(world: World) -> None:
    world.house.document(world.dossier, b"sorry", 429, ContentType="application/pdf")
    (done,) = world.follow()
    assert done.outcome is Outcome.FAILED
    assert "no paper" in done.why


def test_less_than_the_data_says_there_is(world: World) -> None:
    row = world.house.document(world.dossier, agenda(1), 429)
    row["ContentLength"] += 100
    (done,) = world.follow()
    assert done.outcome is Outcome.FAILED
    assert "bytes came" in done.why
    row["ContentLength"] -= 100
    assert world.counts() == {"new": 1}


def test_a_paper_that_cannot_be_read_is_refused_once(world: World) -> None:
    world.house.document(world.dossier, b"%PDF-1.7 broken", 429, ContentType="application/pdf")
    world.house.document(world.dossier, agenda(2), 430)
    assert world.counts() == {"refused": 1, "new": 1}
    world.server.asked.clear()
    assert world.counts() == {}
    assert world.server.count("/resource") == 0
    assert world.counts(Wishes(again=True)) == {"refused": 1}


def test_a_classified_paper_is_refused_and_nothing_of_it_kept(world: World) -> None:
    world.house.document(world.dossier, b"STG. GEHEIM\n\n" + agenda(1), 429)
    (done,) = world.follow()
    assert done.outcome is Outcome.REFUSED
    assert done.error is not None
    assert done.error.exit_code == 3
    journal = world.path.with_name("follow.db.following").read_bytes()
    assert b"Afschrikking" not in journal
    assert not world.view().papers().items


def test_a_file_that_is_missing_does_not_hold_up_the_others(world: World) -> None:
    row = world.house.document(world.dossier, agenda(1), 429)
    world.house.document(world.dossier, agenda(2), 430)
    del world.house.files[row["Id"]]
    assert world.counts() == {"refused": 1, "new": 1}


def test_what_fails_is_tried_again_and_holds_up_the_cursor(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.house.document(world.dossier, agenda(2), 430)
    world.server.next(resource(world), *[Reply(500)] * 4)
    assert world.counts() == {"failed": 1, "new": 1}
    assert world.counts() == {"new": 1}


def test_what_always_fails_is_given_up(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.server.next(resource(world), *[Reply(500)] * 100)
    assert [world.counts() for _ in range(5)] == [{"failed": 1}] * 4 + [{"refused": 1}]
    world.house.document(world.dossier, agenda(2), 430)
    assert world.counts()["new"] == 1


def test_a_source_that_fails_and_fails_is_left_in_peace(world: World) -> None:
    for number in range(1, 9):
        world.house.document(world.dossier, agenda(number), number)
    world.server.next(f"{ODATA}/Document(", *[Reply(503)] * 100)
    done = world.follow()
    assert [str(each.outcome) for each in done] == ["failed"] * 2
    assert isinstance(world.error, Unreachable)
    assert world.server.count("/resource") == 12


# ---- what comes instead of data ----------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"value": 3}',
        b'{"value": [3]}',
        b'{"value": [{"Id": "../../etc"}]}',
        b'{"value": [{"Id": 3}]}',
        b'{"value": [{}]}',
        b'{"value": [{"Id": "0", "Volgnummer": "x"}]}',
        b"[" * 100_000,
        b'{"value": ' + b"[" * 100_000,
        b"\xff\xfe\x00",
        b'{"value": [], "@odata.nextLink": 3}',
        b'{"value": [{"Id": "\\ud800"}]}',
    ],
)
def test_data_that_is_none(world: World, body: bytes) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.server.next(f"{ODATA}/Document?", Reply(200, body, {"Content-Type": "application/json"}))
    assert [each for each in world.follow() if each.outcome is Outcome.NEW] == []
    assert isinstance(world.error, Unreachable)
    assert world.counts() == {"new": 1}


def test_a_page_instead_of_data(world: World) -> None:
    world.server.next(ODATA, HTML)
    assert world.follow() == []
    assert isinstance(world.error, Unreachable)
    assert "text/html" in world.error.what


@pytest.mark.parametrize("onward", ["https://elsewhere.example/x", "http://10.0.0.1/", "/again"])
def test_pages_that_lead_elsewhere_or_round(world: World, onward: str) -> None:
    page = json.dumps({"value": [], "@odata.nextLink": onward}).encode()
    world.server.next(f"{ODATA}/Document?", Reply(200, page))
    world.server.next("/again", *[Reply(200, page)] * 9)
    world.follow()
    assert isinstance(world.error, Unreachable)


def test_a_stage_that_cannot_be_told_does_not_silence_the_others(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    world.house.motion(world.dossier, 430, "Motie over iets", ("A. Wit", "D66"))
    world.server.next(f"{ODATA}/Besluit", *[Reply(500)] * 4)
    outcomes = [str(each.outcome) for each in world.follow()]
    assert outcomes == ["new", "new", "told"]
    assert isinstance(world.error, Unreachable)


def test_titles_made_to_do_harm(world: World) -> None:
    title = "\u202eetis\x1b[2J\x00 <script>alert(1)</script> =cmd|' /C calc'!A0"
    world.house.document(world.dossier, agenda(1), 429, Onderwerp=title)
    world.house.motion(world.dossier, 430, title, (title, title))
    for done in world.follow():
        assert not {"\x1b", "\x00", "\u202e"} & set(done.title)
