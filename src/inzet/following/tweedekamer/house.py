"""One dossier of the Tweede Kamer by OData: its papers, then what the data says around them.

Stages, each with a cursor of its own: documents, motions, votes, debates, promises, deleted. A
cursor is the stamp at which a change could be seen from outside (``ApiGewijzigdOp``); a stage
begins at it again, so that of several things of one stamp none is missed.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from itertools import islice

from inzet.following.dossiers import dossier_number
from inzet.following.fetching import Fetcher, paper
from inzet.following.settings import Settings
from inzet.following.source import Fetched, Gone, Last, News, Offered, Reached, Since
from inzet.following.tweedekamer.entities import (
    Activiteit,
    Besluit,
    Document,
    Entity,
    Kamerstukdossier,
    Toezegging,
    Zaak,
    day,
)
from inzet.following.tweedekamer.meaning import listed
from inzet.following.tweedekamer.odata import OData, text
from inzet.following.tweedekamer.statements import NAME, TITLE, Statements, plain
from inzet.reading.load import LIMIT
from inzet.vocabulary.errors import UnknownValue, Unreachable
from inzet.vocabulary.markings import PUBLIC

SERVICE = "https://gegevensmagazijn.tweedekamer.nl"
_OVERLAP = dt.timedelta(days=1)
_LATE = dt.timedelta(days=21)
"""Votes of groups come in the days after a decision, without the decision being touched."""
_SOME = 20
"""Things asked for in one question, which stands in an address."""
_DOSSIERS = "Kamerstukdossier($select=Id,Nummer,Toevoeging)"
_PAPER = f"Document($select=Id,Soort,DocumentNummer,Volgnummer,Verwijderd;$expand={_DOSSIERS})"
_CASE = "Zaak($select=Id,Nummer,Soort;$expand={})"
_STAMPS = "Id,Verwijderd,GewijzigdOp,ApiGewijzigdOp"


class Door:
    """What both doors to the data share: the address, the fetcher, names of dossiers, papers."""

    name = NAME
    title = TITLE
    marking = PUBLIC

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        chosen = settings.addresses.get(NAME)
        self.service = chosen or SERVICE
        self.fetcher = Fetcher(self.service, settings, chosen=chosen is not None, sleep=sleep)
        self.odata = OData(self.fetcher, f"{self.service}/OData/v4/2.0")

    def dossier(self, typed: str) -> str | None:
        """``28676`` of "28 676"; ``21501-02``, ``36200-V``."""
        return dossier_number(typed)

    def fetch(self, offered: Offered, last: Last) -> Fetched:
        """The bytes of a paper."""
        accept = offered.media_type or "*/*"
        answer = self.fetcher.get(offered.address, accept=accept, limit=LIMIT, last=last)
        return paper(answer, offered)

    def close(self) -> None:
        """Closes the connections."""
        self.fetcher.close()

    def dossier_ids(self, dossier: str) -> list[str]:
        """The ids under which the data has a dossier.

        Raises:
            UnknownValue: it has none.
        """
        number, _, more = dossier.partition("-")
        part = f"Toevoeging eq {text(more)}" if more else "Toevoeging eq null"
        asked = f"Nummer eq {number} and {part} and Verwijderd eq false"
        found = [
            row.id
            for row in self.odata.rows(
                Kamerstukdossier, asked, select="Id,Nummer,Toevoeging,Titel", order="Id"
            )
        ]
        if not found:
            raise UnknownValue(
                f"the {self.title} has no dossier {dossier}",
                where=self.service,
                fix="Look at the number as its papers print it: 28 676, 21 501-02, 36 200 V.",
            )
        return found

    def offered(self, document: Document, stage: str, address: str | None = None) -> Offered | None:
        """A paper as it is offered; None for one without a file."""
        if not document.content_type and not document.content_length:
            return None
        return Offered(
            id=document.id,
            changed=document.stamp,
            address=address or f"{self.odata.address('Document', document.id)}/resource",
            numbers=document.numbers,
            complete=len(document.kamerstukdossier or ()) == 1
            or document.soort in listed("annex", "kinds"),
            title=plain(document.onderwerp) or plain(document.titel),
            said_on=day(document.datum),
            media_type=document.content_type,
            size=document.content_length,
            stage=stage,
        )


class TweedeKamer(Door):
    """One dossier, by questions."""

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """Papers, motions, votes, debates and promises of a dossier, and what went."""
        asked = _Asking(self, self.dossier_ids(dossier), since)
        wrong: Unreachable | None = None
        stages = (
            asked.documents, asked.motions, asked.votes, asked.debates, asked.promises,
            asked.deleted,
        )  # fmt: skip
        for stage in stages:
            try:
                yield from stage()
            except Unreachable as error:
                # What one stage cannot tell must not keep the others silent.
                wrong = wrong or error
        if wrong is not None:
            raise wrong


class _Asking:
    """The questions of one run."""

    def __init__(self, door: Door, ids: list[str], since: Since) -> None:
        self._door, self._odata, self._since = door, door.odata, since
        self._statements = Statements(door.odata.base)
        either = " or ".join(f"k/Id eq {each}" for each in ids)
        self._of = f"Kamerstukdossier/any(k:{either})"
        self._of_case = f"Zaak/any(z:z/{self._of})"
        self._began = dt.datetime.now(dt.UTC)

    def documents(self) -> Iterator[News]:
        """Papers, and those that are marked as deleted."""
        asked = self._filter("documents", self._of, "Datum")
        select = f"{_STAMPS},Soort,DocumentNummer,Titel,Onderwerp,Datum,Volgnummer,"
        rows = self._odata.rows(
            Document, asked, select=f"{select}ContentType,ContentLength",
            expand=(_DOSSIERS,),
        )  # fmt: skip
        for row in rows:
            if row.verwijderd:
                yield Gone(id=row.id, on=self._day(row), stage="documents")
            elif (offered := self._door.offered(row, "documents")) is not None:
                yield offered
            yield from _reached("documents", row)

    def motions(self) -> Iterator[News]:
        """Motions with their movers, and what the government says of them."""
        kinds = " or ".join(f"Soort eq {text(kind)}" for kind in listed("motion", "kinds"))
        asked = self._filter("motions", f"({kinds}) and {self._of}", "GestartOp")
        actors = "ZaakActor($select=Id,ActorNaam,ActorFractie,Relatie,Verwijderd)"
        before = f"VervangenVanuit($select=Id,Nummer,Soort;$expand={_PAPER})"
        select = f"{_STAMPS},Nummer,Soort,Onderwerp,GestartOp,Kabinetsappreciatie"
        expand = (f"{actors},{_PAPER},{before}", f"{actors},{_PAPER}")
        for row in self._odata.rows(Zaak, asked, select=select, expand=expand):
            if row.verwijderd:
                yield from self._gone(row, "motions")
            else:
                yield self._statements.motion(row, "motions")
                told = self._statements.appreciation(row, "motions")
                gone = Gone(
                    id=f"{row.id}:appreciation", on=self._day(row), stage="motions",
                    why="no longer told by the data",
                )  # fmt: skip
                yield told or gone
            yield from _reached("motions", row)

    def votes(self) -> Iterator[News]:
        """Decisions on motions, with the votes of groups as they come in."""
        kinds = " or ".join(f"z/Soort eq {text(kind)}" for kind in listed("motion", "kinds"))
        of = f"Zaak/any(z:({kinds}) and z/{self._of})"
        late = None
        if cursor := self._since.cursors.get("votes"):
            late = f"Agendapunt/Activiteit/Datum ge {_iso(_before(cursor, _LATE))}"
        asked = self._filter("votes", of, "Agendapunt/Activiteit/Datum", late)
        select = f"{_STAMPS},BesluitSoort,BesluitTekst,Status"
        expand = (
            "Stemming($select=Id,Soort,FractieGrootte,ActorNaam,ActorFractie,Persoon_Id,Verwijderd),"
            "Agendapunt($select=Id;$expand=Activiteit($select=Id,Nummer,Datum)),"
            + _CASE.format(_PAPER)
        )
        for row in self._odata.rows(Besluit, asked, select=select, expand=(expand,)):
            for case in row.zaak or ():
                if case.soort not in listed("motion", "kinds"):
                    continue
                told = None if row.verwijderd else self._statements.vote(row, case, "votes")
                # The case stands in the id, as one decision may be on several motions.
                yield told or Gone(id=f"{row.id}:vote:{case.id}", on=self._day(row), stage="votes")
            yield from _reached("votes", row)

    def debates(self) -> Iterator[News]:
        """Debates and consultations, with the papers on their agenda."""
        either = f"({self._of_case} or Agendapunt/any(a:a/{self._of_case}))"
        asked = self._filter("debates", either, "Datum")
        select = f"{_STAMPS},Nummer,Soort,Onderwerp,Datum,Aanvangstijd,Status,Voortouwnaam"
        expand = (
            f"Agendapunt($select=Id,Onderwerp,Verwijderd;$expand={_PAPER},{_CASE.format(_PAPER)})"
        )
        for row in self._odata.rows(Activiteit, asked, select=select, expand=(expand,)):
            off = row.status if row.status in listed("off", "states") else None
            if row.verwijderd or off:
                yield from self._gone(row, "debates", (off or "").lower())
            elif (told := self._statements.activity(row, "debates")) is not None:
                yield told
            yield from _reached("debates", row)

    def promises(self) -> Iterator[News]:
        """Promises made in the debates on this dossier, and how the register has them."""
        either = f"({self._of_case} or Agendapunt/any(a:a/{self._of_case}))"
        rows = self._odata.rows(
            Activiteit, f"{either} and Verwijderd eq false", select="Id,Nummer", order="Id"
        )
        numbers = (plain(row.nummer) for row in rows if plain(row.nummer))
        last = ""
        while some := list(islice(numbers, _SOME)):
            made_in = " or ".join(f"ActiviteitNummer eq {text(each)}" for each in some)
            asked = self._filter("promises", f"({made_in})", "Aanmaakdatum")
            for row in self._odata.rows(Toezegging, asked, expand=_RECEIVERS):
                if row.verwijderd:
                    yield from self._gone(row, "promises")
                else:
                    for told in (
                        self._statements.promise(row, "promises"),
                        self._statements.registered(row, "promises"),
                    ):
                        if told is not None:
                            yield told
                last = max(last, row.stamp)
        # Asked in several questions, so that none of them tells how far all have come.
        if last:
            yield Reached("promises", last)

    def deleted(self) -> Iterator[News]:
        """What the data marks as deleted, whatever it was related to before."""
        if cursor := self._since.cursors.get("deleted"):
            for kind in (Document, Zaak, Besluit, Activiteit, Toezegging):
                asked = f"Verwijderd eq true and ApiGewijzigdOp ge {cursor}"
                rows = self._odata.rows(kind, asked, select=_STAMPS)
                for row in rows:
                    yield from self._gone(row, "deleted")
        yield Reached("deleted", _iso(self._began - _OVERLAP))

    def _filter(self, stage: str, of: str, dated: str, late: str | None = None) -> str:
        parts = [of]
        if cursor := self._since.cursors.get(stage):
            newer = f"ApiGewijzigdOp ge {cursor}"
            parts.append(f"({newer} or {late})" if late else newer)
        if self._since.day is not None:
            parts.append(f"{dated} ge {self._since.day.isoformat()}T00:00:00Z")
        return " and ".join(parts)

    def _gone(self, row: Entity, stage: str, why: str = "") -> Iterator[Gone]:
        for id_ in sorted(self._since.known([row.id]) if self._since.known else ()):
            yield Gone(id=id_, on=self._day(row), stage=stage, why=why)

    def _day(self, row: Entity) -> str:
        return row.changed_on or self._began.date().isoformat()


_PERSON = "Persoon($select=Id,Roepnaam,Initialen,Tussenvoegsel,Achternaam)"
_GROUP = "Fractie($select=Id,Afkorting)"
_RECEIVERS = (
    f"ToegezegdAan($expand={_PERSON},{_GROUP}),KamerbriefNakoming($select=Id,DocumentNummer)",
    f"ToegezegdAan{_PERSON},ToegezegdAan{_GROUP}",
    "",
)
"""How the data gives the receivers of a promise: as it does now, as it did, and not at all."""


def _reached(stage: str, row: Entity) -> Iterator[Reached]:
    if row.api_gewijzigd_op:
        yield Reached(stage, row.api_gewijzigd_op)


def _iso(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _before(stamp: str, long: dt.timedelta) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(stamp) - long
    except ValueError:
        return dt.datetime.now(dt.UTC) - long
