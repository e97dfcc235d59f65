"""The drawer as one person sees it, reading the record as one reader."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from inzet.record import Reader, Record
from inzet.vocabulary.errors import NotFound, NotOwner, Outdated, UnknownValue
from inzet.writing.draft import Draft, json_of, of_json, version
from inzet.writing.drawer import resting, schema, sharing
from inzet.writing.drawer.file import beside, file_at
from inzet.writing.drawer.model import Card, How, Jotting, Release, Remark, Step, Team, Version
from inzet.writing.drawer.person import Person

_ID_BYTES = 8
Clock = Callable[[], dt.datetime]


def desk(record: Record, person: Person, reader: Reader) -> Desk:
    """The drawer beside a record, as this person sees it when reading as this reader."""
    return Desk(beside(Path(record.path)), person, reader)


class Desk:
    """What one person drafts and what is shared with them, made from one reader's view.

    Every method asks and answers for that person alone; a draft of somebody else that is not
    shared is not found, like one that never was. Nor is one, their own included, that rests on
    what the reader does not need to know (``Reader.markings``).
    """

    def __init__(
        self, path: Path, person: Person, reader: Reader, *, now: Clock | None = None
    ) -> None:
        self.person = person
        self.reader = reader
        self._file = file_at(path)
        self._now = now or (lambda: dt.datetime.now(dt.UTC))

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    # ---- drafts -------------------------------------------------------------------------

    def drafts(self) -> list[Card]:
        """Own and shared drafts, last changed first."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(self._seen(schema.draft)).all()
            rows = resting.readable(connection, self.reader, rows)
            cards = [self._card(connection, row) for row in rows]
        return sorted(cards, key=lambda card: card.last.made, reverse=True)

    def find(self, typed: str) -> Card:
        """A draft by its id or the beginning of it, its name, or a beginning of its name.

        Raises:
            NotFound: none for this person, or several; says which there are.
        """
        wanted, cards = typed.strip(), self.drafts()
        found = [card for card in cards if card.name == wanted]
        own = [card for card in found if card.own]
        if wanted and not found:
            found = [card for card in cards if card.id.startswith(wanted)]
        if wanted and not found:
            found = [card for card in cards if card.name.startswith(wanted)]
        found = own if len(own) == 1 else found
        if len(found) == 1:
            return found[0]
        what = f"several drafts are called “{typed}”" if found else f"there is no draft “{typed}”"
        raise NotFound(what, fix=known(found or cards))

    def start(self, draft: Draft) -> Card:
        """Puts a draft as composed in the drawer; its first version."""
        with self._file.write() as connection:
            id_ = self._thing(connection)
            connection.execute(schema.draft.insert().values(id=id_, name=draft.name))
            self._add(connection, id_, 1, draft, How.COMPOSED, rests_on=1, note="")
            return self._one(connection, id_)

    def version(self, card: Card, number: int | None = None) -> Version:
        """A version with its text; the last where none is named.

        Raises:
            NotFound: no such draft or version, for this person.
        """
        for step in reversed(self.history(card)):
            if number in (None, step.number):
                return Version(step=step, draft=self._draft(card, step.number))
        raise NotFound(
            f"{card.name} has no version {number}", fix="inzet drafts history lists them."
        )

    def history(self, card: Card) -> list[Step]:
        """Every version, oldest first, without their texts.

        Raises:
            NotFound: no such draft, for this person.
        """
        with self._file.read() as connection:
            self._check(connection, card.id)
            assert connection is not None
            return _steps(connection, card.id)

    def put(
        self,
        card: Card,
        draft: Draft,
        how: How,
        *,
        seen: int,
        composed: Draft | None = None,
        note: str = "",
    ) -> Card:
        """Adds a version, unless somebody else did so first.

        Args:
            seen: number of the version that this one was made from.
            composed: where it was composed again: as composed, before people's words came in.

        Raises:
            Outdated: there is a newer version than ``seen``; nothing was written.
            NotFound: no such draft, for this person.
        """
        with self._file.write() as connection:
            self._check(connection, card.id)
            last = _steps(connection, card.id)[-1]
            if last.number != seen:
                raise Outdated(
                    f"{last.by} changed this draft while you worked on it",
                    where=card.name,
                    fix="Take in what changed, then try again; nothing was overwritten.",
                )
            number, rests_on = seen + 1, last.rests_on
            if how is How.COMPOSED:
                rests_on = number
            elif composed is not None:
                # So that the next time is compared with what the record gave this time.
                self._add(connection, card.id, number, composed, How.COMPOSED, number, "")
                number, rests_on = number + 1, number
            self._add(connection, card.id, number, draft, how, rests_on, note)
            return self._one(connection, card.id)

    def delete(self, card: Card) -> None:
        """Deletes a draft with every version and remark; no word of it stays in the file.

        Raises:
            NotOwner: it is somebody else's, who shares it.
            NotFound: no such draft, for this person.
            BusyRecord: it is deleted, but traces stay until the drawer is free and something
                else is deleted.
        """
        with self._file.write() as connection:
            self._own(connection, card.id, "delete")
            for table in (schema.version, schema.remark):
                connection.execute(table.delete().where(table.c.draft == card.id))
            self._forget(connection, schema.draft, card.id)
        self._file.wipe()

    def mark_released(self, card: Card, release: Release) -> Card:
        """Keeps that a version was released.

        Raises:
            NotFound: no such draft, for this person.
        """
        with self._file.write() as connection:
            self._check(connection, card.id)
            connection.execute(
                schema.draft.update()
                .where(schema.draft.c.id == card.id)
                .values(released=msgspec.json.encode(release).decode())
            )
            return self._one(connection, card.id)

    # ---- remarks ------------------------------------------------------------------------

    def remarks(self, card: Card) -> list[Remark]:
        """Everything people remarked, in the order in which it came.

        Raises:
            NotFound: no such draft, for this person.
        """
        with self._file.read() as connection:
            self._check(connection, card.id)
            assert connection is not None
            return _remarks(connection, card.id)

    def remark(self, card: Card, remarks: Iterable[Remark]) -> int:
        """Adds remarks, or puts new ones in the place of those with the same id; how many are new.

        Raises:
            NotFound: no such draft, for this person.
        """
        table = schema.remark
        with self._file.write() as connection:
            self._check(connection, card.id)
            places = {each.id: place for place, each in enumerate(_remarks(connection, card.id))}
            new = 0
            for each in remarks:
                body = msgspec.json.encode(each)
                if each.id in places:
                    connection.execute(
                        table.update().where(table.c.id == each.id).values(body=body)
                    )
                    continue
                place = len(places)
                places[each.id] = place
                new += 1
                connection.execute(
                    table.insert().values(id=each.id, draft=card.id, place=place, body=body)
                )
            return new

    # ---- jottings -----------------------------------------------------------------------

    def jot(self, text: str, about: str = "") -> Jotting:
        """Keeps a free note.

        Raises:
            UnknownValue: nothing to keep.
        """
        if not text.strip():
            raise UnknownValue("there is nothing to keep", where="TEXT", fix="Write a few words.")
        with self._file.write() as connection:
            id_ = self._thing(connection)
            connection.execute(
                schema.jotting.insert().values(id=id_, about=about.strip(), text=text.strip())
            )
        return next(each for each in self.jottings() if each.id == id_)

    def jottings(self, about: str = "") -> list[Jotting]:
        """Own and shared notes, newest first; those about one thing where it is named."""
        with self._file.read() as connection:
            if connection is None:
                return []
            found = [
                Jotting(
                    id=row.id,
                    text=row.text,
                    about=row.about,
                    by=row.owner_name,
                    own=row.owner == self.person.key,
                    shared_with=sharing.names(connection, row.id),
                    made=dt.datetime.fromisoformat(row.made),
                )
                for row in connection.execute(self._seen(schema.jotting))
                if not about or row.about == about
            ]
        return sorted(found, key=lambda each: each.made, reverse=True)

    def jotting(self, typed: str) -> Jotting:
        """A note by its id or the beginning of it.

        Raises:
            NotFound: none or several, for this person.
        """
        found = [each for each in self.jottings() if typed and each.id.startswith(typed)]
        if len(found) == 1:
            return found[0]
        raise NotFound(f"there is no note “{typed}”", fix="inzet drafts jottings lists them.")

    def discard(self, jotting: Jotting) -> None:
        """Deletes a note; no word of it stays in the file.

        Raises:
            NotOwner: it is somebody else's, who shares it.
            NotFound: no such note, for this person.
        """
        with self._file.write() as connection:
            self._own(connection, jotting.id, "delete")
            self._forget(connection, schema.jotting, jotting.id)
        self._file.wipe()

    # ---- sharing ------------------------------------------------------------------------

    def share(self, thing: Card | Jotting, whom: str) -> str:
        """Lets a team of one's own, or a person, see and edit; returns the name as kept.

        Raises:
            NotOwner: it is somebody else's.
            NotFound: no such draft or note, for this person.
        """
        with self._file.write() as connection:
            self._own(connection, thing.id, "share")
            return sharing.give(connection, self._teams(connection), thing.id, whom)

    def markings(self, card: Card) -> tuple[str, ...]:
        """Under which markings stands what a draft rests on, in any version; PUBLIC is left out.

        Whoever it is shared with sees it only where they may read all of them.

        Raises:
            NotFound: no such draft, for this person.
        """
        with self._file.read() as connection:
            self._check(connection, card.id)
            assert connection is not None
            return resting.markings_of(connection, card.id)

    def people(self, whom: str) -> tuple[str, ...]:
        """Whom a name stands for when something is shared: a team of one's own, or that person."""
        key = Person.named(whom).key
        team = next((each for each in self.teams() if Person.named(each.name).key == key), None)
        return (Person.named(whom).name,) if team is None else team.members

    def unshare(self, thing: Card | Jotting, whom: str) -> None:
        """Takes that back.

        Raises:
            NotOwner, NotFound: as for :meth:`share`, or it was not shared with them.
        """
        with self._file.write() as connection:
            self._own(connection, thing.id, "share")
            sharing.take(connection, thing.id, whom)

    def teams(self) -> list[Team]:
        """The teams that this person is in."""
        with self._file.read() as connection:
            return [] if connection is None else self._teams(connection)

    def team(self, name: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Team:
        """Makes a team or changes who is in it; only who made it does, but anybody may leave.

        Raises:
            NotOwner: somebody else made it.
            UnknownValue: a name that nobody has.
        """
        with self._file.write() as connection:
            teams = self._teams(connection)
            id_ = sharing.change_team(
                connection, teams, self.person, self.reader.id, name, add=add, remove=remove
            )
            found = next((each for each in self._teams(connection) if each.id == id_), None)
        # Whoever left sees it no more.
        return found or Team(id=id_, name=name, creator="", own=False, members=())

    # ---- within -------------------------------------------------------------------------

    def _seen(self, table: sa.Table) -> sa.Select[Any]:
        """The rows of things that this person may see."""
        thing, share, member = schema.thing, schema.share, schema.member
        mine = sa.select(member.c.team).where(member.c.person == self.person.key)
        to_me = sa.select(share.c.thing).where(
            sa.or_(
                sa.and_(~share.c.team, share.c.whom == self.person.key),
                sa.and_(share.c.team, share.c.whom.in_(mine)),
            )
        )
        return (
            sa.select(table, thing.c.owner, thing.c.owner_name, thing.c.made)
            .join_from(table, thing, table.c.id == thing.c.id)
            .where(
                thing.c.reader == self.reader.id,
                sa.or_(thing.c.owner == self.person.key, thing.c.id.in_(to_me)),
            )
        )

    def _check(self, connection: Connection | None, id_: str) -> Row[Any]:
        if connection is not None:
            for table in (schema.draft, schema.jotting):
                found = connection.execute(self._seen(table).where(table.c.id == id_)).all()
                if table is schema.draft:
                    found = resting.readable(connection, self.reader, found)
                if found:
                    return found[0]
        raise NotFound("there is no such draft any more", fix="inzet drafts lists what there is.")

    def _own(self, connection: Connection, id_: str, doing: str) -> None:
        row = self._check(connection, id_)
        if row.owner != self.person.key:
            raise NotOwner(
                f"only {row.owner_name}, whose it is, can {doing} it",
                fix=f"Ask {row.owner_name}.",
            )

    def _thing(self, connection: Connection) -> str:
        id_ = secrets.token_hex(_ID_BYTES)
        connection.execute(
            schema.thing.insert().values(
                id=id_,
                reader=self.reader.id,
                owner=self.person.key,
                owner_name=self.person.name,
                made=self._now().isoformat(),
            )
        )
        return id_

    def _forget(self, connection: Connection, table: sa.Table, id_: str) -> None:
        connection.execute(table.delete().where(table.c.id == id_))
        connection.execute(schema.share.delete().where(schema.share.c.thing == id_))
        connection.execute(schema.thing.delete().where(schema.thing.c.id == id_))

    def _add(
        self,
        connection: Connection,
        id_: str,
        number: int,
        draft: Draft,
        how: How,
        rests_on: int,
        note: str,
    ) -> None:
        connection.execute(
            schema.version.insert().values(
                draft=id_,
                number=number,
                how=str(how),
                by=self.person.name,
                made=self._now().isoformat(),
                rests_on=rests_on,
                hash=version(draft),
                note=note,
                title=draft.title,
                body=json_of(draft),
            )
        )

    def _draft(self, card: Card, number: int) -> Draft:
        table = schema.version.c
        with self._file.read() as connection:
            self._check(connection, card.id)
            assert connection is not None
            body = connection.execute(
                sa.select(table.body).where(table.draft == card.id, table.number == number)
            ).scalar_one()
        return of_json(body)

    def _one(self, connection: Connection, id_: str) -> Card:
        row = connection.execute(self._seen(schema.draft).where(schema.draft.c.id == id_)).one()
        return self._card(connection, row)

    def _card(self, connection: Connection, row: Row[Any]) -> Card:
        table = schema.version.c
        last = _steps(connection, row.id)[-1]
        title = connection.execute(
            sa.select(table.title).where(table.draft == row.id, table.number == last.number)
        ).scalar_one()
        return Card(
            id=row.id,
            name=row.name,
            title=title,
            owner=row.owner_name,
            own=row.owner == self.person.key,
            shared_with=sharing.names(connection, row.id),
            created=dt.datetime.fromisoformat(row.made),
            last=last,
            open_remarks=sum(not each.resolved for each in _remarks(connection, row.id)),
            released=msgspec.json.decode(row.released, type=Release) if row.released else None,
        )

    def _teams(self, connection: Connection) -> list[Team]:
        return sharing.teams(connection, self.person, self.reader.id)


def known(cards: Iterable[Card]) -> str:
    """What to say of the drafts there are."""
    listed = ", ".join(f"{card.name} ({card.id[:8]}, of {card.owner})" for card in cards)
    return f"Known drafts: {listed}." if listed else "There are none yet; `inzet draft` makes one."


def _steps(connection: Connection, id_: str) -> list[Step]:
    table = schema.version.c
    columns = (
        table.number, table.how, table.by, table.made, table.rests_on, table.hash, table.note,
    )  # fmt: skip
    rows = connection.execute(sa.select(*columns).where(table.draft == id_).order_by(table.number))
    return [
        Step(
            number=row.number,
            how=How(row.how),
            by=row.by,
            made=dt.datetime.fromisoformat(row.made),
            rests_on=row.rests_on,
            hash=row.hash,
            note=row.note,
        )
        for row in rows
    ]


def _remarks(connection: Connection, id_: str) -> list[Remark]:
    table = schema.remark.c
    rows = connection.execute(sa.select(table.body).where(table.draft == id_).order_by(table.place))
    return [msgspec.json.decode(row.body, type=Remark) for row in rows]
