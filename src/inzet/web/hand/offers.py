"""What the fields of a form offer to choose from, as this reader may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from inzet.dossiers.hybrid.case import Case
from inzet.dossiers.hybrid.contents import STEPS, Told
from inzet.dossiers.hybrid.desk import case_of
from inzet.dossiers.hybrid.vocabulary import known
from inzet.library import organisations, requests, shelf
from inzet.library.vocabulary import HANDLING
from inzet.meetings import chain
from inzet.meetings.cycle import motions
from inzet.meetings.saying import SAYABLE
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.parliament import Appreciation, DebateForm, Execution, Result
from inzet.web import choices
from inzet.web.hand.fields import Field, Options
from inzet.web.present.meetings import title_of
from inzet.web.present.statements import SHORT, paper_label
from inzet.web.visit import Visit
from inzet.web.words import Words

_PAPERS = 60
_LONGEST = 70
_LANGUAGES = ("en", "nl", "fr", "de", "pl", "uk")
_GRADED = (
    "reliability",
    "credibility",
    "likelihood",
    "confidence",
    "domains",
    "tools",
    "phases",
    "instruments",
    "outcome",
    "steps",
)


def offers(visit: Visit, fields: Iterable[Field], case: str) -> dict[str, Options]:
    """What the fields that a form has offer, by the name of their options.

    Args:
        case: the hybrid case that it is about, "" for none.
    """
    wanted = {each.options for each in fields if each.options}
    return {name: _OFFERS[name](visit, case) for name in sorted(wanted)}


def _meetings(visit: Visit, case: str) -> Options:
    found = reversed(chain(visit.view))
    return [(each.id, title_of(each.notice, visit.words)) for each in found]


def _papers(visit: Visit, case: str) -> Options:
    found = visit.view.papers(limit=_PAPERS).items
    return [
        (each.numbers[0] if each.numbers else each.id[:SHORT], paper_label(each.title, ()))
        for each in found
    ]


def _motions(visit: Visit, case: str) -> Options:
    return [(each.id, each.title or "") for each in motions(visit.view, on=dt.date.max)]


def _cases(visit: Visit, case: str) -> Options:
    return [(each, visit.words.dossier(each)) for each in visit.view.dossiers("hybrid")]


def _sources(visit: Visit, case: str) -> Options:
    return [(each, visit.words(f"hand.option.{each}")) for each in ("paper", "outside", "ground")]


def _markings(visit: Visit, case: str) -> Options:
    t = visit.words
    return [(each, t.maybe(f"marking.{each}", each)) for each in choices.markings(visit.record)]


def _worded(kind: type[StrEnum], prefix: str) -> Callable[[Visit, str], Options]:
    def options(visit: Visit, case: str) -> Options:
        t = visit.words
        return [(str(each), _named(t, prefix, str(each))) for each in kind]

    return options


def _named(t: Words, prefix: str, value: str) -> str:
    return t.maybe(f"{prefix}.{value.replace(' ', '-')}") or value


def _graded(kind: str) -> Callable[[Visit, str], Options]:
    def options(visit: Visit, case: str) -> Options:
        terms = [each for each in known(kind) if kind != "steps" or each.id in STEPS]
        return [(each.id, each.name(visit.words.language)) for each in terms]

    return options


def _held(choose: Callable[[Case], Iterable[Told[Any]]]) -> Callable[[Visit, str], Options]:
    def options(visit: Visit, case: str) -> Options:
        if not case:
            return []
        try:
            found = case_of(visit.view, case)
        except InzetError:
            return []
        return [(each.id, each.content.text[:_LONGEST]) for each in choose(found)]

    return options


def _lying(visit: Visit, case: str) -> Options:
    found = (each for each in shelf(visit.view) if each.identity)
    return [
        (each.identity[:SHORT], _cut(each.titled(visit.words.language)[0] or each.summary))
        for each in found
    ]


def _requests(visit: Visit, case: str) -> Options:
    found = requests(visit.view, on=visit.moment.day)
    return [(each.id[:SHORT], _cut(each.told.content.text)) for each in found]


def _organisations(visit: Visit, case: str) -> Options:
    return [(each.id, each.name) for each in organisations(visit.record)]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _optional(*names: str) -> Callable[[Visit, str], Options]:
    return lambda visit, case: [(each, visit.words(f"hand.option.{each}")) for each in names]


_OFFERS: dict[str, Callable[[Visit, str], Options]] = {
    "acts": lambda visit, case: [(act, visit.words.act(act)) for act in choices.ACTS],
    "sayable": lambda visit, case: [(str(act), visit.words.act(act)) for act in SAYABLE],
    "parties": lambda visit, case: choices.parties(visit.words),
    "dossiers": lambda visit, case: choices.dossiers(visit.view, visit.words),
    "meetings": _meetings,
    "papers": _papers,
    "motions": _motions,
    "cases": _cases,
    "sources": _sources,
    "markings": _markings,
    "polarity": lambda visit, case: [
        (each, visit.words(f"hand.option.{each}")) for each in ("positive", "negative")
    ],
    "form": lambda visit, case: [
        (each, visit.words(f"commitment.form.{each}")) for each in ("written", "oral")
    ],
    "certainty": lambda visit, case: [
        (each, visit.words(f"hand.option.{each}"))
        for each in ("expected", "confirmed", "held", "cancelled")
    ],
    "appreciation": _worded(Appreciation, "motion.appreciation"),
    "result": _worded(Result, "motion.result"),
    "execution": _worded(Execution, "motion.execution"),
    "debate_form": _worded(DebateForm, "discussion"),
    "lying": _lying,
    "requests": _requests,
    "organisations": _organisations,
    "languages": lambda visit, case: [
        (each, visit.words(f"language.name.{each}")) for each in _LANGUAGES
    ],
    "handling": lambda visit, case: [(each, each) for each in HANDLING],
    "gives": _optional("whole", "part", "declined"),
    "closes": _optional("answered", "withdrawn"),
    "objectives": _held(lambda case: case.objectives),
    "options": _held(lambda case: case.options),
    "evaluations": _held(lambda case: case.evaluations),
    **{kind: _graded(kind) for kind in _GRADED},
}
