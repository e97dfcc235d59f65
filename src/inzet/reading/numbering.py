"""The numbers that a paper itself bears: in its letterhead, on a line of their own, at its end.

Reads :class:`Structured`; gives identifiers as references have, or numbers as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from inzet.reading.dating import HEAD, top_lines
from inzet.reading.languages import languages, table
from inzet.reading.layout.headings import letterhead_field
from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.identifier import borne
from inzet.reading.text import Structured

_DOSSIER = re.compile(
    r"(\d{2}) ?(\d{3})(?:-(\d{2}))?(?:[\s-]*\(?([IVXLC]+[AB]?)(?!\w)\)?)?(?:\s*\(R\d+\))?"
    r"(?:\s+(?=[^\W\d])|\Z)"
)
_YOURS = re.compile(r"(?:uw|your)\b", re.I)
"""Begins a line of a letterhead that tells what is answered."""
_FIRST, _LAST = 25, 8
"""Lines at the top and the end among which a paper prints its number alone."""
_LONGEST = 60
_AROUND = " []()|·•*-–"
_MARGIN = 2_000
"""Characters at either end in which these lines are."""


def numbers_of(structured: Structured) -> tuple[str, ...]:
    """The numbers a paper bears in its letterhead: ``kst-21501-08-771``, ``2019D11482`` …"""
    found: list[str] = []
    dossiers: list[str] = []
    text = structured.extracted.text
    for block in structured.blocks[: 3 * HEAD]:
        above = letterhead_field(text[block.start : block.end])
        if block.kind == "letterhead" and above and above[0] in _labels("number"):
            # The label may stand on a line of its own above its number.
            value = above[1].partition("\n")[0].strip()
            if any(char.isdigit() for char in value) and not find_references(value):
                found.append(value)
    for line in top_lines(structured):
        if line.startswith("(") or _YOURS.match(line):
            continue  # it says what else there is: "(Annex to …; see also …)", "Uw brief van …"
        field = letterhead_field(line)
        label, value = field if field else ("", line)
        if field and label in _labels("number") and not find_references(value):
            found.append(value)
            continue
        if field and label not in _labels("number") and label not in _NUMBER_FIELDS:
            continue
        found.extend(one.id for one in find_references(value) if borne(one.id))
        dossier = _DOSSIER.match(line)
        if dossier and len(line) < 160:
            dossiers.append("-".join(part for part in _dossier(dossier) if part))
        own = _own_number(line)
        if own and dossiers:
            found.append(f"kst-{dossiers[0]}-{own}")
    found.extend(_alone(text))
    return tuple(dict.fromkeys(found))


def _alone(text: str) -> Iterator[str]:
    """Numbers that stand alone on a line at the top or the end, or behind a label at the end."""
    lines = [line.strip() for line in text[:_MARGIN].splitlines() if line.strip()][:_FIRST]
    last = [line.strip() for line in text[-_MARGIN:].splitlines() if line.strip()][-_LAST:]
    for line in (*lines, *last):
        bare = line.strip(_AROUND)
        if len(bare) > _LONGEST or not any(map(str.isdigit, bare)):
            continue
        field = letterhead_field(line) if line in last else None
        if field and field[0] in _labels("number"):
            bare = field[1].strip(_AROUND)
        for one in find_references(bare):
            # Papers of parliament that a paper lists have lines of their own, too.
            listed = one.id.startswith("kst-") or one.id[:2].isdigit()
            if one.start == 0 and one.end == len(bare) and borne(one.id) and not listed:
                yield one.id


def _dossier(match: re.Match[str]) -> tuple[str, str | None]:
    return match.group(1) + match.group(2), match.group(3) or match.group(4)


def _own_number(line: str) -> str | None:
    """The number or letter a paper has in its file: "Nr. 12", "C BRIEF VAN DE MINISTER"."""
    for pattern in _own_numbers():
        match = pattern.match(line)
        if match:
            return match.group(1)
    return None


_NUMBER_FIELDS = frozenset(("dossier- en ondernummer", "nummer", "pagina"))


@lru_cache(maxsize=1)
def _own_numbers() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for code in languages()
        for pattern in table(code, "references").get("own_number", ())
    )


@lru_cache(maxsize=8)
def _labels(key: str) -> frozenset[str]:
    return frozenset(word for code in languages() for word in table(code, "layout").get(key, ()))
