"""What the template is given: the copy of a draft as plain data, every word of it text."""

from __future__ import annotations

from typing import Any

import msgspec

from inzet.writing.draft import SHEETS
from inzet.writing.render.copy import Copy, Part
from inzet.writing.render.inline import Op, Stretch
from inzet.writing.render.pdf.characters import settable

_NARROWEST, _WIDEST = 6, 46
"""Of a column, in letters: what is longer is set on more lines."""
_LANGUAGES = ("nl", "en")


def data_of(shown: Copy) -> bytes:
    """The copy as JSON for the template."""
    told = shown.words
    kind = told[shown.draft.kind]
    foot = [] if shown.clean else [told["working"]]
    working = [] if shown.clean else [f"{kind} · {told['working']}"]
    return msgspec.json.encode(
        {
            "title": settable(shown.title),
            "titled": shown.has_title,
            "close": shown.draft.kind in SHEETS,
            "about": settable(kind),
            "language": shown.language if shown.language in _LANGUAGES else "en",
            "sender": settable(shown.sender),
            "kind": "".join(working),
            "foot": settable(" · ".join((*foot, _short(shown.title)))),
            "stamps": [settable(one) for one in shown.stamps],
            "head": [{"name": told[name], "value": settable(value)} for name, value in shown.head],
            "legend": _legend(shown),
            "groups": [[_part(part) for part in group] for group in shown.groups],
            "sources": [
                {
                    "cited": settable(shown.cited(source)),
                    "quote": settable(source.quote),
                    "stamp": settable(shown.stamp(source)),
                }
                for source in shown.sources
            ],
            "told": {name: word for name, word in told.items() if isinstance(word, str)},
        }
    )


def _short(title: str, most: int = 66) -> str:
    if len(title) <= most:
        return title
    return title[:most].rsplit(" ", 1)[0] + " …"


def _legend(shown: Copy) -> list[str]:
    if not shown.shows_changes:
        return []
    seen = {one.op.value for part in shown.parts for one in part.stretches}
    if any(part.carried for part in shown.parts):
        seen.add("carried")
    return [each for each in ("carried", "came", "went") if each in seen]


def _part(part: Part) -> dict[str, Any]:
    rows = [[settable(cell.strip()) for cell in row] for row in part.rows]
    return {
        "form": part.form.value,
        "level": part.level,
        "stretches": [_stretch(one) for one in part.stretches if one.text],
        "carried": part.carried,
        "notes": [[first, _run(first, last)] for first, last in part.runs],
        "remark": settable(part.remark),
        "private": part.private,
        "filled": settable(part.filled),
        "rows": rows,
        "columns": [_width(column) for column in zip(*rows, strict=True)],
        "numeric": part.numeric,
    }


def _run(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def _stretch(one: Stretch) -> dict[str, Any]:
    return {
        "text": settable(one.text),
        "op": one.op.value if one.op is not Op.STANDS else "stands",
        "strong": one.strong,
        "emphasis": one.emphasis,
    }


def _width(cells: tuple[str, ...]) -> int:
    return min(max(_NARROWEST, *(len(cell) for cell in cells)), _WIDEST)
