"""Promises, as they stand on the day of the page, and what a person judges of them."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings import Commitment, Keeping, commitments
from inzet.meetings.commitments import Proposal, keep, lapse, proposals, undo
from inzet.meetings.commitments.judging import Judged
from inzet.record import Filter
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.times import parse_day
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import statement_cells
from inzet.web.present.board import COLUMNS, addressees, columns, state_of
from inzet.web.present.statements import SHORT
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_STATES = tuple(dict.fromkeys((*COLUMNS, *(str(each) for each in Keeping))))
_FORMS = ("oral", "written")
_SHOWN = 40
"""Promises of one standing on the board; of that standing alone all are shown."""
_FEW = 40
"""Papers up to which the board looks by itself for those that may keep a promise."""


@page
@remembers()
def board(visit: Visit) -> Response:
    """``GET /commitments``: by how they stand, soonest due first; ``?keeping`` shows one standing,
    ``?to`` one addressee, ``?form`` oral or written ones, ``?dossier`` those on one; ``?proposals``
    looks for papers that may keep them."""
    t, day = visit.words, visit.moment.day
    dossier = visit.asked("dossier")
    every = commitments(visit.view, on=day, wanted=Filter(dossier=dossier) if dossier else None)
    keeping, to, form = visit.asked("keeping"), visit.asked("to"), visit.asked("form")
    _check(keeping, "keeping", _STATES, "standing of a promise")
    _check(form, "form", _FORMS, "form of a promise")
    within = [
        each
        for each in every
        if (not to or (each.to or "") == ("" if to == "nobody" else to))
        and (not form or each.form == form)
    ]
    shown = [each for each in within if not keeping or _stands(each, keeping, visit)]
    looked = bool(visit.asked("proposals")) or _small(visit)
    proposed = _proposed(visit, shown) if looked else {}
    counts = {name: sum(state_of(each, day) == name for each in within) for name in COLUMNS}
    most = len(shown) if keeping else _SHOWN
    exported = visit.asked("format") in ("json", "csv")
    listed = shown if exported else _listed(shown, visit, most)
    return visit.show(
        "commitments.html",
        {
            "commitments": listed,
            "day": day,
            "proposals": [one for made in proposed.values() for one in made],
        },
        rows=(_cells(each) for each in shown),
        columns=columns(shown, proposed, day, t, most=most),
        counts={name: n for name, n in counts.items() if n},
        total=len(within),
        all=len(every),
        addressees=addressees(every, t),
        forms={name: sum(each.form == name for each in every) for name in _FORMS},
        to=to,
        form=form,
        keeping=keeping,
        dossier=dossier,
        dossiers=choices.dossiers(visit.view, t),
        looked=looked,
        waits=any(each.waits for each in shown),
        done=_done(visit),
        papers=visit.view.papers(limit=_FEW).items if visit.may(Right.REVIEW) else (),
    )


@action(Right.REVIEW)
def kept(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /commitments/{identity}/keep``: this paper keeps it, or a part of it."""
    paper = form.get("paper", "").strip()
    row = visit.view.statement(visit.path("identity"))
    if not paper:
        raise InputError(
            "nothing is kept without the paper that keeps it",
            where="paper",
            fix="Give its number, or the beginning of its id.",
        )
    done = keep(
        visit.record,
        visit.view.reader,
        row.identity,
        by=visit.person,
        paper=paper,
        quote=form.get("quote", "").strip(),
        partly=bool(form.get("partly")),
        note=form.get("note", "").strip(),
    )
    return _back(visit, form, done, "kept")


@action(Right.REVIEW)
def lapsed(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /commitments/{identity}/lapse``: it no longer has to be kept, and why."""
    row = visit.view.statement(visit.path("identity"))
    on = form.get("on", "").strip()
    done = lapse(
        visit.record,
        visit.view.reader,
        row.identity,
        by=visit.person,
        ground=form.get("ground", ""),
        on=parse_day(on, where="on") if on else None,
    )
    return _back(visit, form, done, "lapsed")


@action(Right.REVIEW)
def undone(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /commitments/{identity}/undo``: takes back what was last judged of it."""
    row = visit.view.statement(visit.path("identity"))
    note = form.get("note", "").strip() or "undone"
    done = undo(visit.record, visit.view.reader, row.identity, by=visit.person, ground=note)
    return _back(visit, form, done, "undone")


def _back(visit: Visit, form: Mapping[str, str], done: Judged, word: str) -> Response:
    path = f"/commitments#c-{done.identity[:SHORT]}"
    return visit.back(form, path, done=word, undo=done.identity if word != "undone" else "")


def _done(visit: Visit) -> str:
    done = visit.asked("done")
    return visit.words(f"commitment.done-{done}") if done in ("kept", "lapsed", "undone") else ""


def _check(asked: str, where: str, known: tuple[str, ...], what: str) -> None:
    if asked and asked not in known:
        raise UnknownValue(
            f"“{asked}” is not a {what}", where=where, fix=f"Use {', '.join(known)}."
        )


def _stands(each: Commitment, keeping: str, visit: Visit) -> bool:
    """“open” is all that may still be kept in time, however soon it is due."""
    if keeping == str(Keeping.OPEN):
        return each.keeping is Keeping.OPEN
    return state_of(each, visit.moment.day) == keeping


def _listed(shown: list[Commitment], visit: Visit, most: int) -> list[Commitment]:
    """Those that the page has room for; an export has all."""
    by_state: dict[str, list[Commitment]] = {}
    for each in shown:
        by_state.setdefault(state_of(each, visit.moment.day), []).append(each)
    return [each for some in by_state.values() for each in some[:most]]


def _small(visit: Visit) -> bool:
    """Whether there are so few papers that looking through all of them takes no time."""
    return visit.view.papers(limit=_FEW).next is None


def _proposed(visit: Visit, shown: list[Commitment]) -> dict[str, list[Proposal]]:
    """Papers that may keep what still waits, by identity of the promise, the likeliest first."""
    waiting = [each for each in shown if each.waits]
    made = visit.remembered(
        "proposals",
        lambda: proposals(visit.view, waiting),
        *(each.row.identity for each in waiting),
    )
    found: dict[str, list[Proposal]] = {}
    for each in made:
        found.setdefault(each.commitment.row.identity, []).append(each)
    return found


def _cells(each: Commitment) -> dict[str, object]:
    judgement = each.judgement
    return {
        "keeping": str(each.keeping),
        "due": each.due,
        "before": each.before,
        "due_words": each.due_words,
        "form": each.form,
        "to": each.to,
        "member": each.member,
        "number": each.number,
        "register": each.registered.words if each.registered else "",
        "kept_by": judgement.paper.title if judgement and judgement.paper else "",
        "ground": judgement.ground if judgement else "",
        **statement_cells(each.row),
    }


ROUTES = [
    Route("/commitments", board),
    Route("/commitments/{identity}/keep", kept, methods=["POST"]),
    Route("/commitments/{identity}/lapse", lapsed, methods=["POST"]),
    Route("/commitments/{identity}/undo", undone, methods=["POST"]),
]
