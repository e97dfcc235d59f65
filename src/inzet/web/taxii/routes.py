"""The addresses of TAXII 2.1: discovery, roots, collections, objects, what became of requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.taxii import adding
from inzet.exchange.taxii.asked import ALL, Asked, asked, told
from inzet.exchange.taxii.collections import Collection
from inzet.exchange.taxii.settings import Root
from inzet.exchange.taxii.shelf import Bodies, Body, Held, Page
from inzet.vocabulary.errors import NotFound, NotOwner
from inzet.vocabulary.markings import PUBLIC
from inzet.web.api.problems import Refused
from inzet.web.taxii.answers import (
    BASE,
    MEDIA_TYPE,
    answer,
    check_accept,
    check_content,
    resource,
)
from inzet.web.taxii.asking import Asking, asked_by, asking

_EVERYONE = "*"


@asked_by
def discovery(ask: Asking) -> Response:
    """``GET /taxii2/``: the roots."""
    told_of = ask.settings
    roots = {each.name: _address(ask, each) for each in told_of.roots}
    found = {
        "title": told_of.title or f"{ask.whole.organisation.name}: what it exchanges",
        "description": told_of.description,
        "contact": told_of.contact,
        "default": roots[told_of.default or told_of.roots[0].name],
        "api_roots": list(roots.values()),
    }
    return resource(ask.request, {name: value for name, value in found.items() if value})


def _address(ask: Asking, root: Root) -> str:
    base = str(ask.request.base_url).rstrip("/")
    return f"{base}{root.path or f'{BASE}/{root.name}/'}"


@asked_by
def api_root(ask: Asking) -> Response:
    """``GET /taxii2/{root}/``: one root."""
    root = ask.root()
    found = {
        "title": root.title or f"Feeds of {ask.whole.organisation.name}",
        **({"description": root.description} if root.description else {}),
        "versions": [MEDIA_TYPE],
        "max_content_length": root.max_content_length,
    }
    return resource(ask.request, found)


@asked_by
def status(ask: Asking) -> Response:
    """``GET …/status/{status}/``: what became of what was sent."""
    ask.root()
    found = ask.shelf.status(ask.path("status"), (ask.whose, _EVERYONE))
    if found is None:
        raise NotFound("there is no such status", fix="One is kept for a day.")
    return answer(ask.request, found)


@asked_by
def markings(ask: Asking) -> Response:
    """``GET …/markings/``: the markings that whoever asks may read, with their collections."""
    found = [
        {
            "marking": each.marking,
            "organisation": each.organisation,
            "everybody": each.marking == PUBLIC,
            "collection": each.id,
        }
        for each in ask.collections()
        if each.stands and each.reads
    ]
    return resource(ask.request, {"markings": found} if found else {})


@asked_by
def all_collections(ask: Asking) -> Response:
    """``GET …/collections/``: the collections that whoever asks may read or add to."""
    found = [_collection(each) for each in ask.collections()]
    return resource(ask.request, {"collections": found} if found else {})


@asked_by
def one_collection(ask: Asking) -> Response:
    """``GET …/collections/{collection}/``: one, by its id or alias."""
    return resource(ask.request, _collection(ask.collection()))


def _collection(found: Collection) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        **({"description": found.description} if found.description else {}),
        **({"alias": found.alias} if found.alias else {}),
        "can_read": found.reads,
        "can_write": found.adds,
        "media_types": found.media_types,
    }


@asked_by
def manifest(ask: Asking) -> Response:
    """``GET …/manifest/``: which objects there are, without the objects."""
    shown = _listed(ask, ask.readable(), _asked(ask))
    records = [
        {
            "id": each.id,
            "date_added": told(each.added),
            "version": each.version,
            "media_type": f"application/stix+json;version={each.spec}",
        }
        for each in shown.page.items
    ]
    return _resource(ask, "objects", records, shown)


@asked_by
def objects(ask: Asking) -> Response:
    """``GET …/objects/``: objects, put together from the bytes as they were laid ready."""
    return _envelope(ask, ask.readable(), _asked(ask))


@asked_by
def one_object(ask: Asking) -> Response:
    """``GET …/objects/{object}/``: the versions of one object that are asked for."""
    of, asked_for = ask.readable(), _asked(ask, "version", "spec_version")
    return _envelope(ask, of, asked_for.of(ask.path("object")), of_one=True)


@asked_by
def versions(ask: Asking) -> Response:
    """``GET …/objects/{object}/versions/``: which versions there are of one object."""
    of = ask.readable()
    asked_for = asked(ask.query, ("spec_version",), most=ask.settings.page, versions=(ALL,)).of(
        ask.path("object")
    )
    shown = _listed(ask, of, asked_for)
    _check_there(ask, of, shown.page)
    return _resource(ask, "versions", [each.version for each in shown.page.items], shown)


async def add(request: Request) -> Response:
    """``POST …/objects/``: adds objects, each kept as it came."""
    check_accept(request)
    limit = await run_in_threadpool(_limit, request)
    check_content(request.headers)
    body = await _body(request, limit)

    def run() -> Response:
        with asking(request) as ask:
            to = ask.writable()
            done = adding.add(
                ask.whole,
                ask.shelf,
                to,
                adding.sent(body),
                source=ask.organisation,
                whose=ask.whose,
            )
            return resource(request, done, 202)

    return await run_in_threadpool(run)


def _limit(request: Request) -> int:
    """How much whoever asks may send here; said before a byte of it is read."""
    with asking(request) as ask:
        ask.writable()
        return ask.root().max_content_length


async def _body(request: Request, limit: int) -> bytes:
    declared = request.headers.get("content-length", "")
    large = Refused(
        413, f"no more than {limit} bytes are taken at once", fix="Send it in several requests."
    )
    if declared.isdigit() and int(declared) > limit:
        raise large
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise large
        parts.append(part)
    return b"".join(parts)


@asked_by
def delete(ask: Asking) -> Response:
    """``DELETE …/objects/{object}/``: withdraws versions of an object that its client added."""
    to = ask.collection()
    if not to.reads and not to.adds:
        raise NotFound("there is no such collection")
    to = ask.writable()
    ask.readable()
    asked_for = asked(ask.query, ("version", "spec_version"), versions=(ALL,)).of(
        ask.path("object")
    )
    try:
        if not to.stands:
            raise NotFound("there is no such object")
        adding.delete(ask.whole, ask.shelf, to, asked_for, source=ask.organisation)
    except NotOwner as error:
        raise Refused(403, error.what, fix=error.fix) from None
    return answer(ask.request, b"")


@dataclass(frozen=True, slots=True)
class _Shown:
    page: Page
    next: str


def _asked(ask: Asking, *match: str) -> Asked:
    fields = match or ("id", "type", "version", "spec_version")
    return asked(ask.query, fields, most=ask.settings.page)


def _door(of: Collection, asked_for: Asked, kind: str) -> str:
    """What a place in a list is bound to: reader, collection, address and filters."""
    return f"taxii {of.feed} {kind} {asked_for.door}"


def _after(ask: Asking, asked_for: Asked, door: str) -> int:
    return ask.view.place_of(asked_for.next, door) if asked_for.next else 0


def _next(ask: Asking, page: Page | Bodies, door: str) -> str:
    """Where the next page begins; "" where there is none."""
    return ask.view.place_told(page.items[-1].key, door) if page.more and page.items else ""


def _listed(ask: Asking, of: Collection, asked_for: Asked) -> _Shown:
    """A page without objects, with where the next begins."""
    door = _door(of, asked_for, ask.request.scope["path"].rstrip("/").rpartition("/")[2])
    page = ask.shelf.page(ask.number(of), asked_for, _after(ask, asked_for, door))
    ask.note(of, page.items)
    return _Shown(page, _next(ask, page, door))


def _check_there(ask: Asking, of: Collection, page: Page | Bodies) -> None:
    """That there is such an object; where no version of it is asked for, the page is empty."""
    if not page.items and not ask.shelf.has(ask.number(of), ask.path("object")):
        raise NotFound("there is no such object", fix="The manifest tells which there are.")


def _envelope(ask: Asking, of: Collection, asked_for: Asked, *, of_one: bool = False) -> Response:
    door = _door(of, asked_for, "objects")
    page = ask.shelf.bodies(ask.number(of), asked_for, _after(ask, asked_for, door))
    if of_one:
        _check_there(ask, of, page)
    items = page.items
    ask.note(of, items)
    if not items:
        return answer(ask.request, b"{}")
    next_ = _next(ask, page, door)
    head = f'{{"more":true,"next":"{next_}",' if next_ else '{"more":false,'
    body = b"".join((head.encode(), b'"objects":[', b",".join(each.raw for each in items), b"]}"))
    return answer(ask.request, body, headers=_dates(items))


def _resource(ask: Asking, name: str, rows: Iterable[Any], shown: _Shown) -> Response:
    listed = list(rows)
    if not listed:
        return answer(ask.request, b"{}")
    place = {"next": shown.next} if shown.next else {}
    data = {"more": bool(shown.next), **place, name: listed}
    return resource(ask.request, data, headers=_dates(shown.page.items))


def _dates(items: Sequence[Held | Body]) -> dict[str, str]:
    return {
        "X-TAXII-Date-Added-First": told(items[0].added),
        "X-TAXII-Date-Added-Last": told(items[-1].added),
    }


_ROOT = BASE + "/{root}/"
_OF = _ROOT + "collections/{collection}/"
_ONE = _OF + "objects/{object}/"
ROUTES = [
    Route(f"{BASE}/", discovery),
    Route(_ROOT, api_root),
    Route(_ROOT + "status/{status}/", status),
    Route(_ROOT + "markings/", markings),
    Route(_ROOT + "collections/", all_collections),
    Route(_OF, one_collection),
    Route(_OF + "manifest/", manifest),
    Route(_OF + "objects/", objects, methods=["GET"]),
    Route(_OF + "objects/", add, methods=["POST"]),
    Route(_ONE, one_object, methods=["GET"]),
    Route(_ONE, delete, methods=["DELETE"]),
    Route(_ONE + "versions/", versions),
]
