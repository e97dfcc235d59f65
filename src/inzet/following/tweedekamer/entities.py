"""The entities of the open data of the Tweede Kamer, as far as they are used here.

Names and relations as in its information model 2.0
(https://opendata.tweedekamer.nl/documentatie/informatiemodel). Everything may be absent: what is
left out of a question is absent in its answer, and most attributes may be empty.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import msgspec

HERE = ZoneInfo("Europe/Amsterdam")
_LONG_SECOND = re.compile(r"(\.\d{6})\d+")


class Entity(msgspec.Struct, kw_only=True, frozen=True, rename="pascal"):
    """What every entity has."""

    id: str = ""
    verwijderd: bool | None = None
    gewijzigd_op: str | None = None
    """When the system behind it changed it."""
    api_gewijzigd_op: str | None = None
    """When the change could be seen from outside; what news is asked by."""

    @property
    def stamp(self) -> str:
        """Its last change."""
        return self.api_gewijzigd_op or self.gewijzigd_op or ""

    @property
    def changed_on(self) -> str | None:
        """ISO day of its last change."""
        return day(self.gewijzigd_op) or day(self.api_gewijzigd_op)


class Kamerstukdossier(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A dossier of numbered papers."""

    nummer: int | None = None
    toevoeging: str | None = None
    titel: str | None = None

    @property
    def name(self) -> str | None:
        """``28676``, ``21501-02`` or ``36200-V``."""
        if self.nummer is None:
            return None
        more = (self.toevoeging or "").strip()
        return f"{self.nummer}-{more}" if more else str(self.nummer)


class Document(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A paper."""

    soort: str | None = None
    document_nummer: str | None = None
    titel: str | None = None
    onderwerp: str | None = None
    datum: str | None = None
    volgnummer: int | None = None
    content_type: str | None = None
    content_length: int | None = None
    kamerstukdossier: tuple[Kamerstukdossier, ...] | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its identifiers, that of the parliamentary paper first.

        A number within a dossier is that of the paper's first dossier; which one that is of
        several, the data does not say.
        """
        dossiers = [each.name for each in self.kamerstukdossier or ()]
        found: list[str] = []
        if len(dossiers) == 1 and dossiers[0] and self.volgnummer and self.volgnummer > 0:
            found.append(f"kst-{dossiers[0]}-{self.volgnummer}")
        if self.document_nummer and self.document_nummer.strip():
            found.append(self.document_nummer.strip())
        return tuple(found)


class ZaakActor(Entity, kw_only=True, frozen=True, rename="pascal"):
    """Who has to do with a case, and how."""

    actor_naam: str | None = None
    actor_fractie: str | None = None
    relatie: str | None = None


class Zaak(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A case: a motion, a letter."""

    nummer: str | None = None
    soort: str | None = None
    onderwerp: str | None = None
    gestart_op: str | None = None
    kabinetsappreciatie: str | None = None
    zaak_actor: tuple[ZaakActor, ...] | None = None
    document: tuple[Document, ...] | None = None
    vervangen_vanuit: tuple[Zaak, ...] | Zaak | None = None


class Activiteit(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A debate, a consultation, another activity of the House or a committee."""

    nummer: str | None = None
    soort: str | None = None
    onderwerp: str | None = None
    datum: str | None = None
    aanvangstijd: str | None = None
    status: str | None = None
    voortouwnaam: str | None = None
    agendapunt: tuple[Agendapunt, ...] | None = None


class Agendapunt(Entity, kw_only=True, frozen=True, rename="pascal"):
    """An item on the agenda of an activity."""

    onderwerp: str | None = None
    activiteit: Activiteit | None = None
    document: tuple[Document, ...] | None = None
    zaak: tuple[Zaak, ...] | None = None


class Stemming(Entity, kw_only=True, frozen=True, rename="pascal"):
    """The vote of one group, or of one member, on one decision."""

    soort: str | None = None
    fractie_grootte: int | None = None
    actor_naam: str | None = None
    actor_fractie: str | None = None
    persoon_id: str | None = msgspec.field(default=None, name="Persoon_Id")


class Besluit(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A decision on an item."""

    besluit_soort: str | None = None
    besluit_tekst: str | None = None
    status: str | None = None
    agendapunt: Agendapunt | None = None
    stemming: tuple[Stemming, ...] | None = None
    zaak: tuple[Zaak, ...] | None = None


class Fractie(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A party group."""

    afkorting: str | None = None


class Persoon(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A member; of all that is known of one only the name is asked."""

    roepnaam: str | None = None
    initialen: str | None = None
    tussenvoegsel: str | None = None
    achternaam: str | None = None

    @property
    def name(self) -> str:
        """As members are called: first name, particle, last name."""
        parts = (self.roepnaam or self.initialen, self.tussenvoegsel, self.achternaam)
        return " ".join(part.strip() for part in parts if part and part.strip())


class ToegezegdAan(Entity, kw_only=True, frozen=True, rename="pascal"):
    """To whom something was promised."""

    fractie: Fractie | None = None
    persoon: Persoon | None = None


class Toezegging(Entity, kw_only=True, frozen=True, rename="pascal"):
    """A promise in the register.

    How the receivers and the letters that keep it are given changed over time; each form is taken.
    """

    nummer: str | None = None
    tekst: str | None = None
    activiteit_nummer: str | None = None
    aanmaakdatum: str | None = None
    naam: str | None = None
    functie: str | None = None
    status: str | None = None
    datum_nakoming: str | None = None
    ministerie: str | None = None
    toegezegd_aan: tuple[ToegezegdAan, ...] | None = None
    toegezegd_aan_persoon: Persoon | None = None
    toegezegd_aan_fractie: Fractie | None = None
    kamerbrief_nakoming: tuple[Document, ...] | str | None = None


def moment(written: str | None) -> dt.datetime | None:
    """A time as the data gives it, on the clock of the House; None for what is none."""
    if not written:
        return None
    try:
        # Some come with seven digits of a second, which Python has no room for.
        found = dt.datetime.fromisoformat(_LONG_SECOND.sub(r"\1", written))
        if found.tzinfo is None:
            return found.replace(tzinfo=HERE)
        return found.astimezone(HERE)
    except (ValueError, OverflowError):
        return None


def day(written: str | None) -> str | None:
    """The ISO day of a time, on the calendar of the House."""
    found = moment(written)
    return found.date().isoformat() if found else None
