"""Who visits: the person, the reader whose feeds they see, and what they may do.

Where the workspace runs for one person on their own machine, that person may do everything that
the reader they look as may. Accounts narrow this; no page knows which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from inzet.accounts import NotLoggedIn, Visitor
from inzet.record import Reader, Record
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.rights import EVERYTHING, Right

__all__ = ["EVERYTHING", "Right", "Who", "alone", "anybody", "member"]


OF_OTHERS = frozenset({Right.READ, Right.CONTRIBUTE})
"""What somebody may do who looks as another organisation."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person at a page."""

    person: str
    """The name that entries, drafts and the audit bear."""
    reader: Reader
    """Whose feeds they see, narrowed to the markings that they need to know."""
    rights: frozenset[Right]
    visitor: Visitor | None = None
    """Their account, and the session or token that showed it; None without accounts."""

    def may(self, right: Right | str) -> bool:
        """Whether they may do this."""
        return Right(right) in self.rights


def alone(person: str, reader: Reader, *, own: bool) -> Who:
    """The one person of a workspace without accounts.

    Args:
        own: whether the reader is this node's own organisation; anybody else only looks.
    """
    return Who(person, reader, EVERYTHING if own else frozenset({Right.READ}))


def member(visitor: Visitor, record: Record) -> Who:
    """Somebody with an account.

    Raises:
        NotLoggedIn: the organisation as which they look is no longer known.
    """
    account = visitor.account
    try:
        reader = record.reader(account.reader or None)
    except UnknownValue:
        raise NotLoggedIn(
            "the organisation as which this account looks is not known here",
            fix="Ask an administrator of this workspace.",
        ) from None
    own = reader.id == record.organisation.id
    rights = visitor.rights if own else visitor.rights & OF_OTHERS
    return Who(account.name, reader.narrowed(visitor.markings), rights, visitor)


def anybody(record: Record) -> Who:
    """Somebody who did not say who they are, where that is allowed: the public."""
    return Who("", record.reader(PUBLIC), frozenset({Right.READ}))
