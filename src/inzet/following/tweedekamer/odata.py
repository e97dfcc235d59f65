"""Questions in OData v4, and their answers page by page.

See https://opendata.tweedekamer.nl/documentatie/odata-api and the OASIS standard. Pages are
followed by ``@odata.nextLink`` alone; at most one is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar
from urllib.parse import quote

import msgspec

from inzet.following.fetching import Fetcher
from inzet.following.tweedekamer.entities import Entity
from inzet.vocabulary.addresses import joined
from inzet.vocabulary.errors import InputError, Unreachable

Row = TypeVar("Row", bound=Entity)
_LIMIT = 64 * 2**20
_PAGES = 20_000
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


class _Page(msgspec.Struct):
    value: list[msgspec.Raw]
    next: str | None = msgspec.field(default=None, name="@odata.nextLink")


class OData:
    """The OData door.

    Args:
        base: its address, without a slash at the end.
    """

    def __init__(self, fetcher: Fetcher, base: str) -> None:
        self._fetcher, self.base = fetcher, base
        self._pages = msgspec.json.Decoder(_Page)

    def rows(
        self,
        kind: type[Row],
        filter: str,
        *,
        select: str = "",
        expand: Sequence[str] = ("",),
        order: str = "ApiGewijzigdOp,Id",
    ) -> Iterator[Row]:
        """The entities of a kind that fit, in order.

        Args:
            expand: what of related entities comes with each; further ones are tried where the
                service does not know the relations of the first.

        Raises:
            Unreachable: it cannot be asked, or answers with something else than OData.
        """
        for place, each in enumerate(expand):
            asked = {"$filter": filter, "$select": select, "$expand": each, "$orderby": order}
            query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
            address = f"{self.base}/{kind.__name__}?{quote(query, safe=_SAFE)}"
            try:
                first = self._page(address)
            except InputError as error:
                if place + 1 < len(expand) and "400" in error.what:
                    continue
                raise Unreachable(error.what, where=error.where, fix=_LATER) from None
            yield from self._through(kind, address, first)
            return

    def address(self, kind: str, id_: str) -> str:
        """Where one entity is."""
        return f"{self.base}/{kind}({id_})"

    def _through(self, kind: type[Row], address: str, page: _Page) -> Iterator[Row]:
        seen = {address}
        for _ in range(_PAGES):
            for raw in page.value:
                yield self._row(kind, raw, address)
            if not page.next:
                return
            address = joined(f"{self.base}/", page.next)
            if address in seen:
                break
            seen.add(address)
            try:
                page = self._page(address)
            except InputError as error:
                raise Unreachable(error.what, where=error.where, fix=_LATER) from None
        raise Unreachable("its pages go round in circles", where=_place(address), fix=_LATER)

    def _page(self, address: str) -> _Page:
        answer = self._fetcher.get(address, accept="application/json", limit=_LIMIT)
        try:
            return self._pages.decode(answer.data or b"")
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            came = answer.media_type or "something without a type"
            raise Unreachable(
                f"what came is no answer in OData but {came}",
                where=_place(address),
                fix=_LATER,
            ) from None

    def _row(self, kind: type[Row], raw: msgspec.Raw, address: str) -> Row:
        try:
            row = msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise Unreachable(
                f"a {kind.__name__} in its answer is not as documented ({str(error)[:120]})",
                where=_place(address),
                fix="If this stays so, its data has changed and Inzet has to follow.",
            ) from None
        if not _GUID.match(row.id):
            raise Unreachable(f"a {kind.__name__} in its answer has no id", where=_place(address))
        return row


def _place(address: str) -> str:
    """An address without the question in it."""
    return address.partition("?")[0]


_SAFE = "$(),=;/?&:'-"
_LATER = "Follow again later."


def text(value: str) -> str:
    """A text as it stands in a filter."""
    return "'" + value.replace("'", "''") + "'"
