"""Row ids that put rows in the order they are shown in: newest said first, then as in the paper.

A key is 63 bits: day said (22), paper (14), place in it from the end (21), tie (5), kind (1).
Walking keys downwards is then a range scan that needs no sort, in lists and full text alike.
Equal keys are moved to the nearest free one below. Keys are local and never shown: where a row
landed may depend on rows a reader cannot see.
"""

from __future__ import annotations

import datetime as dt
import hashlib

STATEMENT = 0
PAPER = 1
_PLACES = (1 << 21) - 1
_DAY_SHIFT = 41
_TIE = 0b11111 << 1
GROUP_SHIFT = 27
TIE_SHIFT = 6
_SPANS = ((1024, 3_000_000), (64, 2_000_000), (4, 1_000_000), (1, 0))
"""Lengths of the spans in quarters of a year, the longest first, and the number at which theirs
begin: 256 years, 16, one, and a quarter."""
EVER = 3_652_059
"""Day number of 9999-12-31: later than any day."""


def day_of(value: dt.date) -> int:
    """Day number: 1 for 0001-01-01."""
    return value.toordinal()


def statement_key(day: int, paper: bytes | None, start: int | None, identity: str) -> int:
    """The key a statement would like to have; ``paper`` is its paper's id (32 bytes)."""
    if paper is None or start is None:
        digest = hashlib.sha256(identity.encode()).digest()
        group = int.from_bytes(digest[:2], "big") >> 2
        place = int.from_bytes(digest[2:5], "big") >> 3
    else:
        group = int.from_bytes(paper[:2], "big") >> 2
        place = _PLACES - 1 - min(start, _PLACES - 1)
    return (day << _DAY_SHIFT) | (group << GROUP_SHIFT) | (place << 6) | _TIE | STATEMENT


def paper_key(day: int, paper: bytes) -> int:
    """The key a paper would like to have: just before its own statements."""
    group = int.from_bytes(paper[:2], "big") >> 2
    return (day << _DAY_SHIFT) | (group << GROUP_SHIFT) | (_PLACES << 6) | _TIE | PAPER


FIRST = 1 << _DAY_SHIFT
"""The lowest key of anything said: what stands below it in the full text are objects of others,
by the local numbers of their entries."""


def wanted(key: int) -> int:
    """The key that a row would like to have, by the one it got: all but the tie."""
    return key | _TIE if key >= FIRST else key


def is_paper(key: int) -> bool:
    """Whether a key is a paper's."""
    return bool(key & 1)


def group_of(key: int) -> int:
    """What the statements of one paper said on one day share."""
    return key >> GROUP_SHIFT


def group_range(group: int) -> tuple[int, int]:
    """The lowest and highest key of a group."""
    return group << GROUP_SHIFT, ((group + 1) << GROUP_SHIFT) - 1


def tie_of(key: int) -> int:
    """What rows share that would like to have one key."""
    return key >> TIE_SHIFT


def tie_range(tie: int) -> tuple[int, int]:
    """The lowest and highest of the keys that rows get which would like to have one."""
    return tie << TIE_SHIFT, ((tie + 1) << TIE_SHIFT) - 1


def first_key(day: int) -> int:
    """The lowest key of a day; the lowest of the day after is the bound above."""
    return day << _DAY_SHIFT


def spans(first: int, last: int) -> list[int]:
    """The spans that make up the quarters from one day number to another, each quarter in one.

    Long times are in few: whole parts of 256 and 16 years, then years, then quarters.
    """
    quarter, end = (_quarter(each) for each in (first, last))
    found = []
    while quarter <= end:
        length, start = next(
            (length, start)
            for length, start in _SPANS
            if not quarter % length and (length == 1 or quarter + length - 1 <= end)
        )
        found.append(start + quarter // length)
        quarter += length
    return found


def spans_of(day: int) -> tuple[int, ...]:
    """The spans in which a day lies, of each length."""
    return tuple(start + _quarter(day) // length for length, start in _SPANS)


def _quarter(day: int) -> int:
    date = dt.date.fromordinal(min(max(day, 1), EVER))
    return date.year * 4 + (date.month - 1) // 3
