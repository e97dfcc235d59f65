"""The XML of official publications of the Netherlands, as the page that it is.

Its elements are those of the publications that repository.overheid.nl holds: ``al`` a paragraph,
``titel``, ``tussenkop`` and ``kop`` headings, ``lijst`` with numbered ``li``, ``noot`` a note, a
table in the CALS model, ``spreekbeurt`` the turn of a speaker. They are written as a page, which
the reader of pages then takes apart, so that both forms of one paper give the same text.
"""

from __future__ import annotations

from html import escape

from lxml import etree

from inzet.reading.load.html import extract_html
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

VERSION = "publication 1"
_ROOTS = ("officiele-publicatie", "kamerstuk", "handelingen", "aanhangsel")
_LEFT_OUT = frozenset(("metadata", "meta", "plaatje", "illustratie", "redactie", "bijschrift"))
_DEEP = 200
_MADE = {
    "titel": ("<h1>", "</h1>"),
    "stuktitel": ("<h1>", "</h1>"),
    "kop": ("<h2>", "</h2>"),
    "item-titel": ("<h2>", "</h2>"),
    "subtitel": ("<h3>", "</h3>"),
    "tussenkop": ("<h3>", "</h3>"),
    "nadruk": ("<b>", "</b>"),
    "vet": ("<b>", "</b>"),
    "lijst": ("<ul style='list-style:none'>", "</ul>"),
    "li": ("<li>", "</li>"),
    "li.nr": ("", " "),
    "table": ("<table>", "</table>"),
    "row": ("<tr>", "</tr>"),
    "entry": ("<td>", "</td>"),
    "stuk": ("<div>", "</div>"),
    "tekst": ("<div>", "</div>"),
}
_LINES = frozenset(
    ("al", "tekstregel", "dossier", "stuknr", "datumtekst", "ondertekening", "functie", "adres")
)
"""Elements that are a line or paragraph of their own."""


def is_publication(text: str) -> bool:
    """Whether a text is such a publication: by its first element."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return False
    return any(f"<{root}" in head for root in _ROOTS)


def extract_publication(text: str, name: str) -> Extracted:
    """The text of a publication with its marks.

    Raises:
        UnreadableFile: it breaks off, or is no XML after all.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            f"the publication is no whole XML ({str(error)[:120]})",
            where=name,
            fix="Fetch it again, or save its page instead.",
        ) from None
    page = _Page()
    page.write(root)
    found = extract_html(f"<html><body>{''.join(page.parts + page.notes)}</body></html>")
    return Extracted(found.text, (), found.marks, VERSION, "application/xml", found.notes)


class _Page:
    """A publication on its way to being a page."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[str] = []
        """What stands below the page: the notes that its words call."""

    def write(self, element: etree._Element, within: str = "", deep: int = 0) -> None:
        """An element and what stands in it; what follows it is its parent's.

        Args:
            within: the heading or line that it is a part of; "" where it is of none.
        """
        tag = _local(element)
        if tag in _LEFT_OUT or deep > _DEEP:
            return
        if tag == "noot":
            self._note(element)
            return
        if tag == "spreker":
            self.parts.append(f"<p>{escape(_speaker(element))}</p>")
            return
        opened, closed = self._tags(tag, within)
        self.parts += [opened, escape(element.text or "")]
        inside = "li" if tag == "li" else within or (tag if opened in _OPENED else "")
        for child in element:
            if isinstance(child.tag, str):
                self.write(child, inside, deep + 1)
            self.parts.append(escape(child.tail or ""))
        self.parts.append(closed)

    def _tags(self, tag: str, within: str) -> tuple[str, str]:
        tags = ("<p>", "</p>") if tag in _LINES else _MADE.get(tag, ("", ""))
        if within == "li" and tag == "al":
            # Behind the number that stands before it, on the line of its own.
            return "", "<br>"
        # A dossier's number and title are one line, a heading's number and words one heading.
        return (" ", " ") if within and tags[0] in _OPENED else tags

    def _note(self, element: etree._Element) -> None:
        number = str(len(self.notes) + 1)
        words = " ".join(
            " ".join(str(each) for each in part.itertext())
            for part in element.iter(etree.Element)
            if _local(part) == "noot.al"
        )
        self.parts.append(f'<sup><a href="#noot-{number}">{number}</a></sup>')
        words = escape(" ".join(words.split()))
        self.notes.append(f'<div class="noot" id="noot-{number}"><p>{number} {words}</p></div>')


_OPENED = frozenset(("<p>", "<h1>", "<h2>", "<h3>"))


def _speaker(element: etree._Element) -> str:
    """Who takes the floor, as a report prints it: “De heer Jansen (ABC):”."""
    told = {
        _local(each): " ".join((each.text or "").split()) for each in element.iter(etree.Element)
    }
    name = " ".join(part for part in (told.get("voorvoegsels"), told.get("achternaam")) if part)
    if not name:
        name = " ".join(" ".join(str(each) for each in element.itertext()).split()).rstrip(":")
    group = told.get("politiek", "").strip("() ")
    return f"{name} ({group}):" if group else f"{name}:"


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
