"""Where a page can be subscribed to: one rule for all, ``feed.atom`` and ``calendar.ics`` below it.

Feed readers and calendar programs keep an address and bring no cookie, so it says everything:
what, in which language, and, where the workspace has accounts, by whose key (``?key=``), which is
never in a page, a feed or a log.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from inzet.accounts import Visitor
from inzet.vocabulary.rights import Right
from inzet.web.links import link

ATOM, CALENDAR = "application/atom+xml", "text/calendar"
_LISTS = re.compile(r"/(?:papers|motions|library)\Z|/dossiers/[^/]+\Z|/library/[^/]+\Z")
_BOTH = re.compile(r"/commitments\Z|/dossiers/[^/]+/[^/]+\Z|/meetings/[^/]+(?:/cycle)?\Z")
_SEARCH = ("q", "act", "party", "dossier", "said_from", "said_to")
_MOST = 64


@dataclass(frozen=True, slots=True)
class Offered:
    """An address at which a page can be subscribed to."""

    media_type: str
    """"" of the page on which to have it mailed."""
    name: str
    """Its key among ``subscription.``."""
    address: str


def offered(path: str, asked: Mapping[str, str], language: str) -> tuple[Offered, ...]:
    """What a page can be subscribed to as; nothing for a page that is of a moment."""
    query: dict[str, object] = {"lang": language}
    if path == "/search":
        sought = {name: asked[name] for name in _SEARCH if asked.get(name)}
        words = _mail(language, words=asked["q"]) if asked.get("q") else ()
        return (_offer(ATOM, path, query | sought), *words) if sought else ()
    if path == "/":
        return _offer(ATOM, "", query), _offer(CALENDAR, "", query)
    if _BOTH.match(path):
        below = path.removesuffix("/cycle")
        kind, _, name = below.removeprefix("/").partition("/")
        of = {"dossiers": {"dossier": name}, "meetings": {"meeting": name}}.get(kind, {"due": "1"})
        return (
            _offer(ATOM, below, query),
            _offer(CALENDAR, below, query),
            *_mail(language, **of),
        )
    if path == "/library" and asked.get("domain"):
        return (_offer(ATOM, path, query | {"domain": asked["domain"]}),)
    if path == "/requests":
        return _offer(ATOM, path, query), _offer(CALENDAR, path, query)
    if path == "/meetings":
        return (_offer(CALENDAR, "", query),)
    return (_offer(ATOM, path, query),) if _LISTS.match(path) else ()


def _mail(language: str, **about: str) -> tuple[Offered]:
    return (Offered("", "mail", link("/alerts", {"lang": language}, dict(about))),)


def _offer(media_type: str, below: str, query: Mapping[str, object]) -> Offered:
    name, file = ("feed", "feed.atom") if media_type == ATOM else ("calendar", "calendar.ics")
    return Offered(media_type, name, link(f"{below}/{file}", {}, query))


def is_subscription(path: str) -> bool:
    """Whether a program keeps an address, which no browser opens."""
    return path.endswith(("/feed.atom", "/calendar.ics"))


def take_key(scope: Scope) -> str:
    """Takes the key that an address bears out of a request; "" where it bears none.

    Only what can be subscribed to takes one; pasted behind another page it opens nothing, and goes
    all the same: no link of that page may carry it on, nor the way back from logging in. Whoever
    stands behind this never sees it, nor does a log that is written once a request is answered.
    """
    query = scope.get("query_string", b"")
    if not query or scope["path"].startswith("/api/"):
        # The API refuses what it does not know, and tells the name of it alone.
        return ""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    keys = [value for name, value in pairs if name == "key"]
    if not keys:
        return ""
    scope["query_string"] = urlencode([each for each in pairs if each[0] != "key"]).encode()
    reads = scope["method"] in ("GET", "HEAD") and is_subscription(scope["path"])
    return keys[0] if reads else ""


def is_narrow(visitor: Visitor) -> bool:
    """Whether whoever visits shows what may be in an address: a token for reading alone."""
    return visitor.token is not None and set(visitor.token.scopes) <= {Right.READ}


class Shelf:
    """The bodies made last, by what they were made of: who asks again is told at once.

    A key names whose feeds were read and how far they had come, so nobody is given another's.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The body of a key, made where it is not here."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made


def answer(request: Request, body: bytes, media_type: str, language: str, name: str) -> Response:
    """A body with its tag; 304 without it where the asker has it already."""
    # Of the body alone: a number of the record's would tell of entries that are not shown.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language, Authorization, Cookie",
        "Content-Language": language,
    }
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag.removeprefix("W/") in {
        each.strip().removeprefix("W/") for each in known.split(",")
    }:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(body, media_type=f"{media_type}; charset=utf-8", headers=headers)
