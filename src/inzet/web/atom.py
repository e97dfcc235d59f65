"""Entries as an Atom feed (RFC 4287), in UTF-8; what papers say is data in it, never markup."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from inzet.writing.render.printable import printable

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NAMES = uuid.UUID("7c1d0b52-52f7-5d5e-9c0e-6a3f0d2f6b11")
_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that is new, was put right, or no longer stands."""

    named: str
    """What it is about, however often it changes; its id is made of this."""
    title: str
    updated: dt.datetime
    path: str
    """Address of its page."""
    summary: str
    """The quote, whose it is, and where it stands."""
    html: str
    """The same as markup that is safe, with what changed."""
    author: str = ""
    category: str = ""
    label: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as a whole; addresses are whole and bear no key."""

    named: str
    """Whose it is: its id is made of this and of its path."""
    title: str
    author: str
    self_address: str
    page_address: str
    language: str
    entries: Sequence[Entry]


def urn(named: str) -> str:
    """A name as a stable identifier (RFC 4122), the same wherever a record is served from."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, named)}"


def written(feed: Feed) -> bytes:
    """The feed; the same entries give the same bytes."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    root.set(f"{_XML}lang", feed.language)
    _add(root, "id", f"{urn(feed.named)}#{'/'.join(feed.self_address.split('/', 3)[3:])}")
    _add(root, "title", feed.title)
    _add(root, "updated", _time(max((each.updated for each in feed.entries), default=_NEVER)))
    _add(_add(root, "author"), "name", feed.author or "Inzet")
    _add(root, "generator", "Inzet")
    _link(root, "self", feed.self_address, "application/atom+xml")
    _link(root, "alternate", feed.page_address, "text/html")
    base = feed.page_address.split("/", 3)
    for each in feed.entries:
        _entry(root, each, "/".join(base[:3]))
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return found


def _entry(root: etree._Element, entry: Entry, origin: str) -> None:
    made = _add(root, "entry")
    _add(made, "id", urn(entry.named))
    _add(made, "title", entry.title)
    _add(made, "updated", _time(entry.updated))
    if entry.author:
        _add(_add(made, "author"), "name", entry.author)
    _link(made, "alternate", origin + entry.path, "text/html")
    if entry.category:
        category = _add(made, "category")
        category.set("term", printable(entry.category))
        category.set("label", printable(entry.label or entry.category))
    if entry.rights:
        _add(made, "rights", entry.rights)
    _add(made, "summary", entry.summary)
    content = _add(made, "content", entry.html)
    content.set("type", "html")


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text:
        made.text = printable(text)
    return made


def _link(parent: etree._Element, rel: str, address: str, media_type: str) -> None:
    made = _add(parent, "link")
    for key, value in (("rel", rel), ("href", address), ("type", media_type)):
        made.set(key, value)


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
