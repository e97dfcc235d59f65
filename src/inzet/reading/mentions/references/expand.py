"""From the match of a form to mentions: lists, ranges, years, files that share a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.mentions.references.rules import Rule

_SLOT = re.compile(r"\{([a-z_]+)(?::(\w+))?\}")
_COUNTED = re.compile(r"([a-z_]+?)\d*\Z")
_ITEM = re.compile(r"(?<!\w)\d{1,5}[a-z]?(?!\w)")
_LETTER = re.compile(r"(?<!\w)(?:[A-Z]{1,2}|\A[a-z])(?!\w)")
_NUMBER_YEAR = re.compile(r"(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d|\d\d)(?!\d)")
_YEAR_NUMBER = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)/(?P<number>\d{1,4})(?!\d)")
_PAIRS = {"number_year": _NUMBER_YEAR, "year_number": _YEAR_NUMBER}
_PAGES = re.compile(r"\d+(?:\s*[-–]\s*\d+)?")
_YEAR = re.compile(r"\(\s?(?:19|20)\d\d\s?\)")
_DIGITS = re.compile(r"\d+")
_FILE = re.compile(
    r"(?P<first>[1-9]\d)[\s.]?(?P<rest>\d{3})(?!\d\d\d|\d(?!\d))"
    r"(?:\s?[-–—‑]?\s?(?P<part>\d{2})(?!\d)|[\s–‑-]*\(?(?P<chapter>[IVX]{1,5}[AB]?|[A-Z])(?!\w)\)?)?"
    r"(?:\s?\(R\s?\d{3,4}\))?"
)
_LONGEST = 60
"""How many papers a range may name; what seems to name more is no range."""
_PIVOT = 50
"""Years of two figures below it are of this century."""
_DIGITS_SLOTS = frozenset({"number", "numbers", "item", "rev"})
_AS_PRINTED = frozenset({"celex", "paper"})


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A reference: where it stands in its text, and what it refers to."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """One of several numbers or files, and where it stands."""

    value: str
    start: int
    end: int
    more: tuple[tuple[str, str], ...] = ()
    """Other parts of the identifier that belong to it: its year."""


@dataclass(slots=True)
class _Parts:
    """The groups of a match, each under its name without a count."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[_Piece]] = field(default_factory=dict)


def expand(rule: Rule, match: re.Match[str], ranges: re.Pattern[str]) -> Iterator[ReferenceMention]:
    """What a match refers to; each of several papers has its own place.

    Papers of several files that share a number begin at their own file and end at the number;
    the papers inside a range stand where the range does.
    """
    parts = _parts(rule, match, ranges)
    if any(name not in parts.values for name in rule.require):
        return
    numbers: Sequence[_Piece | None] = parts.lists.get("numbers") or [None]
    files: Sequence[_Piece | None] = parts.lists.get("dossiers") or [None]
    several = len(numbers) * len(files) > 1
    for f, file in enumerate(files):
        for n, number in enumerate(numbers):
            values = dict(parts.values)
            values |= {"dossiers": file.value} if file else {}
            values |= {"numbers": number.value, **dict(number.more)} if number else {}
            start, end = match.start(), _end(match)
            start += match.group().startswith("(")
            if several:
                start, end = _place(match, f, file, n, number)
            yield ReferenceMention(filled(rule.id, values), start, end)


def _place(
    match: re.Match[str], f: int, file: _Piece | None, n: int, number: _Piece | None
) -> tuple[int, int]:
    end = number.end if number else (file.end if file else match.end())
    if f:
        assert file is not None
        return file.start, end
    if n:
        assert number is not None
        return number.start, end
    return match.start() + match.group().startswith("("), end


def _end(match: re.Match[str]) -> int:
    """Where a reference to one paper ends: brackets around it are no part of it."""
    text = match.group()
    if text.endswith(")") and text.count("(") < text.count(")"):
        return match.end() - 1
    return match.end()


def filled(template: str, values: dict[str, str]) -> str:
    """An identifier: the slots of a template filled in, empty ones left out with their dash."""

    def one(slot: re.Match[str]) -> str:
        value = values.get(slot[1], "")
        if slot[2] and slot[2].isdigit():
            return value.zfill(int(slot[2]))
        return str(_roman(value)) if slot[2] == "roman" else value

    return re.sub(r"-{2,}", "-", _SLOT.sub(one, template)).strip("-")


def _parts(rule: Rule, match: re.Match[str], ranges: re.Pattern[str]) -> _Parts:
    parts = _Parts(dict(rule.defaults))
    for counted, raw in match.groupdict().items():
        name = _COUNTED.match(counted)[1]  # type: ignore[index]
        if not raw:
            continue
        at = match.start(counted)
        if name == "dossiers":
            parts.lists.setdefault(name, []).extend(_files(raw, at))
        elif name == "numbers":
            parts.lists.setdefault(name, []).extend(_numbers(raw, at, ranges))
        elif name in _PAIRS:
            parts.lists.setdefault("numbers", []).extend(_pairs(raw, at, _PAIRS[name]))
        elif name == "pages":
            parts.lists.setdefault("numbers", []).extend(
                _Piece("-".join(_DIGITS.findall(one.group())), at + one.start(), at + one.end())
                for one in _PAGES.finditer(raw)
            )
        else:
            parts.values[name] = _value(name, raw, rule.maps)
    _revised(parts.values)
    return parts


def _revised(values: dict[str, str]) -> None:
    """A revision may stand in the number alone: "10056/1/20" is its first revision."""
    if "rev" in values and "-rev-" not in values.get("parts", ""):
        values["parts"] = f"-rev-{values['rev']}" + values.get("parts", "")


def _value(name: str, raw: str, maps: dict[str, dict[str, str]]) -> str:
    """A group as it stands in an identifier."""
    if name in maps:
        table = maps[name]
        plain = " ".join(raw.split())
        return table.get(plain) or table.get(plain.lower()) or plain.lower()
    if name == "year":
        return full_year(raw)
    if name == "session":
        return session(raw)
    if name in _DIGITS_SLOTS:
        return _number(raw)
    if name == "parts":
        return _revisions(raw)
    if name == "rest":
        return "-".join(raw.split()).upper()
    return raw if name in _AS_PRINTED else _slug(raw)


def _slug(raw: str) -> str:
    return re.sub(r"[^\w.]+", "-", raw.lower()).strip("-")


def _number(raw: str) -> str:
    """A number without leading noughts; letters of a paper are capitals, of a number small."""
    if raw.isalpha():
        return raw.upper()
    return raw.lstrip("0").lower() or "0"


def full_year(raw: str) -> str:
    """A year in four figures: 92 is 1992, 21 is 2021."""
    if len(raw) == 4:
        return raw
    return ("20" if int(raw) < _PIVOT else "19") + raw


def session(raw: str) -> str:
    """A parliamentary year as one number: 2013/14 and 20132014 → 20132014."""
    if raw.isdigit():
        return raw
    first, second = (str(one) for one in _DIGITS.findall(raw))
    return first + (second if len(second) == 4 else first[:2] + second)


def _revisions(raw: str) -> str:
    """ " REV 1 ADD 2" → "-rev-1-add-2"; the first version of a document has no suffix."""
    found = re.findall(r"([A-Za-z]+)[\s-]?(\d{1,2})?", raw)
    kept = [f"-{kind.lower()}-{int(number or 1)}" for kind, number in found]
    return "".join(one for one in kept if not one.startswith("-init"))


def _files(raw: str, at: int) -> Iterator[_Piece]:
    """Files of a parliament: "21 501-02 en 36 045" → 21501-02, 36045."""
    for match in _FILE.finditer(raw):
        suffix = match["part"] or match["chapter"]
        value = match["first"] + match["rest"] + (f"-{suffix}" if suffix else "")
        yield _Piece(value, at + match.start(), at + match.end())


def _numbers(raw: str, at: int, ranges: re.Pattern[str]) -> Iterator[_Piece]:
    """The numbers of a list, those inside its ranges too."""
    plain = _YEAR.sub(lambda match: " " * len(match.group()), raw)
    last: re.Match[str] | None = None
    for match in (_ITEM if raw[0].isdigit() else _LETTER).finditer(plain):
        between = plain[last.end() : match.start()] if last else ""
        if last is not None and ranges.fullmatch(between):
            inside = list(_inside(last.group(), match.group()))
            if not inside:
                # It does not ascend: "nr. 85-7" is no range, and what stands there is unclear.
                continue
            whole = at + last.start(), at + match.end()
            for value in inside[:-1]:
                yield _Piece(value, *whole)
        yield _Piece(_number(match.group()), at + match.start(), at + match.end())
        last = match


def _pairs(raw: str, at: int, form: re.Pattern[str]) -> Iterator[_Piece]:
    """Numbers with their year: "nr. 833/2014 en nr. 269/2014"."""
    for match in form.finditer(raw):
        number, year = _number(match["number"]), full_year(match["year"])
        more = (("number", number), ("year", year))
        yield _Piece(number, at + match.start(), at + match.end(), more)


def _inside(first: str, last: str) -> Iterator[str]:
    """What follows the first of a range, up to and with its last."""
    if first.isdigit() and last.isdigit():
        if 0 < int(last) - int(first) <= _LONGEST:
            yield from (str(number) for number in range(int(first) + 1, int(last) + 1))
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        yield from (chr(code) for code in range(ord(first) + 1, ord(last) + 1))


def _roman(raw: str) -> int:
    sizes = {"I": 1, "V": 5, "X": 10, "L": 50}
    values = [sizes.get(letter, 0) for letter in raw.upper()]
    return sum(
        -value if i + 1 < len(values) and value < values[i + 1] else value
        for i, value in enumerate(values)
    )
