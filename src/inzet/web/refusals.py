"""Errors as answers: which status each kind of refusal has over HTTP."""

from __future__ import annotations

from inzet.vocabulary.errors import (
    BrokenRecord,
    BusyRecord,
    ClassifiedPaper,
    InputError,
    InzetError,
    NotFound,
    RecordError,
    UnknownValue,
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


_STATUSES: tuple[tuple[type[InzetError], int], ...] = (
    (TooLarge, 413),
    (UnreadableFile, 415),
    (ClassifiedPaper, 422),
    (NoFile, 422),
    (UnknownValue, 400),
    (InputError, 422),
    (NotFound, 404),
    (BrokenRecord, 500),
    (RecordError, 409),
    (BusyRecord, 503),
)


def status_of(error: InzetError) -> int:
    """The HTTP status of an error; what is hidden and what is missing are both 404."""
    for kind, status in _STATUSES:
        if isinstance(error, kind):
            return status
    return 500
