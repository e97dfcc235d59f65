"""With whom drafts are shared, and the teams people make for that."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.vocabulary.errors import NotFound, NotOwner
from inzet.writing.drawer import schema
from inzet.writing.drawer.model import Team
from inzet.writing.drawer.person import Person


def names(connection: Connection, thing: str) -> tuple[str, ...]:
    """With whom a thing is shared."""
    table = schema.share.c
    found = connection.execute(sa.select(table.name).where(table.thing == thing))
    return tuple(sorted(found.scalars()))


def give(connection: Connection, teams: Sequence[Team], thing: str, whom: str) -> str:
    """Shares a thing with a team among ``teams``, else with the person of that name."""
    person = Person.named(whom)
    team = _team(teams, person)
    row = {
        "thing": thing,
        "whom": team.id if team else person.key,
        "team": team is not None,
        "name": team.name if team else person.name,
    }
    table = schema.share
    same = [table.c[name] == row[name] for name in ("thing", "whom", "team")]
    connection.execute(table.delete().where(*same))
    connection.execute(table.insert().values(**row))
    return str(row["name"])


def take(connection: Connection, thing: str, whom: str) -> None:
    """Ends the sharing with a person or team.

    Raises:
        NotFound: it is not shared with them.
    """
    table, wanted = schema.share, Person.named(whom).key
    rows = connection.execute(sa.select(table).where(table.c.thing == thing)).all()
    gone = [row.whom for row in rows if Person.named(row.name).key == wanted]
    if not gone:
        with_ = ", ".join(sorted(row.name for row in rows)) or "nobody"
        raise NotFound(f"it is not shared with {whom}", fix=f"It is shared with {with_}.")
    connection.execute(table.delete().where(table.c.thing == thing, table.c.whom.in_(gone)))


def teams(connection: Connection, person: Person, reader: str) -> list[Team]:
    """The teams that a person is in."""
    team, member = schema.team, schema.member
    mine = sa.select(member.c.team).where(member.c.person == person.key)
    found = []
    for row in connection.execute(
        sa.select(team).where(team.c.reader == reader, team.c.id.in_(mine)).order_by(team.c.name)
    ):
        people = sorted(
            (each.person != row.creator, each.name, each.person)
            for each in connection.execute(
                sa.select(member.c.person, member.c.name).where(member.c.team == row.id)
            )
        )
        creator = next((name for other, name, _ in people if not other), row.creator)
        found.append(
            Team(
                id=row.id,
                name=row.name,
                creator=creator,
                own=row.creator == person.key,
                members=tuple(name for _, name, _ in people),
            )
        )
    return found


def change_team(
    connection: Connection,
    known: Sequence[Team],
    person: Person,
    reader: str,
    name: str,
    *,
    add: Iterable[str],
    remove: Iterable[str],
) -> str:
    """Makes a team or changes it; its id. See :meth:`Desk.team`."""
    wanted = Person.named(name)
    team = _team(known, wanted)
    leaving = [Person.named(each) for each in remove]
    coming = [Person.named(each) for each in add]
    if team is None:
        # Teams of people who do not know of each other may bear one name.
        id_ = secrets.token_hex(8)
        connection.execute(
            schema.team.insert().values(id=id_, reader=reader, name=wanted.name, creator=person.key)
        )
        coming.insert(0, person)
    else:
        id_ = team.id
        only_oneself = not coming and all(each.key == person.key for each in leaving)
        if not team.own and not only_oneself:
            raise NotOwner(
                f"only {team.creator}, who made this team, changes who is in it",
                where=team.name,
                fix=f"Ask {team.creator}; you may take yourself out.",
            )
    table = schema.member
    for each in (*leaving, *coming):
        connection.execute(table.delete().where(table.c.team == id_, table.c.person == each.key))
    for each in coming:
        connection.execute(table.insert().values(team=id_, person=each.key, name=each.name))
    return id_


def _team(known: Sequence[Team], named: Person) -> Team | None:
    found = [each for each in known if Person.named(each.name).key == named.key]
    # One's own goes before one that somebody else made.
    return min(found, key=lambda each: not each.own) if found else None
