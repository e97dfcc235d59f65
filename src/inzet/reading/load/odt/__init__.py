"""OpenDocument text (ODT): the text as it stands now, with its own structure.

Comments and deletions are no part of the text; headers and footers are furniture, except what
is a letterhead.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from inzet.reading.load.fields import is_label, is_notice, paired
from inzet.reading.load.odt.body import Body, Seen
from inzet.reading.load.odt.names import attribute, descendants, tag
from inzet.reading.load.odt.styles import Styles
from inzet.reading.load.package import Package
from inzet.reading.load.writer import CELL, Writer
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
VERSION = "odt 1"
_KIND = "OpenDocument file (ODT)"


def is_odt(package: Package) -> bool:
    """Whether an archive is an OpenDocument text: by what it says it is."""
    return package.read("mimetype").strip().startswith(MEDIA_TYPE.encode())


def extract_odt(data: bytes, name: str = "") -> Extracted:
    """The text of an OpenDocument file with its marks.

    Raises:
        UnreadableFile: broken, protected with a password, or out of all proportion.
    """
    package = Package(data, _KIND, name)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise package.protected()
    root = package.xml("content.xml")
    content = next(descendants(root, "office:text"), None) if root is not None else None
    if root is None or content is None:
        raise UnreadableFile(
            "this OpenDocument file (ODT) has no text part",
            where=name,
            fix="Get it again from its source, or save it as plain text or PDF.",
        )
    common = package.xml("styles.xml")
    styles = Styles([each for each in (common, root) if each is not None])
    seen = Seen()
    writer = Writer()
    if common is not None:
        _write_heads(common, Body(writer, styles, seen), writer)
    Body(writer, styles, seen).write(content)
    return writer.finish(VERSION, MEDIA_TYPE, notes=list(_told(package, seen)))


def _write_heads(common: etree._Element, body: Body, writer: Writer) -> None:
    """Headers and footers before the text: letterhead, notices, and furniture, each line once."""
    seen: set[str] = set()
    for page in descendants(common, "style:master-page"):
        first_page = attribute(page, "style:name") in {"First_20_Page", "First Page"}
        for each in page:
            kind = tag(each)
            if not kind.startswith(("style:header", "style:footer")):
                continue
            first = kind.startswith("style:header") and (first_page or kind.endswith("-first"))
            for line in paired(body.lines(each)):
                if line in seen:
                    continue
                seen.add(line)
                label = "\t" in line and is_label(line.partition("\t")[0])
                role = (
                    "stamp" if is_notice(line) else "letterhead" if first or label else "furniture"
                )
                writer.add(role, 0, [(line.replace("\t", CELL), False)])


def _told(package: Package, seen: Seen) -> Iterator[str]:
    """What a person should know of the file beside its text. Names of authors are not told."""
    if seen.changes:
        yield (
            f"The file has {_counted(seen.changes, 'tracked change')}"
            f"{_by(len(seen.change_authors))}: what was inserted is read, what was deleted is not."
        )
    if seen.comments:
        yield (
            f"The file has {_counted(seen.comments, 'comment')}"
            f"{_by(len(seen.comment_authors))}; comments are no part of the text."
        )
    if seen.hidden:
        yield "The file has hidden text; it was left out."
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        yield "The file holds macros; they were neither run nor read."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _by(authors: int) -> str:
    return f" by {_counted(authors, 'author')}" if authors else ""


__all__ = ["MEDIA_TYPE", "extract_odt", "is_odt"]
