"""Which parts of a page are furniture, notes, stamps, or tables that only place things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed"),
        *("form", "button", "select", "input", "nav", "footer", "aside", "head", "math"),
        *("audio", "video", "dialog"),
    }
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|breadcrumbs?|kruimelpad|cookies?|cookiebar|"
    r"cookie-?\w*|skip-?links?|skiplinks?|sidebar|share|social|toolbar|pagination|broodkruimel\w*|"
    r"footer|site-?header|page-?footer|search-?\w*|zoek\w*|related|gerelateerd\w*|print-?hide|"
    r"hidden|sr-only|visually-hidden|banner|links-naar|download\w*|metadata-?toggle|feedback|"
    r"consent|modal|pager|language-?switch\w*|service-?links|deel(?:knoppen)?|recommended|"
    r"subscribe|newsletter|nieuwsbrief)(?:$|[\s_-])",
    re.I,
)
_STAMP = re.compile(r"(?:^|[\s_-])(?:stamp|stempel|watermark|notice|disclaimer)(?:$|[\s_-])", re.I)
_NOTE = re.compile(
    r"(?:^|[\s_-])(?:noot|noten|footnotes?|voetno\w+|endnotes?|fn)(?:$|[\s_-])", re.I
)
_NOTE_TARGET = re.compile(r"#.{0,40}?(?:ftn|fn|foot|noot|note|end|n)[-_:]?\w{0,6}\Z", re.I)
_NO_PARTS = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog"))
_LAYOUT = 400
_LOOKED_AT = 40
_DEEPEST = 5
"""Tables in tables: from here on they place parts of a page, whatever they hold."""
_KEPT = frozenset(("html", "body", "main", "article"))

Attributes = Mapping[str, str | None]


def is_left_out(tag: str, names: str, attributes: Attributes) -> bool:
    """Whether an element is no part of the paper: script, menu, hidden, a site's furniture."""
    if is_note(names):
        return "hidden" in attributes
    return (
        tag in _DROPPED
        or "hidden" in attributes
        or attributes.get("role") in _NO_PARTS
        or _is_hidden(attributes)
        or (tag not in _KEPT and bool(names.strip()) and bool(_FURNITURE.search(names)))
    )


def is_note(names: str) -> bool:
    """Whether class and id of an element say that it is a note."""
    return bool(_NOTE.search(names))


def is_stamp(names: str) -> bool:
    """Whether class and id of an element say that it is a notice on the page."""
    return bool(_STAMP.search(names))


def leads_to_note(link: str) -> bool:
    """Whether an address within the page has the form of a note's."""
    return bool(_NOTE_TARGET.fullmatch(link))


def is_layout(table: LexborNode, depth: int) -> bool:
    """Whether a table places parts of the page: a cell holds paragraphs of running text.

    Args:
        depth: of tables in tables, from 1.
    """
    if depth > _DEEPEST:
        return True
    if table.css_first("h1, h2, h3, h4") is not None:
        return True
    cells = table.css("td")
    return any(len(cell.css("p")) > 1 and len(cell.text()) > _LAYOUT for cell in cells[:_LOOKED_AT])


def _is_hidden(attributes: Attributes) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or attributes.get("aria-hidden") == "true"
