"""Every route with what nobody would ask: no fault, and nothing told of how it is made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.routing import Mount, Route

from tests.web.client import Client

NAMES = (
    *("as_of", "known_on", "lang", "q", "dossier", "act", "party", "after", "limit", "format"),
    *("since", "until", "page", "sort", "kind", "added_after", "next", "match[id]", "back", "show"),
    *("match[version]", "left", "right", "said_from", "said_to", "marking", "holder", "one", "of"),
)
VALUES = (
    *("", "0", "-1", "99999999999999999999", "2023-01-01", "0000-00-00", "9999-12-31", "1e9"),
    *("accession/FIN", "../../etc/passwd", "%00", "\x00", "\ud7ff", "“a” OR", "'; --", "<b>"),
    *("http://[", "//a.example", "a" * 3000, "nl", "xx", "json", "csv", "position", "null", "[]"),
    *("x,y,z", "é" * 200, "\u202e", "2023-02-30T25:61:61Z", "true", "ab" * 32, "PUBLIC", "۱۲"),
)
HEADERS = {
    "Accept": ("application/taxii+json;version=2.1", "text/html", "a/b;q=x", ";", "*/*"),
    "Accept-Language": ("nl", "xx;q=9", "," * 50, "en-GB;q=0.1"),
    "If-None-Match": ('W/"', '"a", "b"', "*", "a" * 500),
    "Origin": ("http://[", "null", "http://a:99999"),
    "Range": ("bytes=9-1", "items 0-5", "bytes=-"),
    "Cookie": ("a", "=;=", "session=" + "x" * 300),
    "Authorization": ("Basic ====", "Bearer ", "Basic YTpi", "x"),
}
LEAKS = ("Traceback", 'File "/', "sqlalchemy", "sqlite3.", "psycopg", "SELECT ", "msgspec.")
SLICE, SOAK = 150, 6_000


def asked(client: Client, count: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Addresses with headers, by chance and the same each time; every route in turn."""
    dice = random.Random(39)
    paths = [each.path for each in client.app.routes if isinstance(each, Route)]
    assert len(paths) > 100
    assert not [each for each in client.app.routes if not isinstance(each, Route | Mount)]
    for number in range(count):
        path = paths[(number * 7) % len(paths)]
        while "{" in path:
            before, _, rest = path.partition("{")
            path = before + quote(dice.choice(VALUES) or "x", safe="") + rest.partition("}")[2]
        pairs = [(dice.choice(NAMES), dice.choice(VALUES)) for _ in range(dice.randrange(4))]
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
        chosen = dice.sample(sorted(HEADERS), dice.randrange(3))
        method = dice.choice(("GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE"))
        yield method, f"{path}?{query}", {name: dice.choice(HEADERS[name]) for name in chosen}


def ask_all(client: Client, count: int) -> None:
    for method, address, headers in asked(client, count):
        answer = client.ask(method, address, headers=headers)
        where = (method, address[:300], headers)
        # A page may be busy with what many ask for at once; a fault is another thing.
        assert answer.status_code < 500 or answer.status_code == 503, where
        told = answer.text if "text" in answer.headers.get("content-type", "text") else ""
        if answer.status_code >= 400:
            assert not [each for each in LEAKS if each in told], where


def test_what_nobody_would_ask(look: Client) -> None:
    ask_all(look, SLICE)


@pytest.mark.soak
def test_much_that_nobody_would_ask(look: Client) -> None:
    ask_all(look, SOAK)
