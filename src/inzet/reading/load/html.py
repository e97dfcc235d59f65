"""HTML: the running text of a page with the structure it gives, without its furniture."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING

from inzet.reading.text import Extracted, Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

VERSION = "html 1"
_LOOKS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)\b|\s*<\?xml",
    re.I | re.S,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_MAX_DEPTH = 400
"""Beyond this the parser's own time grows with the square of the depth."""

_DROPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed"),
        *("form", "button", "select", "input", "nav", "footer", "aside", "head", "math"),
        *("audio", "video", "dialog"),
    }
)
_BLOCKS = {
    "p": "paragraph", "div": "", "section": "", "article": "", "main": "", "body": "",
    "header": "", "blockquote": "", "pre": "paragraph", "li": "list_item", "ul": "", "ol": "",
    "dl": "", "dt": "cell", "dd": "cell", "table": "", "tbody": "", "thead": "", "tfoot": "",
    "tr": "table_row", "td": "cell", "th": "cell", "caption": "paragraph", "figure": "",
    "figcaption": "paragraph", "hr": "", "address": "paragraph", "fieldset": "", "html": "",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "center": "", "details": "", "summary": "heading",
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|breadcrumbs?|kruimelpad|cookies?|cookiebar|"
    r"cookie-?\w*|skip-?links?|skiplinks?|sidebar|share|social|toolbar|pagination|broodkruimel\w*|"
    r"footer|site-?header|page-?footer|search-?\w*|zoek\w*|related|print-?hide|hidden|sr-only|"
    r"visually-hidden|banner|links-naar|download\w*|metadata-?toggle)(?:$|[\s_-])",
    re.I,
)
_STAMP = re.compile(r"(?:^|[\s_-])(?:stamp|stempel|watermark|notice|disclaimer)(?:$|[\s_-])", re.I)
_NOTE = re.compile(
    r"(?:^|[\s_-])(?:noot|noten|footnotes?|voetno\w+|endnotes?|fn)(?:$|[\s_-])", re.I
)
_NOTE_MARK = re.compile(r"\[?\(?\d{1,3}\)?\]?|\*{1,3}")


def is_html(text: str, name: str, media_type: str | None) -> bool:
    """Whether a text is a page: by what the source says, its name, or how it begins."""
    if media_type and ("html" in media_type or "xml" in media_type):
        return True
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return True
    return bool(_LOOKS_HTML.match(text[:4096]))


def extract_html(source: str) -> Extracted:
    """The text of a page with marks: title, heading, paragraph, list_item, table_row, note, stamp.

    Cells of a row are parted by a tab, lines by a newline, blocks by an empty line.
    """
    if _too_deep(source):
        text = entities.unescape(_TAG.sub("\n", source))
        return Extracted(text, (), (), VERSION + " flat", "text/html")
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    writer = _Writer()
    title = tree.css_first("head > title")
    if title is not None:
        writer.page_title = _SPACE.sub(" ", title.text()).strip()
    start = _main(tree)
    if start is not None:
        _walk(start, writer)
    return writer.finish()


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


class _Writer:
    """Collects text and marks in one pass, squeezing white space as it goes."""

    def __init__(self) -> None:
        self.page_title = ""
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self._line: list[str] = []
        self.kind, self.level = "paragraph", 0
        self.in_row = 0

    def text(self, raw: str) -> None:
        self._line.append(raw)

    def cell(self) -> None:
        if self._line and "".join(self._line).strip():
            self._line.append("\x1f")

    def flush(self) -> None:
        """Ends the block that is being written."""
        raw, self._line = "".join(self._line), []
        lines = (
            "\t".join(_SPACE.sub(" ", cell).strip() for cell in line.split("\x1f"))
            for line in raw.split("\x1e")
        )
        text = "\n".join(line.strip() for line in lines if line.strip()).replace("\u00ad", "")
        if not text:
            return
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        self.marks.append(Mark(self.kind, self.level, self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> Extracted:
        self.flush()
        text = "".join(self.parts)
        marks = self.marks
        first = next((i for i, m in enumerate(marks) if m.kind == "heading" and m.level == 1), None)
        if first is not None:
            mark = marks[first]
            marks[first] = Mark("title", 1, mark.start, mark.end)
        elif self.page_title:
            for i, mark in enumerate(marks):
                if text[mark.start : mark.end] == self.page_title:
                    marks[i] = Mark("title", 1, mark.start, mark.end)
                    break
        return Extracted(text, (), tuple(marks), VERSION, "text/html")


def _walk(top: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion; the stack holds what to do on leaving a node."""
    stack: list[tuple[LexborNode | None, str, str, int]] = [(top, "", "", 0)]
    while stack:
        node, leaving, kind, level = stack.pop()
        if node is None:
            if leaving == "block":
                writer.flush()
                writer.kind, writer.level = kind, level
            elif leaving == "row":
                writer.in_row -= 1
                writer.flush()
                writer.kind, writer.level = kind, level
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.text((node.text_content or "").replace("\x1e", " ").replace("\x1f", " "))
            continue
        if tag.startswith(("-", "!")) and tag != "-document":
            continue
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if tag in _DROPPED and not _NOTE.search(names):
            continue
        if "hidden" in attributes or _hidden(attributes) or _is_furniture(tag, names):
            continue
        if tag == "br":
            writer.text("\x1e")
            continue
        if tag == "sup" and _NOTE_MARK.fullmatch(node.text().strip()):
            continue
        children = list(node.iter(include_text=True))
        role = _BLOCKS.get(tag)
        if role == "cell":
            if tag == "dt":
                writer.flush()
                writer.kind, writer.level = "table_row", 0
            writer.cell()
        elif role is not None and (writer.in_row == 0 or role == "table_row"):
            writer.flush()
            stack.append((None, "row" if tag == "tr" else "block", writer.kind, writer.level))
            writer.in_row += tag == "tr"
            if role and not (role == "paragraph" and writer.kind in {"list_item", "note"}):
                writer.kind = role
                writer.level = int(tag[1]) if role == "heading" and tag[1:].isdigit() else 0
            if _STAMP.search(names) or writer.kind == "stamp":
                writer.kind = "stamp"
            elif _NOTE.search(names):
                writer.kind = "note"
        elif role is not None and writer.in_row:
            writer.text(" ")
        stack.extend((child, "", "", 0) for child in reversed(children))


def _hidden(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or attributes.get("aria-hidden") == "true"


def _is_furniture(tag: str, names: str) -> bool:
    if tag in {"html", "body", "main", "article"} or not names.strip():
        return False
    return bool(_FURNITURE.search(names)) and not _NOTE.search(names)
