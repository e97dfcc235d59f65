"""The parts of a Word file put together: the same parts, the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from lxml import etree

from inzet.writing.render.docx.xml import plain, xml_bytes

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_TYPES = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "webSettings": f"{_WORD}.webSettings+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "endnotes": f"{_WORD}.endnotes+xml",
    "comments": f"{_WORD}.comments+xml",
    "theme": f"{_OFFICE}.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": f"{_OFFICE}.extended-properties+xml",
    "custom": f"{_OFFICE}.custom-properties+xml",
}
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf",
    "wmf": "image/x-wmf", "svg": "image/svg+xml",
}  # fmt: skip
_MOMENT = (1980, 1, 1, 0, 0, 0)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def packed(parts: Iterable[tuple[str, bytes, str]]) -> bytes:
    """A file of parts, each with its name, bytes and kind ("" for relations)."""
    some = sorted(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, _ in [("[Content_Types].xml", _types(some), ""), *some]:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            # As if made everywhere on the same system.
            info.create_system = 0
            archive.writestr(info, data)
    return out.getvalue()


def core(*, title: str, language: str, creator: str = "", created: str = "") -> bytes:
    """The properties that every file has."""
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    etree.SubElement(root, f"{{{_DC}}}title").text = title
    if creator:
        etree.SubElement(root, f"{{{_DC}}}creator").text = creator
    if created:
        element = etree.SubElement(root, f"{{{_TERMS}}}created")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = created
    etree.SubElement(root, f"{{{_DC}}}language").text = language
    return xml_bytes(root)


def application() -> bytes:
    """The properties of the program that made it: none."""
    return xml_bytes(etree.Element(f"{{{_EXTENDED}}}Properties", nsmap=plain(_EXTENDED)))


def custom(properties: Mapping[str, str]) -> bytes:
    """Properties of our own; Word and LibreOffice keep them."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={**plain(_CUSTOM), "vt": _VARIANTS})
    for number, (name, value) in enumerate(properties.items(), 2):
        element = etree.SubElement(
            root, f"{{{_CUSTOM}}}property", fmtid=_OWN, pid=str(number), name=name
        )
        etree.SubElement(element, f"{{{_VARIANTS}}}lpwstr").text = value
    return xml_bytes(root)


def _types(parts: Iterable[tuple[str, bytes, str]]) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap=plain(space))
    some = list(parts)
    endings = {PurePosixPath(name).suffix.lower().lstrip(".") for name, _, _ in some}
    for ending in sorted(endings & set(_ENDINGS) | {"rels", "xml"}):
        etree.SubElement(
            root, f"{{{space}}}Default", Extension=ending, ContentType=_ENDINGS[ending]
        )
    for name, _, kind in some:
        if kind in _TYPES:
            etree.SubElement(
                root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=_TYPES[kind]
            )
    return xml_bytes(root)
