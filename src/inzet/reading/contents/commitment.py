"""What a promise holds: by whom, to whom, what, in which form, due when.

Reads one sentence; a deadline is only what :mod:`deadlines` finds in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.contents.deadlines import Deadline, find_deadline
from inzet.reading.languages import table, usable
from inzet.reading.text import Sentence
from inzet.reading.turns.words import member_told
from inzet.vocabulary.parties import party

_PARLIAMENT = "parliament of "
_TO_ALL = frozenset(("deed", "promise", "open"))
"""Families of promises that are made to everybody, not to parliament."""


def commitment(said: Said, paper: PaperContext) -> dict[str, Any]:
    """The content of a promise."""
    sentence = said.sentence
    deadline = find_deadline(sentence, paper, said.deadline)
    by = paper.on_behalf_of if said.party in {None, "own"} else said.party
    content: dict[str, Any] = {"by": by, "by_role": _role(said, paper)}
    addressee = paper.addressee
    if said.modality in _TO_ALL or (by is not None and not _is_country(by)):
        addressee = by = None
    if addressee and addressee.startswith(_PARLIAMENT):
        content |= {"to": addressee.removeprefix(_PARLIAMENT), "to_role": "parliament"}
    elif by:
        content |= {"to": by, "to_role": "parliament"}
    words = _words(usable(sentence.language))
    oral = words is not None and words.oral.search(sentence.text) is not None
    content["form"] = "oral" if oral else "written"
    turn = paper.turn(sentence)
    if turn.spoken:
        content |= {"given": "oral", "to_member": member_told(sentence.text, sentence.language)}
    what = _what(sentence, deadline)
    if what:
        content["what"] = what
    if deadline is not None:
        content |= deadline.content
    return {key: value for key, value in content.items() if value is not None}


def _role(said: Said, paper: PaperContext) -> str:
    """The office that promises, where the paper names it; else the government, or the body."""
    if said.holder:
        at = said.sentence.text.find(said.holder)
        for person in paper.mentioned(said.sentence).persons:
            if at <= person.start < at + len(said.holder) and not person.plural:
                return person.role
    by = paper.on_behalf_of if said.party in {None, "own"} else said.party
    return "government" if by is None or _is_country(by) else "body"


def _is_country(code: str) -> bool:
    known = party(code)
    return known is None or known.kind == "country"


def _what(sentence: Sentence, deadline: Deadline | None) -> str | None:
    """What the promise is about, in the paper's words."""
    words = _words(usable(sentence.language))
    if words is None:
        return None
    text = sentence.text
    if deadline is not None:
        blank = " " * (deadline.end - deadline.start)
        text = text[: deadline.start] + blank + text[deadline.end :]
    for pattern in words.what:
        match = pattern.search(text)
        if match:
            found = " ".join(match["what"].split()).strip(" ,.;")
            if len(found) > 2:
                return found
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    oral: re.Pattern[str]
    what: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=8)
def _words(language: str) -> _Words | None:
    data = table(language, "deadlines")
    if not data:
        return None
    what = data["what"]
    ends = "|".join(map(re.escape, sorted(what["ends"], key=len, reverse=True)))
    until = rf"(?P<what>[^;]+?)(?=\s+(?:{ends})(?!\w)|[;]|\.?\Z)"
    articles = "|".join(map(re.escape, what["articles"]))
    papers = "|".join(map(re.escape, sorted(what["papers"], key=len, reverse=True)))
    return _Words(
        oral=re.compile(rf"\b(?:{'|'.join(map(re.escape, data['words']['oral']))})\b", re.I),
        what=(
            *(re.compile(rf"\b{lead}\s+{until}", re.I) for lead in what["leads"]),
            re.compile(
                rf"\b(?P<what>(?:{articles})\s+(?:\w+\s){{0,2}}(?:{papers})\b[^,.;]*)", re.I
            ),
        ),
    )
