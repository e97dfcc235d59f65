"""What a TAXII client asks for: filters and limits, read strictly (TAXII 2.1, 3.4 and 3.5)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from inzet.vocabulary.errors import UnknownValue

LIMIT = 1000
"""Objects on a page at most, and where no limit is asked for."""
_VALUES = 200
"""Values of one filter at most."""
_STREAMS = 400
"""Combinations of types and versions at most: each is looked up by itself."""
SPECS = ("2.0", "2.1")
_STAMP = re.compile(
    r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60))"
    r"(?:\.(\d{1,12}))?Z\Z"
)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
FIRST, LAST, ALL = "first", "last", "all"
_MATCH = ("id", "type", "version", "spec_version")


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of one request; a list that is empty matches everything."""

    after: int = 0
    """Microseconds since 1970; only what was added later."""
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    versions: tuple[str, ...] = (LAST,)
    """``first``, ``last``, ``all`` or times as ``version_key`` writes them."""
    specs: tuple[str, ...] = ()
    limit: int = LIMIT
    next: str = ""

    @property
    def door(self) -> str:
        """What a place in a list is bound to, beside reader and collection: the filters."""
        named = [self.after, self.ids, self.types, self.versions, self.specs]
        return hashlib.sha256(msgspec.json.encode(named)).hexdigest()

    def of(self, object_id: str) -> Asked:
        """The same of one object."""
        return replace(self, ids=(object_id,))


def asked(
    query: Iterable[tuple[str, str]],
    match: tuple[str, ...] = _MATCH,
    *,
    most: int = LIMIT,
    versions: tuple[str, ...] = (LAST,),
) -> Asked:
    """What the query of an address asks for.

    Args:
        query: names and values as they stand in it.
        match: fields that can be matched here; others are ignored.
        most: objects on a page at most.
        versions: which are meant where none are named.

    Raises:
        UnknownValue: a filter that is malformed, or given twice.
    """
    found: dict[str, str] = {}
    known = {"added_after", "limit", "next", *(f"match[{each}]" for each in match)}
    for name, value in query:
        if name not in known:
            continue
        if name in found:
            raise UnknownValue(
                "a filter is given once", where=name, fix="Give its values with commas between."
            )
        found[name] = value
    specs = _list(found, "match[spec_version]")
    return Asked(
        after=_after(found.get("added_after")),
        ids=_list(found, "match[id]"),
        types=_list(found, "match[type]"),
        versions=_versions(_list(found, "match[version]")) or versions,
        specs=tuple(sorted(set(specs))),
        limit=_limit(found.get("limit"), most),
        next=_next(found.get("next")),
    )


def _list(found: dict[str, str], name: str) -> tuple[str, ...]:
    if name not in found:
        return ()
    values = tuple(found[name].split(","))
    if not all(values) or len(values) > _VALUES or any(len(each) > 300 for each in values):
        raise UnknownValue(
            f"a filter has from 1 to {_VALUES} values",
            where=name,
            fix="Give them with commas between and no spaces.",
        )
    return tuple(dict.fromkeys(values))


def _versions(values: tuple[str, ...]) -> tuple[str, ...]:
    if ALL in values and len(values) > 1:
        raise UnknownValue(
            "all versions cannot be asked for beside others",
            where="match[version]",
            fix="Use all by itself.",
        )
    made = []
    for each in values:
        if each in (FIRST, LAST, ALL):
            made.append(each)
            continue
        key = version_key(each)
        if key is None:
            raise UnknownValue(
                f"“{each[:60]}” is no version",
                where="match[version]",
                fix="Use first, last, all, or a time such as 2016-01-01T01:01:01.000Z.",
            )
        made.append(key)
    return tuple(sorted(set(made)))


def _after(value: str | None) -> int:
    if value is None:
        return 0
    found = microseconds(value)
    if found is None:
        raise UnknownValue(
            f"“{value[:60]}” is no time",
            where="added_after",
            fix="Write it as 2016-02-21T05:01:01.000000Z.",
        )
    return max(found, 0)


def _limit(value: str | None, most: int) -> int:
    if value is None:
        return most
    if not value.isascii() or not value.isdigit() or len(value) > 15 or int(value) < 1:
        raise UnknownValue(
            "a limit is a whole number above zero", where="limit", fix="Use 100, for instance."
        )
    return min(int(value), most)


def _next(value: str | None) -> str:
    if value is not None and not 1 <= len(value) <= 200:
        raise UnknownValue(
            "this is not a place in this list", where="next", fix="Start again without it."
        )
    return value or ""


def check_streams(asked_for: Asked) -> None:
    """That not too many combinations are asked for.

    Raises:
        UnknownValue: they are.
    """
    if len(asked_for.types or (1,)) * len(asked_for.versions) > _STREAMS:
        raise UnknownValue(
            "this asks for too many types and versions at once",
            where="match",
            fix="Ask for fewer of them at a time.",
        )


def version_key(stamp: str) -> str | None:
    """A time so written that text order is order in time; None where it is none.

    ``…:53.9350Z`` and ``…:53.935Z`` are one and the same.
    """
    found = _STAMP.match(stamp)
    if found is None:
        return None
    part = (found[2] or "").rstrip("0")
    return f"{found[1]}.{part}" if part else found[1]


def microseconds(stamp: str) -> int | None:
    """Microseconds since 1970 of a time; what is finer is cut off. None where it is none."""
    found = _STAMP.match(stamp)
    if found is None:
        return None
    part = (found[2] or "")[:6].ljust(6, "0")
    # A leap second counts as the one before it.
    plain = f"{found[1][:-2]}59" if found[1].endswith(":60") else found[1]
    try:
        time = dt.datetime.fromisoformat(f"{plain}+00:00")
    except ValueError:
        return None
    return (time - _EPOCH) // dt.timedelta(microseconds=1) + int(part)


def told(time: int) -> str:
    """Microseconds since 1970 as TAXII writes a time."""
    moment = _EPOCH + dt.timedelta(microseconds=time)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def counted(moment: dt.datetime) -> int:
    """A moment as microseconds since 1970."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)
