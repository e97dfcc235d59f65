"""One dossier of the official publications, asked by SRU: what came or changed since a day.

The service sorts by the day of the last change where it is asked to. What is told of is yielded as
it comes; a cursor is a day, kept once everything up to it came in order, and the next run begins
at that day again. Should an answer not be in order, the cursor moves at the end alone.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from inzet.following.bekendmakingen.answers import Page, Publication, Refused, read_answer
from inzet.following.dossiers import dossier_number
from inzet.following.fetching import Fetcher, paper
from inzet.following.settings import Settings
from inzet.following.source import Fetched, Gone, Last, News, Offered, Reached, Since
from inzet.reading.load import LIMIT
from inzet.vocabulary.errors import InputError, UnknownValue, Unreachable
from inzet.vocabulary.markings import PUBLIC

NAME = "officielebekendmakingen"
TITLE = "Officiële bekendmakingen"
SERVICE = "https://repository.overheid.nl"
PAGES_OF_PEOPLE = "zoek.officielebekendmakingen.nl"
"""Where the page of a publication stands, of those of which the repository holds none."""
_STAGE = "publications"
_PAGE = 100
_MOST = 100_000
_ANSWER = 64 * 2**20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SORTED = " sortBy dt.modified/sort.ascending"
_MEDIA = {
    "html": "text/html",
    "page": "text/html",
    "xml": "application/xml",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
}
"""Manifestations in the order in which they are preferred: those that keep the structure first."""
_GONE = re.compile(r"\b(?:ingetrokken|vervallen)\b", re.I)
_LATER = "Follow again later."


class Bekendmakingen:
    """Papers of a dossier as they are published."""

    name = NAME
    title = TITLE
    marking = PUBLIC

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        chosen = settings.addresses.get(NAME)
        self._service = chosen or SERVICE
        self._fetcher = Fetcher(
            self._service,
            settings,
            chosen=chosen is not None,
            hosts=(PAGES_OF_PEOPLE,),
            sleep=sleep,
        )

    def dossier(self, typed: str) -> str | None:
        """``28676`` of "28 676"; ``21501-02``, ``36200-V``."""
        return dossier_number(typed)

    def close(self) -> None:
        """Closes the connections."""
        self._fetcher.close()

    def fetch(self, offered: Offered, last: Last) -> Fetched:
        """The bytes of a publication."""
        accept = offered.media_type or "*/*"
        answer = self._fetcher.get(offered.address, accept=accept, limit=LIMIT, last=last)
        return paper(answer, offered)

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """Publications of a dossier that came or changed, and those that were withdrawn."""
        cursor = since.cursors.get(_STAGE)
        any_before = cursor is not None
        latest, ordered, found = cursor or "", True, False
        for each in self._all(_question(dossier, cursor, since.day)):
            found = True
            day = each.modified[:10]
            if not _DAY.match(day) or day < latest:
                ordered = False
            elif day > latest:
                if ordered and latest:
                    yield Reached(_STAGE, latest)
                latest = day
            yield from self._told(each, since)
        if not found and not any_before and since.day is None:
            raise UnknownValue(
                f"there are no publications of a dossier {dossier}",
                where=self._service,
                fix="Look at the number as its papers print it: 28 676, 21 501-02, 36 200 V.",
            )
        if latest:
            yield Reached(_STAGE, latest)

    def _told(self, found: Publication, since: Since) -> Iterator[News]:
        if _GONE.search(found.status):
            if since.known is not None and since.known([found.identifier]):
                on = found.modified[:10] or dt.datetime.now(dt.UTC).date().isoformat()
                yield Gone(id=found.identifier, on=on, why=found.status, stage=_STAGE)
            return
        kind = next((each for each in _MEDIA if each in found.manifestations), None)
        if kind is None:
            # Announced, and nothing of it published yet: it is told of again when it changes.
            return
        yield Offered(
            id=found.identifier,
            changed=f"{found.modified} {found.manifestations[kind]}",
            address=found.manifestations[kind],
            numbers=(found.identifier,),
            title=found.title,
            said_on=found.date[:10] if _DAY.match(found.date[:10]) else None,
            media_type=_MEDIA[kind],
            stage=_STAGE,
        )

    # ---- pages -------------------------------------------------------------------------------

    def _all(self, question: str) -> Iterator[Publication]:
        """Every publication that fits, page by page; at most one page is held."""
        start, asked = 1, question + _SORTED
        for _ in range(_MOST):
            try:
                page = self._page(asked, start)
            except Refused as error:
                if asked == question or start > 1:
                    raise Unreachable(
                        f"it does not understand what was asked ({error})",
                        where=self._service,
                        fix="If this stays so, the service has changed and Inzet has to follow.",
                    ) from None
                # Sorting is a courtesy; without it the cursor moves at the end alone.
                asked = question
                continue
            yield from page.publications
            onward = page.onward or start + page.returned
            if not page.returned or onward <= start or onward > page.total:
                return
            start = onward
        raise Unreachable("its pages have no end", where=self._service, fix=_LATER)

    def _page(self, question: str, start: int) -> Page:
        asked = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "httpAccept": "application/xml",
            "query": question,
            "startRecord": start,
            "maximumRecords": _PAGE,
        }
        address = f"{self._service}/sru?{urlencode(asked)}"
        try:
            answer = self._fetcher.get(address, accept="application/xml", limit=_ANSWER)
        except InputError as error:
            raise Unreachable(error.what, where=error.where, fix=_LATER) from None
        return read_answer(answer.data or b"", answer.address)


def _question(dossier: str, cursor: str | None, day: dt.date | None) -> str:
    parts = ["c.product-area==officielepublicaties", f'w.dossiernummer=="{dossier}"']
    if cursor:
        parts.append(f"dt.modified>={cursor}")
    if day is not None:
        parts.append(f"dt.date>={day.isoformat()}")
    return " AND ".join(parts)
