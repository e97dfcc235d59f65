"""Who visits: the person, the reader whose feeds they see, and what they may do.

Where the workspace runs for one person on their own machine, that person may do everything that
the reader they look as may. Accounts narrow this; no page knows which of the two it is.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from inzet.record import Reader


class Right(enum.StrEnum):
    """What a page or form asks of whoever uses it."""

    READ = "read"
    """Look at what the reader may see."""
    DRAFT = "draft"
    """Have a drawer of drafts, outside the record."""
    EDIT = "edit"
    """Hand in papers and write entries by hand."""
    REVIEW = "review"
    """Confirm, correct, reject and add readings."""
    RELEASE = "release"
    """Put what was drafted into the record, for named readers."""
    ADMINISTER = "administer"
    """Accounts, audiences, settings; sees what happens on this node."""


EVERYTHING = frozenset(Right)


@dataclass(frozen=True, slots=True)
class Who:
    """A person at a page."""

    person: str
    """The name that entries, drafts and the audit bear."""
    reader: Reader
    """Whose feeds they see."""
    rights: frozenset[Right]

    def may(self, right: Right | str) -> bool:
        """Whether they may do this."""
        return Right(right) in self.rights


def alone(person: str, reader: Reader, *, own: bool) -> Who:
    """The one person of a workspace without accounts.

    Args:
        own: whether the reader is this node's own organisation; anybody else only looks.
    """
    return Who(person, reader, EVERYTHING if own else frozenset({Right.READ}))
