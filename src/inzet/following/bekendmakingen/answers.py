"""An answer of the search service (SRU 2.0): how many there are, and each record's metadata.

The shapes are those of https://repository.overheid.nl/sru: a record holds ``originalData`` with
OWMS metadata and ``enrichedData`` with the addresses of its manifestations. It is XML from outside:
no document types, no entities, nothing fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from inzet.vocabulary.errors import Unreachable

_ENRICHED = frozenset(("preferredUrl", "url", "itemUrl"))


@dataclass(frozen=True, slots=True)
class Publication:
    """The metadata of one publication.

    Attributes:
        identifier: ``kst-28676-429``.
        modified: day of its last change, as the service gives it; "" where it gives none.
        date: day of the paper itself, else of its publication.
        status: what the service says of it, such as that it was withdrawn; else "".
        manifestations: address by kind: html, pdf, xml, odt, metadata; ``page`` is where people
            are sent to.
    """

    identifier: str
    title: str = ""
    kind: str = ""
    creator: str = ""
    modified: str = ""
    date: str = ""
    status: str = ""
    dossiers: tuple[str, ...] = ()
    manifestations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer.

    Attributes:
        total: how many there are; the service calls it an estimate.
        onward: the number of the first record of the next page, where the service tells.
        returned: how many records came, those without an identifier included.
    """

    total: int
    returned: int
    publications: tuple[Publication, ...]
    onward: int | None


class Refused(Exception):
    """The service did not understand the question, and says why."""


def read_answer(data: bytes, where: str) -> Page:
    """The page that an answer holds.

    Args:
        where: its address, for errors.

    Raises:
        Unreachable: it is no answer of this service.
        Refused: it holds a diagnostic instead of records.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _local(root) != "searchRetrieveResponse":
        raise Unreachable("what came is no answer to a search", where=where, fix=_LATER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreachable("its answer has a document type, which none has", where=where, fix=_LATER)
    told = [_text(each) for each in _all(root, "message")]
    records = _all(root, "record")
    if told and not records:
        raise Refused("; ".join(told)[:300])
    found = (_publication(each) for each in records)
    return Page(
        total=_number(_first(root, "numberOfRecords")) or 0,
        returned=len(records),
        publications=tuple(each for each in found if each is not None),
        onward=_number(_first(root, "nextRecordPosition")),
    )


def _publication(record: etree._Element) -> Publication | None:
    identifier = _first(record, "identifier")
    if not identifier:
        return None
    manifestations: dict[str, str] = {}
    for each in record.iter(etree.Element):
        name, address = _local(each), _text(each)
        if name not in _ENRICHED or not address:
            continue
        kind = (each.get("manifestation") or "").split("-")[0].lower()
        if name == "preferredUrl":
            kind = "page"
        if kind:
            manifestations.setdefault(kind, address)
    return Publication(
        identifier=identifier,
        title=_first(record, "documenttitel") or _first(record, "title"),
        kind=_first(record, "subrubriek") or _first(record, "type"),
        creator=_first(record, "creator"),
        modified=_first(record, "modified") or _first(record, "available"),
        date=_first(record, "date") or _first(record, "issued") or _first(record, "available"),
        status=_first(record, "documentstatus"),
        dossiers=tuple(_text(each) for each in _all(record, "dossiernummer")),
        manifestations=manifestations,
    )


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


def _all(top: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in top.iter(etree.Element) if _local(each) == name]


def _first(top: etree._Element, name: str) -> str:
    return next((found for each in _all(top, name) if (found := _text(each))), "")


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 10 else None


_LATER = "Follow again later."
