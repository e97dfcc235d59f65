"""What stands in the margin, as Word comments: sources of a block, remarks to the drafter."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from inzet.dossiers.wording import Wording
from inzet.writing.draft import Block, Draft, Source
from inzet.writing.render.docx.anchors import AUTHOR
from inzet.writing.render.docx.styles import Styles
from inzet.writing.render.docx.xml import text, val, w
from inzet.writing.render.printable import printable

WORDS = "inzet.writing.render.docx"


def told(source: Source, wording: Wording) -> tuple[str, str]:
    """Where a source is found, and its words: for a comment, or an annex."""
    page = wording("page", page=source.page) if source.page is not None else ""
    parts = (source.title, source.number or "", page, wording.day(source.said), source.stamp)
    where = ", ".join(part for part in parts if part)
    return printable(where), printable(source.quote).strip()


def comments_of(block: Block, draft: Draft, *, sources: bool) -> list[tuple[str, ...]]:
    """The comments of a block, each as its paragraphs: its sources in one, a remark in another."""
    wording = Wording(WORDS, draft.language)
    found: list[tuple[str, ...]] = []
    if sources and block.sources:
        lines: list[str] = []
        # A sentence from which several things were read is told once.
        for where, quote in dict.fromkeys(
            told(draft.sources[each], wording) for each in block.sources
        ):
            lines += [*([f"“{quote}”"] if quote else []), where]
        found.append(tuple(lines))
    if block.comment:
        found.append((block.comment,))
    return found


class Margin:
    """The comments of a file, as they are made one after another."""

    def __init__(self, styles: Styles, date: str) -> None:
        self._styles = styles
        self._date = date
        self.root = w("comments")

    def add(self, lines: Iterable[str]) -> int:
        """Adds a comment and gives its id."""
        identity = len(self.root)
        style = self._styles.get("annotation text")
        paragraphs = [
            w("p", w("pPr", val("pStyle", style)), self._mark(place), w("r", text(line)))
            for place, line in enumerate(lines)
        ]
        self.root.append(
            w(
                "comment",
                paragraphs,
                id=identity,
                author=AUTHOR,
                date=self._date,
                initials=AUTHOR[0],
            )
        )
        return identity

    def _mark(self, place: int) -> etree._Element | None:
        if place:
            return None
        style = self._styles.get("annotation reference")
        return w("r", w("rPr", val("rStyle", style)), w("annotationRef"))

    def reference(self, identity: int) -> etree._Element:
        """The run that calls a comment; it stands after the words it hangs on."""
        style = self._styles.get("annotation reference")
        return w("r", w("rPr", val("rStyle", style)), w("commentReference", id=identity))
