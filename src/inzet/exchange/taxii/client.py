"""A client of TAXII 2.1: other organisations' collections, page by page, with suspicion.

A server may lie, stall, repeat itself or lead elsewhere. Only the host that a person chose is
asked, each answer is bounded in size and time, a place that was given before ends the run, and what
came is kept by its content: an object that comes twice is once. A run goes on where the last was.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from inzet.exchange.foreign.handling import Labels
from inzet.exchange.foreign.keeping import Taken
from inzet.exchange.foreign.pieces import Piece, stix_piece
from inzet.following.fetching import Answer, Fetcher
from inzet.following.settings import Settings
from inzet.vocabulary.addresses import joined, parts_of
from inzet.vocabulary.errors import InputError, NotFound, Unreachable
from inzet.vocabulary.objects import describe, one_line

ACCEPT = "application/taxii+json;version=2.1"
LARGEST = 32 << 20
"""Bytes of one answer."""
PAGE = 500
"""Objects asked for at once; a server may give fewer."""
MOST = 200_000
"""Objects of a collection in one run; the next goes on."""
_EMPTY = 3
"""Pages without an object, one after another, that still promise more."""
_COLLECTIONS = 1_000
_NEXT = 4_096
_ADDED = "x-taxii-date-added-last"
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?Z\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """How far a collection was pulled."""

    added_after: str = ""
    """Everything added up to here came, but what was added at this very moment may be more."""
    next: str = ""
    """Where a run that was ended goes on, by the server's own word for it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A collection that can be read."""

    id: str
    title: str
    alias: str
    objects: str
    """The address of its objects."""


@dataclass(slots=True)
class Pulled:
    """What came of one collection in a run."""

    collection: Offered
    taken: Taken = field(default_factory=Taken)
    pages: int = 0
    place: Place = field(default_factory=Place)
    more: bool = False
    """It has more than came; the next run goes on."""
    stopped: str = ""
    """Why it was ended early; "" where it was not."""


class _Envelope(msgspec.Struct):
    more: bool = False
    next: str | None = None
    objects: list[msgspec.Raw] = []


class _Listed(msgspec.Struct):
    id: str
    title: str = ""
    alias: str | None = None
    can_read: bool = True


class _Resource(msgspec.Struct):
    """Whatever answers at the address that a person gave."""

    api_roots: list[str] | None = None
    default: str | None = None
    versions: list[str] | None = None
    id: str = ""
    title: str = ""
    alias: str | None = None
    can_read: bool | None = None


class _Collections(msgspec.Struct):
    collections: list[_Listed] = []


class Client:
    """Asks one server.

    Args:
        address: of its discovery, an API root, or one collection; its host alone is ever asked.
        authorization: the header that lets us in; sent to that host and port alone. "": none.

    Raises:
        InputError: no address of http or https, or a secret that would travel in clear.
    """

    def __init__(
        self,
        address: str,
        *,
        authorization: str = "",
        settings: Settings | None = None,
        sleep: Callable[[float], None] | None = None,
        seconds: float = 120.0,
    ) -> None:
        self.address = checked_address(address)
        parts = urlsplit(self.address)
        if authorization and parts.scheme == "http" and not _loopback(parts.hostname or ""):
            raise InputError(
                "a password or token would travel in clear",
                where=self.address,
                fix="Give the address with https.",
            )
        options: dict[str, Any] = {} if sleep is None else {"sleep": sleep}
        self._fetcher = Fetcher(
            self.address,
            settings or Settings.of_environment(),
            chosen=True,
            headers={"Authorization": authorization} if authorization else {},
            doing="pulls collections of TAXII",
            seconds=seconds,
            **options,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._fetcher.close()

    def collections(self) -> list[Offered]:
        """What can be read at the address: of all its API roots, of one, or the one collection.

        Raises:
            Unreachable: nobody answers, or with something else.
            InputError: nothing is there.
        """
        found = self._decoded(self._get(self.address), _Resource)
        if found.api_roots is not None or found.default is not None:
            named = [found.default, *(found.api_roots or [])]
            roots = dict.fromkeys(self._absolute(root) for root in named if root)
            return [each for root in list(roots)[:50] for each in self._of_root(root)]
        if found.id and found.versions is None:
            return [self._offered(_Listed(found.id, found.title, found.alias), self.address)]
        return self._of_root(self.address)

    def labels(self, collection: Offered) -> Labels:
        """The marking definitions of a collection, asked for first: they say how to keep all."""
        labels = Labels()
        try:
            envelope, _ = self._page(collection, {"match[type]": "marking-definition"}, Place())
        except (InputError, Unreachable):
            return labels
        for raw in envelope.objects[: PAGE * 2]:
            try:
                piece = stix_piece(bytes(raw))
                labels.learn(describe(piece.raw, piece.format).data)
            except InputError:
                continue
        return labels

    def pages(
        self, collection: Offered, place: Place, *, most: int = MOST
    ) -> Iterator[tuple[list[Piece], Place, bool]]:
        """The objects of a collection from a place on: (some, the place after them, whether there
        is more). Whoever keeps the objects keeps the place with them.

        Raises:
            Unreachable: it cannot be reached, or answers with something else.
            InputError: it repeats itself, or promises without end.
        """
        seen: set[str] = {place.next} if place.next else set()
        count = empty = 0
        asked, begun = place, False
        while True:
            try:
                envelope, added = self._page(collection, {"match[version]": "all"}, asked)
            except InputError:
                if begun or not asked.next:
                    raise
                # A word for a place may not outlive a run: from the moment that is known, then.
                asked, begun = replace(asked, next=""), True
                continue
            begun = True
            count += len(envelope.objects)
            empty = 0 if envelope.objects else empty + 1
            reached = _later(asked.added_after, added)
            following = envelope.next or ""
            more = envelope.more and bool(following or envelope.objects)
            if more and not following:
                # Allowed by none and done by some: go on from what was added last.
                if reached == asked.added_after:
                    raise _lies(collection, "it promises more, and does not say where")
                after = Place(reached, "")
            else:
                after = Place(asked.added_after if more else reached, following if more else "")
            if more and (after.next or after.added_after) in seen:
                raise _lies(collection, "it leads round in a circle")
            seen.add(after.next or after.added_after)
            yield [stix_piece(bytes(each)) for each in envelope.objects], after, more
            if not more or count >= most:
                return
            if empty >= _EMPTY:
                raise _lies(collection, "it promises more, and gives nothing")
            asked = after

    # ---- asking ---------------------------------------------------------------------------

    def _of_root(self, root: str) -> list[Offered]:
        found = self._decoded(self._get(joined(root, "collections/")), _Collections)
        if len(found.collections) > _COLLECTIONS:
            raise Unreachable(f"it offers more than {_COLLECTIONS:,} collections", where=root)
        return [
            self._offered(each, joined(root, f"collections/{_part(each.id)}/"))
            for each in found.collections
            if each.can_read
        ]

    def _offered(self, listed: _Listed, address: str) -> Offered:
        title = one_line(listed.title) or one_line(listed.id)
        return Offered(_part(listed.id), title, one_line(listed.alias), joined(address, "objects/"))

    def _page(
        self, collection: Offered, more: dict[str, str], place: Place
    ) -> tuple[_Envelope, str]:
        query = {"limit": str(PAGE), **more}
        if place.added_after:
            query["added_after"] = _just_before(place.added_after)
        if place.next:
            query["next"] = place.next
        answer = self._get(f"{collection.objects}?{urlencode(query)}")
        envelope = self._decoded(answer, _Envelope)
        if len(envelope.next or "") > _NEXT:
            raise _lies(collection, "its word for a place is longer than any")
        added = answer.headers.get(_ADDED, "")
        return envelope, added if _is_past(added) else ""

    def _get(self, address: str) -> Answer:
        return self._fetcher.get(address, accept=ACCEPT, limit=LARGEST)

    def _absolute(self, root: str) -> str:
        found = joined(self.address, root)
        return found if found.endswith("/") else f"{found}/"

    def _decoded(self, answer: Answer, kind: type[Any]) -> Any:
        try:
            return msgspec.json.decode(answer.data or b"", type=kind)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise Unreachable(
                "what answers there is no server of TAXII 2.1",
                where=answer.address.partition("?")[0],
                fix="Give the address of its discovery, an API root or one collection.",
            ) from None


def chosen(offered: list[Offered], wanted: tuple[str, ...]) -> list[Offered]:
    """The collections of these ids, aliases or titles; all where none is named.

    Raises:
        NotFound: one that is not offered.
    """
    if not wanted:
        return offered
    found: dict[str, Offered] = {}
    for name in wanted:
        folded = name.casefold()
        matching = [
            each
            for each in offered
            if folded in (each.id.casefold(), each.alias.casefold(), each.title.casefold())
        ]
        if not matching:
            known = ", ".join(each.title for each in offered[:20])
            raise NotFound(f"it offers no collection “{name[:80]}”", fix=f"It offers: {known}.")
        found |= {each.objects: each for each in matching}
    return list(found.values())


def basic(user: str, password: str) -> str:
    """The header that shows a name and a password."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def checked_address(address: str) -> str:
    """An address as it is asked: with its last slash, without what stands in it of a person.

    Raises:
        InputError: no address of http or https, or one that holds a password.
    """
    parts = parts_of(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"“{address[:80]}” is no address", fix="Give one of https://….")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InputError(
            "an address is given without a name, password or question in it",
            where=parts.hostname[:80],
            fix="Use --user and --secret.",
        )
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _loopback(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def _part(id: str) -> str:
    """An id as a part of an address; one that would lead elsewhere is refused."""
    if not re.fullmatch(r"[A-Za-z0-9._~-]{1,200}", id) or set(id) <= {"."}:
        raise Unreachable(f"it offers a collection with an id that is none: “{one_line(id)[:60]}”")
    return id


def _later(one: str, other: str) -> str:
    return max(one, other, key=_key)


def _key(stamp: str) -> tuple[str, str]:
    whole, _, fraction = stamp.rstrip("Z").partition(".")
    return whole, fraction.ljust(12, "0")


def _is_past(stamp: str) -> bool:
    """Whether a moment that a server names may be gone on from: one to come would skip things."""
    if not _STAMP.match(stamp) or not "1970" < stamp < "9999":
        return False
    try:
        return _moment(stamp) <= dt.datetime.now() + dt.timedelta(days=1)
    except ValueError:
        return False


def _moment(stamp: str) -> dt.datetime:
    whole, _, fraction = stamp.rstrip("Z").partition(".")
    more = dt.timedelta(microseconds=int(fraction.ljust(6, "0")[:6]))
    return dt.datetime.fromisoformat(whole) + more


def _just_before(stamp: str) -> str:
    """A microsecond earlier: more may have been added at the very same moment, and what came
    already is known by its content."""
    before = _moment(stamp) - dt.timedelta(microseconds=1)
    return before.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _lies(collection: Offered, what: str) -> InputError:
    return InputError(
        what, where=collection.title, fix="What came is kept; ask who runs that server."
    )
