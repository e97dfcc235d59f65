"""What a line says about its place: session headings, sub-heads, letterheads, list marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.reading.load.fields import is_label

LIST_MARK = re.compile(
    r"(?:[•·▪◦●■*‣►▶▸➢➤]|[-–—>](?=\s)|\d{1,2}[.)](?=\s)|[a-z][.)](?=\s)|\(?[ivx]{1,4}[.)](?=\s)"
    r"|\(\d{1,2}\)|\([a-z]\))\s*"
)
TERMINAL = re.compile(r"[.!?…:;,][\"”’'»)\]]*\Z")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-Z]\.\d{1,2}[.)]?|[A-Z][.)]|[a-z][.)])\s+(?=[^\W\d_]|[“\"‘(])"
)
_SEVERAL = re.compile(r"\s*(?:/|,|&|\ben\b|\band\b)\s*")
_VERBS = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|zal|zullen|kan|kunnen|moet|"
    r"moeten|will|has|have|are|were|was|would|should)\b"
)


@dataclass(frozen=True, slots=True)
class SessionHeading:
    """The heading of a session, taken apart."""

    number: int | None
    """None where the heading gives none ("Werkdiner: …")."""
    title: str
    kind: str
    """The word it goes by, in lower case: "sessie", "werkdiner"."""


@dataclass(frozen=True, slots=True)
class _Words:
    session: re.Pattern[str]
    ordinals: dict[str, int]
    subheads: frozenset[str]
    closing: re.Pattern[str]
    letterhead: re.Pattern[str]
    salutation: re.Pattern[str]
    signature: re.Pattern[str]
    fields: re.Pattern[str]
    items: re.Pattern[str]


def session_heading(text: str) -> SessionHeading | None:
    """The session a heading opens: "Sessie 1: …", "Eerste werksessie – …", "Werkdiner: …"."""
    words = _words()
    match = words.session.match(text)
    if not match:
        return None
    groups = match.groupdict()
    number: int | None = None
    for key in ("number", "after"):
        if groups.get(key):
            number = _number(groups[key], words.ordinals)
    kind = (groups.get("word") or groups.get("meal") or "").lower()
    title = (match.group("title") or match.group("mealtitle") or "").strip(" :–—-")
    if number is None and groups.get("meal") is None and not groups.get("last"):
        return None
    return SessionHeading(number, title, kind)


def strip_number(text: str) -> str:
    """A heading without the number or letter before it."""
    match = _words().items.match(text) or _NUMBERED.match(text)
    return text[match.end() :].strip() if match else text


def is_numbered(text: str) -> bool:
    """Whether a heading bears a number of its own ("1. Titel", "II. Titel", "A. Titel")."""
    return bool(_NUMBERED.match(text) or _words().items.match(text))


def is_subhead(text: str) -> bool:
    """Whether a heading divides an item ("Inzet Nederland") and is no item itself."""
    subheads = _words().subheads
    bare = strip_number(text).strip(" :.").lower()
    if bare in subheads:
        return True
    # "Indicatie krachtenveld en positie Europees Parlement": several in one.
    parts = _SEVERAL.split(bare)
    return len(parts) > 1 and all(one in subheads for one in parts)


def is_closing(text: str) -> bool:
    """Whether a heading stands outside the sessions before it ("Vervolg", "Overig")."""
    return bool(_words().closing.match(strip_number(text)))


def is_letterhead(text: str) -> bool:
    """Whether a line belongs to a letterhead: dossier line, addressee, field, date line."""
    words = _words()
    return bool(words.letterhead.match(text) or words.fields.match(text))


def is_signature(text: str) -> bool:
    """Whether a line is who signed: an office, a comma and a name with initials."""
    return bool(_words().signature.match(text))


def is_salutation(text: str) -> bool:
    """Whether a line greets the reader of a letter."""
    return bool(_words().salutation.match(text))


def letterhead_field(text: str) -> tuple[str, str] | None:
    """A letterhead line "Datum:   Den Haag, …" as (field in lower case, value)."""
    match = _words().fields.match(text)
    if not match:
        return None
    return (match.group("field") or match.group("bare")).lower(), text[match.end() :].strip()


def letterhead_fields(text: str) -> list[tuple[str, str]]:
    """All fields of a block of a letterhead, each with its value, which may take several lines."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        field = letterhead_field(line.strip())
        if field:
            found.append(field)
        elif is_label(line):
            found.append((line.strip(" \t:").lower(), ""))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
    return found


def looks_like_heading(text: str) -> bool:
    """Whether a line may be a heading by its form alone: short, no stop, opens with a capital."""
    longest = 2 if text.isupper() else 1  # a title in capitals names two meetings with their days
    if not 2 <= len(text) <= 160 * longest or text.count(" ") > 22 * longest:
        return False
    first = text.lstrip('“"‘(')[:1]
    if not (first.isupper() or first.isdigit() or LIST_MARK.match(text)):
        return False
    if TERMINAL.search(text):
        return text.endswith(":") and text.count(" ") < 5 and "," not in text
    return not (len(text) > 90 and _VERBS.search(text))


def _number(raw: str, ordinals: dict[str, int]) -> int | None:
    lower = raw.lower().strip(" .")
    if lower.isdigit():
        return int(lower)
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return ordinals.get(lower) or roman.get(lower)


@lru_cache(maxsize=1)
def _words() -> _Words:
    ordinals: dict[str, int] = {}
    session, meals, last, items = [], [], [], []  # type: list[str], list[str], list[str], list[str]
    subheads: set[str] = set()
    closing: list[str] = []
    letterhead: list[str] = []
    salutation: list[str] = []
    fields: list[str] = []
    bare: list[str] = []
    signature: list[str] = []
    for code in languages():
        data = table(code, "layout")
        words = data.get("session", {})
        for key in ("ordinals", "numerals"):
            ordinals |= {word: i for i, word in enumerate(words.get(key, ()), 1)}
        session += words.get("words", ())
        meals += words.get("meals", ())
        last += words.get("last", ())
        items += words.get("items", ())
        subheads |= set(data.get("subheads", ()))
        closing += data.get("closing", ())
        letterhead += data.get("letterhead", ())
        salutation += data.get("salutation", ())
        signature += data.get("signature", ())
        fields += data.get("fields", ())
        bare += data.get("bare", ())
    word, meal = _either(session), _either(meals)
    ordinal = _either([*ordinals, r"\d{1,2}(?:e|de|ste|st|nd|rd|th)?"])
    number = rf"(?:\d{{1,2}}|[IVX]{{1,4}}|{_either(list(ordinals))})"
    pattern = (
        rf"(?:(?:\d{{1,2}}|[IVX]{{1,4}}|[A-Z])[.)]\s+)?(?:"
        rf"(?:(?P<after>{ordinal})|(?P<last>{_either(last)}))\s+(?:\w+\s)?(?P<word>{word})"
        rf"|(?P<word2>{word})\s*(?P<number>{number})(?!\w)"
        rf")(?P<rest>\s*(?:\([^)]*\))?\s*(?:[:.–—-]\s*|\s+(?=[“\"‘])|\Z))(?P<title>.*)\Z"
        rf"|(?:\d{{1,2}}[.)]\s+)?(?P<meal>{meal})(?:\s*[:–—-]\s*|\s+(?:met|with|over|on)\s+|\Z)"
        rf"(?P<mealtitle>.*)\Z"
    )
    return _Words(
        session=re.compile(pattern, re.I),
        ordinals=ordinals,
        subheads=frozenset(subheads),
        closing=re.compile(rf"(?:{_either(closing)})(?!\w)", re.I),
        letterhead=re.compile("|".join(f"(?:{one})" for one in letterhead) or r"(?!)", re.I),
        salutation=re.compile("|".join(f"(?:{one})" for one in salutation) or r"(?!)", re.I),
        signature=re.compile("|".join(f"(?:{one})" for one in signature) or r"(?!)"),
        fields=re.compile(
            rf"(?:(?P<field>{_either(fields)})(?:\s*:\s*|\s*[\t\n]\s*|\s{{3,}})(?=\S)"
            rf"|(?P<bare>{_either(bare)})\s+(?-i:(?=[A-Z\d]))(?!.*[a-z]{{3}}[.!?]\s*\Z))",
            re.I,
        ),
        items=re.compile(rf"(?:{_either(items)})\s+\d{{1,2}}[a-z]?\s*[:.–—-]?\s*", re.I),
    )


def _either(words: list[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(one if "\\" in one else re.escape(one) for one in ordered) or r"(?!)"
