"""Objects of other organisations' tools, as JSON text: what they say of themselves, within limits.

Every byte of such a text is somebody else's. It is looked at before it is parsed, and what is not
one plain object, too large or too deep is refused with a reason; what is kept is kept as it came.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

import msgspec

from inzet.vocabulary.entries import ForeignObject
from inzet.vocabulary.errors import InputError, UnknownValue

STIX_21, STIX_20, MISP = "stix-2.1", "stix-2.0", "misp"
FORMATS = (STIX_21, STIX_20, MISP)
"""What objects are written in; each says its id, type and version in its own way."""
LARGEST = 4 << 20
"""Bytes of one object."""
DEEPEST = 64
"""How deep its lists and objects may nest."""
MOST_TEXT = 200_000
"""Characters of it that are searched."""
MOST_LINKS = 20_000
"""Other objects that it may name and be found by."""
EXTERNAL = "external"
"""How an object is linked to an identifier of a catalogue, such as T0049."""
_NAME = 300
_STIX_ID = re.compile(r"([a-z0-9][a-z0-9-]{0,249})--([0-9A-Za-z][0-9A-Za-z-]{0,63})\Z")
_MISP_ID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z")
_SHAPE = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?Z\Z")
_TECHNIQUE = re.compile(r"\bT\d{4}(?:\.\d{3})?\b")
_NAMES = ("name", "value", "abstract", "opinion", "pattern", "description", "content", "key")
"""Where an object says what it is called, the best first."""
_REFERS = ("_ref", "_refs")
_TAGGED = ("name", "tag_name")
_DEFINING = frozenset(("Tag", "Galaxy", "GalaxyCluster"))
"""Keys of MISP whose values say what others bear, and bear nothing themselves."""
_SILENT = frozenset(
    {
        *("type", "spec_version", "id", "created", "modified", "lang", "payload_bin"),
        *("first_seen", "last_seen", "valid_from", "valid_until"),
        *("uuid", "timestamp", "publish_timestamp", "event_id", "object_id", "attribute_id"),
        *("org_id", "orgc_id", "sharing_group_id"),
    }
)
"""Keys whose values are nobody's words."""


class Described(msgspec.Struct, frozen=True):
    """What an object says of itself."""

    id: str
    type: str
    version: str
    """As it is written; "" where it has none."""
    made: int
    """The version in microseconds since 1970, to put versions in order; 0 where it has none."""
    data: dict[str, Any]
    """The object; of MISP, the event itself."""
    digest: str
    """SHA-256 (hex) of its content, the same however that is spaced and ordered."""

    @property
    def name(self) -> str:
        """What it is called, on one line; "" where it does not say."""
        if self.type == "relationship":
            ends = [str(self.data.get(end, "")) for end in ("source_ref", "target_ref")]
            kinds = [end.partition("--")[0] for end in ends]
            return one_line(f"{kinds[0]} {self.data.get('relationship_type', '')} {kinds[1]}")
        if "info" in self.data and not _STIX_ID.match(self.id):
            return one_line(self.data["info"])
        found = (self.data.get(key) for key in _NAMES)
        return next((line for each in found if (line := one_line(each))), "")

    @property
    def said(self) -> str | None:
        """The day on which it was said: of its version."""
        if not self.made:
            return None
        moment = dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=self.made)
        return moment.date().isoformat()

    @property
    def language(self) -> str:
        """What it is written in: English where it does not say, as STIX has it."""
        found = self.data.get("lang")
        return found if isinstance(found, str) else "en"

    def text(self) -> str:
        """Everything in it that people would look for: names, descriptions, patterns, values."""
        parts: list[str] = []
        _words(self.data, parts)
        return "\n".join(parts)[:MOST_TEXT]

    def links(self) -> list[tuple[str, str]]:
        """(name, how) of what it names: ids of objects by the property they stand in, and
        identifiers of catalogues in lower case, ``EXTERNAL``."""
        every: list[tuple[str, str]] = []
        _links(self.data, "", every)
        found: dict[tuple[str, str], None] = {}
        for link in every:
            if link[0] != self.id and 0 < len(link[0]) <= 320:
                found[link] = None
                if len(found) >= MOST_LINKS:
                    break
        return list(found)


def describe(raw: str, format: str) -> Described:
    """Reads the text of one object.

    Args:
        format: one of ``FORMATS``.

    Raises:
        UnknownValue: another format.
        InputError: too large, too deep, not JSON, a key twice, text that is not Unicode, or no
            object with an id, a type and a version as its format has them.
    """
    if format not in FORMATS:
        raise UnknownValue(
            f"objects in “{format[:40]}” are not known here", fix=f"Use {', '.join(FORMATS)}."
        )
    data, digest = _parsed(raw, LARGEST, DEEPEST)
    if not isinstance(data, dict):
        raise InputError("this is no object of JSON", fix="Give one object, between { and }.")
    return _misp(data) if format == MISP else _stix(data, format, digest)


def foreign(raw: str, format: str, *, source: str = "") -> ForeignObject:
    """The entry that keeps an object as it came; ``said`` is the day of its version.

    Args:
        source: the collection, feed or client it came by.

    Raises:
        InputError: as ``describe``.
    """
    found = describe(raw, format)
    return ForeignObject(
        format=format,
        object_id=found.id,
        object_type=found.type,
        version=found.version,
        raw=raw,
        source=one_line(source),
        said=found.said,
    )


def check(body: ForeignObject, found: Described | None = None) -> Described:
    """That an entry says of its object what that says itself.

    Args:
        found: what it says, where that is known.

    Raises:
        InputError: as ``describe``, or where one says something else than the other.
    """
    found = found or describe(body.raw, body.format)
    for what, told, own in (
        ("id", body.object_id, found.id),
        ("type", body.object_type, found.type),
        ("version", body.version, found.version),
    ):
        if told != own:
            raise InputError(
                f"the {what} of the object is “{own[:80]}”, not “{told[:80]}”",
                fix="Give what the object says of itself.",
            )
    if len(body.source) > _NAME:
        raise InputError(f"the source of an object has at most {_NAME} characters")
    return found


def known(body: ForeignObject) -> Described:
    """What an object that was checked says of itself, without looking again at its limits."""
    data = json.loads(body.raw)
    inner = data.get("Event", data) if body.format == MISP else data
    made = _seconds(body.version) if body.format == MISP else _made(body.version)
    return Described(body.object_id, body.object_type, body.version, made, inner, _digest(inner))


def parse(raw: str, largest: int = LARGEST, deepest: int = DEEPEST) -> Any:
    """JSON from outside: bounded in size and depth, no key twice in one object, and Unicode.

    Args:
        largest: bytes.
        deepest: levels.

    Raises:
        InputError: anything else.
    """
    return _parsed(raw, largest, deepest)[0]


def _parsed(raw: str, largest: int, deepest: int) -> tuple[Any, str]:
    # Characters first: no text has fewer bytes than those, and most need not be counted.
    if len(raw) > largest or (
        len(raw) * 4 > largest and len(raw.encode(errors="replace")) > largest
    ):
        raise InputError(f"it has more than {largest >> 10} kB", fix="Leave out what lies in it.")
    if raw.count("{") + raw.count("[") > deepest and _depth(raw) > deepest:
        raise InputError(f"it is nested deeper than {deepest} levels")
    try:
        data = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_number)
        return data, _digest(data)
    except InputError:
        raise
    except UnicodeEncodeError:
        raise InputError("it holds text that is not Unicode") from None
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"it is not JSON{where}") from None


def prose(data: Any) -> list[str]:
    """Every text in an object that may be somebody's words: not what defines a marking, as that
    says what others bear; nor the tags and galaxies of MISP."""
    if isinstance(data, dict) and data.get("type") == "marking-definition":
        return []
    found: list[str] = []
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, dict):
            waiting += [inner for key, inner in each.items() if key not in _DEFINING]
        elif isinstance(each, list):
            waiting += each
    return found


def one_line(value: Any) -> str:
    """Text as it fits in a list: no line breaks, nothing that cannot be seen, 300 characters."""
    if not isinstance(value, str):
        return ""
    seen = value[:4000]
    if not seen.isprintable():
        seen = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in seen)
    return " ".join(seen.split())[:_NAME]


def _stix(data: dict[str, Any], format: str, digest: str) -> Described:
    object_id, kind = data.get("id"), data.get("type")
    match = _STIX_ID.match(object_id) if isinstance(object_id, str) else None
    if match is None:
        raise InputError("the object has no id such as indicator--…", fix="Give it one.")
    if match[1] != kind:
        raise InputError(f"the id {match[0][:80]} is not of its type “{str(kind)[:80]}”")
    spec = data.get("spec_version")
    if spec not in ((None, "2.1") if format == STIX_21 else (None, "2.0")):
        raise InputError(f"the object says it is STIX {str(spec)[:20]}, not {format[5:]}")
    version = data.get("modified") or data.get("created") or ""
    if not isinstance(version, str) or (version and _made(version) == 0):
        raise InputError(
            "it does not say when it was made",
            where=match[0],
            fix="Write 2024-01-31T12:00:00.000Z.",
        )
    return Described(match[0], match[1], version, _made(version), data, digest)


def _misp(data: dict[str, Any]) -> Described:
    event = data.get("Event", data)
    uuid = event.get("uuid") if isinstance(event, dict) else None
    info = event.get("info") if isinstance(event, dict) else None
    if not isinstance(uuid, str) or not _MISP_ID.match(uuid) or not isinstance(info, str):
        raise InputError("this is no event of MISP", fix="An event has a uuid and an info.")
    stamp = event.get("timestamp", "")
    version = str(stamp) if isinstance(stamp, str | int) and not isinstance(stamp, bool) else "-"
    if version and _seconds(version) == 0:
        raise InputError("the timestamp of the event is no number of seconds", where=uuid)
    return Described(uuid, "event", version, _seconds(version), event, _digest(event))


@lru_cache(maxsize=4096)
def _made(version: str) -> int:
    match = _STAMP.match(version)
    if match is None:
        return 0
    try:
        moment = dt.datetime.fromisoformat(match[1])
    except ValueError:
        return 0
    seconds = (moment - dt.datetime(1970, 1, 1)) // dt.timedelta(seconds=1)
    return max(1, seconds * 1_000_000 + int((match[2] or "").ljust(6, "0")[:6]))


def _seconds(version: str) -> int:
    # Of a day that can be written: to the end of the year 9999.
    if not version.isascii() or not version.isdigit() or len(version) > 11:
        return 0
    return max(1, int(version) * 1_000_000)


def _depth(raw: str) -> int:
    depth = deepest = 0
    for match in _SHAPE.finditer(raw):
        sign = match[0]
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"the key “{twice[:60]}” stands in one object twice")
    return found


def _no_number(name: str) -> Any:
    raise InputError(f"{name} is no number of JSON")


def _digest(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _words(value: Any, found: list[str]) -> None:
    """Gathers every text in a value of JSON that is not silent, in order."""
    # Of plain types, as JSON gives them: every object that is kept passes here.
    if type(value) is dict:
        for key, inner in value.items():
            if key in _SILENT or key.endswith(_REFERS):
                continue
            if type(inner) is str:
                if inner:
                    found.append(inner)
            elif inner is not None:
                _words(inner, found)
    elif type(value) is list:
        for inner in value:
            _words(inner, found)
    elif type(value) is str and value:
        found.append(value)


def _links(value: Any, key: str, found: list[tuple[str, str]]) -> None:
    """Gathers what a value of JSON that stands under a key names."""
    if type(value) is dict:
        for name, inner in value.items():
            if name == "external_id":
                found += [(each.strip().lower(), EXTERNAL) for each in _strings(inner)]
            elif name.endswith(_REFERS):
                found += [(each, name) for each in _strings(inner)]
            elif type(inner) is not str or name in _TAGGED:
                _links(inner, name, found)
    elif type(value) is list:
        for inner in value:
            _links(inner, key, found)
    elif type(value) is str and key in _TAGGED and "=" in value:
        # Tags of MISP name techniques of ATT&CK and DISARM by their number, within their words.
        found += [(each.lower(), EXTERNAL) for each in _TECHNIQUE.findall(value[:2000])]


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]
