"""The SyncFeed: every change of the data in order, of which the papers of one dossier are picked.

An Atom feed (https://opendata.tweedekamer.nl/documentatie/syncfeed-api): an entry holds an entity
as it is after a change, or that it was deleted; a ``skiptoken`` in its ``next`` link says where to
go on after it. It is XML from outside: no document types, no entities, nothing fetched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

import msgspec
from lxml import etree

from inzet.following.source import Gone, News, Reached, Since
from inzet.following.tweedekamer.entities import Document, Kamerstukdossier, day, moment
from inzet.following.tweedekamer.house import Door
from inzet.vocabulary.addresses import joined, parts_of
from inzet.vocabulary.errors import InputError, Unreachable

_ATOM = "{http://www.w3.org/2005/Atom}"
_TK = "{http://www.tweedekamer.nl/xsd/tkData/v1-0}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_LIMIT = 64 * 2**20
_PAGES = 100_000
_FAR = 2**40
"""Beyond every token: where none has an entry, the feed is empty."""
_STAGE = "feed"
_LATER = "Follow again later."


@dataclass(frozen=True, slots=True)
class _Entry:
    entity: etree._Element
    updated: str
    enclosure: str | None
    token: int | None


@dataclass(frozen=True, slots=True)
class _Page:
    entries: list[_Entry]
    token: int | None
    """Where to go on after it; None at the end."""


class ChangeFeed(Door):
    """The papers of a dossier as changes come, from today or a given day on."""

    name = "tweedekamer-feed"
    title = "Tweede Kamer (SyncFeed)"

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """Papers that came or changed, and papers that went."""
        ids = {each.lower() for each in self.dossier_ids(dossier)}
        cursor = since.cursors.get(_STAGE)
        token = int(cursor) if cursor and cursor.isdigit() else self._start(since.day)
        for _ in range(_PAGES):
            page = self._page(token)
            for entry in page.entries:
                yield from self._told(entry, ids, since)
            onward = page.token if page.entries else None
            if onward is None or onward <= token:
                # Kept even where there is nothing new: the search for a start is long.
                yield Reached(_STAGE, str(token))
                return
            token = onward
            yield Reached(_STAGE, str(token))

    def _told(self, entry: _Entry, ids: set[str], since: Since) -> Iterator[News]:
        element = entry.entity
        id_ = element.get("id") or ""
        if not id_ or _local(element) != "document":
            return
        if (_attribute(element, "verwijderd") or "").lower() == "true":
            if since.known is not None and since.known([id_]):
                on = day(_attribute(element, "bijgewerkt")) or entry.updated[:10]
                yield Gone(id=id_, on=on, stage=_STAGE)
            return
        refs = _refs(element, "kamerstukdossier")
        if not ids.intersection(refs):
            return
        document = _document(element, entry.updated)
        if since.day is not None and (day(document.datum) or "9999") < since.day.isoformat():
            return
        dossiers = tuple(each for ref in refs for each in self._dossier(ref))
        document = _with(document, dossiers)
        enclosure = entry.enclosure or f"{self.service}/SyncFeed/2.0/Resources/{id_}"
        offered = self.offered(document, _STAGE, joined(self.service, enclosure))
        if offered is not None:
            yield offered

    def _dossier(self, id_: str) -> list[Kamerstukdossier]:
        return list(
            self.odata.rows(
                Kamerstukdossier, f"Id eq {id_}", select="Id,Nummer,Toevoeging", order="Id"
            )
        )

    # ---- pages -------------------------------------------------------------------------------

    def _start(self, from_day: dt.date | None) -> int:
        """A token after which everything since a day (or since now) comes, found by halving."""
        if not self._is_before(0, from_day):
            return 0
        low, high = 0, 1
        while high < _FAR and self._is_before(high, from_day):
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            if self._is_before(middle, from_day):
                low = middle
            else:
                high = middle
        return high

    def _is_before(self, token: int, from_day: dt.date | None) -> bool:
        page = self._page(token)
        if not page.entries:
            return False
        first = moment(page.entries[0].updated)
        return from_day is None or first is None or first.date() < from_day

    def _page(self, token: int) -> _Page:
        asked = {"category": "Document", "content": "internal"} | (
            {"skiptoken": str(token)} if token else {}
        )
        address = f"{self.service}/SyncFeed/2.0/Feed?{urlencode(asked)}"
        try:
            answer = self.fetcher.get(address, accept="application/atom+xml", limit=_LIMIT)
        except InputError as error:
            raise Unreachable(error.what, where=error.where, fix=_LATER) from None
        root = _parsed(answer.data or b"")
        if root is None or root.tag != f"{_ATOM}feed":
            came = answer.media_type or "something without a type"
            raise Unreachable(f"what came is no feed but {came}", where=address, fix=_LATER)
        entries = [found for each in root.findall(f"{_ATOM}entry") if (found := _entry(each))]
        tokens = [_token(root), *(each.token for each in entries[-1:])]
        return _Page(entries, next((each for each in tokens if each is not None), None))


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    # Nothing of ours has a document type; one can name entities that grow without end.
    return None if root.getroottree().docinfo.internalDTD is not None else root


def _entry(element: etree._Element) -> _Entry | None:
    content = element.find(f"{_ATOM}content")
    entity = (
        next((each for each in content if isinstance(each.tag, str)), None)
        if (content is not None)
        else None
    )
    if entity is None:
        return None
    enclosure = next(
        (each.get("href") for each in element.findall(f"{_ATOM}link")
         if each.get("rel") == "enclosure"),
        None,
    )  # fmt: skip
    updated = element.findtext(f"{_ATOM}updated") or ""
    return _Entry(entity, updated, enclosure, _token(element))


def _token(element: etree._Element) -> int | None:
    """Where to go on after an entry or a page."""
    for link in element.findall(f"{_ATOM}link"):
        if link.get("rel") == "next":
            values = parse_qs(parts_of(link.get("href") or "").query).get("skiptoken", [])
            if values and values[0].isdigit() and len(values[0]) < 16:
                return int(values[0])
    return None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: etree._Element, name: str) -> str | None:
    return element.get(f"{_TK}{name}") or element.get(name)


def _field(element: etree._Element, name: str) -> str | None:
    for each in element:
        if isinstance(each.tag, str) and _local(each).lower() == name and each.get(_NIL) != "true":
            return (each.text or "").strip() or None
    return None


def _refs(element: etree._Element, name: str) -> list[str]:
    return [
        (each.get("ref") or "").lower()
        for each in element
        if isinstance(each.tag, str) and _local(each) == name and each.get("ref")
    ]


def _document(element: etree._Element, updated: str) -> Document:
    length, number = _attribute(element, "contentLength"), _field(element, "volgnummer")
    return Document(
        id=element.get("id") or "",
        api_gewijzigd_op=updated,
        gewijzigd_op=_attribute(element, "bijgewerkt"),
        soort=_field(element, "soort"),
        document_nummer=_field(element, "documentnummer"),
        titel=_field(element, "titel"),
        onderwerp=_field(element, "onderwerp"),
        datum=_field(element, "datum"),
        volgnummer=int(number) if number and number.isdigit() and len(number) < 10 else None,
        content_type=_attribute(element, "contentType"),
        content_length=int(length) if length and length.isdigit() and len(length) < 16 else None,
    )


def _with(document: Document, dossiers: tuple[Kamerstukdossier, ...]) -> Document:

    return msgspec.structs.replace(document, kamerstukdossier=dossiers)
