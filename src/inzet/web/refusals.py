"""Errors as answers: which status each kind of refusal has over HTTP."""

from __future__ import annotations

from inzet.accounts import AccessError, NotLoggedIn, TooMany
from inzet.vocabulary.errors import (
    BrokenRecord,
    BusyRecord,
    ClassifiedPaper,
    InputError,
    InzetError,
    NoRoom,
    NotFound,
    RecordError,
    UnknownValue,
    Unreachable,
    UnreadableFile,
)


class TooLarge(UnreadableFile):
    """A body that goes over the limit; it is refused while it streams."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the file is larger than {limit // 2**20} MB",
            fix="Send the paper alone, without the annexes, or as plain text.",
        )


class NoFile(InputError):
    """A form that should bring a paper and brings none."""


class NotAllowed(AccessError):
    """Somebody with an account, whose roles or token do not go so far."""


class ForeignForm(AccessError):
    """A form without the token that every form of this browser bears."""

    def __init__(self) -> None:
        super().__init__(
            "this form was not made for you here, or you logged in anew since",
            fix="Go back, load the page again, and send it once more.",
        )


_STATUSES: tuple[tuple[type[InzetError], int], ...] = (
    (NotLoggedIn, 401),
    (TooMany, 429),
    (AccessError, 403),
    (TooLarge, 413),
    (UnreadableFile, 415),
    (ClassifiedPaper, 422),
    (NoFile, 422),
    (UnknownValue, 400),
    (InputError, 422),
    (NotFound, 404),
    (BrokenRecord, 500),
    (NoRoom, 503),
    (RecordError, 409),
    (BusyRecord, 503),
    (Unreachable, 502),
)


def status_of(error: InzetError) -> int:
    """The HTTP status of an error; what is hidden and what is missing are both 404."""
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return 500
