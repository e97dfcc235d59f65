"""Which dossiers moved between two moments, by the values that each procedure names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inzet.dossiers import Answer, Value
from inzet.record import StatementRow


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value at two moments; None where there was none."""

    name: str
    earlier: Value[Any] | None
    later: Value[Any] | None

    @property
    def sources(self) -> tuple[StatementRow, ...]:
        """The statements that say the later value, or that said the earlier where it is gone."""
        value = self.later or self.earlier
        return value.sources if value is not None else ()


@dataclass(frozen=True, slots=True)
class DossierChange:
    """A dossier whose state is another than it was."""

    dossier: str
    earlier: str | None
    """Its state in a few words; None where nothing had been said of it."""
    later: str | None
    values: tuple[ValueChange, ...]


def compare_states(earlier: Sequence[Answer], later: Sequence[Answer]) -> tuple[DossierChange, ...]:
    """The dossiers of which something that a procedure names as mattering differs, by name."""
    before, after = _by_dossier(earlier), _by_dossier(later)
    found = []
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        values = _values(was, now)
        if values or _lines_differ(was, now):
            found.append(DossierChange(name, _line(was), _line(now), values))
    return tuple(found)


def _by_dossier(answers: Sequence[Answer]) -> dict[str, Answer]:
    return {each.asked.dossier: each for each in answers if each.asked.dossier is not None}


def _values(was: Answer | None, now: Answer | None) -> tuple[ValueChange, ...]:
    old = was.values if was is not None else {}
    new = now.values if now is not None else {}
    return tuple(
        ValueChange(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if _value(old.get(name)) != _value(new.get(name))
    )


def _lines_differ(was: Answer | None, now: Answer | None) -> bool:
    """The line is words for people; it decides only where no value does."""
    if (was is not None and was.values) or (now is not None and now.values):
        return False
    return _line(was) != _line(now)


def _value(value: Value[Any] | None) -> Any:
    return None if value is None else value.value


def _line(answer: Answer | None) -> str | None:
    return None if answer is None else answer.line.text
