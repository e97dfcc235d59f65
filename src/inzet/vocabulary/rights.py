"""What a page, form or program asks of whoever uses it, and the roles that people have."""

from __future__ import annotations

import enum


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
    CONTRIBUTE = "contribute"
    """Add objects to the inbox of the organisation as which one looks, by TAXII."""
    ADMINISTER = "administer"
    """Accounts, audiences, settings; sees what happens on this node."""


class Role(enum.StrEnum):
    """What an account is for; one may have several."""

    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    RELEASER = "releaser"
    CONTRIBUTOR = "contributor"
    """A client that is no person: it looks as its organisation, and adds to the inbox of that."""
    ADMINISTRATOR = "administrator"


EVERYTHING = frozenset(Right)
_OF = {
    Role.READER: {Right.READ},
    Role.EDITOR: {Right.READ, Right.DRAFT, Right.EDIT, Right.REVIEW},
    Role.REVIEWER: {Right.READ, Right.REVIEW},
    Role.RELEASER: {Right.READ, Right.DRAFT, Right.RELEASE},
    Role.CONTRIBUTOR: {Right.READ, Right.CONTRIBUTE},
    Role.ADMINISTRATOR: {Right.READ, Right.ADMINISTER},
}


def rights_of(roles: tuple[Role, ...]) -> frozenset[Right]:
    """What somebody with these roles may do; an administrator reads no more than others do."""
    return frozenset(right for role in roles for right in _OF[role])
