"""Serves a parliament on this machine as its open data does: OData v4, SyncFeed, files; and can be
told to answer with something else for a while."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from tests.following.house import House
from tests.following.odata import MODEL, NotUnderstood, answer

ODATA, FEED = "/OData/v4/2.0", "/SyncFeed/2.0"


@dataclass(frozen=True)
class Reply:
    """Another answer than the right one."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """What it says its length is, where that is not so."""
    hang: float = 0.0
    """Seconds to wait first."""


HTML = Reply(200, b"<html><body>Even geduld.</body></html>", {"Content-Type": "text/html"})


@dataclass
class Server:
    """A running server."""

    house: House
    address: str
    page: int = 250
    etags: bool = True
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path with query, and headers, of every request."""
    _replies: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))

    def next(self, path: str, *replies: Reply) -> None:
        """Answers that come first to requests whose path begins so, one each."""
        self._replies[path].extend(replies)

    def count(self, part: str) -> int:
        """How many requests had this in them."""
        return sum(part in path for path, _ in self.asked)

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a request."""
        self.asked.append((unquote(target), headers))
        for path, waiting in self._replies.items():
            if target.startswith(path) and waiting:
                return waiting.pop(0)
        parts = urlsplit(target)
        options = dict(parse_qsl(parts.query))
        if parts.path.startswith(f"{ODATA}/"):
            return self._odata(parts.path.removeprefix(f"{ODATA}/"), options, headers)
        if parts.path == f"{FEED}/Feed":
            return self._feed(options)
        if parts.path.startswith(f"{FEED}/Resources/"):
            return self._file(parts.path.rpartition("/")[2], headers)
        return Reply(404)

    def _odata(self, path: str, options: dict[str, str], headers: dict[str, str]) -> Reply:
        if path.endswith(")/resource"):
            return self._file(path.partition("(")[2].removesuffix(")/resource"), headers)
        try:
            skipped = int(options.pop("$skiptoken", "0"))
            rows = answer(path, self.house.rows.get(path, []), options)
        except (NotUnderstood, ValueError) as error:
            return Reply(400, json.dumps({"error": {"message": str(error)}}).encode(), _JSON)
        shown: dict[str, Any] = {"@odata.context": f"{self.address}{ODATA}/$metadata#{path}"}
        shown["value"] = rows[skipped : skipped + self.page]
        if skipped + self.page < len(rows):
            more = "&".join(f"{name}={value}" for name, value in options.items())
            onward = f"{self.address}{ODATA}/{path}?{more}&$skiptoken={skipped + self.page}"
            shown["@odata.nextLink"] = onward.replace(" ", "%20")
        return Reply(200, json.dumps(shown).encode(), _JSON)

    def _file(self, id_: str, headers: dict[str, str]) -> Reply:
        data = self.house.files.get(id_)
        if data is None:
            return Reply(404)
        document = next(row for row in self.house.rows["Document"] if row["Id"] == id_)
        told = {"Content-Type": document["ContentType"] or "application/octet-stream"}
        if self.etags:
            told["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            if headers.get("If-None-Match") == told["ETag"]:
                return Reply(304, b"", told)
        return Reply(200, data, told)

    def _feed(self, options: dict[str, str]) -> Reply:
        kind, after = options.get("category"), int(options.get("skiptoken", "0"))
        # An entity stands in the feed where it last changed, as it is now.
        last = {each.id: each for each in self.house.changes if each.kind == kind}
        changes = [each for each in last.values() if each.token > after]
        changes.sort(key=lambda each: each.token)
        shown = changes[: self.page]
        feed = f"{self.address}{FEED}/Feed?category={kind}"
        rel, token = ("next", shown[-1].token) if shown else ("resume", after)
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<title>Gegevensmagazijn SyncFeed (category: {kind})</title>",
            f"<link rel={quoteattr(rel)} href={quoteattr(f'{feed}&skiptoken={token}')} />",
            *(self._entry(each, feed) for each in shown),
            "</feed>",
        ]
        return Reply(200, "\n".join(lines).encode(), {"Content-Type": "application/atom+xml"})

    def _entry(self, change: Any, feed: str) -> str:
        row = next(each for each in self.house.rows[change.kind] if each["Id"] == change.id)
        name = change.kind[0].lower() + change.kind[1:]
        fields = []
        for key, to in MODEL[change.kind].items():
            tag = key[0].lower() + key[1:]
            if to is not None:
                refs = row[key] if isinstance(row[key], list) else [row[key]]
                fields += [f'<{tag} ref="{each["Id"]}" />' for each in refs if each]
            elif not key.startswith("Content"):
                value = row.get(key)
                nil = f'<{tag} xsi:nil="true" />'
                fields.append(nil if value is None else f"<{tag}>{escape(str(value))}</{tag}>")
        content = "".join(fields) if not change.deleted else ""
        file = f"{self.address}{FEED}/Resources/{change.id}"
        attributes = f'id="{change.id}" tk:bijgewerkt={quoteattr(change.updated)}'
        attributes += f' tk:verwijderd="{str(change.deleted).lower()}"'
        if change.id in self.house.files and not change.deleted:
            attributes += f" tk:contentType={quoteattr(row['ContentType'])}"
            attributes += f' tk:contentLength="{row["ContentLength"]}"'
        return (
            f"<entry><title>{change.id}</title><updated>{change.updated}</updated>"
            f'<category term="{name}" />'
            f'<link rel="next" href={quoteattr(f"{feed}&skiptoken={change.token}")} />'
            + (f'<link rel="enclosure" href="{file}" />' if change.id in self.house.files else "")
            + f'<content type="application/xml"><{name} xmlns="{_TK}" xmlns:tk="{_TK}" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {attributes}>{content}</{name}>'
            "</content></entry>"
        )


_JSON = {"Content-Type": "application/json; odata.metadata=minimal"}
_TK = "http://www.tweedekamer.nl/xsd/tkData/v1-0"


class Replies(Protocol):
    """What is served: an answer to each request."""

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a path with its query."""
        ...


Served = TypeVar("Served", bound=Replies)


@contextmanager
def serving(house: House) -> Iterator[Server]:
    """A server of a parliament on loopback, on a port of its own."""
    with listening(lambda address: Server(house, address)) as server:
        yield server


@contextmanager
def listening(make: Callable[[str], Served]) -> Iterator[Served]:
    """What ``make`` makes of its address, served on loopback, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body go in two pieces, which would else wait for each other.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            reply = server.reply(self.path, dict(self.headers))
            if reply.hang:
                time.sleep(reply.hang)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                length = len(reply.body) if reply.length is None else reply.length
                if reply.status != 304:
                    self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(reply.body)
                if reply.length is not None:
                    self.close_connection = True
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = make(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(
        target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
