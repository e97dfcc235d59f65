"""HTML: the running text of a page with the structure it gives, without its furniture.

The numbers that a browser writes before the items of a list are part of the text; the marks of
notes are not, their notes know where they stood.
"""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING

from inzet.reading.load.html.page import Page
from inzet.reading.text import Extracted

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

VERSION = "html 2"
_LOOKS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)\b|\s*<\?xml",
    re.I | re.S,
)
_FRAGMENT = re.compile(
    r"\s*<(?:p|div|h[1-6]|table|article|main|section|ul|ol|span|blockquote)\b[^<>]*>", re.I
)
"""A part of a page, saved without its head."""
_CLOSED = re.compile(r"</(?:p|div|h[1-6]|td|li|article|main|section|span)>", re.I)
_FEW = 2
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_MAX_DEPTH = 400
"""Beyond this the parser's own time grows with the square of the depth."""


def is_html(text: str, name: str, media_type: str | None) -> bool:
    """Whether a text is a page: by how it begins, or if it has tags and is said to be one."""
    head = text[:65536]
    if _LOOKS_HTML.match(head[:4096]):
        return True
    said = bool(media_type and ("html" in media_type or "xml" in media_type))
    if said or name.lower().endswith((".html", ".htm", ".xhtml")):
        return bool(_TAG.search(head))
    return bool(_FRAGMENT.match(head)) and len(_CLOSED.findall(head)) >= _FEW


def extract_html(source: str) -> Extracted:
    """The text of a page with marks (see :class:`~inzet.reading.text.Mark`).

    Cells of a row are parted by a tab, lines by a newline, blocks by an empty line.
    """
    if _too_deep(source):
        text = entities.unescape(_TAG.sub("\n", source))
        return Extracted(text, (), (), VERSION + " flat", "text/html")
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    title = tree.css_first("head > title")
    page = Page()
    start = _main(tree)
    if start is not None:
        page.walk(start)
    shown = _SPACE.sub(" ", title.text()).strip() if title is not None else ""
    return page.writer.finish(VERSION, "text/html", title=shown)


def _too_deep(source: str) -> bool:
    depth = 0
    for match in _TAG.finditer(source):
        tag = match.group(2).lower()
        if tag in {"p", "li", "td", "tr", "th", "dd", "dt", "br", "img", "hr", "input", "meta"}:
            continue
        if tag in {"link", "col", "source", "wbr", "area", "base", "embed", "option", "param"}:
            continue
        depth += -1 if match.group(1) else 1
        if depth > _MAX_DEPTH:
            return True
        depth = max(depth, 0)
    return False


def _main(tree: object) -> LexborNode | None:
    """The part of a page that is the paper, when the page tells it and it holds most text."""
    from selectolax.lexbor import LexborHTMLParser

    assert isinstance(tree, LexborHTMLParser)
    body = tree.body
    if body is None:
        return tree.root
    for choice in ("main", "[role=main]", "#main-content", "#content", "article"):
        found = tree.css(choice)
        if len(found) == 1 and 3 * len(found[0].text()) > len(body.text()):
            return found[0] if not tree.css(".stamp") else body
    return body
