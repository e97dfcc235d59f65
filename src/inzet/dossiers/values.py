"""Values of a state: each with the statements that say it, and the others that say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from inzet.record import StatementRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """What one statement says."""

    value: T
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Other(Generic[T]):
    """A value that was not used, and who says it."""

    value: T
    sources: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value that a state uses.

    ``sources`` are the statements that say it; a value that was reckoned names the statements it
    was reckoned from and, in ``rule``, how.
    """

    value: T
    sources: tuple[StatementRow, ...]
    rule: str = ""
    """Why it was used rather than the others, or how it was reckoned; "" where nothing differs."""
    others: tuple[Other[T], ...] = ()

    @property
    def contested(self) -> bool:
        """Whether some statement says otherwise."""
        return bool(self.others)


@dataclass(frozen=True, slots=True)
class Preference(Generic[T]):
    """One rule by which one statement goes before another."""

    words: str
    """As it is shown to people: "the latest edition"."""
    rank: Callable[[Cited[T]], Any]
    """Higher goes first; ranks of one preference can be compared with each other."""


def choose(
    cited: Iterable[Cited[T]],
    preferences: Sequence[Preference[T]],
    *,
    same: Callable[[T], Any] = lambda value: value,
) -> Value[T] | None:
    """The value to use among those said; None where nothing was said.

    Args:
        preferences: the most important first; what they leave equal, the statement's identity
            decides, so that the same statements always give the same answer.
        same: what makes two values one, where it is not all of them.
    """
    ordered = sorted(cited, key=lambda each: each.row.identity)
    if not ordered:
        return None
    for preference in reversed(preferences):
        ordered.sort(key=preference.rank, reverse=True)
    first = ordered[0]
    groups: dict[Any, list[Cited[T]]] = {}
    for each in ordered:
        groups.setdefault(same(each.value), []).append(each)
    agreeing = groups.pop(same(first.value))
    others = tuple(Other(group[0].value, _rows(group)) for group in groups.values())
    rule = ""
    if others:
        second = next(each for each in ordered if same(each.value) != same(first.value))
        rule = _decisive(first, second, preferences)
    return Value(first.value, _rows(agreeing), rule, others)


def _rows(group: Sequence[Cited[T]]) -> tuple[StatementRow, ...]:
    return tuple(each.row for each in group)


def _decisive(first: Cited[T], second: Cited[T], preferences: Sequence[Preference[T]]) -> str:
    for preference in preferences:
        if preference.rank(first) != preference.rank(second):
            return preference.words
    return "no rule tells them apart"
