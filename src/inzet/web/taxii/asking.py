"""One request of a TAXII client: who asks, of which root and collection, and what they may."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from inzet.accounts.audit import READ
from inzet.exchange.taxii.collections import Collection, collection
from inzet.exchange.taxii.settings import Root, Settings
from inzet.exchange.taxii.shelf import At, Body, Held, Shelf
from inzet.record import Record, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import PUBLIC
from inzet.web.refusals import NotAllowed
from inzet.web.taxii.answers import check_accept
from inzet.web.taxii.server import Seen
from inzet.web.visit import Desk
from inzet.web.who import Right, Who

_NAMED = re.compile(rb'(?<!"SHA-256":")(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])')
"""What an object of ours says it is of and rests on; no hash of bytes."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A request, with the record open."""

    request: Request
    desk: Desk
    whole: Record
    """The record as its organisation has it: to write into an inbox that was found for them."""
    seen: Seen
    who: Who
    settings: Settings
    shelf: Shelf
    at: At
    """How the record stood when it was asked."""

    @property
    def record(self) -> Record:
        """The record as it is for whoever asks."""
        return self.seen.record

    @property
    def view(self) -> View:
        """The one view that the request may use."""
        return self.seen.view

    @property
    def query(self) -> list[tuple[str, str]]:
        """Names and values of the address, those that are repeated too."""
        return self.request.query_params.multi_items()

    @property
    def contributes(self) -> bool:
        """Whether they may add objects."""
        return self.who.may(Right.CONTRIBUTE)

    @property
    def organisation(self) -> str:
        """The organisation whose client asks: what they add bears its name."""
        return self.view.reader.name

    @property
    def whose(self) -> str:
        """Who may ask what became of what they sent."""
        return f"{self.view.reader.id}\0{self.who.person}"

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def root(self) -> Root:
        """The root of the address.

        Raises:
            NotFound: there is none.
        """
        found = self.settings.root(self.path("root"))
        if found is None:
            raise NotFound("there is no such API root", fix="/taxii2/ tells which there are.")
        return found

    def collections(self) -> tuple[Collection, ...]:
        """The collections of the root for whoever asks."""
        return self.seen.collections(self.root(), contributes=self.contributes)

    def collection(self) -> Collection:
        """The collection of the address.

        Raises:
            NotFound: there is none for them.
        """
        return collection(self.collections(), self.path("collection"))

    def readable(self) -> Collection:
        """The collection of the address, whose objects they get.

        Raises:
            NotFound, NotAllowed: they do not.
        """
        found = self.collection()
        if not found.reads:
            raise NotAllowed(
                "the objects of this collection cannot be got", fix="Its can_read tells it."
            )
        return found

    def writable(self) -> Collection:
        """The collection of the address, to which they add.

        Raises:
            NotFound, NotAllowed: they do not.
        """
        found = self.collection()
        if not found.adds:
            raise NotAllowed(
                "nothing is added to this collection by you",
                fix="The collections tell in which one you may: can_write.",
            )
        return found

    def number(self, of: Collection) -> int | None:
        """Brings a collection up to date; its number on the shelf."""
        if not of.stands:
            return None
        return self.shelf.follow(self.record, self.view, of.feed, at=self.at)

    def note(self, of: Collection, shown: Iterable[Held | Body]) -> None:
        """Keeps for the audit which marked entries are shown, and what they say they are of."""
        accounts = self.desk.accounts
        if accounts is None or self.who.visitor is None or of.marking == PUBLIC:
            return
        held = list(shown)
        named = [
            name.decode()
            for each in held
            if isinstance(each, Body)
            for name in _NAMED.findall(each.raw)
        ]
        if held:
            entries = [each.entry.hex() for each in held]
            accounts.audit.note(self.who.person, READ, self.request.url.path, [*named, *entries])


@contextmanager
def asking(request: Request) -> Iterator[Asking]:
    """Opens the record for one request."""
    desk: Desk = request.app.state.desk
    with desk.opened.with_end() as (kept, end):
        whole = kept.record
        who = desk.who(request, whole)
        seen = desk.taxii.seen(whole, who.reader, end)
        yield Asking(
            request,
            desk,
            whole,
            seen,
            who,
            desk.taxii.settings(whole.path),
            desk.taxii.shelf(whole.path),
            (end, kept.standing[1]),
        )


def asked_by(handler: Callable[[Asking], Response]) -> Callable[[Request], Response]:
    """A route that answers a TAXII client; runs in a thread, as the record blocks."""

    @wraps(handler)
    def answer(request: Request) -> Response:
        check_accept(request)
        with asking(request) as found:
            return handler(found)

    return answer
