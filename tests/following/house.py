"""A parliament in memory: its entities, related as in its information model, and its changes."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.following.odata import MODEL, Row

TEXT = """\
Geannoteerde agenda bijeenkomst van de ministers van Buitenlandse Zaken van {place} op {day} {month}

Den Haag, 3 februari 2020

Op {day} {month} vindt in {place} een bijeenkomst plaats. De minister is voornemens deel te nemen.

Punt {n}: Afschrikking en verdediging

Nederland zal benadrukken dat toezegging {n} moet worden nagekomen. Het kabinet hecht belang aan
een sterke industrie in regio {n}.
De minister zal uw Kamer voor 1 mei 2020 informeren over punt {n}.
Noorwegen heeft regel {n} in januari 2020 goedgekeurd. De voorzitter heeft stuk {n} rondgezonden.
"""


def agenda(n: int, place: str = "Brussel") -> bytes:
    """A short paper in our own words, another one for every number."""
    months = ("februari", "maart", "april", "mei", "juni", "juli")
    text = TEXT.format(n=n, place=place, day=1 + n % 27, month=f"{months[n // 27 % 6]} 2020")
    return (
        text + "\n".join(f"Alinea {n}-{i} gaat over zaak {n * 31 + i}." for i in range(6))
    ).encode()


@dataclass
class Change:
    """A change as the SyncFeed tells it."""

    token: int
    kind: str
    id: str
    updated: str
    deleted: bool


@dataclass
class House:
    """Entities by kind, files by id, and what changed in which order."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in MODEL})
    files: dict[str, bytes] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    now: dt.datetime = field(
        default_factory=lambda: (
            dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(hours=6)
        )
    )
    """When the last change was; each is a minute later."""
    first_token: int = 1000

    # ---- making --------------------------------------------------------------------------------

    def add(self, entity: str, **values: Any) -> Row:
        """A new entity; relations are given as lists of rows (or a row) and noted both ways."""
        row: Row = {
            "Id": values.pop("Id", str(uuid.UUID(int=len(self.changes) + 7 + _salt(entity))))
        }
        row |= {name: [] for name, to in MODEL[entity].items() if to is not None}
        row |= {"Verwijderd": False, **values}
        for name, to in MODEL[entity].items():
            for other in row[name] if to is not None and isinstance(row[name], list) else ():
                if isinstance(other.get(entity), list) and row not in other[entity]:
                    other[entity].append(row)
        self.rows[entity].append(row)
        self.touch(entity, row)
        return row

    def touch(self, entity: str, row: Row, **values: Any) -> None:
        """Changes an entity."""
        row.update(values)
        self.now += dt.timedelta(minutes=1)
        stamp = self.now.isoformat(timespec="seconds").replace("+00:00", "Z")
        row["GewijzigdOp"] = row["ApiGewijzigdOp"] = stamp
        token = self.first_token + len(self.changes) * 3
        self.changes.append(Change(token, entity, row["Id"], stamp, bool(row["Verwijderd"])))

    def delete(self, entity: str, row: Row) -> None:
        """Marks an entity as deleted; of what it was nothing is left but its id."""
        for name, to in MODEL[entity].items():
            row[name] = [] if to is not None and isinstance(row[name], list) else None
        self.touch(entity, row, Verwijderd=True)

    def dossier(self, number: int, more: str | None = None) -> Row:
        """A dossier."""
        return self.add("Kamerstukdossier", Nummer=number, Toevoeging=more, Titel="Een dossier")

    def document(
        self, dossier: Row | list[Row], data: bytes, number: int | None = None, **values: Any
    ) -> Row:
        """A paper with its file."""
        given = {
            "Soort": "Brief regering",
            "DocumentNummer": f"2020D{len(self.rows['Document']) + 1:05}",
            "Onderwerp": f"Geannoteerde agenda {number}",
            "Datum": "2020-02-03T00:00:00+01:00",
            "Volgnummer": number,
            "ContentType": "text/plain",
            "ContentLength": len(data),
        }
        dossiers = dossier if isinstance(dossier, list) else [dossier]
        row = self.add("Document", Kamerstukdossier=dossiers, **(given | values))
        self.files[row["Id"]] = data
        return row

    def replace(self, document: Row, data: bytes, **values: Any) -> None:
        """Another file for a paper."""
        self.files[document["Id"]] = data
        self.touch("Document", document, ContentLength=len(data), **values)

    def motion(self, dossier: Row, number: int, subject: str, *movers: tuple[str, str]) -> Row:
        """A motion with its paper and movers."""
        case = self.add(
            "Zaak", Nummer=f"2020Z{number:05}", Soort="Motie", Onderwerp=subject,
            GestartOp="2020-02-12T00:00:00+01:00", Kamerstukdossier=[dossier],
            Kabinetsappreciatie="Nog niet bekend",
        )  # fmt: skip
        for place, (name, group) in enumerate(movers):
            relation = "Medeindiener" if place else "Indiener"
            actor = self.add("ZaakActor", ActorNaam=name, ActorFractie=group, Relatie=relation)
            case["ZaakActor"].append(actor)
        data = f"Motie over {subject}.\n\nDe Kamer,\nverzoekt de regering zaak {number} te doen.\n"
        self.document(dossier, data.encode(), number, Soort="Motie", Onderwerp=subject, Zaak=[case])
        return case

    def debate(self, dossier: Row, number: str, *papers: Row, **values: Any) -> Row:
        """A committee debate with one item on its agenda, and a case of the dossier under it."""
        case = self.add("Zaak", Nummer=f"2020Z9{number[-4:]}", Soort="Brief regering",
                        Kamerstukdossier=[dossier])  # fmt: skip
        given = {
            "Soort": "Commissiedebat",
            "Onderwerp": "NAVO",
            "Datum": "2020-02-12T00:00:00+01:00",
            "Aanvangstijd": "2020-02-12T14:30:00+01:00",
            "Status": "Gepland",
            "Voortouwnaam": "vaste commissie voor Buitenlandse Zaken",
        }
        activity = self.add("Activiteit", Nummer=number, **(given | values))
        item = self.add("Agendapunt", Onderwerp="De agenda", Activiteit=activity,
                        Document=list(papers), Zaak=[case])  # fmt: skip
        activity["Agendapunt"].append(item)
        return activity

    def vote(self, case: Row, activity: Row, kind: str, text: str, *votes: tuple[Any, ...]) -> Row:
        """A decision on a motion; a vote is (group, side, seats) or (group, side, None, member)."""
        item = self.add("Agendapunt", Onderwerp="Stemmingen", Activiteit=activity, Zaak=[case])
        decision = self.add("Besluit", BesluitSoort=kind, BesluitTekst=text, Status="Besluit",
                            StemmingsSoort="Met handopsteken", Agendapunt=item,
                            Zaak=[case])  # fmt: skip
        self.votes(decision, *votes)
        return decision

    def votes(self, decision: Row, *votes: tuple[Any, ...]) -> None:
        """Votes on a decision; the decision itself is not touched by them."""
        for group, side, seats, *member in votes:
            vote = self.add(
                "Stemming", Soort=side, FractieGrootte=seats, ActorFractie=group,
                ActorNaam=member[0] if member else group, Persoon_Id=member[0] if member else None,
            )  # fmt: skip
            decision["Stemming"].append(vote)

    def promise(self, activity: Row, number: str, text: str, **values: Any) -> Row:
        """A promise made in a debate, to a member."""
        person = self.add("Persoon", Roepnaam="Anna", Tussenvoegsel="de", Achternaam="Wit")
        group = self.add("Fractie", Afkorting="D66")
        to = self.add("ToegezegdAan", Persoon=person, Fractie=group)
        given = {
            "ActiviteitNummer": activity["Nummer"],
            "Aanmaakdatum": "2020-02-12T00:00:00+01:00",
            "Naam": "J. Jansen",
            "Functie": "Minister van Buitenlandse Zaken",
            "Status": "Openstaand",
        }
        return self.add("Toezegging", Nummer=number, Tekst=text, ToegezegdAan=[to],
                        Activiteit=[activity], **(given | values))  # fmt: skip


def _salt(entity: str) -> int:
    return (list(MODEL).index(entity) + 1) << 64
