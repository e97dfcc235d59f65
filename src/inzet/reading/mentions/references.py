"""References to other papers, in the forms Dutch and European papers use → stable identifiers.

Parliamentary papers become ``kst-dossier-number``, treaty series ``trb-year-number``, statute
book ``stb-year-number``, gazette ``stcrt-year-number``, proceedings ``h-tk-session-number``,
their appendix ``ah-tk-session-number``; numbers such as 2019D11482 stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DASH = r"[-–—‑]"
_DOSSIER = (
    r"(?<![\d.,])(?P<{p}a>[1-9]\d)[ .\u00a0]?(?P<{p}b>\d{{3}})"
    r"(?:\s?[-–‑]\s?(?P<{p}c>\d{{2}})(?![\d])|[- ]?(?:\()?(?P<{p}d>[IVXLC]{{1,5}})\b\)?)?"
    r"(?:\s\(R\d+\))?"
)
_YEARS = r"(?P<y1>\d{4})\s*[/–—-]\s*(?P<y2>\d{2,4})"
_YEAR_PAIR = r"\d{4}\s*[/–—-]\s*\d{2,4}"
_NUMBER = r"(?:\d{1,4}|[A-Z]{1,3})"
_MONTH = r"\s+(?:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
_LIST = (
    r"(?:\s*(?:,|en|and|&)\s*(?:nrs?\.?\s*)?\d{1,4}(?![\d ]*\d{3}|\s?[-–]\d|\s+\d{3}|"
    + _MONTH
    + r"))*"
)
_KAMERSTUK = re.compile(
    r"(?P<head>\b(?:Kamerstuk(?:ken)?|Kst\.?|TK|EK)\b(?:\s+(?:nr\.?|nummer))?"
    r"(?:\s+(?P<house>I{1,2})\b)?[,:]?\s*(?:(?:vergaderjaar\s+)?" + _YEAR_PAIR + r"\s*,?\s*)?"
    r"(?:(?:TK|EK)\s+)?)?"
    + _DOSSIER.format(p="k")
    + r"(?P<more>(?:\s*(?:,|en|and)\s*[1-9]\d[ .\u00a0]?\d{3}(?:[-–‑]\d{2})?)*)"
    r"(?:(?:,?\s*(?P<label>nrs?\.?|nummers?|No\.?|no\.?)\s*)(?P<numbers>\d{1,4}" + _LIST + r")"
    r"|\s?[-–‑]\s?(?P<dashed>\d{1,4})(?![\d.,]*\d)"
    r"|\s*\((?P<letters>[A-Z]{1,2}(?:\s*,\s*[A-Z]{1,2})*)\)|,\s(?P<letter>[A-Z]{1,2})(?=[\s,.;)]|$))?"
)
_TABLE = re.compile(
    r"\b(?P<series>Trb|Stb|Stcrt|Tractatenblad|Staatsblad|Staatscourant)\.?\s+(?P<year>\d{4}),?\s*"
    r"(?:nr\.?\s*)?(?P<numbers>\d{1,5}(?:\s*(?:,|en)\s*\d{1,5}(?!\d|\s?/))*)"
)
_PROCEEDINGS = re.compile(
    r"\b(?:Handelingen|Hand\.)\s+(?:(?P<house>TK|EK|I{1,2})\s+)?(?:vergaderjaar\s+)?"
    + _YEARS
    + r",?\s*"
    r"(?:(?:nr\.?\s*(?P<nr>\d{1,3})(?:,?\s*(?:item|nr\.?)\s*(?P<item>\d{1,3}))?)"
    r"|(?:blz\.|p\.|pp\.|pag\.)\s*(?P<pages>\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|en)\s*\d+(?:\s*[-–]\s*\d+)?)*))?"
)
_APPENDIX = re.compile(
    r"\b(?:Aanhangsel(?:\s+van\s+de)?\s+Handelingen|Aanh\.\s*Hand\.)(?:\s+(?P<house>I{1,2}|TK|EK))?,?\s*"
    r"(?:vergaderjaar\s+)?" + _YEARS + r",?\s*nr\.?\s*(?P<nr>\d{1,5})"
)
_COMPACT = re.compile(
    r"\b(?P<kind>kst|ah|h|trb|stb|stcrt|blg|nds|kv)[- ]"
    r"(?:(?P<house>tk|ek)[- ](?P<session>\d{8})[- ])?"
    r"(?P<rest>\d{1,5}(?:[- ][0-9A-Z]{1,5}){0,3})(?![\w-])"
)
_NUMBERED = re.compile(r"(?<!\w)(?:19|20)\d{2}[DZ]\d{5}(?!\w)")
_COM = re.compile(r"\b(?P<kind>COM|JOIN|SWD|SEC)\s?\((?P<year>(?:19|20)\d{2})\)\s?(?P<nr>\d{1,4})")
_TRIGGER = re.compile(
    r"\d\d[ .\u00a0]?\d{3}\b|[DZ]\d{5}|COM|JOIN|SWD|SEC|\b(?:Hand(?:elingen)?|Aanh(?:angsel)?"
    r"|Trb|Stb|Stcrt|Tractaten|Staats|kst|trb|stb|ah|h)\b"
)


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A reference: where it stands in its text, and what it refers to."""

    id: str
    start: int
    end: int


def find_references(text: str) -> list[ReferenceMention]:
    """All references in a text, in order; each of several numbers has its own place."""
    if not _TRIGGER.search(text):
        return []
    found: list[ReferenceMention] = []
    taken: list[tuple[int, int]] = []
    for finder in (_compact, _numbered, _appendix, _proceedings, _series, _com, _kamerstuk):
        for mention in finder(text):
            if any(mention.start < end and start < mention.end for start, end in taken):
                continue
            found.append(mention)
        taken = [(one.start, one.end) for one in found]
    return sorted(found, key=lambda one: (one.start, one.end))


def session(first: str, second: str) -> str:
    """A parliamentary year as one number: 2013 and 14 → 20132014."""
    return first + (second if len(second) == 4 else first[:2] + second)


def _kamerstuk(text: str) -> Iterator[ReferenceMention]:
    for match in _KAMERSTUK.finditer(text):
        dossier = match["ka"] + match["kb"]
        suffix = match["kc"] or match["kd"]
        head = bool(match["head"])
        if match["dashed"] and not suffix and len(match["dashed"]) == 2 and not head:
            continue
        name = f"kst-{dossier}" + (f"-{suffix}" if suffix else "")
        start = match.start()
        if match["numbers"]:
            yield from _numbers(text, name, start, match.start("numbers"), match["numbers"])
        elif match["dashed"] and (head or suffix or re.search(r"\d{5}\s?-", match.group())):
            yield ReferenceMention(f"{name}-{match['dashed']}", start, match.end())
        elif match["letters"] and head:
            letters = match["letters"]
            at = match.start("letters")
            pieces = list(re.finditer(r"[A-Z]+", letters))
            for i, piece in enumerate(pieces):
                begin = start if i == 0 else at + piece.start()
                yield ReferenceMention(f"{name}-{piece.group()}", begin, at + piece.end())
        elif match["letter"] and head:
            yield ReferenceMention(f"{name}-{match['letter']}", start, match.end())
        elif head and not match["dashed"]:
            yield from _dossiers(match, name, start)


def _dossiers(match: re.Match[str], name: str, start: int) -> Iterator[ReferenceMention]:
    """Dossiers named without a number."""
    end = match.start("more") if match["more"] else match.end()
    yield ReferenceMention(name, start, end)
    for other in re.finditer(r"([1-9]\d)[ .\u00a0]?(\d{3})((?:[-–‑]\d{2})?)", match["more"] or ""):
        at = match.start("more")
        suffix = other[3].replace("–", "-").replace("‑", "-")
        yield ReferenceMention(
            f"kst-{other[1]}{other[2]}{suffix}", at + other.start(), at + other.end()
        )


def _numbers(text: str, name: str, start: int, at: int, numbers: str) -> Iterator[ReferenceMention]:
    for i, number in enumerate(re.finditer(r"\d+", numbers)):
        begin = start if i == 0 else at + number.start()
        yield ReferenceMention(f"{name}-{number.group()}", begin, at + number.end())


def _series(text: str) -> Iterator[ReferenceMention]:
    kinds = {"trb": "trb", "tra": "trb", "stb": "stb", "stc": "stcrt"}
    for match in _TABLE.finditer(text):
        word = match["series"].lower()
        kind = {"staatsblad": "stb", "staatscourant": "stcrt"}.get(word) or kinds[word[:3]]
        name = f"{kind}-{match['year']}"
        yield from _numbers(text, name, match.start(), match.start("numbers"), match["numbers"])


def _proceedings(text: str) -> Iterator[ReferenceMention]:
    for match in _PROCEEDINGS.finditer(text):
        house = "ek" if match["house"] in {"I", "EK"} else "tk"
        name = f"h-{house}-{session(match['y1'], match['y2'])}"
        if match["nr"]:
            item = f"-{match['item']}" if match["item"] else ""
            yield ReferenceMention(f"{name}-{match['nr']}{item}", match.start(), match.end())
        elif match["pages"]:
            at = match.start("pages")
            for i, page in enumerate(re.finditer(r"(\d+)(?:\s*[-–]\s*(\d+))?", match["pages"])):
                begin = match.start() if i == 0 else at + page.start()
                numbers = "-".join(part for part in page.groups() if part)
                yield ReferenceMention(f"{name}-{numbers}", begin, at + page.end())


def _appendix(text: str) -> Iterator[ReferenceMention]:
    for match in _APPENDIX.finditer(text):
        house = "ek" if match["house"] in {"I", "EK"} else "tk"
        name = f"ah-{house}-{session(match['y1'], match['y2'])}-{match['nr']}"
        yield ReferenceMention(name, match.start(), match.end())


def _compact(text: str) -> Iterator[ReferenceMention]:
    for match in _COMPACT.finditer(text):
        kind, rest = match["kind"], match["rest"].replace(" ", "-")
        if kind in {"h", "ah"} and not match["house"]:
            continue
        if kind == "kst" and not re.match(r"\d{5}-|\d{6,7}\Z|\d{5}\Z", rest):
            continue
        house = f"-{match['house']}-{match['session']}" if match["house"] else ""
        yield ReferenceMention(f"{kind}{house}-{rest}", match.start(), match.end())


def _numbered(text: str) -> Iterator[ReferenceMention]:
    for match in _NUMBERED.finditer(text):
        yield ReferenceMention(match.group(), match.start(), match.end())


def _com(text: str) -> Iterator[ReferenceMention]:
    for match in _COM.finditer(text):
        name = f"{match['kind'].lower()}-{match['year']}-{int(match['nr'])}"
        yield ReferenceMention(name, match.start(), match.end())
