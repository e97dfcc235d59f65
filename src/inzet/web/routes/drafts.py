"""Drafts: what lies in the drawer, one of them set like a paper, its files, and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings import chain
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import parse_day
from inzet.web.drawer import drawer, line_of, named
from inzet.web.present.drafts import (
    KINDS,
    LANGUAGES,
    conflict_words,
    edit_words,
    named_blocks,
    remark_lines,
    step_words,
)
from inzet.web.present.meetings import chain_lines
from inzet.web.present.sheet import passages, places
from inzet.web.security import UPLOAD_LIMIT
from inzet.web.uploads import brought
from inzet.web.visit import Visit, action, page, visiting
from inzet.web.who import Right
from inzet.writing import contents
from inzet.writing.compose import compose
from inzet.writing.draft import Block, Draft
from inzet.writing.drawer import Card, Desk, keep, take_in
from inzet.writing.render.copy import copy_of
from inzet.writing.render.formats import FORMATS, format_of, render

DONE = ("first", "again", "same", "deleted", "filled")
"""What can just have been done with a draft."""


@page
def drafts(visit: Visit) -> Response:
    """``GET /drafts``: what is in the drawer, and a form to draft."""
    t, own = visit.words, drawer(visit)
    cards = own.drafts()
    names = Counter(card.name for card in cards)
    shown = [
        line_of(visit, card, own.version(card).draft, draft_id=names[card.name] > 1)
        for card in cards
    ]
    return visit.show(
        "drafts.html",
        {"drafts": cards},
        rows=[_cells(card) for card in cards],
        drafts=shown,
        meetings=[
            line
            for line in visit.remembered(
                "chain lines", lambda: chain_lines(chain(visit.view), visit.moment.day, t)
            )
            if not line.meeting.mentioned_only
        ],
        kinds=KINDS,
        draft_languages=LANGUAGES,
        day=visit.moment.day,
        done=_done(visit),
    )


@action(Right.DRAFT)
def draft(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /drafts``: composes, or composes again under what people wrote; goes to the draft."""
    own = drawer(visit)
    day = form.get("on", "").strip()
    made = compose(
        visit.record,
        own.reader,
        form.get("kind", "").strip(),
        form.get("meeting", "").strip(),
        language=form.get("language", "").strip(),
        on=parse_day(day, where="on") if day else visit.moment.day,
    )
    typed = form.get("draft", "").strip()
    kept = keep(own, made, own.find(typed) if typed else None)
    done = "first" if kept.first else "again" if kept.news else "same"
    return visit.go(f"/drafts/{kept.card.name}", done=done, draft=typed)


@page
def one(visit: Visit) -> Response:
    """``GET /drafts/{kind}/{meeting}/{language}``: as it stands; ``?number`` an older version."""
    t, own = visit.words, drawer(visit)
    card = named(visit, own)
    found = own.version(card, _number(visit.asked("number")))
    remarks = own.remarks(card)
    copy = copy_of(found.draft, clean=False)
    said = remark_lines(remarks, t)
    keys = {part.block.key for part in copy.parts}
    history = own.history(card)
    return visit.show(
        "draft.html",
        {"draft": found.draft, "card": card, "versions": history, "remarks": remarks},
        line=line_of(visit, card, found.draft),
        copy=copy,
        paper=found.draft,
        passages=passages(copy, said),
        loose=[each for each in said if each.key not in keys],
        to_do=[
            (key, list(zip(places(copy, blocks), named_blocks(found.draft, blocks), strict=True)))
            for key, blocks in _to_do(found.draft)
            if blocks
        ],
        holds=[t(f"draft.origin.{origin}", n=n) for origin, n in contents.holds(found.draft)],
        step=found.step,
        current=found.step.number == card.last.number,
        versions=[(each, step_words(each, t)) for each in reversed(history)],
        files=FORMATS,
        stamps=copy.stamps,
        done=_done(visit),
    )


@page
def file(visit: Visit) -> Response:
    """``GET …/file.{suffix}``: a copy as a download; ``?clean=1`` the clean one."""
    own = drawer(visit)
    card = named(visit, own)
    draft = own.version(card, _number(visit.asked("number"))).draft
    visit.note(draft)
    wanted = format_of(f".{visit.path('suffix')}")
    clean = wanted.only_clean or (visit.asked("clean") == "1" and not wanted.of_meeting)
    as_of_draft = visit.record.view(own.reader, known_on=parse_day(draft.on))
    data = render(draft, wanted, clean=clean, view=as_of_draft)
    name = "-".join((*card.name.split("/"), *(("clean",) if clean else ())))
    return Response(
        data,
        media_type=wanted.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}{wanted.suffix}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-cache",
        },
    )


async def taken_back(request: Request) -> Response:
    """``POST …/return``: takes an edited Word ``file`` back, and shows its edits."""
    async with request.form(max_files=1, max_fields=5, max_part_size=UPLOAD_LIMIT) as form:
        name, data = await brought(form, fix="Choose the Word file that you edited.")
        typed = form.get("draft")

    def run() -> Response:
        with visiting(request) as visit:
            visit.require(Right.DRAFT)
            own = drawer(visit)
            card = named(visit, own, typed=typed if isinstance(typed, str) else "")
            return _returned(visit, own, card, name, data)

    return await run_in_threadpool(run)


def _returned(visit: Visit, own: Desk, card: Card, name: str, data: bytes) -> Response:
    t = visit.words
    taken = take_in(own, data, name=name, typed=card.id)
    return visit.show(
        "draft-returned.html",
        {
            "card": taken.card,
            "changed": taken.changed,
            "edits": taken.returned.edits,
            "conflicts": taken.conflicts,
            "notes": taken.returned.notes,
        },
        line=line_of(visit, taken.card, taken.draft),
        file=name,
        changed=taken.changed,
        edits=edit_words(taken.returned.edits, t),
        conflicts=conflict_words(taken.conflicts, t),
        remarks=remark_lines(own.remarks(taken.card), t),
        notes=taken.returned.notes,
        since=[step_words(each, t) for each in taken.since],
        stamps=copy_of(taken.draft, clean=False).stamps,
    )


@action(Right.DRAFT)
def delete(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/delete``: asks whether it is meant; with ``sure`` deletes every version for good."""
    own = drawer(visit)
    card = named(visit, own, typed=form.get("draft", ""))
    if form.get("sure") == "yes":
        own.delete(card)
        return visit.go("/drafts", done="deleted")
    draft = own.version(card).draft
    return visit.show(
        "draft-delete.html",
        {"card": card},
        line=line_of(visit, card, draft),
        versions=len(own.history(card)),
        remarks=len(own.remarks(card)),
        stamps=copy_of(draft, clean=False).stamps,
    )


def _to_do(draft: Draft) -> list[tuple[str, list[Block]]]:
    settle = contents.to_settle(draft)
    return [
        ("conflicts", contents.conflicts(draft)),
        ("fields", contents.to_fill(draft)),
        ("promises", [each for each in settle if each.role == "promise"]),
        ("motions", [each for each in settle if each.role == "motion"]),
        ("dropped", contents.dropped(draft)),
    ]


def _done(visit: Visit) -> str:
    done = visit.asked("done")
    return visit.words(f"draft.done.{done}") if done in DONE else ""


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise UnknownValue(
            "this is no number of a version", where="number", fix="Versions count from 1."
        )
    return int(text)


def _cells(card: Card) -> dict[str, object]:
    return {
        "draft": card.name,
        "id": card.id,
        "title": card.title,
        "owner": card.owner,
        "shared_with": "; ".join(card.shared_with),
        "created": card.created,
        "version": card.last.number,
        "how": card.last.how,
        "by": card.last.by,
        "made": card.last.made,
        "open_remarks": card.open_remarks,
        "released_as": card.released.marking if card.released else "",
    }


_ONE = "/drafts/{kind}/{meeting}/{language}"
ROUTES = [
    Route("/drafts", drafts, methods=["GET"]),
    Route("/drafts", draft, methods=["POST"]),
    Route(_ONE, one),
    Route(f"{_ONE}/file.{{suffix}}", file),
    Route(f"{_ONE}/return", taken_back, methods=["POST"]),
    Route(f"{_ONE}/delete", delete, methods=["POST"]),
]
