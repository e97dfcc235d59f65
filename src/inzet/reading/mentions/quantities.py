"""Figures with their unit: percentages, money and counts, as decimal strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from inzet.reading.languages import table, table_or
from inzet.reading.mentions.calendar import either
from inzet.reading.mentions.model import QuantityMention
from inzet.reading.mentions.taken import Taken

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,\u00a0\u202f]\d{3})*)(?:[.,]\d+)?"


class _Words:
    """The patterns of one language."""

    def __init__(self, language: str) -> None:
        data = table_or(language, "calendar")
        self.decimal: str = data["decimal"]
        self.scales: dict[str, int] = {key.lower(): value for key, value in data["scales"].items()}
        self.currencies: dict[str, str] = {
            key.lower(): value for key, value in data["currencies"].items()
        }
        self.percent_signs = tuple(data["percent"])
        self.money_signs = tuple({one.lower() for one in data["currencies"]})
        self.numbers = {word: i for i, word in enumerate(data["numbers"])}
        self.not_counted = frozenset(data["not_counted"]) | frozenset(
            table_or(language, "stopwords").get("words", ())
        )
        self.several = re.compile(data.get("several", r"(?!)"))
        """How nouns end of which there are several."""
        self.numbered = re.compile(
            rf"(?<!\w)(?:{'|'.join(data.get('numbered', ())) or '(?!)'})[\s\u00a0]*\Z", re.I
        )
        signs = [one for one in data["currencies"] if not one[-1].isalpha() or _leads(one)]
        words = [one for one in data["currencies"] if one[-1].isalpha()]
        number = rf"(?P<number>{_NUMBER}|\b(?:{either(self.numbers)})\b)"
        scale = rf"(?:[\s\u00a0]?(?P<scale>{either(self.scales)})(?!\w))?"
        self.percent = re.compile(
            rf"(?<![\w.,])(?P<less>(?:(?<=[^\d\s]\s)|(?<=\t)|\A|(?<=\())[-−–](?=\d))?"
            rf"{number}[\s\u00a0]?(?:{either(data['percent'])})",
            re.I,
        )
        self.sign = re.compile(
            rf"(?<!\w)(?P<currency>{either(signs)})[\s\u00a0]?(?P<number>{_NUMBER})(?:,-)?{scale}",
            re.I,
        )
        self.word = re.compile(
            rf"(?<![\w.,]){number}{scale}[\s\u00a0](?:\w+\s)??(?P<currency>{either(words)})(?:’s|'s)?(?!\w)",
            re.I,
        )
        self.count = re.compile(
            rf"(?<![\w.,:/€$£–—-]){number}{scale}[\s\u00a0](?P<noun>[^\W\d_]\w+(?:-\w+)*)", re.I
        )
        thousands = r"\." if self.decimal == "," else ","
        self.alone = re.compile(
            rf"(?<![\w.,:/€$£(–—-])(?P<number>[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+)"
            r"(?![\w/(–—-]|[.,]\d)"
        )

        about = either(data.get("about", ())) if data.get("about") else "(?!)"
        self.about = re.compile(
            rf"(?<!\w)(?:{about})[\s\u00a0](?P<number>[1-9]\d{{0,2}}(?:[\s\u00a0{re.escape(thousands[-1])}]\d{{3}})+|[1-9]\d{{2,3}})"
            r"(?![\w/%°–—-]|[.,:]\d|[\s\u00a0]\d)",
            re.I,
        )
        """A figure that is told to be about right counts something, whatever stands behind it."""
        of = either(data.get("of_all", ())) if data.get("of_all") else "(?!)"
        self.of_all = re.compile(
            rf"(?<![\w.,:/€$£–—-])(?P<number>{_NUMBER})[\s\u00a0](?:{of})[\s\u00a0]"
            rf"(?:{_NUMBER}|{either(self.numbers)})[\s\u00a0][^\W\d_]",
            re.I,
        )
        """Of how many: "7 of the 12 chapters"."""


def _leads(currency: str) -> bool:
    """Whether the word for a currency may stand before its figure ("EUR 3 billion")."""
    sign = len(currency) == 1
    return sign or currency.isupper() or (currency[0].isupper() and " " not in currency)


def find_quantities(
    text: str, language: str, taken: list[tuple[int, int]]
) -> tuple[QuantityMention, ...]:
    """All figures in a text outside the spans already taken (dates, references)."""
    words = _words(language)
    found: list[QuantityMention] = []
    spans = Taken(len(text))
    for start, end in taken:
        spans.add(start, end)
    lower = text.lower()
    for finder, signs in (
        (_percent, words.percent_signs),
        (_money, words.money_signs),
        (_counts, ("",)),
    ):
        if not any(sign in lower for sign in signs):
            continue
        for mention in finder(text, words):
            if spans.free(mention.start, mention.end):
                found.append(mention)
                spans.add(mention.start, mention.end)
    return tuple(sorted(found, key=lambda one: one.start))


def decimal_string(raw: str, decimal: str, places: int = 0) -> str | None:
    """A figure as written → a decimal string times a power of ten; None when it is no figure.

    Three digits after a separator that is not the decimal one are thousands.
    """
    digits = raw.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    thousands = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{decimal}\d+)?", digits):
        digits = digits.replace(thousands, "")
    digits = digits.replace(decimal, ".") if decimal == "," else digits
    try:
        value = Decimal(digits).scaleb(places)
    except InvalidOperation:
        return None
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _percent(text: str, words: _Words) -> Iterator[QuantityMention]:
    for match in words.percent.finditer(text):
        value = _value(match, words)
        if value is not None:
            less = "-" if match["less"] and value != "0" else ""
            yield QuantityMention(match.start(), match.end(), f"{less}{value}", "percent")


def _money(text: str, words: _Words) -> Iterator[QuantityMention]:
    for pattern in (words.sign, words.word):
        for match in pattern.finditer(text):
            value = _value(match, words)
            if value is not None:
                unit = words.currencies[match["currency"].lower()]
                yield QuantityMention(match.start(), match.end(), value, unit)


def _counts(text: str, words: _Words) -> Iterator[QuantityMention]:
    for match in words.count.finditer(text):
        noun = match["noun"]
        if noun.lower() in words.not_counted or noun.lower() in words.scales:
            continue
        if match["number"].lower() in {"een", "a", "one"} and not match["scale"]:
            continue
        if not match["scale"] and _is_number_of(text, match, words):
            continue
        value = _value(match, words)
        if value is not None:
            yield QuantityMention(match.start(), match.end(), value, "count", noun)
    for pattern in (words.alone, words.about, words.of_all):
        # Thousands that are marked as such count something, whatever stands behind them.
        for match in pattern.finditer(text):
            value = _value(match, words)
            if value is not None and not _is_number_of(text, match, words):
                start, end = match.span("number")
                yield QuantityMention(start, end, value, "count")


_NUMBERED = 16
"""How far before a number the word stands that says it is one of a series."""
_CLOCK = re.compile(r"[0-2]?\d\.[0-5]\d")
_PLAIN = 4
"""Figures in a row of a post code."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_number_of(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether a number counts nothing: it is a thing's number ("motie nr. 12 is"), a year, or the
    mark of a note or list."""
    start = match.start("number")
    if words.numbered.search(text[max(0, start - _NUMBERED) : start]):
        return True
    noun = match.groupdict().get("noun") or ""
    named = noun[:1].isupper() and "-" not in noun
    if named and match["number"].isdigit() and not text[:start].strip(" [("):
        return True
    if named and _CLOCK.fullmatch(match["number"]):
        return True  # "12.15 Lunch"
    if noun.isupper() and match["number"].isdigit() and len(match["number"]) == _PLAIN:
        return True  # "2500 EB", "1048 BRUSSELS"
    if _YEAR.fullmatch(match["number"]) is None:
        return False
    # Two thousand of something are several; a name before it tells a year.
    return not words.several.search(noun) or text[:start].rstrip().split(" ")[-1][:1].isupper()


def _value(match: re.Match[str], words: _Words) -> str | None:
    raw = match["number"]
    scale = match.groupdict().get("scale")
    places = words.scales[scale.lower()] if scale else 0
    if raw.lower() in words.numbers:
        raw = str(words.numbers[raw.lower()])
    return decimal_string(raw, words.decimal, places)


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    return _Words(language)


@lru_cache(maxsize=8)
def number_words(language: str) -> frozenset[str]:
    """The words for numbers above one, as they stand in running text."""
    numbers = table(language, "calendar").get("numbers", ())
    return frozenset(numbers[2:]) | frozenset(word.capitalize() for word in numbers[2:])
