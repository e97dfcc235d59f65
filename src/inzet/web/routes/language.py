"""Agreed language: a phrase through the papers, how it was worded each time."""

from __future__ import annotations

from collections import defaultdict

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import Wording, lineage, marked
from inzet.record import Filter, View
from inzet.record.words import fold
from inzet.vocabulary.acts import Act
from inzet.web.answers import remembers
from inzet.web.exports import paper_cells
from inzet.web.present.language import path_of, uses, variants
from inzet.web.visit import Visit, page

_NEWEST = 200
_OFFERED = 6
_LONGEST = 400
"""Characters of a phrase; of more the first are looked for."""


@page
@remembers()
def language(visit: Visit) -> Response:
    """``GET /language``: ``?phrase`` through the papers, by ``genre``, ``party``, ``in``."""
    t, view = visit.words, visit.view
    phrase = visit.asked("phrase")[:_LONGEST]
    genre, party, spoken = visit.asked("genre"), visit.asked("party"), visit.asked("in")
    found: tuple[Wording, ...] = ()
    if phrase:
        found = visit.remembered(
            "language",
            lambda: lineage(
                view,
                phrase,
                genre=genre or None,
                on_behalf_of=party or None,
                language=spoken or None,
            ),
            phrase,
            genre,
            party,
            spoken,
        )
    told = uses(found, _paths(view, found), t)
    return visit.show(
        "language.html",
        {"phrase": phrase, "line": [_plain(each) for each in found], "stamped": _papers(found)},
        rows=[_cells(each) for each in found],
        phrase=phrase,
        uses=told,
        variants=variants(found, told),
        having=sum(each.sentence is not None for each in found),
        genres=sorted((name, t.genre(name)) for name in view.counts("genre", newest=5000)),
        offered=[] if phrase else _offered(view),
    )


def _papers(found: tuple[Wording, ...]) -> list[object]:
    return [each.paper for each in found]


def _paths(view: View, found: tuple[Wording, ...]) -> dict[str, str]:
    return {
        each.paper.id: path_of(each.paper.id, each.citation, view.paper_statements(each.paper.id))
        for each in found
        if each.citation is not None
    }


def _offered(view: View) -> list[tuple[str, str, int]]:
    """Positions that several papers have in the same words: language, words, in how many."""
    papers: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, tuple[str, str]] = {}
    for row in view.statements(Filter(act=Act.POSITION, data=False), limit=_NEWEST).items:
        if row.paper is not None:
            key = fold(row.quote)
            papers[key].add(row.paper.id)
            printed.setdefault(key, (row.language or "", row.quote))
    several = [(*printed[key], len(some)) for key, some in papers.items() if len(some) > 1]
    return sorted(several, key=lambda each: (-each[2], each[1]))[:_OFFERED]


def _plain(each: Wording) -> dict[str, object]:
    return {
        "change": str(each.worded),
        "likeness": each.likeness,
        "sentence": each.sentence,
        "citation": each.citation,
        "difference": marked(each.steps),
        "paper": each.paper,
    }


def _cells(each: Wording) -> dict[str, object]:
    cited = each.citation
    return {
        "change": str(each.worded),
        "likeness": f"{each.likeness:.4f}",
        "sentence": each.sentence,
        "difference": marked(each.steps),
        "page": cited.page if cited else "",
        "start": cited.start if cited else "",
        "end": cited.end if cited else "",
        **paper_cells(each.paper),
    }


ROUTES = [Route("/language", language)]
