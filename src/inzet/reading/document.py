"""What a paper says about itself: genre, whose it is, to whom, its numbers and its day.

Reads :class:`Structured`; writes :class:`Document`. What the paper does not say stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from inzet.reading.dating import HEAD, said_in
from inzet.reading.gated import Gated
from inzet.reading.home import Home
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.floor import has_floor, house
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.numbering import numbers_of
from inzet.reading.publisher import led_by, published_by, spoken_for
from inzet.reading.result import Document
from inzet.reading.text import Structured

_AGREED = frozenset(("communiqué", "council conclusions"))
"""Genres in which those who met speak, not a government."""
_NAMED = frozenset(("G7", "G20", "OSCE"))
"""Bodies that a head which names several bodies may be of."""
_OF_MEETINGS = frozenset(("annotated agenda", "minister's report", "annotated agenda and report"))
"""Genres that name others' leaders at their top."""
_SPOKEN = frozenset((None, "remarks", "statement", "press statement", "speaking notes"))
_DEBATE = "report of a debate"
_BY_TENSE = frozenset(("annotated agenda", "minister's report"))
"""Kinds that the tense tells in which they tell of a meeting."""
_HEARD = frozenset((None, "motion", "letter", "written questions", "statement", "press statement"))
"""Genres that the words of a paper may look like in which people are given the floor."""
_ROWS = 6
"""Among how many blocks a row of a table belongs to the letterhead."""
_ENUMERATED = 6
"""So many points of what is handed over are looked at."""
_MENTIONS = 2
_LINE = 120
"""Characters of a title in which its meeting is named."""
_HEAD = 300
"""Characters from the top in which a paper names the parliament or office that it is of."""
_TOP = 600
"""Characters from the top in which a paper names who speaks in it."""
_ABBREVIATED = re.compile(r"\b(a)\.(s)\.|\b(jl)\.")
_CODE = 3
"""Letters of a country's code."""


def describe(
    structured: Structured,
    sha256: str,
    *,
    said_on: dt.date | None = None,
    on_behalf_of: str | None = None,
) -> Document:
    """What the paper is.

    Args:
        sha256: of its bytes, lower-case hex.
        said_on: the day it was said, when the person who brought it knows; wins over the paper.
        on_behalf_of: whose paper it is, when that person knows.
    """
    genre = genre_of(structured)
    party = on_behalf_of or on_behalf(structured, genre)
    said = said_on or said_in(structured, genre)
    return Document(
        sha256=sha256,
        title=structured.title or _first_words(structured),
        language=structured.language,
        genre=genre,
        on_behalf_of=party,
        addressee=_addressee(structured, genre, party),
        numbers=tuple(
            # What is voted on stands where other papers have their own number.
            one
            for one in numbers_of(structured)
            if genre != "voting results" or not one.startswith("kst-")
        ),
        said_on=said.isoformat() if said else None,
    )


def genre_of(structured: Structured) -> str | None:
    """The kind of paper: by its title, else by its opening words, else None."""
    opening = [block.text for block in structured.blocks[:HEAD]]
    opening += _enumerated(structured)
    # No full stop of a sentence: "op 3 mei a.s. komen …".
    opening = [_ABBREVIATED.sub(r"\1\2\3", text) for text in opening]
    genres = _genres(usable(structured.language))
    name = _genre(structured, opening, genres)
    for one in genres:
        # A letter with the agenda of one meeting may hand over the report of another.
        if name in one.refines and any(one.texts.search(text) for text in opening):
            return one.name
    return _DEBATE if name in _HEARD and has_floor(structured) else name


def _genre(structured: Structured, opening: list[str], genres: tuple[_Genre, ...]) -> str | None:
    title = structured.title or _first_words(structured)
    heads = _letterhead(structured)
    above = [*heads, *opening]
    # Text that no opening word of a kind is in is looked through once for all of it.
    lower = "\n".join(opening).lower()
    all_lower = "\n".join((lower, *(text.lower() for text in heads)))
    genres = tuple(
        one
        for one in genres
        if not (one.unless.may(all_lower) and any(one.unless.search(text) for text in above))
    )
    plain = [one for one in genres if one.name != "letter"]
    for one in plain:
        if title and one.titles.search(title):
            return one.name
    for text in heads:
        for one in plain:
            if one.titles.search(text) and len(text) < 250:
                return one.name
    told = [(one, at) for one in plain if (at := _told_at(one, opening, lower)) is not None]
    if told and told[0][0].name in _BY_TENSE:
        # What is told first is what it is about; what was done before comes further on.
        told = sorted((each for each in told if each[0].name in _BY_TENSE), key=lambda one: one[1])
    if told:
        return told[0][0].name
    for one in genres:
        if any(one.titles.search(text) for text in [title, *heads]) or (
            one.texts.may(lower) and any(one.texts.search(text) for text in opening)
        ):
            return one.name
    return None


def _told_at(genre: _Genre, opening: Sequence[str], lower: str) -> int | None:
    """In which of the opening blocks first words of a kind stand."""
    if not genre.texts.may(lower):
        return None
    return next((i for i, text in enumerate(opening) if genre.texts.search(text)), None)


def on_behalf(structured: Structured, genre: str | None) -> str | None:
    """The party whose paper it is; None when nothing tells."""
    language = usable(structured.language)
    if genre in _AGREED:
        for body_of in table(language, "government").get("organisation", ()):
            if any(_holds(cue, structured.title) for cue in body_of.get("alone", ())):
                # A declaration by one for all of them, not one that they agreed among others.
                return str(body_of["party"])
        heads = [structured.title, *(block.text for block in structured.blocks[:HEAD])]
        joint = table(language, "government").get("joint")
        if joint is not None and _holds(joint, structured.title):
            # Only the title tells whose it is: what else it names, it speaks of.
            heads = [structured.title]
        councils = [one.council for head in heads for one in named(head, language)]
        if genre == "council conclusions":
            heads_met = any("euco" in one.kin for one in councils[:1])
            return "European Council" if heads_met else "Council"
        several = table(language, "government").get("several", ())
        # In running text such a group is only named.
        lines = [head for head in heads if len(head) < _LINE]
        if councils and any(_holds(cue, head) for cue in several for head in lines):
            # "G8 Foreign Ministers" are not those of whom "Foreign Ministers" is short.
            councils = [one for one in councils if one.body in _NAMED]
        if councils or len(heads) == 1:
            return councils[0].body if councils else None
        return spoken_for(structured) or Home(structured).clearly
    body = structured.extracted.text[:60_000]
    top = structured.extracted.text[:_TOP]
    for government in table(language, "government").get("government", ()):
        if any(_holds(cue, top[:_HEAD]) for cue in government.get("head", ())):
            return str(government["party"])
    sure = _sure(language, body)
    if sure is not None and not _elsewhere(language, body):
        return sure
    for body_of in table(language, "government").get("organisation", ()):
        if any(_holds(cue, top) for cue in body_of.get("issued", ())):
            return str(body_of["party"])
    led = led_by(structured) if genre not in _OF_MEETINGS else None
    home = Home(structured)
    if led is not None and len(led) == _CODE and not home.may_be(led):
        # Whom it names first is a guest, or has a minister's name by chance.
        led = home.code
    if led is not None and genre in _SPOKEN:
        # Who presides over the heads of government speaks for the union.
        return "EU" if led == "European Council" else led
    for government in table(language, "government").get("government", ()):
        if any(_holds(cue, body) for cue in government.get("unless", ())):
            continue
        cues = sum(1 for cue in government["cues"] if _holds(cue, body))
        if not cues and genre in government["genres"]:
            cues = sum(1 for cue in government.get("house", ()) if _holds(cue, body))
        if cues >= 2 or (cues and genre in government["genres"]):
            return str(government["party"])
        usual = genre in government.get("usual", ()) and not _elsewhere(language, body)
        if usual and home.may_be(government["party"]):
            return str(government["party"])
    if genre == _DEBATE and (sits := house(structured)) is not None:
        return sits
    country = led or published_by(structured)
    if country is not None and not home.may_be(country):
        country = home.code
    elif country is not None and country != led:
        country = home.rather(country)
    for body_of in table(language, "government").get("organisation", ()) if not country else ():
        cues = sum(1 for cue in body_of["cues"] if _holds(cue, body))
        if (cues >= _MENTIONS and genre in body_of["genres"]) or (not genre and cues > _MENTIONS):
            return str(body_of["party"])
    if country is None and genre == "report of a debate":
        country = spoken_for(structured)
    if country is None and genre in _SPOKEN:
        country = spoken_for(structured) or _told_of(language, top) or _titled(structured, language)
    # In a paper of no known kind an office that is named once may be anybody's news.
    return (
        country
        or home.code
        or published_by(structured, anywhere=True, least=1 if genre else _MENTIONS)
    )


def _sure(language: str, body: str) -> str | None:
    """The government of which most is there that only its papers have, the first of the table among
    equals: one may name another's chamber."""
    party, most = None, 0
    for one in table(language, "government").get("government", ()):
        count = sum(_holds(cue, body) for cue in one.get("sure", ()))
        if count > most:
            party, most = str(one["party"]), count
    return party


def _titled(structured: Structured, language: str) -> str | None:
    """The body whose meeting a paper that nobody speaks in has for its title."""
    heads = [structured.title, *(block.text for block in structured.blocks[:2])]
    for head in heads:
        for one in named(head[:_LINE], language)[:1]:
            if one.council.body == "EU":
                return "European Council" if "euco" in one.council.kin else "Council"
            return one.council.body
    return None


def _told_of(language: str, top: str) -> str | None:
    """The government or body that the first words of a paper tell of as their own do."""
    whose = table(language, "government")
    for one in (*whose.get("government", ()), *whose.get("organisation", ())):
        if any(_holds(cue, top) for cue in one.get("tells", ())):
            return str(one["party"])
    return None


def _elsewhere(language: str, body: str) -> bool:
    """Whether a paper tells that it is of another country than most in its language are."""
    return any(_holds(cue, body) for cue in table(language, "government").get("elsewhere", ()))


def anchor_of(structured: Structured, said_on: dt.date | None = None) -> dt.date | None:
    """The day that dates without a year follow: the paper's own, else its meeting's first day."""
    said = said_on or said_in(structured)
    if said:
        return said
    language = usable(structured.language)
    day = _day(structured.title, language)
    if day:
        return day
    month = _month(structured.title, language)
    if month:
        return month
    meets = council_words(language).meets
    for sentence in structured.sentences[:12]:
        if meets.search(sentence.text) or named(sentence.text, language):
            day = _day(sentence.text, language)
            if day:
                return day
    return None


def _addressee(structured: Structured, genre: str | None, party: str | None) -> str | None:
    if party is None:
        return None
    data = table(usable(structured.language), "government")
    text = structured.extracted.text[:60_000]
    cues = data.get("addressee_cues", ())
    letters = (*cues, *data.get("addressee_letters", ())) if genre == "letter" else ()
    if (
        any(_holds(cue, text) for cue in letters)
        or genre in data.get("addressed", ())
        or (genre is not None and any(_holds(cue, text) for cue in cues[:2]))
    ):
        return str(data["addressee"]).format(party=party)
    return None


def _month(text: str, language: str) -> dt.date | None:
    """The first day of the month a title names with its year."""
    for one in find_dates(text, language, None):
        if one.from_ and len(one.from_) == 7:
            return dt.date.fromisoformat(f"{one.from_}-01")
    return None


def _day(text: str, language: str) -> dt.date | None:
    for one in find_dates(text, language, None):
        if one.day and one.from_:
            return dt.date.fromisoformat(one.from_)
    return None


def _letterhead(structured: Structured) -> list[str]:
    blocks = structured.blocks[: 2 * HEAD]
    return [
        block.text
        for i, block in enumerate(blocks)
        # A line with its letter or number in front stands like a row of a table.
        if block.kind in {"letterhead", "title"} or (block.kind == "table_row" and i < _ROWS)
    ]


def _enumerated(structured: Structured) -> list[str]:
    """What the opening hands over as a list ("I send you: – the report …; – the agenda …"), in
    one."""
    made: list[str] = []
    blocks = structured.blocks[: 2 * HEAD]
    for i, block in enumerate(blocks):
        if block.kind == "paragraph" and block.text.endswith(":"):
            listed = list(takewhile(lambda one: one.kind == "list_item", blocks[i + 1 :]))
            if listed:
                made.append(" ".join([block.text, *(one.text for one in listed[:_ENUMERATED])]))
    return made


def _first_words(structured: Structured) -> str:
    for block in structured.blocks:
        if block.text and block.kind != "letterhead":
            return block.text if len(block.text) <= 120 else block.text[:117].rstrip() + "…"
    return ""


@dataclass(frozen=True, slots=True)
class _Genre:
    name: str
    titles: Gated
    texts: Gated
    unless: Gated
    """A paper with one of these among its opening words is none."""
    refines: tuple[str, ...]
    """Genres that it is more precise than, where its opening words are there."""


@lru_cache(maxsize=8)
def _genres(language: str) -> tuple[_Genre, ...]:
    order = [language, *(code for code in languages() if code != language)]
    return tuple(
        _Genre(
            genre["name"],
            _any(genre["title"]),
            _any(genre["text"]),
            _any(genre.get("unless", [])),
            tuple(genre.get("refines", ())),
        )
        for code in order
        for genre in table(code, "genres").get("genre", ())
    )


def _any(patterns: list[str]) -> Gated:
    return Gated("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.I)


@lru_cache(maxsize=512)
def _cue(pattern: str) -> Gated:
    return Gated(pattern, re.I)


@lru_cache(maxsize=256)
def _holds(cue: str, body: str) -> bool:
    """Whether a paper holds a cue; asked once for the paper and once for each of its meetings."""
    return _cue(cue).search(body) is not None
