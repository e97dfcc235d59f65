"""Pulling from TAXII servers: honest ones, and those that lie, stall, loop and lead away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from inzet.exchange.taxii.client import Client, Place, checked_address, chosen
from inzet.exchange.taxii.pulling import authorization, pull
from inzet.exchange.taxii.remembered import Remembered, Source, secret
from inzet.following.settings import Settings
from inzet.record import Record
from inzet.vocabulary.errors import InputError, InzetError, NotFound, Unreachable
from tests.exchange.foreign.test_taking import note
from tests.following.serving import Reply, listening

ROOT = "/api/"
NAME = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
JSON = {"Content-Type": "application/taxii+json;version=2.1"}
FAST = Settings(rate=1000.0)


@dataclass
class Taxii:
    """A server of one collection, which pages by count; can be told to answer otherwise."""

    address: str
    objects: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """(date added, object), in order."""
    page: int = 3
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lie: Callable[[str, dict[str, str]], Reply | None] = lambda _path, _query: None

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a request."""
        self.asked.append((target, headers))
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        lie = self.lie(parts.path, query)
        if lie is not None:
            return lie
        if parts.path == "/taxii2/":
            return answer({"title": "T", "default": ROOT, "api_roots": [ROOT]})
        if parts.path == ROOT:
            return answer({"title": "R", "versions": ["x"], "max_content_length": 1})
        if parts.path == f"{ROOT}collections/":
            one = {"id": NAME, "title": "Dreigingen", "can_read": True, "can_write": False}
            return answer({"collections": [one, {"id": "other", "can_read": False}]})
        if parts.path == f"{ROOT}collections/{NAME}/objects/":
            return self._objects(query)
        return Reply(404)

    def _objects(self, query: dict[str, str]) -> Reply:
        after, kind = query.get("added_after", ""), query.get("match[type]")
        found = [
            each
            for each in self.objects
            if each[0].ljust(30, "0") > after.rstrip("Z").ljust(30, "0")
            and (kind is None or each[1]["type"] == kind)
        ]
        start = int(query.get("next", 0))
        shown = found[start : start + self.page]
        more = start + self.page < len(found)
        told = {"objects": [each[1] for each in shown], "more": more}
        told |= {"next": str(start + self.page)} if more else {}
        added = {"X-TAXII-Date-Added-Last": f"{shown[-1][0]}Z"} if shown else {}
        return answer(told, **added)


def answer(told: Any, **headers: str) -> Reply:
    return Reply(200, json.dumps(told).encode(), JSON | headers)


@pytest.fixture
def server() -> Iterator[Taxii]:
    with listening(Taxii) as made:
        for number in range(10):
            made.objects.append((f"2024-01-01T00:00:{number // 4:02d}.000001", note(number)))
        yield made


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "home.db", "Home") as made:
        yield made


def client(server: Taxii, path: str = "/taxii2/", **more: Any) -> Client:
    return Client(server.address + path, settings=FAST, sleep=lambda _: None, **more)


def pulled(record: Record, server: Taxii, path: str = "/taxii2/", **more: Any) -> Any:
    source = Source(checked_address(server.address + path), more.pop("marking", "INTERNAL"))
    with client(server, path, **more.pop("client", {})) as asking:
        found = list(pull(record, source, asking, Remembered(record.path), **more))
    assert len(found) == 1
    return found[0]


def here(record: Record) -> set[str]:
    rows = record.view(record.reader()).objects(limit=1000).items
    return {row.id for row in rows}


EVERY = {note(number)["id"] for number in range(10)}


@pytest.mark.parametrize("path", ["/taxii2/", ROOT])
def test_everything_once_and_then_what_is_new(record: Record, server: Taxii, path: str) -> None:
    done = pulled(record, server, path)
    assert here(record) == EVERY
    assert (done.taken.new, done.taken.known, done.more, done.stopped) == (10, 0, False, "")
    head = record.head()
    done = pulled(record, server, path)
    # Of the last moment more may have come, so it is asked for again; nothing is kept twice.
    assert (done.taken.new, done.taken.known) == (0, 2)
    assert record.head() == head
    server.objects.append((server.objects[-1][0], note(10)))
    server.objects.append(("2024-01-02T00:00:00.000000", note(1, modified="2025-01-01T00:00:00Z")))
    done = pulled(record, server, path)
    assert done.taken.new == 2
    assert record.view(record.reader()).object(note(1)["id"]).version == "2025-01-01T00:00:00Z"
    row = record.view(record.reader()).objects(limit=1).items[0]
    assert row.source == "127.0.0.1: Dreigingen"


def test_a_run_that_is_ended_goes_on_where_it_was(record: Record, server: Taxii) -> None:
    done = pulled(record, server, most=4)
    assert done.more
    assert len(here(record)) == 6
    done = pulled(record, server)
    assert (done.taken.new, done.taken.known) == (4, 0)
    assert here(record) == EVERY


def test_a_word_for_a_place_that_is_refused_later(record: Record, server: Taxii) -> None:
    pulled(record, server, most=4)
    server.lie = lambda _path, query: Reply(400) if query.get("next") == "6" else None
    server.page = 4
    done = pulled(record, server)
    assert here(record) == EVERY
    assert not done.stopped


def test_what_was_pulled_before_a_failure_stays(record: Record, server: Taxii) -> None:
    server.lie = lambda _path, query: Reply(500) if query.get("next") == "6" else None
    done = pulled(record, server)
    assert "500" in done.stopped
    assert len(here(record)) == 6
    server.lie = lambda _path, _query: None
    assert pulled(record, server).taken.new == 4


def test_no_wider_than_a_definition_that_comes_on_another_page(
    record: Record, server: Taxii
) -> None:
    definition = {
        **note(99), "type": "marking-definition", "definition_type": "tlp",
        "id": "marking-definition--00000099-1111-4111-8111-111111111111",
        "definition": {"tlp": "green"},
    }  # fmt: skip
    server.objects.insert(
        0, ("2023-01-01T00:00:00", note(50, object_marking_refs=[definition["id"]]))
    )
    server.objects.append(("2024-02-01T00:00:00", definition))
    record.define_audience("REL-A", ["Alfa"])
    done = pulled(record, server, marking="REL-A")
    assert record.view(record.reader()).object(note(50)["id"]).marking == "REL-A"
    assert done.taken.narrowed == {}


def test_secrets_go_to_that_host_and_port_alone(record: Record, server: Taxii) -> None:
    with listening(Taxii) as other:

        def lead_away(path: str, _query: dict[str, str]) -> Reply | None:
            to = other.address.replace("http://127.0.0.1", "http://localhost") + path
            return Reply(302, b"", {"Location": to}) if path == ROOT else None

        server.lie = lead_away
        with (
            client(server, ROOT, authorization="Bearer geheim") as asking,
            pytest.raises(Unreachable),
        ):
            asking.collections()
        assert other.asked == []
        server.lie = lambda path, _: Reply(302, b"", {"Location": other.address + path})
        with (
            client(server, ROOT, authorization="Bearer geheim") as asking,
            pytest.raises(Unreachable),
        ):
            asking.collections()
        assert all("Authorization" not in headers for _, headers in other.asked)
    assert all(headers["Authorization"] == "Bearer geheim" for _, headers in server.asked)


@pytest.mark.parametrize(
    "root",
    ["https://169.254.169.254/latest/", "http://10.0.0.1/", "//evil.example/", "file:///etc/"],
)
def test_a_discovery_that_leads_elsewhere_is_not_followed(server: Taxii, root: str) -> None:
    server.lie = lambda path, _: answer({"api_roots": [root]}) if path == "/taxii2/" else None
    with client(server) as asking, pytest.raises(InzetError):
        asking.collections()


def lying(told: Any, **headers: str) -> Callable[[str, dict[str, str]], Reply | None]:
    return lambda path, _: answer(told, **headers) if path.endswith("objects/") else None


@pytest.mark.parametrize(
    ("lie", "says"),
    [
        (lying({"more": True, "next": "x", "objects": [note(1)]}), "circle"),
        (lying({"more": True, "objects": [note(1)]}), "does not say where"),
        (lying({"more": True, "next": "x" * 5000, "objects": [note(1)]}), "longer than any"),
        (lying({"objects": 7}), "no server of TAXII"),
        (lying([]), "no server of TAXII"),
        (lambda path, _: Reply(200, b"<html>") if path.endswith("objects/") else None, "no server"),
        (
            lambda path, _: Reply(200, b"[" * 99999) if path.endswith("objects/") else None,
            "no server",
        ),
        (lambda path, _: Reply(200, b"{}", length=99) if path.endswith("objects/") else None, ""),
        (lambda path, _: Reply(401) if path.endswith("objects/") else None, "401"),
        (lambda path, _: Reply(200, b"{}", hang=2.0) if path.endswith("objects/") else None, ""),
    ],
)
def test_a_server_that_lies_is_told_and_left(
    record: Record, server: Taxii, lie: Any, says: str
) -> None:
    server.lie = lie
    done = pulled(record, server, client={"seconds": 0.5})
    assert says in done.stopped
    assert done.stopped
    assert len(server.asked) < 20
    assert here(record) <= {note(1)["id"]}


def test_places_without_end_are_bounded(record: Record, server: Taxii) -> None:
    number = iter(range(10**6))
    server.lie = lambda path, _: (
        answer({"more": True, "next": str(next(number)), "objects": []})
        if path.endswith("objects/") else None
    )  # fmt: skip
    assert "gives nothing" in pulled(record, server).stopped
    server.lie = lambda path, _: (
        answer({"more": True, "next": f"n{next(number)}", "objects": [note(1)]})
        if path.endswith("objects/") else None
    )  # fmt: skip
    done = pulled(record, server, most=7)
    assert done.more
    assert done.taken.objects == 7


@pytest.mark.parametrize("stamp", ["9999-01-01T00:00:00Z", "soon", "2024-13-45T00:00:00Z", "0000"])
def test_a_moment_that_cannot_be_is_not_gone_on_from(
    record: Record, server: Taxii, stamp: str
) -> None:
    server.lie = lying({"objects": [note(1)]}, **{"X-TAXII-Date-Added-Last": stamp})
    assert pulled(record, server).place.added_after == ""


def test_collections_by_name() -> None:
    with listening(Taxii) as server, client(server) as asking:
        offered = asking.collections()
        assert [each.title for each in offered] == ["Dreigingen"]
        assert chosen(offered, ("dreigingen", NAME)) == offered
        with pytest.raises(NotFound, match="geen"):
            chosen(offered, ("geen",))
        server.lie = lambda path, _: (
            answer({"collections": [{"id": "../../etc"}]})
            if path.endswith("collections/")
            else None
        )
        with pytest.raises(Unreachable):
            asking.collections()


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://x/", "https://u:p@example.org/", "https://x/?token=1", ""]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(InputError):
        checked_address(address)


def test_a_secret_is_never_kept_and_never_in_clear(tmp_path: Path, record: Record) -> None:
    remembered = Remembered(record.path)
    source = Source("https://example.org/", "INTERNAL", "inzet", "env:OTHERS")
    remembered.keep(source)
    remembered.keep(source)
    assert remembered.sources() == [source]
    assert secret("env:OTHERS", {"OTHERS": "open sesame"}) == "open sesame"
    (tmp_path / "token").write_text("abc\n")
    held = Source("https://example.org/", "INTERNAL", "", f"file:{tmp_path / 'token'}")
    assert authorization(held) == "Bearer abc"
    for wrong in ("geheim", "env:", "file:/nowhere/x"):
        with pytest.raises(InputError):
            secret(wrong, {})
    with pytest.raises(InputError):
        remembered.keep(Source("https://example.org/", "INTERNAL", "", "geheim"))
    with pytest.raises(InputError, match="in clear"):
        Client("http://example.org/", authorization="Bearer abc")
    remembered.forget("https://example.org/")
    assert remembered.sources() == []


def test_a_place_is_kept_by_server_and_collection(record: Record) -> None:
    remembered = Remembered(record.path)
    assert remembered.place("a", "x") == Place()
    remembered.reached("a", "x", Place("2024-01-01T00:00:00Z", "n"))
    assert remembered.place("a", "x") == Place("2024-01-01T00:00:00Z", "n")
    assert remembered.place("a", "y") == Place()
