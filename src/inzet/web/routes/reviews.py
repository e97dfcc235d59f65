"""What was read and not yet looked at by a person: what is worth a look first, and by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.second_look import MACHINERY, Waiting, certainty, waiting
from inzet.reading import together
from inzet.reading.claims import Claims
from inzet.record import DecisionRow, Filter, RuleRow
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import statement_cells
from inzet.web.hand.reading import reading_form
from inzet.web.present.cases import Case, around, why
from inzet.web.present.statements import line, lines
from inzet.web.routes.papers import done_words, structured_text
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_PAGE = 10
_LATELY = 6
"""How many of a person's last decisions the page lists, each with its undoing."""
_BATCH = 200
"""How many readings of a rule a page lists."""
_PICK, _ALL = "pick:", "all:"


@page
def reviews(visit: Visit) -> Response:
    """``GET /review``: by exception; by act, paper, dossier or rule."""
    _may(visit)
    # Every time, also where the page itself is remembered.
    shown, _ = _looked_at(visit, _asked(visit), _elsewhere(visit))
    _claims(visit).take(visit.person, (each.row.identity for each in shown))
    return _reviews(visit)


def _claims(visit: Visit) -> Claims:
    return Claims(Path(visit.record.path))


def _elsewhere(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What others look at now, and who."""
    return tuple(sorted(_claims(visit).others(visit.person).items()))


def _looked_at(
    visit: Visit, asked: Filter, elsewhere: tuple[tuple[str, str], ...]
) -> tuple[list[Waiting], dict[str, str]]:
    """What the page shows of what waits, and what of that others look at."""
    found, others = waiting(visit.view, asked, on=visit.moment.day), dict(elsewhere)
    busy = {each.row.identity: others[each.row.identity] for each in found
            if each.row.identity in others}  # fmt: skip
    with_others = visit.asked("with_others") == "1"
    free = found if with_others else [each for each in found if each.row.identity not in busy]
    return free[:_PAGE], busy


@remembers(_elsewhere)
def _reviews(visit: Visit) -> Response:
    asked = _asked(visit)
    shown, busy = _looked_at(visit, asked, _elsewhere(visit))
    counts = _counts(visit, asked)
    rows = [each.row for each in shown]
    return visit.show(
        "review.html",
        {"statements": rows, "waiting": sum(counts.values())},
        rows=[statement_cells(each) for each in rows],
        cases=[_case(visit, each) for each in shown],
        waiting=counts.get(asked.act, 0) if asked.act else sum(counts.values()),
        acts=counts,
        chosen=_chosen(visit, asked),
        busy=sorted(set(busy.values())),
        busy_count=len(busy),
        with_others=visit.asked("with_others") == "1",
        lately=_lately(visit),
        done=_done(visit),
        parties=choices.parties(visit.words),
        dossiers=choices.dossiers(visit.view, visit.words),
    )


@page
@remembers()
def rules(visit: Visit) -> Response:
    """``GET /review/rules``: rules with how right they were measured, and what waits of each."""
    _may(visit)
    listed = [_rule(visit, each) for each in visit.view.rules()]
    open_ones = sorted((each for each in listed if each.waiting), key=_sureness)
    return visit.show(
        "review-rules.html",
        {"rules": open_ones},
        rows=[_rule_cells(each) for each in open_ones],
        rules=open_ones,
    )


@page
@remembers()
def batch(visit: Visit) -> Response:
    """``GET /review/batch``: everything that one ``rule`` read and nobody looked at."""
    _may(visit)
    name = visit.asked("rule")
    row = next((each for each in visit.view.rules() if name and each.rule == name), None)
    if row is None:
        raise NotFound(
            f"no rule “{name}” read anything here", fix="The page of rules lists those that did."
        )
    found = visit.view.statements(
        Filter(rule=name, method="rule", reviewed=False), limit=_BATCH
    ).items
    return visit.show(
        "review-batch.html",
        {"rule": row, "statements": found},
        rows=[statement_cells(each) for each in found],
        rule=_rule(visit, row),
        lines=lines(found, visit.words),
        done=_done(visit),
        lately=_lately(visit),
    )


@action(Right.REVIEW, fields=3 * _BATCH)
def decide(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /review/batch``: confirms or rejects all that was listed, or what was chosen."""
    verdict, _, what = form.get("verdict", "").partition(":")
    every = {name.removeprefix(_ALL): seen for name, seen in form.items() if name.startswith(_ALL)}
    picked = {name.removeprefix(_PICK) for name in form if name.startswith(_PICK)}
    chosen = every if what == "all" else {name: every.get(name, "") for name in picked}
    if not chosen:
        raise UnknownValue(
            "nothing was chosen", where="pick", fix="Tick what you mean, or take all of the list."
        )
    made = together.decide(visit.record, visit.view.reader, chosen, verdict, by=visit.person)
    return visit.back(
        form,
        "/review",
        done=f"together-{verdict}",
        n=made.done or "0",
        left=len(made.left) or "",
        undo="",
        entry="",
        group=made.group,
    )


@action(Right.REVIEW)
def undo(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /review/undo``: takes back what was decided in one go, or one decision."""
    count = together.undo(visit.record, visit.view.reader, form.get("group", ""), by=visit.person)
    return visit.back(
        form, "/review", done="undone-together", n=count, left="", undo="", entry="", group=""
    )


def _may(visit: Visit) -> None:
    if not visit.may(Right.REVIEW):
        raise NotFound("there is nothing to review here")


def _asked(visit: Visit) -> Filter:
    act = visit.asked("act")
    if act and act not in choices.ACTS:
        raise UnknownValue(
            f"“{act}” is not an act", where="act", fix=f"Use {', '.join(choices.ACTS)}."
        )
    paper = visit.asked("paper")
    return Filter(
        act=act or None,
        paper=visit.view.paper(paper).id if paper else None,
        dossier=visit.asked("dossier") or None,
        rule=visit.asked("rule") or None,
    )


def _counts(visit: Visit, asked: Filter) -> dict[str, int]:
    """How many wait, by act, within the other questions."""
    wanted = Filter(
        reviewed=False,
        method="rule",
        paper=asked.paper,
        dossier=asked.dossier,
        rule=asked.rule,
    )
    counts = visit.view.counts("act", wanted)
    return {act: counts[act] for act in choices.ACTS if act in counts and act not in MACHINERY}


def _chosen(visit: Visit, asked: Filter) -> list[tuple[str, str]]:
    """What the list is narrowed to: the name of the question, and what it is."""
    t, found = visit.words, []
    if asked.paper:
        found.append(("paper", visit.view.paper(asked.paper).title))
    if asked.dossier:
        found.append(("dossier", t.dossier(asked.dossier)))
    if asked.rule:
        found.append(("rule", asked.rule))
    return found


def _case(visit: Visit, each: Waiting) -> Case:
    row, t = each.row, visit.words
    paper = None
    if row.paper is not None:
        paper = structured_text(visit, visit.view.paper(row.paper.id))
    return Case(
        line=line(row, t),
        around=around(row, paper),
        form=reading_form(row, t),
        why=why(row, t),
        flag=t(f"review.first.{each.why}") if each.why else "",
        other=line(each.other, t) if each.other is not None else None,
        seen=row.entry,
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    rule: str
    row: RuleRow
    waiting: int
    precision: str
    """As measured, in words; that it was not where it was not."""
    judged: str


def _rule(visit: Visit, row: RuleRow) -> _Rule:
    t = visit.words
    wanted = Filter(rule=row.rule, method="rule", reviewed=False)
    some = visit.view.statements(wanted, limit=1).items
    measured = int(certainty(some[0]) * 100) if some and some[0].precision else None
    judged = row.confirmed + row.corrected + row.rejected
    return _Rule(
        row.rule,
        row,
        visit.view.count(wanted) if some else 0,
        t("review.why.right", n=measured) if measured is not None else t("review.why.unmeasured"),
        t("review.judged", right=row.confirmed, n=judged) if judged else t("review.nobody"),
    )


def _sureness(each: _Rule) -> tuple[int, str]:
    return -each.waiting, each.rule


def _rule_cells(each: _Rule) -> dict[str, object]:
    row = each.row
    return {
        "rule": each.rule,
        "waiting": each.waiting,
        "read": row.read,
        "confirmed": row.confirmed,
        "corrected": row.corrected,
        "rejected": row.rejected,
    }


def _lately(visit: Visit) -> list[dict[str, Any]]:
    """What this person decided last, each with what undoes it."""
    view, t = visit.view, visit.words
    found: dict[str, list[DecisionRow]] = {}
    for each in view.decisions(visit.person, visit.record.organisation.name, limit=_LATELY):
        found.setdefault(each.group, []).append(each)
    return [
        {
            "group": group,
            "words": t(f"review.did.{rows[0].what}"),
            "count": len(rows),
            "quote": rows[0].quote or _quote(visit, rows[0]),
            # The id of any version leads to its statement.
            "path": f"/statements/{rows[0].target}",
        }
        for group, rows in found.items()
    ]


def _quote(visit: Visit, row: DecisionRow) -> str:
    history = visit.view.history(row.target)
    return next((each.quote for each in reversed(history) if each.quote), "")


def _done(visit: Visit) -> str:
    """What was done on the page before, in words, with how many and how many were left."""
    t, done = visit.words, visit.asked("done")
    if done not in _TOGETHER:
        return done_words(visit)
    told = t(f"review.{done}", n=_count(visit.asked("n")))
    left = _count(visit.asked("left"))
    return f"{told} {t('review.left', n=left)}" if left else told


def _count(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


_TOGETHER = frozenset({"together-confirmed", "together-rejected", "undone-together"})

ROUTES = [
    Route("/review", reviews),
    Route("/review/rules", rules),
    Route("/review/batch", batch, methods=["GET"]),
    Route("/review/batch", decide, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
]
