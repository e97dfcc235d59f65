"""What was said on every dossier of a procedure, and what procedures of sayings share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, TypeVar

from inzet.dossiers.answer import Answer, Asked, Cell, Sentence
from inzet.dossiers.procedure import Procedure
from inzet.dossiers.sayings.saying import Saying, by_name, saying_of
from inzet.dossiers.sayings.shown import MOST, Shown
from inzet.dossiers.subjects import subject
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow


class Said(Protocol):
    """A state that holds what was said, in order."""

    @property
    def sayings(self) -> tuple[Saying, ...]: ...


S = TypeVar("S", bound=Said)


class SayingProcedure(Procedure[Saying, S]):
    """A procedure whose facts are the statements themselves, each by itself."""

    shared = ()
    most: ClassVar[int] = MOST

    def cut(self, asked: Asked, total: int) -> Sentence | None:
        if total <= MOST:
            return None
        return Sentence(Shown(asked.language).words("newest", n=MOST, all=total))

    def facts(self, row: StatementRow) -> Sequence[Saying]:
        found = saying_of(row, self.name)
        return (found,) if found is not None else ()

    def line(self, state: S, asked: Asked) -> Cell:
        if asked.dossier is None:
            return super().line(state, asked)
        return Shown(asked.language).line(state.sayings)


def counted(sayings: Sequence[Saying]) -> Value[int]:
    """How many they are."""
    return Value(len(sayings), tuple(each.row for each in sayings))


def whole(procedure: str, sayings: Sequence[Saying], asked: Asked, words: Wording) -> Answer:
    """Every dossier of a procedure, the one spoken of last first.

    Args:
        words: of the procedure, with ``title``, ``whole`` and ``none``.
    """
    shown = Shown(asked.language)
    by_dossier = by_name(sayings)
    names = list(by_dossier)
    headline, line = Sentence(words("none")), Cell("")
    if names:
        last = by_dossier[names[0]][-1]
        when, about = last.occasion.label(words), subject(names[0], words)
        text = words("whole", n=len(names), about=about, when=when)
        headline, line = Sentence(text, (last.row,)), shown.line(by_dossier[names[0]])
    table = shown.dossiers(by_dossier)
    values: dict[str, Value[Any]] = {
        f"{name.partition('/')[2]}.statements": counted(said) for name, said in by_dossier.items()
    }
    return Answer(
        procedure=procedure,
        asked=asked,
        title=words("title"),
        line=line,
        headline=(headline,),
        tables=(table,) if table.rows else (),
        values=values,
        state={name: [each.row.identity for each in said] for name, said in by_dossier.items()},
    )
