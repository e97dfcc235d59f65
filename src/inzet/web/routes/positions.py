"""Positions over time: what a party said on a dossier, each wording beside the one before."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import Pairings, Told, marked, through_time
from inzet.meetings import every
from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.times import parse_day
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import statement_cells
from inzet.web.present.positions import occasion, rows, said
from inzet.web.visit import Visit, page

_MOST = 120
"""Positions that a page takes in; exports have all."""
_OCCASIONS = 5
"""Columns of the table; what came before is a link away."""
_COUNTED = 5000
"""Of so many of the newest positions the parties and dossiers are offered."""
_ALL = Filter(act=Act.POSITION, data=False)


@page
@remembers()
def positions(visit: Visit) -> Response:
    """``GET /positions``: of ``?party`` per dossier, on ``?dossier`` per holder, of both as a list;
    ``?said_from``, ``?said_to`` bound the period. Of neither: of whoever takes most positions."""
    return _show(visit, visit.asked("party"), visit.asked("dossier"))


@page
@remembers()
def of_party(visit: Visit) -> Response:
    """``GET /positions/{party}``: the same of one party, dossier by dossier."""
    return _show(visit, visit.path("party"), visit.asked("dossier"))


@page
@remembers()
def on_dossier(visit: Visit) -> Response:
    """``GET /positions/{party}/{procedure}/{name}``: its wordings on one dossier through time."""
    name = f"{visit.path('procedure')}/{visit.path('name')}"
    return _show(visit, visit.path("party"), name)


def _show(visit: Visit, party: str, dossier: str) -> Response:
    t, view = visit.words, visit.view
    by_party = view.counts("party", _ALL, newest=_COUNTED)
    by_dossier = view.counts("dossier", _ALL, newest=_COUNTED)
    if not party and not dossier and by_party:
        party = max(sorted(by_party), key=lambda code: by_party[code])
    dossier = view.dossier_name(dossier) if dossier else ""
    _check(
        visit, party if party not in by_party else "", dossier if dossier not in by_dossier else ""
    )
    exported = visit.asked("format") in ("csv", "json")
    found, more = _rows(visit, party, dossier, None if exported else _MOST)
    told = view.remembered(
        ("positions", *(row.identity for row in found)),
        lambda: through_time(found, Pairings(view)),
    )
    here = dict.fromkeys(occasion(each.row, t) for each in told)
    columns = list({each.key: each for each in here}.values())
    one = bool(party and dossier)
    shown = columns[-_OCCASIONS:]
    return visit.show(
        "positions.html",
        {
            "party": party or None,
            "dossier": dossier or None,
            "positions": [_plain(each) for each in told],
            "stamped": [each.row.paper for each in told],
        },
        rows=(_cells(each) for each in told),
        party=party,
        party_name=t.party(party),
        party_named=t.named(party),
        dossier=dossier,
        dossier_title=t.dossier(dossier) if dossier else "",
        occasions=shown,
        earlier=_before(told, shown[0].key, t) if len(columns) > len(shown) else "",
        table=[] if one else rows(told, shown, _keys(dossier), _titles(dossier, party, t), t),
        said=said(told, t) if one else [],
        older=_oldest(told) if more else "",
        total=len(told),
        parties=choices.named(by_party, t),
        dossiers=sorted(((name, t.dossier(name)) for name in by_dossier), key=lambda each: each[1]),
    )


def _check(visit: Visit, party: str, dossier: str) -> None:
    """That what is asked for and was not among the newest is in view all the same."""
    if party and not visit.view.statements(Filter(party=party), limit=1).items:
        raise NotFound(f"no statement in view is by “{party}”", where="party")
    if dossier and not visit.view.statements(Filter(dossier=dossier), limit=1).items:
        raise NotFound(f"there is no dossier “{dossier}”", where="dossier")


def _rows(
    visit: Visit, party: str, dossier: str, most: int | None
) -> tuple[list[StatementRow], bool]:
    """The positions asked for, newest first, and whether there are older ones."""
    wanted = Filter(
        act=Act.POSITION,
        party=party or None,
        dossier=dossier or None,
        said_from=_day(visit, "said_from"),
        said_to=_day(visit, "said_to"),
        data=False,
    )
    if most is None:
        return list(every(visit.view, wanted)), False
    found = visit.view.statements(wanted, limit=most)
    return list(found.items), found.next is not None


def _day(visit: Visit, name: str) -> Any:
    text = visit.asked(name)
    return parse_day(text, where=name) if text else None


def _keys(dossier: str) -> Any:
    if dossier:
        return lambda row: (row.party or row.holder or "",)
    return lambda row: row.dossiers or ("",)


def _titles(dossier: str, party: str, t: Any) -> Any:
    def of_holder(key: str) -> tuple[str, str, str]:
        coded = key.isupper()
        return (
            t.party(key) or t("position.nobody"),
            f"/positions/{key}/{dossier}" if coded else "",
            "",
        )

    def of_dossier(key: str) -> tuple[str, str, str]:
        if not key:
            return t("position.no-dossier"), "", ""
        return t.dossier(key), f"/positions/{party}/{key}", f"/dossiers/{key}"

    return of_holder if dossier else of_dossier


def _before(told: tuple[Told, ...], first: str, t: Any) -> str:
    """The last day on which something was said before the first column."""
    days = [each.row.said for each in told if each.row.said and occasion(each.row, t).key < first]
    return max(days).isoformat() if days else ""


def _oldest(told: tuple[Told, ...]) -> str:
    days = [each.row.said for each in told if each.row.said]
    return min(days).isoformat() if days else ""


def _plain(each: Told) -> dict[str, Any]:
    return {
        "became": str(each.became),
        "before": each.before.identity if each.before else None,
        "difference": marked(each.steps),
        "part": each.part,
        "judged": each.judged,
        "statement": each.row,
    }


def _cells(each: Told) -> dict[str, object]:
    return {
        "became": str(each.became),
        "before": each.before.identity if each.before else "",
        "before_said": each.before.said if each.before else "",
        "difference": marked(each.steps),
        "stance": " ".join(
            str(each.row.content.get(name) or "") for name in ("polarity", "modality")
        ).strip(),
        **statement_cells(each.row),
        "address": f"/statements/{each.row.identity}",
    }


ROUTES = [
    Route("/positions", positions),
    Route("/positions/{party}", of_party),
    Route("/positions/{party}/{procedure}/{name}", on_dossier),
]
