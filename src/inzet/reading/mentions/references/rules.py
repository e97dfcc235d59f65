"""The forms references take, from ``languages/*/references.toml``, compiled once.

A form is a pattern with macros in braces and an identifier made of its groups. Python knows
lists, ranges, years and sessions; what papers, labels and joining words are called is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.languages import everywhere, languages, table

_MACRO = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\(\?P<([a-z_]+?)\d*>")
_NUMBER = r"\d{1,5}[a-z]?(?![\w])"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of reference."""

    id: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    """Pieces of text of which one must be there: in small letters, or as written where it has a
    capital. May be none where ``digits`` is set."""
    digits: bool
    """Something that looks like the number of a file must be there."""
    run: int
    """So many figures must stand in a row somewhere."""
    maps: dict[str, dict[str, str]]
    defaults: dict[str, str]
    require: tuple[str, ...]
    """Groups without which it is no reference."""


@dataclass(frozen=True, slots=True)
class Motions:
    """How motions are named by who moved them."""

    needs: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    not_names: frozenset[str]
    name: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All forms of all languages; a paper in one cites papers in another."""

    rules: tuple[Rule, ...]
    needed: tuple[tuple[str, tuple[int, ...]], ...]
    """For each piece of text in small letters the rules that are worth a try where it is."""
    written: tuple[tuple[str, tuple[int, ...]], ...]
    """The same for pieces with a capital."""
    filed: frozenset[int]
    """The rules that are worth a try where something looks like the number of a file."""
    bare: frozenset[int]
    """Those of them that need nothing else."""
    motions: tuple[Motions, ...]
    ranges: re.Pattern[str]
    """What stands between the ends of a range."""


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    """(language, its table of references), what is the same everywhere first."""
    for code in (everywhere(), *languages()):
        found = table(code, "references")
        if found:
            yield code, found


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The forms of all languages."""
    found = list(tables())
    macros = _macros([data for _, data in found])
    compiled: list[Rule] = []
    motions: list[Motions] = []
    for _, data in found:
        own = macros | data.get("parts", {})
        compiled += [_rule(one, own) for one in data.get("reference", ())]
        if "motions" in data:
            motions.append(_motions(data["motions"]))
    ranges = _all([data for _, data in found], "ranges")
    needed = _needed(compiled)
    filed = frozenset(place for place, rule in enumerate(compiled) if rule.digits)
    return Rules(
        tuple(compiled),
        tuple(one for one in needed if one[0] == one[0].lower()),
        tuple(one for one in needed if one[0] != one[0].lower()),
        filed,
        frozenset(place for place in filed if not compiled[place].needs),
        tuple(motions),
        re.compile(rf"\s*(?:[-–—‑]|{_any(ranges)})\s*", re.I),
    )


def _needed(rules: list[Rule]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        for need in rule.needs:
            found.setdefault(need, []).append(place)
    return tuple((need, tuple(places)) for need, places in found.items())


def _rule(data: dict[str, Any], macros: dict[str, str]) -> Rule:
    return Rule(
        id=data["id"],
        pattern=re.compile(expanded(data["pattern"], macros)),
        needs=tuple(data.get("needs", ())),
        digits=data.get("digits", False),
        run=data.get("run", 1),
        maps=data.get("maps", {}),
        defaults=data.get("defaults", {}),
        require=tuple(data.get("require", ())),
    )


def expanded(pattern: str, macros: dict[str, str]) -> str:
    """A pattern with its macros written out, runs of blanks bounded, groups numbered that recur."""
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
    # Ten thousand spaces must not be parted in all ways among the blanks of a pattern.
    pattern = pattern.replace(r"\s*", r"\s{0,4}").replace(r"\s+", r"\s{1,4}")
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        count = seen[match[1]]
        return f"(?P<{match[1]}{count if count > 1 else ''}>"

    return _GROUP.sub(number, pattern)


def _macros(data: list[dict[str, Any]]) -> dict[str, str]:
    joins = rf"(?:{_any(_all(data, 'joins'))})(?!\w)"
    ranges = rf"(?:[-–—‑]|(?:{_any(_all(data, 'ranges'))})(?!\w))"
    label = rf"(?i:{_any(_all(data, 'labels'))})(?!\w)\.?"
    months = _any(_months())
    file = r"[1-9]\d[\s.]?\d{3}(?!\d)"
    date = rf"\d{{1,2}}\s+(?i:{months})(?!\w)|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    session = r"(?:19|20)\d\d\s*[/–—-]\s*\d"
    # What may follow a number in a list is a number that begins no file, date or session.
    next_number = rf"(?!{file}|{date}|{session})\d{{1,5}}[a-z]?(?![\w])(?!\s?[-–‑/]\s?\d{{3,}})"
    between = rf"\s*(?:,|;|&|(?i:{joins})|(?i:{ranges}))\s*(?:{label}\s*)?"
    letters = rf"[A-Z]{{1,2}}(?!\w)(?:\s*(?:,|(?i:{joins})|(?i:{ranges}))\s*[A-Z](?![\w.]))*"
    year = r"(?:19|20)\d\d"
    # An act by number and year ("833/2014") or year and number, with what its treaty adds.
    tail = r"(?:/[A-Z][A-Za-z]{1,7})?"
    act = rf"\d{{1,4}}/(?:{year}|\d\d)(?![\d/]){tail}"
    law = rf"(?:{year}|\d\d)/\d{{1,4}}(?!\d){tail}"
    return {
        "and": rf"(?i:{joins})",
        "label": label,
        "month": rf"(?i:{months})(?!\w)\.?",
        "year": rf"(?P<year>{year})(?!\d)",
        "session": rf"(?P<session>{year}\s*[/–—-]\s*(?:{year}|\d\d))(?!\d)",
        "numbers": (
            rf"(?P<numbers>{_NUMBER}(?:{between}{next_number}){{0,60}}|{letters}|[a-z](?!\w))"
        ),
        "plain": rf"(?P<numbers>\d{{1,5}}(?![\w])(?:{between}(?!{date}|{session})\d{{1,5}}(?![\w])"
        rf"(?!\s*/)){{0,60}})",
        "pages": r"(?P<pages>\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|(?i:"
        + joins
        + r"))\s*\d+(?:\s*[-–]\s*\d+)?)*)",
        "number_year": rf"(?P<number_year>{act}(?:{between}{act})*)",
        "year_number": rf"(?P<year_number>{law}(?:{between}{law})*)",
        "years_numbers": rf"(?P<numbers>\d{{1,4}}(?!\d)(?:\s?\({year}\))?"
        rf"(?:\s*(?:,|(?i:{joins}))\s*(?!{date})\d{{1,4}}(?!\d)(?:\s?\({year}\))?)*)",
    }


def _months() -> list[str]:
    return [
        name
        for code in languages()
        for names in table(code, "calendar").get("months", ())
        for name in names
    ]


def _motions(data: dict[str, Any]) -> Motions:
    particle = rf"(?:(?i:{_any(data['particles'])})\s+)"
    word = r"[A-ZÀ-ÖØ-Þ][\w’']+(?:-[A-ZÀ-ÖØ-Þ][\w’']+)*"
    # A first name goes before where several of one surname sit in the same house.
    name = (
        rf"(?:{particle}{word}(?:\s{word})?"
        rf"|(?:{word}\s+(?={particle}?[A-ZÀ-ÖØ-Þ]))?{particle}?{word})"
    )
    join = rf"(?:\s*(?:[/,–-]|(?i:{_any(one for one in data['joins'] if one.isalpha())})(?!\w))\s*)"
    names = rf"(?P<names>{name}(?:{join}{name}){{0,5}})(?:\s+(?:{_any(data['others'])}))?"
    return Motions(
        needs=tuple(data["needs"]),
        patterns=tuple(re.compile(expanded(one, {"names": names})) for one in data["patterns"]),
        not_names=frozenset(data["not_names"]),
        name=re.compile(rf"{particle}?[A-ZÀ-ÖØ-Þ][\w’']+"),
    )


def _all(data: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [word for one in data for word in one.get(key, ())]


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or r"(?!)"
