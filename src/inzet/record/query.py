"""The queries of a view, with the reader's feeds inside each of them.

A query is built once for a shape (whose feeds, which limits, which filters) and kept as SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from inzet.record import places, schema, words
from inzet.record.engines.differing import matches, one_of
from inzet.record.moments import Moment, utc_text
from inzet.record.projections import REJECTED, REPLACED, SUPERSEDED, WITHDRAWN
from inzet.record.ready import Ready, ready
from inzet.record.renamings import UNCHANGED, Branch, Renaming, at_meeting, on_dossier
from inzet.record.renamings import values as branch_values
from inzet.record.rows import Filter
from inzet.record.store import engine_of
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import DATA_RULES
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.judgements import PERSON

Condition = ColumnElement[bool]
full_text = sa.table("words", sa.column("rowid", sa.Integer))


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose eyes and which limits: the part of a query that is the same for all of a view."""

    feeds: tuple[int, ...]
    limits: frozenset[str]
    """Of ``as_of``, ``known_on``, ``arrived_by``: those that are set."""

    @classmethod
    def of(cls, feeds: tuple[int, ...], moment: Moment) -> Scope:
        """The scope of some feeds at a moment."""
        names = ("as_of", "known_on", "arrived_by")
        return cls(feeds, frozenset(n for n in names if getattr(moment, n) is not None))

    def whenever(self) -> Scope:
        """The same eyes, whatever the day by which things were said."""
        return Scope(self.feeds, self.limits - {"known_on"})

    def sees(self, table: Any) -> Condition:
        """That a row stands in the reader's feeds, and was said and arrived in time."""
        if not self.feeds:
            return sa.false()
        conditions = [self.reads(table)]
        if "known_on" in self.limits:
            conditions.append(table.c.day <= sa.bindparam("known_on"))
        if "arrived_by" in self.limits:
            conditions.append(table.c.arrival <= sa.bindparam("arrived_by"))
        return sa.and_(*conditions)

    def reads(self, table: Any) -> Condition:
        """That a row stands in the reader's feeds."""
        # Local numbers, not text from outside: written into the query so that it can be kept.
        return one_of(table.c.feed, self.feeds) if self.feeds else sa.false()

    def stands(self, entry: ColumnElement[Any]) -> Condition:
        """That nothing the reader may see closes an entry."""
        closing = schema.closing.alias()
        return ~sa.exists().where(
            closing.c.target == entry,
            self.sees(closing),
            sa.or_(closing.c.kind == SUPERSEDED, self.not_undone(closing.c.closer)),
        )

    def lasts(self, paper: ColumnElement[Any]) -> Condition:
        """That a paper was not withdrawn, whichever copy of it is shown in lists."""
        closing = schema.closing.alias()
        return ~sa.exists().where(
            closing.c.target == paper,
            closing.c.kind != sa.literal_column(f"'{REPLACED}'"),
            self.sees(closing),
            self.not_undone(closing.c.closer),
        )

    def copies(self, known: Condition, paper: Any) -> sa.Select[Any]:
        """Entries of the copies of a paper that its organisation released, itself among them.

        Args:
            known: which one, as a condition on ``paper``.
        """
        copy, here, there = schema.paper.alias(), schema.feed.alias(), schema.feed.alias()
        return (
            sa.select(copy.c.entry)
            .select_from(
                paper.join(here, here.c.key == paper.c.feed)
                .join(copy, copy.c.sha256 == paper.c.sha256)
                .join(there, there.c.key == copy.c.feed)
            )
            .where(
                known,
                here.c.organisation == there.c.organisation,
                self.sees(paper),
                self.sees(copy),
            )
        )

    def not_undone(self, closer: ColumnElement[Any]) -> Condition:
        """That nothing the reader may see withdraws a closing, or that withdrawal was withdrawn."""
        undoing, again = schema.closing.alias(), schema.closing.alias()
        # No further: an undoing that was undone cannot be brought back (see ``rules``).
        undone = sa.exists().where(
            again.c.target == undoing.c.closer, again.c.kind == WITHDRAWN, self.sees(again)
        )
        return ~sa.exists().where(
            undoing.c.target == closer, undoing.c.kind == WITHDRAWN, self.sees(undoing), ~undone
        )

    def shown(self, statement: Any) -> Condition:
        """That a statement is current, holds, and stands on a paper that was not withdrawn."""
        # Nothing closes no paper; told so, PostgreSQL reads all closings.
        conditions = [
            self.sees(statement),
            self.stands(statement.c.entry),
            self.lasts(statement.c.paper),
        ]
        if "as_of" in self.limits:
            conditions.append(statement.c.from_day <= sa.bindparam("as_of"))
            conditions.append(statement.c.to_day >= sa.bindparam("as_of"))
        return sa.and_(*conditions)

    def confirmed_by(self, statement: Any) -> sa.ScalarSelect[Any]:
        """Who confirmed a statement last, of the organisation that wrote it; NULL for nobody."""
        review = schema.review.alias()
        subject = sa.case(
            (statement.c.correction == 0, statement.c.identity),
            else_=statement.c.identity + "#" + sa.cast(statement.c.entry, sa.Text),
        )
        return (
            sa.select(review.c.by)
            .where(
                review.c.identity == subject,
                review.c.organisation == statement.c.organisation,
                review.c.verdict != REJECTED,
                self.sees(review),
                self.not_undone(review.c.entry),
            )
            .order_by(review.c.day.desc(), review.c.entry.desc())
            .limit(1)
            .scalar_subquery()
        )


_FIELDS = (
    "dossier",
    "procedure",
    "act",
    "party",
    "meeting",
    "session",
    "paper",
    "genre",
    "rule",
    "marking",
    "words",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Which filters are set; ``method``, ``reviewed`` and ``data`` change the query itself."""

    fields: frozenset[str]
    method: str | None
    reviewed: bool | None
    said: tuple[bool, bool]
    data: bool | None = None
    dossier: tuple[Branch, ...] | None = None
    """What is shown on a dossier that people judged of; None where nobody did."""
    meeting: tuple[Branch, ...] | None = None
    arrived: bool = False
    judged: bool = False
    """It asks for what people judged, and for nothing else."""

    @classmethod
    def of(cls, asked: Filter, names: Mapping[str, Renaming] = UNCHANGED) -> Shape:
        """The shape of a filter."""
        fields = {name for name in _FIELDS if getattr(asked, name) is not None}
        said = asked.said_from is not None, asked.said_to is not None
        branches = {what: _branches(names[what], getattr(asked, what)) for what in names}
        fields -= {what for what, found in branches.items() if found is not None}
        # Whoever asks for readings by rule does not mean rows of data.
        data = False if asked.method == "rule" and asked.data is None else asked.data
        arrived = asked.arrived_after is not None
        return cls(
            frozenset(fields),
            asked.method,
            asked.reviewed,
            said,
            data,
            arrived=arrived,
            judged=asked.rule == PERSON and asked.act == Act.CONTEXT,
            **branches,
        )


def _branches(renaming: Renaming, name: str | None) -> tuple[Branch, ...] | None:
    return renaming.branches(renaming.shown(name)) if name is not None else None


def values_of(
    asked: Filter, moment: Moment, names: Mapping[str, Renaming] = UNCHANGED
) -> dict[str, Any] | None:
    """The values of a filter by name; None when nothing can match.

    Raises:
        UnknownValue: a method that is none.
    """
    if asked.method not in (None, "rule", "person"):
        raise UnknownValue(f"“{asked.method}” is not a method", fix="Use rule or person.")
    values: dict[str, Any] = {
        "as_of": moment.as_of,
        "known_on": moment.known_on,
        "arrived_by": moment.arrived_by,
    }
    if moment.as_of is not None:
        values["as_of_key"] = places.first_key(moment.as_of + 1)
    for name in _FIELDS:
        values[f"f_{name}"] = getattr(asked, name)
    for what in names:
        values |= branch_values(what, _branches(names[what], getattr(asked, what)))
    if asked.act is not None:
        values["f_act"] = str(asked.act)
    if asked.procedure is not None:
        values["f_procedure_from"] = f"{asked.procedure}/"
        values["f_procedure_to"] = f"{asked.procedure}0"
    if asked.words is not None:
        values["f_words"] = words.sought(asked.words)
        if values["f_words"] is None:
            return None
    if asked.arrived_after is not None:
        values["arrived_after"] = utc_text(asked.arrived_after)
    if asked.said_from is not None:
        values["said_from"] = places.first_key(places.day_of(asked.said_from))
    # One bound above serves the last day asked for and the day by which things were said.
    days = [places.day_of(asked.said_to)] if asked.said_to is not None else []
    days += [moment.known_on] if moment.known_on is not None else []
    if days:
        values["said_to"] = places.first_key(min(days) + 1)
    return values


def last_arrival(name: str) -> sa.ScalarSelect[int]:
    """Number of the last arrival by the time that the value ``name`` gives; 0 for none."""
    arrival = schema.arrival.alias()
    return (
        sa.select(sa.func.coalesce(sa.func.max(arrival.c.seq), 0))
        .where(arrival.c.time <= sa.bindparam(name))
        .scalar_subquery()
    )


def matching(
    scope: Scope, shape: Shape, part: str = "", *, shown: bool = True
) -> tuple[Any, Any, list[Condition]]:
    """(what to select from, the column that orders it, conditions).

    Args:
        shown: also that a statement is current.
    """
    statement = schema.statement
    fields = shape.fields
    source: Any = statement
    order: Any = statement.c.key
    conditions: list[Condition] = []
    link: Any
    if "dossier" in fields or part == "early":
        link = schema.statement_early if part == "early" else schema.statement_dossier
        source = link.join(statement, statement.c.key == link.c.key)
        order = link.c.key
        name: Any = sa.bindparam("f_dossier") if "dossier" in fields else sa.literal_column("''")
        conditions += [link.c.dossier == name, scope.reads(link)]
        if part == "early":
            conditions.append(link.c.span == sa.bindparam("span"))
            conditions.append(link.c.from_day <= sa.bindparam("as_of"))
    if "words" in fields:
        source = sa.join(source, full_text, full_text.c.rowid == statement.c.key)
        order = full_text.c.rowid if order is statement.c.key else order
        conditions += said_with_words()
    if "procedure" in fields:
        link = schema.statement_dossier.alias()
        # A list of keys, not a question about each statement: a procedure is on few of them.
        conditions.append(
            order.in_(
                sa.select(link.c.key).where(
                    sa.or_(
                        link.c.dossier == sa.bindparam("f_procedure"),
                        sa.and_(
                            link.c.dossier >= sa.bindparam("f_procedure_from"),
                            link.c.dossier < sa.bindparam("f_procedure_to"),
                        ),
                    ),
                )
            )
        )
    if shape.judged:
        # In the words of the index that holds nothing else.
        conditions.append(statement.c.rule == sa.literal_column("'person'"))
        conditions.append(statement.c.act == sa.literal_column("'context'"))
    for name in ("act", "party", "meeting", "session", "rule"):
        if name in fields and not (shape.judged and name in ("act", "rule")):
            conditions.append(statement.c[name] == sa.bindparam(f"f_{name}"))
    if shape.dossier is not None:
        conditions.append(on_dossier(shape.dossier))
    if shape.meeting is not None:
        conditions.append(at_meeting(shape.meeting))
    if "paper" in fields:
        paper = schema.paper.alias()
        ids = scope.copies(paper.c.id == sa.bindparam("f_paper"), paper)
        conditions.append(statement.c.paper.in_(ids))
    if "marking" in fields:
        feed = schema.feed.alias()
        marked = sa.select(feed.c.key).where(feed.c.marking == sa.bindparam("f_marking"))
        conditions.append(statement.c.feed.in_(marked))
    if "genre" in fields:
        paper = schema.paper.alias()
        # A question about each statement, by key: of a genre there may be most of all papers.
        conditions.append(
            sa.exists().where(
                paper.c.entry == statement.c.paper,
                paper.c.genre == sa.bindparam("f_genre"),
                scope.sees(paper),
            )
        )
    if shape.method is not None:
        person = sa.or_(statement.c.rule == "person", statement.c.correction == 1)
        conditions.append(person if shape.method == "person" else ~person)
    if shape.data is not None:
        of_data = from_data(statement)
        conditions.append(of_data if shape.data else ~of_data)
    if shape.reviewed is not None:
        by = scope.confirmed_by(statement)
        conditions.append(by.is_not(None) if shape.reviewed else by.is_(None))
    if shape.arrived:
        conditions.append(statement.c.arrival > last_arrival("arrived_after"))
    if shape.said[0]:
        conditions.append(order >= sa.bindparam("said_from"))
    if shape.said[1] or "known_on" in scope.limits:
        conditions.append(order < sa.bindparam("said_to"))
    if shown:
        conditions.append(scope.shown(statement))
    return source, order, conditions


def said_with_words() -> list[Condition]:
    """That a row of the full text has the words, and is no object of others."""
    return [matches(), full_text.c.rowid >= sa.literal_column(str(places.FIRST))]


def there(*conditions: Any, source: Any = None) -> Any:
    """That a row is there, which is looked up where it is asked and never beforehand."""
    one: sa.Select[Any] = sa.select(sa.literal_column("1")).where(*conditions)
    if source is not None:
        one = one.select_from(source)
    return one.limit(sa.literal_column("1")).scalar_subquery().is_not(None)


def from_data(statement: Any) -> Condition:
    """That a statement is a row of a data set."""
    rule = statement.c.rule
    # A range, not LIKE: that one minds neither case nor an index.
    above = DATA_RULES[:-1] + chr(ord(DATA_RULES[-1]) + 1)
    return sa.and_(rule >= DATA_RULES, rule < above)


def columns(scope: Scope) -> tuple[Any, ...]:
    """What is selected of a statement, in the order in which ``hydrate`` takes it."""
    statement, entry = schema.statement.c, schema.entry.c
    return (
        statement.key,
        entry.id,
        entry.body,
        statement.feed,
        statement.paper,
        statement.correction,
        scope.confirmed_by(schema.statement).label("confirmed_by"),
        schema.arrival.c.time,
    )


def mentioned() -> tuple[Any, ...]:
    """What is selected of a statement where only where and when it was said is asked."""
    told = schema.statement.c
    return (
        told.key,
        told.identity,
        told.act,
        told.meeting,
        told.paper,
        told.day,
        told.from_day,
    )


def full(source: Any) -> Any:
    """A source of statements with their entries and arrivals."""
    statement, entry, arrival = schema.statement.c, schema.entry, schema.arrival
    return source.join(entry, entry.c.seq == statement.entry).join(
        arrival, arrival.c.seq == statement.arrival
    )


@lru_cache(maxsize=512)
def statements(
    scope: Scope, shape: Shape, after: bool, part: str = "", brief: bool = False
) -> Ready:
    """Statements, newest said first; values: the filter's, ``after`` and ``limit``.

    As of a day most of what holds was said by then, and that is one range of keys (``part``
    "timely"). What was said later and holds from earlier ("early") comes before it, as it was
    said later, and has a table of its own, by the time from which it holds (value ``span``): so
    neither part walks over what does not hold yet. See ``walking``, which puts them together.

    ``brief``: only where and when they were said, so that no entry is looked up.
    """
    source, order, conditions = matching(scope, shape, part)
    if part == "timely":
        conditions.append(order < sa.bindparam("as_of_key"))
    elif part == "early":
        conditions.append(order >= sa.bindparam("as_of_key"))
    if after:
        conditions.append(order < sa.bindparam("after"))
    # Reckoned with, the order keeps SQLite from walking all keys for the few that were judged.
    by = order + 0 if shape.judged else order
    told = mentioned() if brief else columns(scope)
    query = (
        sa.select(*told)
        .select_from(source if brief else full(source))
        .where(*conditions)
        .order_by(by.desc())
        .limit(sa.bindparam("limit"))
    )
    return ready(query)


@lru_cache(maxsize=128)
def statements_by(scope: Scope, by: str) -> Ready:
    """Statements by ``identity``, ``identity_prefix``, ``paper``, ``key``, ``named`` (what they can
    be found by beside their words) or ``referring`` (to a paper, from others)."""
    statement, paper = schema.statement.c, schema.paper.alias()
    copies = scope.copies(paper.c.entry == sa.bindparam("value"), paper)
    conditions: dict[str, Condition] = {
        "identity": statement.identity == sa.bindparam("value"),
        "identity_prefix": sa.and_(
            statement.identity >= sa.bindparam("value"), statement.identity < sa.bindparam("above")
        ),
        "paper": statement.paper.in_(copies),
        "key": statement.key == sa.bindparam("value"),
        "named": _named(scope),
        "referring": _refers(scope),
    }
    order = (statement.start, statement.key.desc()) if by == "paper" else (statement.entry,)
    query = (
        sa.select(*columns(scope))
        .select_from(full(schema.statement))
        .where(conditions[by], scope.shown(schema.statement))
        .order_by(*order)
    )
    return ready(query)


@lru_cache(maxsize=128)
def statements_of(scope: Scope, some: int) -> Ready:
    """Statements of ``some`` identities; values: ``identity0`` and on."""
    statement = schema.statement.c
    wanted: list[Any] = [sa.bindparam(f"identity{place}") for place in range(some)]
    return ready(
        sa.select(*columns(scope))
        .select_from(full(schema.statement))
        .where(statement.identity.in_(wanted), scope.shown(schema.statement))
        .order_by(statement.entry)
    )


def dossiers(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> set[str]:
    """Names of dossiers from ``f_from`` to below ``f_to`` of which some statement is shown.

    The names are found by leaps through their index, so it costs as much as there are dossiers.
    """
    if engine_of(connection).recurses:
        return {name for (name,) in _dossiers(scope).run(connection, values)}
    found: set[str] = set()
    at, first = values, True
    while True:
        ((name, is_shown),) = _next_dossier(scope, first).run(connection, at)
        if name is None:
            return found
        if is_shown:
            found.add(name)
        at, first = {**values, "f_from": name}, False


@lru_cache(maxsize=64)
def _next_dossier(scope: Scope, first: bool) -> Ready:
    """(least name behind ``f_from``, or from it on, and below ``f_to``; whether it is shown)."""
    link, further = schema.statement_dossier, schema.statement_dossier.alias("further")
    start: Any = sa.bindparam("f_from")
    behind = further.c.dossier >= start if first else further.c.dossier > start
    named = (
        sa.select(sa.func.min(further.c.dossier).label("name"))
        .where(behind, further.c.dossier < sa.bindparam("f_to"))
        .subquery("named")
    )
    statement = schema.statement
    source = link.join(statement, statement.c.key == link.c.key)
    on_it = link.c.dossier == named.c.name, scope.reads(link)
    is_shown = there(*on_it, scope.shown(statement), source=source)
    return ready(sa.select(named.c.name, is_shown))


@lru_cache(maxsize=64)
def _dossiers(scope: Scope) -> Ready:
    """The same, with the leaps made by the database."""
    link, inner = schema.statement_dossier, schema.statement_dossier.alias("further")
    first = sa.select(sa.func.min(link.c.dossier).label("name")).where(
        link.c.dossier >= sa.bindparam("f_from"), link.c.dossier < sa.bindparam("f_to")
    )
    names = first.cte("names", recursive=True)
    further: Any = (
        sa.select(sa.func.min(inner.c.dossier))
        .where(inner.c.dossier > names.c.name, inner.c.dossier < sa.bindparam("f_to"))
        .scalar_subquery()
    )
    names = names.union_all(sa.select(further).where(names.c.name.is_not(None)))
    statement = schema.statement
    shown = (
        sa.exists()
        .select_from(link.join(statement, statement.c.key == link.c.key))
        .where(link.c.dossier == names.c.name, scope.reads(link), scope.shown(statement))
    )
    return ready(sa.select(names.c.name).where(names.c.name.is_not(None), shown))


def _named(scope: Scope) -> Condition:
    reference = schema.reference
    keys = sa.select(reference.c.key).where(
        reference.c.number == sa.bindparam("value"), scope.reads(reference)
    )
    return schema.statement.c.key.in_(keys)


def _refers(scope: Scope) -> Condition:
    statement, reference, number = schema.statement.c, schema.reference, schema.number
    paper = schema.paper.alias()
    copies = scope.copies(paper.c.entry == sa.bindparam("value"), paper)
    numbers = sa.select(number.c.number).where(
        number.c.paper.in_(copies), scope.sees(number), scope.lasts(number.c.entry)
    )
    keys = sa.select(reference.c.key).where(reference.c.number.in_(numbers), scope.reads(reference))
    return sa.and_(statement.key.in_(keys), statement.paper.not_in(copies))


@lru_cache(maxsize=64)
def identities(scope: Scope) -> Ready:
    """Identities of statements, closed ones too, whose entry id is from ``value`` to below
    ``above``."""
    statement, entry = schema.statement, schema.entry
    query = (
        sa.select(statement.c.identity)
        .select_from(entry.join(statement, statement.c.entry == entry.c.seq))
        .where(
            entry.c.id >= sa.bindparam("value"),
            entry.c.id < sa.bindparam("above"),
            scope.sees(statement),
        )
        .distinct()
        .limit(2)
    )
    return ready(query)


@lru_cache(maxsize=256)
def count(scope: Scope, shape: Shape) -> Ready:
    """How many statements."""
    source, _, conditions = matching(scope, shape)
    return ready(sa.select(sa.func.count()).select_from(source).where(*conditions))
