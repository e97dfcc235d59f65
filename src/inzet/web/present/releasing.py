"""Who will be able to read something, and what was made from what, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.exchange.release import Audience, Left
from inzet.exchange.release.tearlines import Happened, State, TearLine, made_from, tear_lines_of
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.errors import NotFound
from inzet.web.present.statements import SHORT
from inzet.web.words import Words

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class WhoLine:
    """An organisation that will be able to read it, and what is known of it."""

    name: str
    told: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another paper or statement that one was released as, or made from."""

    told: str
    title: str
    path: str


def who_lines(made: Audience, t: Words) -> tuple[WhoLine, ...]:
    """Everybody by name; of PUBLIC those that are known here."""
    found = []
    for each in made.who:
        parts = [t("release.own")] if each.own else []
        if not each.own:
            parts = [
                t("release.already") if each.already else t("release.fresh"),
                t("release.key") if each.key else t("release.no-key"),
            ]
            parts += [t("release.peer")] if each.peer else []
        found.append(WhoLine(each.name, ", ".join(parts), not each.already))
    return tuple(found)


def left_lines(left: Iterable[Left], t: Words) -> tuple[tuple[str, str], ...]:
    """(what it says, why it does not go along)."""
    return tuple(
        (
            each.statement.quote,
            t(
                "release.leads-to",
                title=_short(each.why.title),
                marking=t.maybe(f"marking.{each.why.marking}", each.why.marking),
            ),
        )
        for each in left
    )


def shared_as(view: View, row: PaperRow | StatementRow) -> tuple[str, ...]:
    """The markings of one's own organisation under which something stands, for this reader."""
    if isinstance(row, PaperRow):
        return tuple(dict.fromkeys(each.marking for each in view.copies(row.id)))
    steps = view.history(row.identity)
    return tuple(
        dict.fromkeys(
            step.marking
            for step in reversed(steps)
            if step.kind in ("reading", "correction")
            and not step.undone
            and step.organisation == row.organisation
        )
    )


def related(view: View, row: PaperRow | StatementRow, t: Words) -> tuple[Related, ...]:
    """What it was made from, and the tear-lines that were made from it, as far as is seen."""
    if isinstance(row, StatementRow):
        links = tear_lines_of(view, row.identity)
        return tuple(_tear_line(view, each.paper, t) for each in links)
    made = [_tear_line(view, each.paper, t) for copy in view.copies(row.id)
            for each in tear_lines_of(view, copy.id)]  # fmt: skip
    made += [
        Related(
            t("tearline.made-from", by=each.by, second=each.second),
            _short(each.title),
            _path(view, each.source),
        )
        for each in made_from(view, row.id)
    ]
    return tuple(made)


def _tear_line(view: View, paper: str, t: Words) -> Related:
    try:
        row = view.paper(paper)
    except NotFound:
        return Related(t("tearline.of-it"), t("tearline.gone"), "")
    marking = t.maybe(f"marking.{row.marking}", row.marking)
    return Related(f"{t('tearline.of-it')} ({marking})", row.title, f"/papers/{row.id[:SHORT]}")


def _path(view: View, source: str) -> str:
    try:
        return f"/papers/{view.paper(source).id[:SHORT]}"
    except NotFound:
        return f"/statements/{source}"


@dataclass(frozen=True, slots=True)
class TearLineLine:
    """A tear-line in a list."""

    id: str
    title: str
    state: str
    marking: str
    writer: str
    reason: str
    paper: str
    """Path of what it became."""


def tear_line_line(each: TearLine, t: Words) -> TearLineLine:
    """One tear-line."""
    return TearLineLine(
        id=each.id,
        title=_short(each.title),
        state=t(f"tearline.state.{each.state.replace(' ', '-')}"),
        marking=t.maybe(f"marking.{each.marking}", each.marking),
        writer=each.writer,
        reason=each.reason,
        paper=f"/papers/{each.paper[:SHORT]}" if each.paper else "",
    )


def step_line(step: Happened, t: Words) -> str:
    """What somebody did with it."""
    told = t(f"tearline.did.{step.state.replace(' ', '-')}", who=step.by, day=t.day(step.on.date()))
    return f"{told}: {step.reason}" if step.reason else told


def is_open(each: TearLine) -> bool:
    """Whether its writer works on it."""
    return each.state in (State.DRAFT, State.SENT_BACK)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
