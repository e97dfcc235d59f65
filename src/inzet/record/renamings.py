"""Dossiers and meetings that people judged to be one, or to be two, as a view names them.

Such a judgement is a statement by a person (docs/statements.md, "Judgements"). It counts where
this record's own organisation made it and the reader may read it, and then for every day: two
names of one thing were always that. Nothing is rewritten, so withdrawing it brings the old names
back. This is the only place where names are changed; every row and filter of a view passes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from inzet.record import schema
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.judgements import APART, NAMED, SAME

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Apart:
    """Some statements of one name that belong to another."""

    papers: frozenset[int]
    """Local numbers of papers: all that they say under the name."""
    identities: frozenset[str]
    name: str
    """The name they belong to."""

    def takes(self, paper: int | None, identity: str) -> bool:
        """Whether a statement is one of them."""
        return paper in self.papers or identity in self.identities


@dataclass(frozen=True, slots=True)
class Branch:
    """Statements written under one name that a view shows under another, or under the same."""

    written: str
    tests: tuple[tuple[Apart, bool], ...]
    """Which partings take them, and which must not."""
    shown: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """What was judged of the names of one kind, dossiers or meetings."""

    same: dict[str, str] = field(default_factory=dict)
    """A name, and the one it is shown as."""
    apart: dict[str, tuple[Apart, ...]] = field(default_factory=dict)
    """A name, and what was parted from it, the last judgement first."""

    def __bool__(self) -> bool:
        return bool(self.same or self.apart)

    def named(self) -> frozenset[str]:
        """Every name that a judgement is about."""
        parted = {one.name for each in self.apart.values() for one in each}
        return frozenset({*self.same, *self.same.values(), *self.apart, *parted})

    def shown(self, name: str, paper: int | None = None, identity: str = "") -> str:
        """The name under which a statement stands; of a bare name, the one it is shown as."""
        while True:
            parted = (one.name for one in self.apart.get(name, ()) if one.takes(paper, identity))
            onward = next(parted, None) or self.same.get(name)
            if onward is None:
                return name
            name = onward

    def leads(self, start: str, goal: str) -> bool:
        """Whether judgements lead from one name to another, for some statement at least."""
        if start == goal:
            return True
        onward = {one.name for one in self.apart.get(start, ())}
        if start in self.same:
            onward.add(self.same[start])
        return any(self.leads(each, goal) for each in onward)

    def branches(self, name: str) -> tuple[Branch, ...] | None:
        """All that is shown under a name; None where no judgement is about it."""
        names = self.named()
        if name not in names:
            return None
        found = (one for written in sorted(names) for one in self._from(written, written, ()))
        return tuple(one for one in found if one.shown == name)

    def _from(
        self, written: str, name: str, tests: tuple[tuple[Apart, bool], ...]
    ) -> Iterator[Branch]:
        for one in self.apart.get(name, ()):
            yield from self._from(written, one.name, (*tests, (one, True)))
            tests = (*tests, (one, False))
        onward = self.same.get(name)
        if onward is None:
            yield Branch(written, tests, name)
        else:
            yield from self._from(written, onward, tests)


NOTHING = Renaming()
UNCHANGED: Mapping[str, Renaming] = dict.fromkeys(NAMED, NOTHING)
"""The names as they were read."""


def renamings(connection: Connection, judged: Iterable[bytes]) -> dict[str, Renaming]:
    """What people judged of the names of dossiers and of meetings, by kind.

    A judgement that would lead round, as those of several hands may, changes nothing.

    Args:
        judged: the bodies of statements that may be such judgements, in order of arrival.
    """
    found = {name: Renaming() for name in NAMED}
    for raw in judged:
        content = _content(raw)
        what, name, new = content.get("what"), content.get("name"), content.get("as")
        if what not in NAMED or not isinstance(name, str) or not isinstance(new, str):
            continue
        renaming = found[what]
        if renaming.leads(new, name):
            continue
        if content.get("kind") == SAME:
            renaming.same[name] = new
        elif content.get("kind") == APART:
            papers = _papers(connection, content.get("papers") or ())
            parted = Apart(papers, frozenset(content.get("statements") or ()), new)
            renaming.apart[name] = (parted, *renaming.apart.get(name, ()))
    return found


def _content(raw: bytes) -> dict[str, Any]:
    body = kinds.decode(raw)
    if isinstance(body, kinds.Correction):
        body = body.statement
    assert isinstance(body, kinds.Statement)
    return body.content


def _papers(connection: Connection, ids: Any) -> frozenset[int]:
    table = schema.paper.c
    query = sa.select(table.entry).where(table.id.in_([str(each) for each in ids]))
    return frozenset(connection.execute(query).scalars())


# ---- in a query ------------------------------------------------------------------------


def on_dossier(branches: tuple[Branch, ...]) -> Condition:
    """That a statement is shown on the dossier of these branches."""
    if not branches:
        return sa.false()
    statement, link = schema.statement.c, schema.statement_dossier.alias()
    names: list[Any] = [sa.bindparam(f"dossier{at}") for at in range(len(branches))]
    keys = statement.key.in_(sa.select(link.c.key).where(link.c.dossier.in_(names)))
    if not any(each.tests for each in branches):
        return keys
    one = schema.statement_dossier.alias()
    exact = sa.or_(
        *(
            sa.and_(one.c.dossier == name, *_tests("dossier", at, branch))
            for at, (name, branch) in enumerate(zip(names, branches, strict=True))
        )
    )
    return sa.and_(keys, sa.exists().where(one.c.key == statement.key, exact))


def at_meeting(branches: tuple[Branch, ...]) -> Condition:
    """That a statement is shown at the meeting of these branches."""
    if not branches:
        return sa.false()
    meeting = schema.statement.c.meeting
    names: list[Any] = [sa.bindparam(f"meeting{at}") for at in range(len(branches))]
    exact = (
        sa.and_(meeting == name, *_tests("meeting", at, branch))
        for at, (name, branch) in enumerate(zip(names, branches, strict=True))
    )
    return sa.and_(meeting.in_(names), sa.or_(*exact))


def values(what: str, branches: tuple[Branch, ...] | None) -> dict[str, str]:
    """The values of the names in one of these conditions."""
    found: dict[str, str] = {}
    for at, branch in enumerate(branches or ()):
        found[f"{what}{at}"] = branch.written
        for number, (apart, _) in enumerate(branch.tests):
            for place, identity in enumerate(sorted(apart.identities)):
                found[f"{what}{at}_{number}_{place}"] = identity
    return found


def _tests(what: str, at: int, branch: Branch) -> Iterator[Condition]:
    statement = schema.statement.c
    for number, (apart, taken) in enumerate(branch.tests):
        papers: list[Any] = [sa.literal_column(str(seq)) for seq in sorted(apart.papers)]
        identities: list[Any] = [
            sa.bindparam(f"{what}{at}_{number}_{place}") for place in range(len(apart.identities))
        ]
        # A statement that cites no paper has none that is NULL in a list.
        by_paper = sa.func.coalesce(statement.paper, -1).in_(papers) if papers else sa.false()
        by_identity = statement.identity.in_(identities) if identities else sa.false()
        either = sa.or_(by_paper, by_identity)
        yield either if taken else sa.not_(either)


__all__ = [
    "NOTHING",
    "UNCHANGED",
    "Apart",
    "Branch",
    "Renaming",
    "at_meeting",
    "on_dossier",
    "renamings",
    "values",
]
