"""What a procedure is: the statements it understands, its state as a fold, what it says of it."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from inzet.dossiers.answer import Answer, Asked, Cell, Sentence
from inzet.dossiers.members import Roll
from inzet.dossiers.pictures import Frame
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue

F = TypeVar("F")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of statement that a procedure understands, for documentation and checks."""

    act: Act
    name: str
    says: str
    """What such a statement tells, in one sentence."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be asked of one procedure only: ``inzet status … --with NAME=VALUE``."""

    name: str
    says: str
    example: str


class Procedure(ABC, Generic[F, S]):
    """A procedure: how one kind of dossier moves.

    A fold in two steps, both pure: ``facts`` takes from each statement, looked at alone, what it
    tells of the state; ``state`` puts facts together for a day. So a fold over many statements
    can go on where it stopped: only new statements are looked at.
    """

    name: ClassVar[str]
    """Also the first part of the names of its dossiers."""
    acts: ClassVar[tuple[Act, ...]]
    """The acts that can tell something of its state; no others are fetched."""
    kinds: ClassVar[tuple[Kind, ...]]
    options: ClassVar[tuple[Option, ...]] = ()
    editions: ClassVar[bool] = False
    """Whether it has published figures that come in editions."""
    shared: ClassVar[tuple[str, ...] | None] = None
    """Dossiers whose facts count for every dossier of the procedure: the state of one dossier is
    given the facts of that one and of these. None: it is given the facts of all of them."""
    line_alone: ClassVar[bool] = False
    """Whether the line of a dossier follows from its own facts alone, whatever else its state
    shows: a list of dossiers then looks at no others."""

    most: ClassVar[int | None] = None
    """Of one dossier at most so many statements are taken, the newest said; None: all of them.
    For procedures that lay out what was said, which nobody reads beyond that; ``cut`` says so."""

    filmed: ClassVar[str] = ""
    """The key of the grid that a slider may lead through all days; "": it has none."""

    @abstractmethod
    def facts(self, row: StatementRow) -> Sequence[F]:
        """What one statement tells of the state; empty where it tells nothing."""

    def gathering(self) -> dict[str, Sequence[F]]:
        """What a fold gathers facts in: a dict, or one that keeps an order of its own beside it, so
        that a state need not look at every fact again. ``state`` must take any mapping."""
        return {}

    @abstractmethod
    def state(self, facts: Mapping[str, Sequence[F]], asked: Asked, roll: Roll) -> S:
        """The state on ``asked.on``.

        Args:
            facts: by identity of the statement that tells them, those in view.
            roll: who is a member of what, as far as this view tells.

        Raises:
            UnknownValue: an edition or option that is not there; lists those that are.
        """

    @abstractmethod
    def answer(self, state: S, asked: Asked) -> Answer:
        """The state in sentences and tables, in ``asked.language``."""

    def line(self, state: S, asked: Asked) -> Cell:
        """The state in a few words, for a list of dossiers: the line of the answer.

        A procedure whose answer is much work says it here without the rest.
        """
        return self.answer(state, asked).line

    def cut(self, asked: Asked, total: int) -> Sentence | None:
        """Says that only the newest statements were taken, where there are more.

        Args:
            total: statements on the dossier that the reader may see.
        """
        return None

    def days(self, facts: Mapping[str, Sequence[F]], asked: Asked, roll: Roll) -> Iterable[dt.date]:
        """Every day from which on the grid of a dossier may be otherwise than before."""
        return ()

    def frame(self, state: S, asked: Asked) -> Frame:
        """The grid of a dossier, and its headline, on ``asked.on``; of a procedure that is
        ``filmed``."""
        raise NotImplementedError

    def option(self, asked: Asked, name: str) -> str | None:
        """An option that was asked, by name; None where it was not.

        Raises:
            UnknownValue: some option was asked that this procedure does not have.
        """
        self.refuse_options(asked)
        return asked.options.get(name)

    def refuse_options(self, asked: Asked) -> None:
        """That nothing was asked that this procedure does not have.

        Raises:
            UnknownValue: such an option, lists those there are; or an edition where there are none.
        """
        if asked.edition is not None and not self.editions:
            raise UnknownValue(
                f"{self.name} has no figures that come in editions",
                where="--edition",
                fix="Leave it out.",
            )
        known = {option.name for option in self.options}
        for each in asked.options:
            if each not in known:
                listed = ", ".join(sorted(known)) or "none"
                raise UnknownValue(
                    f"{self.name} has no option “{each}”",
                    where="--with",
                    fix=f"Its options: {listed}.",
                )
