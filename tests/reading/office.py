"""Small Word and OpenDocument files, made from XML that a test writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "settings")
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Huisstijl kop"/>
  <w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Omtrek"><w:name w:val="Tussen"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Vet"><w:name w:val="Vette regel"/>
  <w:rPr><w:b/></w:rPr></w:style>
"""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` is what stands in its rPr."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a bare text is a run of its own."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"<w:pPr>{inner}{properties}</w:pPr>" if inner or properties else ""
    body = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{inner}{body}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of paragraphs given as XML or as bare text."""
    cells = (
        "".join(f"<w:tc>{each if each.startswith('<') else para(each)}</w:tc>" for each in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{each}</w:tr>" for each in cells) + "</w:tbl>"


def docx(
    body: str,
    *,
    styles: str = STYLES,
    relations: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    **inner: str,
) -> bytes:
    """A Word file.

    Args:
        body: XML of its blocks.
        styles: XML of its styles.
        relations: further relationships of the main part.
        parts: further parts, whole.
        inner: content of the parts numbering, footnotes, endnotes, comments, settings.
    """
    inner = {"styles": styles, **inner}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns="
        '"http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="r0" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            "".join(
                f'<Relationship Id="k{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
                for kind in _KINDS
                if kind in inner
            )
            + relations
        ),
    }
    for kind, content in inner.items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_NS}>{content}</w:{kind}>"
    return zipped({**files, **(parts or {})})


def header(kind: str, identity: str, content: str) -> tuple[str, str, dict[str, str]]:
    """A header or footer: its relationship, its reference in a section, its part."""
    name = f"{kind}-{identity}.xml"
    element = "hdr" if kind == "header" else "ftr"
    return (
        f'<Relationship Id="{identity}" Type="{_R}/{kind}" Target="{name}"/>',
        f'<w:{kind}Reference w:type="{{}}" r:id="{identity}"/>',
        {f"word/{name}": f"<w:{element} {_NS}>{content}</w:{element}>"},
    )


def _relationships(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odt(
    body: str,
    *,
    styles: str = "",
    common: str = "",
    masters: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An OpenDocument text file.

    Args:
        body: XML of its blocks.
        styles: XML of its automatic styles.
        common: XML of its common styles.
        masters: XML of its master pages.
        parts: further parts, whole.
    """
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:styles>{common}"
            f"</office:styles><office:master-styles>{masters}</office:master-styles>"
            "</office:document-styles>",
            **(parts or {}),
        }
    )
