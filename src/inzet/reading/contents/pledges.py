"""Pledges on expenditure: what was agreed where and when, with its targets, and what is to be.

Reads a whole paper once: an agreement's place, year and targets may stand in different
sentences, and a pledge still to be made is named after the meeting that will make it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from inzet.reading.announcement.links import resolve_event
from inzet.reading.contents.concepts import concepts, says
from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.places import places_named
from inzet.reading.mentions import DateMention, QuantityMention, SentenceMentions
from inzet.reading.mentions.standing_parties import slug
from inzet.reading.mentions.subject_terms import subject_terms
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import MeetingLink

UNNAMED = "pledge/defence-expenditure"
"""The dossier of a pledge whose place and year the paper does not tell."""
_NEAR = 30
"""How far the year of an agreement stands from its place."""
_SHARE = "equipment and R&D as share of defence expenditure"
_WHOLE = "defence expenditure as share of GDP"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Pledge:
    """An agreement as one sentence tells it."""

    place: str
    year: str | None
    deadline: str | None
    targets: tuple[dict[str, str], ...]

    @property
    def dossier(self) -> str:
        """``pledge/place-year``."""
        return f"pledge/{slug(self.place)}-{self.year}" if self.year else UNNAMED


class Pledges:
    """The pledges of one paper."""

    def __init__(self, paper: PaperContext) -> None:
        self._paper = paper
        self._told: dict[int, Pledge] = {}
        for sentence, said in zip(
            paper.structured.sentences, paper.mentions.sentences, strict=True
        ):
            if any(one.unit == "percent" for one in said.quantities) or len(said.dates) > 1:
                pledge = _told(sentence, said)
                if pledge:
                    self._told[sentence.id] = pledge
        years = {one.place: one.year for one in self._told.values() if one.year}
        self._told = {
            at: replace(one, year=one.year or years.get(one.place))
            for at, one in self._told.items()
        }
        self.agreed = tuple(dict.fromkeys(one.dossier for one in self._told.values() if one.year))

    def told(self, sentence: Sentence) -> Pledge | None:
        """The agreement a sentence tells of; None when it tells of none."""
        return self._told.get(sentence.id)

    def content(self, sentence: Sentence) -> dict[str, Any]:
        """What a sentence says was agreed, as it stands in a statement."""
        pledge = self._told.get(sentence.id)
        if pledge is None:
            return {}
        whole = next((one for one in pledge.targets if one["metric"] == _WHOLE), None)
        content: dict[str, Any] = {}
        if whole:
            content["name"] = f"{whole['value']}% norm"
        content["agreed_at"] = pledge.place
        if pledge.year:
            content["agreed_in"] = int(pledge.year)
        if pledge.deadline:
            content["deadline"] = int(pledge.deadline)
        content["targets"] = [dict(one) for one in pledge.targets]
        return content

    def to_come(self, sentence: Sentence) -> dict[str, Any]:
        """The pledge that a sentence says is still to be made, and at which meeting."""
        if self.speaks_of(sentence.text, sentence.language) != "new":
            return {}
        words = subject_terms(sentence.language)
        if not any(term.value == "name" for term in words.pledge.find(sentence.text)):
            return {}
        event = self._event(sentence)
        if event is None:
            return {}
        return {
            "name": f"new {words.pledge_name}",
            "to_be_agreed_at": event.name,
            "targets": [],
        }

    def dossiers(self, text: str, language: str) -> tuple[str, ...]:
        """The pledges a text speaks of, best first; none when it does not say which."""
        kind = self.speaks_of(text, language)
        found: list[str] = []
        if kind == "new" and (dossier := self.coming):
            found.append(dossier)
        years = set(_YEAR.findall(text))
        places = set(places_named(text, language))
        for one in self._told.values():
            if one.year and (one.year in years or one.place in places):
                found.append(one.dossier)
        if not found and kind == "norm" and self.agreed:
            found.append(self.agreed[0])
        if not found and kind == "name":
            found += [self.coming] if self.coming else list(self.agreed[:1])
        return tuple(dict.fromkeys(found))

    @property
    def coming(self) -> str | None:
        """The dossier of the pledge that the meeting being prepared is to make."""
        for notice in self._paper.meetings:
            link = notice.prepares
            if link and link.place and (link.from_ or link.month):
                return f"pledge/{slug(link.place)}-{(link.from_ or link.month or '')[:4]}"
        return None

    def speaks_of(self, text: str, language: str) -> str | None:
        """``new``, ``name`` or ``norm``: a pledge to be made, by its name, or the norm agreed."""
        terms = subject_terms(language).pledge.find(text)
        kinds = [term.value for term in terms]
        if "agreement" in kinds:
            return "new"
        for term, after in itertools.pairwise(terms):
            if (term.value, after.value) == ("new", "name") and after.start - term.end <= 3:
                return "new"
        if "name" in kinds:
            return "name"
        return "norm" if "%" in text and re.search(r"\d\s?%", text) else None

    @property
    def _prepared(self) -> list[MeetingLink | None]:
        return [notice.prepares for notice in self._paper.meetings]

    def _event(self, sentence: Sentence) -> MeetingLink | None:
        """The meeting that is to make the pledge: named here or in the sentence before."""
        for one in (sentence, self._paper.previous(sentence)):
            if one is None:
                continue
            places = places_named(one.text, one.language)
            link = resolve_event(one.text, one.language, self._paper.meetings)
            if link and link.place in places and link in self._prepared:
                return link
        return None


def _told(sentence: Sentence, said: SentenceMentions) -> Pledge | None:
    text, language = sentence.text, sentence.language
    words = subject_terms(language)
    percents = [one for one in said.quantities if one.unit == "percent"]
    if not percents or not words.agreed.find(text):
        return None
    places = places_named(text, language)
    if not places:
        return None
    if not words.score(text, abroad=False).get("pledge"):
        return None
    place, at = next(iter(places.items()))
    year = _near(said.dates, at)
    targets = tuple(_target(percents, i, text, language) for i in range(len(percents)))
    if not any(one["metric"] == _WHOLE for one in targets):
        return None
    later = [
        one.from_[:4]
        for one in said.dates
        if one.from_
        and one.from_[:4] != year
        and one.kind == "year"
        and one.start > percents[0].start
    ]
    return Pledge(place, year, later[0] if later else None, targets)


def _near(dates: Sequence[DateMention], at: int) -> str | None:
    """The year of the date that stands next to the place of an agreement."""
    close = [one for one in dates if one.from_ and abs(one.start - at) <= _NEAR]
    close.sort(key=lambda one: abs(one.start - at))
    return close[0].from_[:4] if close and close[0].from_ else None


def _target(
    percents: Sequence[QuantityMention], i: int, text: str, language: str
) -> dict[str, str]:
    """One target: its metric by the words after it, its direction by the words before it."""
    one = percents[i]
    until = percents[i + 1].start if i + 1 < len(percents) else len(text)
    since = percents[i - 1].end if i else 0
    before, after = text[since : one.start], text[one.end : until]
    metrics = [term.value for term in concepts(after, "metric", language)]
    shared = says(before[-30:], "share", "of which", language) or says(
        after, "share", "of which", language
    )
    share = i > 0 and (shared or (bool(metrics) and metrics[0] == _SHARE))
    directions = [term.value for term in concepts(before, "direction", language)]
    directions = directions or [
        term.value for term in concepts(after, "direction", language) if term.value != "at least"
    ]
    direction = directions[-1] if directions else ("of which" if share else "at")
    if share and direction == "growing towards":
        direction = "of which"
    return {
        "metric": _SHARE if share else _WHOLE,
        "direction": direction,
        "value": one.value,
        "unit": "percent",
    }
