"""What can go wrong, as a tree; every error tells what, where and what to do.

InzetError
├── InputError          a paper, argument or file that cannot be taken
│   ├── UnreadableFile  missing, a folder, empty, not text, too large, not yet supported
│   ├── ClassifiedPaper bears a classification above this node's ceiling
│   └── UnknownValue    an unknown dossier, date, meeting, party, reader …
├── NotFound            nothing by that name for this reader (never: "not allowed")
├── RecordError         the record refuses an operation
│   ├── ReferenceInward a reference to something less widely released than its citer
│   ├── Outdated        somebody changed it since it was read; nothing was overwritten
│   ├── NotOwner        only the organisation that wrote an entry can close it
│   ├── NotCome         it builds on what has not come yet: take that in first
│   ├── NoRoom          the disk is full, or cannot be written to; what was kept stays
│   └── BrokenRecord    the record, or what comes to it, does not prove (see `inzet verify`)
│       └── ForkedFeed  its organisation signed two histories of one feed; the evidence is kept
├── BusyRecord          another process is writing; try again
│   └── Remaking        the tables that speed up answers are being made anew; how far stands in it
└── Unreachable         a source cannot be reached, or answers with something else
"""

from __future__ import annotations


class InzetError(Exception):
    """Base of all errors meant for people.

    Args:
        what: what went wrong, one sentence without a full stop.
        where: the file, entry, option or place it concerns ("" when there is none).
        fix: what the person can do about it ("" when nothing).
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.fix}" if self.fix else f"{head}."


class InputError(InzetError):
    """A paper, argument or file that cannot be taken."""

    exit_code = 2


class UnreadableFile(InputError):
    """A file that is missing, a folder, empty, not text, too large or of a kind not yet read."""


class ClassifiedPaper(InputError):
    """A paper that bears a classification above this node's ceiling; nothing of it is kept."""

    exit_code = 3


class UnknownValue(InputError):
    """A dossier, date, meeting, party or reader that is not known."""


class NotFound(InzetError):
    """Nothing by that name exists for this reader."""

    exit_code = 4


class RecordError(InzetError):
    """The record refuses an operation."""

    exit_code = 5


class ReferenceInward(RecordError):
    """An entry refers to something less widely released than itself."""


class Outdated(RecordError):
    """Somebody changed it since it was read; nothing was overwritten."""


class NotOwner(RecordError):
    """Only the organisation that wrote an entry can close it."""


class BrokenRecord(RecordError):
    """The record does not prove."""


class NotCome(RecordError):
    """It builds on entries that have not come yet."""


class NoRoom(RecordError):
    """The disk is full, or cannot be written to; what was kept before is whole."""


class ForkedFeed(BrokenRecord):
    """An organisation signed two histories of one feed; ``evidence`` proves it to anybody."""

    def __init__(self, what: str, *, evidence: bytes, where: str = "", fix: str = "") -> None:
        self.evidence = evidence
        super().__init__(what, where=where, fix=fix)


class BusyRecord(InzetError):
    """Another process is writing to the record."""

    exit_code = 6


class Remaking(BusyRecord):
    """The tables that speed up answers are being made anew, ``percent`` of it so far."""

    def __init__(self, percent: int, *, where: str = "") -> None:
        self.percent = percent
        super().__init__(
            f"the tables that speed up answers are being made anew ({percent} %)",
            where=where,
            fix="Try again when that is done; nothing is lost, and nothing that was said changes.",
        )


class Unreachable(InzetError):
    """A source that cannot be reached, or answers with something else than it should."""

    exit_code = 7
