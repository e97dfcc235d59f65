"""What the data of the Tweede Kamer says, as statements: motions, votes, debates, promises.

Each cites the entity that says it: its address, its day, its words. One entity is one statement
over all its changes; see ``following.telling``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from inzet.following.source import Told
from inzet.following.tweedekamer.entities import (
    Activiteit,
    Besluit,
    Document,
    Stemming,
    Toezegging,
    Zaak,
    day,
    moment,
)
from inzet.following.tweedekamer.meaning import beginning, listed, meaning
from inzet.reading.turns.groups import group_named
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement
from inzet.vocabulary.parliament import (
    Appreciation,
    Consultation,
    Debate,
    DebateForm,
    Motion,
    MotionAppreciated,
    MotionVoted,
    Mover,
    Registered,
    Result,
)
from inzet.vocabulary.speakers import Speaker

NAME, TITLE = "tweedekamer", "Tweede Kamer"
PARLIAMENT, GOVERNMENT = "parliament of NLD", "NLD"
_LANGUAGE = "nl"
_LONGEST = 4000


class Statements:
    """Makes statements of entities.

    Args:
        base: address of the OData door, for citations.
    """

    def __init__(self, base: str) -> None:
        self._base = base

    # ---- motions -----------------------------------------------------------------------------

    def motion(self, zaak: Zaak, stage: str) -> Told:
        """That a motion was moved."""
        on = day(zaak.gestart_op)
        content = Motion(
            motion=motion_id(zaak),
            title=plain(zaak.onderwerp) or None,
            movers=tuple(_movers(zaak)),
            on=on,
            replaces=_replaced(zaak),
        )
        return self._told(
            "Zaak", zaak.id, "motion", stage, f"motie {motion_id(zaak)}", content.act,
            content.to_content(), quote=plain(zaak.onderwerp) or motion_id(zaak),
            said=on or zaak.changed_on, party=PARLIAMENT,
        )  # fmt: skip

    def appreciation(self, zaak: Zaak, stage: str) -> Told | None:
        """What the government says of a motion; None where the data does not tell."""
        found = meaning("appreciation", zaak.kabinetsappreciatie)
        if found is None:
            return None
        content = MotionAppreciated(
            motion=motion_id(zaak),
            appreciation=Appreciation(found),
            provided=meaning("provided", zaak.kabinetsappreciatie),
        )
        return self._told(
            "Zaak", zaak.id, "appreciation", stage, f"motie {motion_id(zaak)}", content.act,
            content.to_content(), quote=plain(zaak.kabinetsappreciatie),
            said=zaak.changed_on, party=GOVERNMENT,
        )  # fmt: skip

    def vote(self, besluit: Besluit, zaak: Zaak, stage: str) -> Told | None:
        """What became of a motion; None where the decision is of another kind."""
        result = beginning("result", besluit.besluit_soort, besluit.besluit_tekst)
        if result is None:
            return None
        activity = besluit.agendapunt.activiteit if besluit.agendapunt else None
        on = day(activity.datum) if activity else None
        content = MotionVoted(
            motion=motion_id(zaak), result=Result(result), on=on,
            **_counted([each for each in besluit.stemming or () if not each.verwijderd]),
        )  # fmt: skip
        words = plain(besluit.besluit_tekst) or plain(besluit.besluit_soort)
        return self._told(
            # One decision may be on several motions.
            "Besluit", besluit.id, f"vote:{zaak.id}", stage, f"besluit over motie "
            f"{motion_id(zaak)}", content.act, content.to_content(), quote=words,
            said=on or besluit.changed_on, party=PARLIAMENT,
        )  # fmt: skip

    # ---- debates -----------------------------------------------------------------------------

    def activity(self, activity: Activiteit, stage: str) -> Told | None:
        """A debate or a consultation; None for an activity that is neither."""
        form = meaning("form", activity.soort)
        start = moment(activity.aanvangstijd)
        on = day(activity.datum) or day(activity.aanvangstijd)
        at = start.strftime("%Y-%m-%dT%H:%M") if start and (start.hour or start.minute) else on
        shared: dict[str, Any] = {
            "committee": plain(activity.voortouwnaam) or None,
            "subject": plain(activity.onderwerp) or None,
            "number": plain(activity.nummer) or None,
            "papers": tuple(dict.fromkeys(_on_agenda(activity))),
        }
        # That it is planned holds from the day that is said; see ``_told``.
        content: Debate | Consultation
        if form is not None and at is not None:
            content = Debate(on=at, form=DebateForm(form), **shared)
        elif activity.soort in listed("consultation", "kinds"):
            content = Consultation(deadline=at, **shared)
        else:
            return None
        subject = plain(activity.onderwerp)
        kind = plain(activity.soort)
        return self._told(
            "Activiteit", activity.id, "activity", stage,
            f"{kind.lower()} {plain(activity.nummer)}".strip(), content.act, content.to_content(),
            quote=f"{kind}: {subject}" if subject else kind, said=_earlier(activity.changed_on, on),
            party=PARLIAMENT,
        )  # fmt: skip

    # ---- promises ----------------------------------------------------------------------------

    def promise(self, promise: Toezegging, stage: str) -> Told | None:
        """A promise made orally; None where the register has no words for it."""
        what, number = plain(promise.tekst), plain(promise.nummer)
        if not what or not number:
            return None
        member = _receivers(promise)
        office, name = plain(promise.functie), plain(promise.naam)
        content = {
            "by": GOVERNMENT,
            "by_role": office or "government",
            "to": GOVERNMENT,
            "to_role": "parliament",
            "given": "oral",
            "what": what,
            "number": number,
        }
        content |= {"to_member": member} if member else {}
        debate = plain(promise.activiteit_nummer)
        content |= {"debate": debate} if debate else {}
        role = beginning("role", office) or "government"
        return self._told(
            "Toezegging", promise.id, "promise", stage, f"toezegging {number}", Act.COMMITMENT,
            content, quote=what, said=day(promise.aanmaakdatum) or promise.changed_on,
            party=GOVERNMENT, holder=" ".join(each for each in (office, name) if each) or None,
            speaker=Speaker(role=role, name=name or None, party=GOVERNMENT),
        )  # fmt: skip

    def registered(self, promise: Toezegging, stage: str) -> Told | None:
        """How the register has a promise; None where it tells no state."""
        words, number = plain(promise.status), plain(promise.nummer)
        if not words or not number or not plain(promise.tekst):
            return None
        kept = words in listed("register", "kept")
        known = kept or words in listed("register", "open")
        on = day(promise.datum_nakoming)
        content = Registered(
            promise=number, of=_identity("promise", promise.id), words=words,
            kept=kept if known else None, on=on, papers=_letters(promise),
        )  # fmt: skip
        return self._told(
            "Toezegging", promise.id, "register", stage, f"toezegging {number}", content.act,
            content.to_content(), quote=words, said=promise.changed_on, party=PARLIAMENT,
            valid_from=on if kept else None,
        )  # fmt: skip

    def _told(
        self,
        entity: str,
        id_: str,
        kind: str,
        stage: str,
        name: str,
        act: Act,
        content: dict[str, Any],
        *,
        quote: str,
        said: str | None,
        party: str,
        holder: str | None = None,
        speaker: Speaker | None = None,
        valid_from: str | None = None,
    ) -> Told:
        quote = quote[:_LONGEST]
        statement = Statement(
            identity=_identity(kind, id_),
            act=act,
            party=party,
            holder=holder,
            said=said,
            valid_from=valid_from,
            quote=quote,
            citation=OutsideCitation(
                identifier=f"{TITLE}, {name} <{self._base}/{entity}({id_})>",
                date=said,
                says=quote,
            ),
            content=content,
            rule=f"{DATA_RULES}{NAME}",
            language=_LANGUAGE,
            speaker=speaker,
        )
        return Told(id=f"{id_}:{kind}", statement=statement, stage=stage)


def motion_id(zaak: Zaak) -> str:
    """``kst-28676-431`` where its paper has a number, else that of its case."""
    for document in zaak.document or ():
        if document.soort in listed("motion", "papers") and not document.verwijderd:
            numbers = document.numbers
            if numbers and numbers[0].startswith("kst-"):
                return numbers[0]
    return plain(zaak.nummer) or zaak.id


def plain(text: str | None) -> str:
    """Text on one line, without what would steer a screen."""
    printable = (char if char.isprintable() else " " for char in text or "")
    return " ".join("".join(printable).split())


def _identity(kind: str, id_: str) -> str:
    return content_id(["data", NAME, kind, id_])


def _movers(zaak: Zaak) -> Iterable[Mover]:
    for relation in listed("motion", "movers"):
        for actor in zaak.zaak_actor or ():
            name = plain(actor.actor_naam)
            if actor.relatie == relation and name and not actor.verwijderd:
                yield Mover(name=name, group=_group(actor.actor_fractie))


def _replaced(zaak: Zaak) -> str | None:
    before = zaak.vervangen_vanuit
    first = before if isinstance(before, Zaak) else next(iter(before or ()), None)
    return motion_id(first) if first is not None else None


def _group(printed: str | None) -> str | None:
    return group_named(plain(printed), _LANGUAGE) if plain(printed) else None


def _counted(votes: Sequence[Stemming]) -> dict[str, Any]:
    """Groups and seats for and against.

    A member who votes apart from the group has a vote of its own beside the group's, and counts
    once. Where everybody was called by name there are votes of members alone: a group is on the
    side of all its members, or on none.
    """
    if not votes:
        return {}
    sides = {**dict.fromkeys(listed("vote", "in_favour"), "in_favour"),
             **dict.fromkeys(listed("vote", "against"), "against")}  # fmt: skip
    members: dict[str | None, list[str | None]] = defaultdict(list)
    groups: dict[str, set[str]] = {"in_favour": set(), "against": set()}
    seats = {"in_favour": 0, "against": 0}
    for vote in (each for each in votes if each.persoon_id):
        side = sides.get(plain(vote.soort))
        members[_group(vote.actor_fractie)].append(side)
        if side:
            seats[side] += 1
    whole = [each for each in votes if not each.persoon_id]
    for vote in whole:
        group, side = _group(vote.actor_fractie or vote.actor_naam), sides.get(plain(vote.soort))
        if side and group:
            groups[side].add(group)
            seats[side] += max(0, (vote.fractie_grootte or 0) - len(members.get(group, ())))
    if not whole:
        for group, found in members.items():
            (side,) = set(found) if len(set(found)) == 1 else (None,)
            if group and side:
                groups[side].add(group)
    return {
        "in_favour": tuple(sorted(groups["in_favour"])),
        "against": tuple(sorted(groups["against"])),
        "seats_in_favour": seats["in_favour"],
        "seats_against": seats["against"],
    }


def _on_agenda(activity: Activiteit) -> Iterable[str]:
    for item in activity.agendapunt or ():
        if item.verwijderd:
            continue
        of_cases = [each for case in item.zaak or () for each in case.document or ()]
        for document in (*(item.document or ()), *of_cases):
            if document.numbers and not document.verwijderd:
                yield document.numbers[0]


def _receivers(promise: Toezegging) -> str:
    found = [(each.persoon, each.fractie) for each in promise.toegezegd_aan or ()]
    found = found or [(promise.toegezegd_aan_persoon, promise.toegezegd_aan_fractie)]
    names = []
    for person, group in found:
        member = plain(person.name) if person else ""
        party = _group(group.afkorting) if group else None
        names.append(f"{member} ({party})" if member and party else member or party or "")
    return ", ".join(dict.fromkeys(each for each in names if each))


def _letters(promise: Toezegging) -> tuple[str, ...]:
    letters = promise.kamerbrief_nakoming
    if isinstance(letters, str):
        return tuple(plain(each) for each in letters.split(",") if plain(each))
    documents: tuple[Document, ...] = letters or ()
    return tuple(each.numbers[0] for each in documents if each.numbers)


def _earlier(one: str | None, other: str | None) -> str | None:
    return min(each for each in (one, other) if each) if one or other else None
