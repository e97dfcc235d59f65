"""Criteria as matrices: by party where several must meet a set, else by when and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from inzet.dossiers.charts import Line, Mark, Matrix
from inzet.dossiers.criteria.facts import LEVELS, SHARES, Fact
from inzet.dossiers.criteria.naming import criterion_name, set_key, set_name
from inzet.dossiers.criteria.state import Criteria, State, Status, differ
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

Column = tuple[str, str]


def pictures(state: State, tables: Iterable[str], words: Wording) -> tuple[Matrix, ...]:
    """A matrix for each set of criteria.

    Args:
        tables: the keys of the answer's tables; a set without its own is told by the first.
    """
    known = list(tables)
    if not known:
        return ()
    by_set: dict[tuple[str, str], list[Criteria]] = {}
    for each in state.sets:
        by_set.setdefault((each.towards, each.name), []).append(each)
    several = len({each.subject for each in state.sets}) > 1
    found = []
    for together in by_set.values():
        key = set_key(together[0], several)
        table = key if key in known else known[0]
        if len(together) > 1:
            found.append(_by_party(together, table, words))
        else:
            found.append(_by_day(together[0], table, words, named=several))
    return tuple(found)


def _by_day(criteria: Criteria, table: str, words: Wording, *, named: bool) -> Matrix:
    """A column for each day on which somebody assessed, the first day first."""
    every = [fact for status in criteria.statuses for fact in status.every]
    columns = sorted({(fact.first, fact.day, fact.who) for fact in every})
    titles = tuple((words.day(day), words.party(who)) for _, day, who in columns)
    name = set_name(criteria, words)
    title = f"{words.party(criteria.subject)}: {name}" if named else name[:1].upper() + name[1:]
    return Matrix(
        key=f"matrix {set_key(criteria, named)}",
        title=title,
        table=table,
        note=words("note_matrix"),
        corner=words("column_criterion"),
        columns=titles or ((words("cell_unknown"), ""),),
        lines=tuple(_line(each, columns, words) for each in criteria.statuses),
        unknown=words("cell_unknown"),
    )


def _line(status: Status, columns: Sequence[tuple[object, str, str]], words: Wording) -> Line:
    cells = []
    for _, day, who in columns:
        told = [fact for fact in status.every if (fact.day, fact.who) == (day, who)]
        cells.append(tuple(_mark(fact, _before(fact, status.every), words) for fact in told))
    name = Value(status.place.name, status.required)
    return Line(criterion_name(status, words), name, tuple(cells) or ((),))


def _by_party(together: Sequence[Criteria], table: str, words: Wording) -> Matrix:
    """A column for each party, with the last that each assessor says."""
    columns = tuple((words.party(each.subject), _count(each, words)) for each in together)
    rows: dict[object, dict[str, Status]] = {}
    for each in together:
        for status in each.statuses:
            key = status.number if status.number is not None else status.place.name
            rows.setdefault(key, {})[each.subject] = status
    lines = []
    for by_party in rows.values():
        first = next(iter(by_party.values()))
        cells = [
            tuple(_last(by_party[each.subject], words)) if each.subject in by_party else ()
            for each in together
        ]
        required = tuple(row for status in by_party.values() for row in status.required)
        value = Value(first.place.name, required)
        lines.append(Line(criterion_name(first, words), value, tuple(cells)))
    name = set_name(together[0], words)
    return Matrix(
        key=f"matrix {set_key(together[0], False)}",
        title=name[:1].upper() + name[1:],
        table=table,
        note=words("note_matrix"),
        corner=words("column_criterion"),
        columns=columns,
        lines=tuple(lines),
        unknown=words("cell_unknown"),
    )


def _count(criteria: Criteria, words: Wording) -> str:
    if not criteria.assessed:
        return words("cell_unknown")
    return words("line", met=len(criteria.met), of=len(criteria.statuses))


def _last(status: Status, words: Wording) -> Iterator[Mark]:
    """The last assessment of each assessor, the latest first."""
    last = {fact.who: fact for fact in status.every}
    for fact in sorted(last.values(), key=lambda each: each.first, reverse=True):
        by = f"{words.party(fact.who)}, {words.day(fact.day)}"
        yield _mark(fact, _before(fact, status.every), words, by)


def _before(fact: Fact, every: Sequence[Fact]) -> Fact | None:
    """The assessment by the same assessor that goes before."""
    own = [each for each in every if each.who == fact.who]
    place = own.index(fact)
    return own[place - 1] if place else None


def _mark(fact: Fact, before: Fact | None, words: Wording, by: str = "") -> Mark:
    level = str(fact.level)
    moved = was = ""
    if before is not None and differ(str(before.level), level):
        up = LEVELS.index(level) > LEVELS.index(str(before.level))
        moved, was = "up" if up else "down", words(str(before.level))
    tone = "good" if level == "met" else "bad" if level in ("none", "not met") else ""
    return Mark(words(level), Value(level, (fact.row,)), SHARES.get(level), tone, moved, by, was)
