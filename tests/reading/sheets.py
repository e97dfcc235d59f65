"""Small workbooks, made from rows that a test writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.reading.office import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Value = str | int | float | None


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    created: str = "2023-07-05T09:00:00Z",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of some sheets; a row is its cells from column A on, None for a blank one."""
    names = list(sheets)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>'
            + "".join(
                f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>'
                for at, name in enumerate(names, 1)
            )
            + "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
            + "".join(
                f'<Relationship Id="rId{at}" Type="{_R}/worksheet" '
                f'Target="worksheets/sheet{at}.xml"/>'
                for at in range(1, len(names) + 1)
            )
            + "</Relationships>",
            "docProps/core.xml": '<coreProperties xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<dcterms:created>{created}</dcterms:created></coreProperties>",
            **{
                f"xl/worksheets/sheet{at}.xml": sheet(rows)
                for at, rows in enumerate(sheets.values(), 1)
            },
            **(extra or {}),
        }
    )


def sheet(rows: Sequence[Sequence[Value]]) -> str:
    """A sheet as XML; its first row is row 1."""
    body = "".join(
        f'<row r="{number}">{"".join(_cell(number, at, one) for at, one in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(number: int, at: int, value: Value) -> str:
    if value is None:
        return ""
    place = f'r="{chr(65 + at)}{number}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value!r}</v></c>"
