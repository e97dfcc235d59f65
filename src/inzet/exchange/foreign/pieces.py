"""A file of others taken apart: a bundle or envelope of STIX, events of MISP, one object alone.

Each piece is the text of one object exactly as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.vocabulary.objects import MISP, STIX_20, STIX_21

LARGEST = 64 << 20
"""Bytes of a file."""
MOST = 200_000
"""Objects in it."""
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_WRONG = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Piece:
    """One object of a file."""

    raw: str
    format: str


class _Head(msgspec.Struct):
    spec_version: str = ""
    created: str = ""


_HEAD = msgspec.json.Decoder(_Head)


def looks_foreign(data: bytes) -> bool:
    """Whether the bytes of a file may be objects of others: JSON with what those have."""
    begin = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin[:1] not in (b"{", b"["):
        return False
    try:
        return bool(_outline(data))
    except UnreadableFile:
        return False


def is_misp(data: bytes) -> bool:
    """Whether it is one event of MISP, or several."""
    return looks_foreign(data) and _outline(data) == MISP


def pieces(data: bytes, *, name: str = "") -> list[Piece]:
    """The objects of a file, in its order.

    Raises:
        UnreadableFile: larger than 64 MB, packed, no JSON, or something else than objects.
    """
    if data[:2] == b"PK" or data[:2] == b"\x1f\x8b":
        raise UnreadableFile("this file is packed", where=name, fix="Unpack it first.")
    if len(data) > LARGEST:
        raise UnreadableFile(f"the file is larger than {LARGEST >> 20} MB", where=name)
    kind = _outline(data, name)
    if not kind:
        raise UnreadableFile(
            "this holds no objects of STIX or MISP",
            where=name,
            fix="Give a bundle of STIX 2.1 or 2.0, or an event of MISP, as JSON.",
        )
    found = _events(data) if kind == MISP else _objects(data)
    if len(found) > MOST:
        raise UnreadableFile(f"the file holds more than {MOST:,} objects", where=name)
    return found


def stix_piece(raw: bytes, bundle: str = "") -> Piece:
    """One object of STIX, by the version it says it is of.

    Args:
        bundle: the version of STIX that its bundle says.
    """
    try:
        head = _HEAD.decode(raw)
    except _WRONG:
        # What is wrong with it is told when it is taken.
        return Piece(_text(raw), STIX_21)
    old = head.spec_version == "2.0" or (not head.spec_version and bundle == "2.0")
    return Piece(_text(raw), STIX_20 if old else STIX_21)


def _outline(data: bytes, name: str = "") -> str:
    """``stix``, ``misp``, or "" for what is neither."""
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
            each = _LIST.decode(_bare(data))
            fields = _FIELDS.decode(each[0]) if each else {}
        else:
            fields = _FIELDS.decode(_bare(data))
    except _WRONG:
        raise UnreadableFile("this is not JSON, or nested too deep", where=name) from None
    if {"Event", "response"} & set(fields) or {"uuid", "info"} <= set(fields):
        return MISP
    if _string(fields, "type") == "bundle" or "objects" in fields:
        return "stix"
    return "stix" if "--" in _string(fields, "id") else ""


def _objects(data: bytes) -> list[Piece]:
    bare = _bare(data)
    if bare[:1] == b"[":
        return [stix_piece(bytes(each)) for each in _LIST.decode(bare)]
    fields = _FIELDS.decode(bare)
    if "objects" not in fields:
        return [stix_piece(bare)] if _string(fields, "type") != "bundle" else []
    try:
        inside = _LIST.decode(fields["objects"])
    except _WRONG:
        raise UnreadableFile("the objects of the bundle are no list") from None
    version = _string(fields, "spec_version")
    return [stix_piece(bytes(each), version) for each in inside]


def _events(data: bytes) -> list[Piece]:
    bare = _bare(data)
    if bare[:1] == b"{":
        fields = _FIELDS.decode(bare)
        if "response" not in fields:
            return [Piece(_text(bare), MISP)]
        bare = bytes(fields["response"])
        if bare.lstrip()[:1] == b"{":
            return [Piece(_text(bare), MISP)]
    try:
        return [Piece(_text(bytes(each)), MISP) for each in _LIST.decode(bare)]
    except _WRONG:
        raise UnreadableFile("the events are no list") from None


def _bare(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").strip()


def _string(fields: Mapping[str, msgspec.Raw], name: str) -> str:
    try:
        value = msgspec.json.decode(fields[name]) if name in fields else ""
    except _WRONG:
        return ""
    return value if isinstance(value, str) else ""


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise InputError("it holds text that is not Unicode") from None
