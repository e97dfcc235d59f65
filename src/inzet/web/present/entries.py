"""What is new, was put right or no longer stands, as entries of a feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from inzet.changes import Differs, Kept, Step, difference, differing, version_before
from inzet.meetings import Commitment, Keeping
from inzet.record import EndedPaper, EndedRow, PaperRow, StatementRow, View
from inzet.web.atom import Entry
from inzet.web.present.promises import promise
from inzet.web.present.statements import SHORT, Line, line
from inzet.web.words import Words

_SHORT = 110


def statement_entries(
    view: View, rows: Iterable[StatementRow], ended: Iterable[EndedRow], t: Words
) -> list[Entry]:
    """Statements as they stand, and those that no longer do, latest first."""
    made = [_standing(view, row, t) for row in rows]
    made += [_ended(each, t) for each in ended]
    return sorted(made, key=lambda each: (each.updated, each.named), reverse=True)


def promise_entries(
    found: Iterable[Commitment], ended: Iterable[EndedRow], t: Words
) -> list[Entry]:
    """Commitments with how they are kept, and those withdrawn, latest changed first."""
    made = [_promised(each, t) for each in found]
    made += [_ended(each, t) for each in ended]
    return sorted(made, key=lambda each: (each.updated, each.named), reverse=True)


def paper_entries(rows: Iterable[PaperRow], ended: Iterable[EndedPaper], t: Words) -> list[Entry]:
    """Papers, and those that were withdrawn; what changed last first."""
    gone = [_paper(each.row, each.ended, t, gone=True) for each in ended]
    made = [_paper(row, row.arrived, t) for row in rows]
    # Sorting is stable: of the same second, what was withdrawn stands before what came.
    return sorted([*gone, *made], key=lambda each: each.updated, reverse=True)


def _paper(row: PaperRow, updated: dt.datetime, t: Words, *, gone: bool = False) -> Entry:
    facts = [t.genre(row.genre), ", ".join(row.numbers), t.day(row.said), row.stamp]
    told = " · ".join(each for each in (t("news.withdrawn") if gone else "", *facts) if each)
    return Entry(
        named=f"paper:{row.id}",
        title=f"{t('news.withdrawn')}: {row.title}" if gone else row.title,
        updated=updated,
        # There is no page of it any more.
        path="/papers" if gone else f"/papers/{row.id[:SHORT]}",
        summary=told or row.title,
        html=str(escape(told or row.title)),
        author=t.party(row.on_behalf_of) or row.organisation,
        category="paper",
        label=t.genre(row.genre),
        rights=_rights(row.marking, t),
    )


def _standing(view: View, row: StatementRow, t: Words) -> Entry:
    before = version_before(row, view.history(row.identity)) if row.corrected else None
    if before is None:
        return _entry(row, t)
    told = [_changed(each, t) for each in differing(before, row)]
    return _entry(row, t, head=t("news.corrected"), more=told)


def _promised(found: Commitment, t: Words) -> Entry:
    shown = promise(found, t)
    keeping = t.maybe(f"keeping.{found.keeping}", str(found.keeping))
    facts = [keeping, shown.due, shown.judged, shown.paper, shown.register]
    told = Markup("<p>{}</p>").format(" · ".join(each for each in facts if each))
    when = [found.row.arrived, *([found.judgement.row.arrived] if found.judgement else [])]
    head = "" if found.keeping is Keeping.OPEN else keeping
    return _entry(found.row, t, head=head, more=[told], updated=max(when))


def _ended(found: EndedRow, t: Words) -> Entry:
    head = t(f"news.{found.why}")
    told = Markup("<p>{}</p>").format(t(f"news.{found.why}-means"))
    return _entry(found.row, t, head=head, more=[told], updated=found.ended, gone=True)


def _entry(
    row: StatementRow,
    t: Words,
    *,
    head: str = "",
    more: Sequence[Markup] = (),
    updated: Any = None,
    gone: bool = False,
) -> Entry:
    shown = line(row, t)
    said = _cut(shown.gist if str(row.act) == "participation" else row.quote)
    named = f"{shown.title}: {said}"
    stamp = row.paper.stamp if row.paper else ""
    cited = " · ".join(part for part in _facts(shown, t) if part)
    quote = Markup("<del>{}</del>").format(row.quote) if gone else escape(row.quote)
    parts = [
        *more,
        Markup('<blockquote lang="{}">{}</blockquote>').format(row.language or "", quote),
        Markup("<p>{}</p>").format(cited),
        Markup("<p><small>{}</small></p>").format(stamp) if stamp else Markup(""),
    ]
    return Entry(
        named=f"statement:{row.identity}",
        title=f"{head}: {named}" if head else named,
        updated=updated or row.arrived,
        path=shown.permalink,
        summary=" ".join(filter(None, (f"“{row.quote}”", f"({cited})", stamp and f"[{stamp}]"))),
        html=str(Markup("").join(parts)),
        author=shown.who,
        category=str(row.act),
        label=shown.act,
        rights=_rights(row.marking, t),
    )


def _facts(shown: Line, t: Words) -> Iterable[str]:
    yield shown.act
    yield shown.who
    yield shown.due
    yield ", ".join(title for title, _ in shown.dossiers)
    page = getattr(shown.row.citation, "page", None)
    yield shown.source + (f", {t('paper.page', number=page)}" if page else "")
    yield shown.said


def _changed(each: Differs, t: Words) -> Markup:
    name = t.maybe(f"news.field.{each.name}", each.name)
    if each.name == "quote":
        return Markup("<p>{}: {}</p>").format(
            name, marked_html(difference(each.before, each.after))
        )
    before, after = (_worded(each.name, value, t) for value in (each.before, each.after))
    return Markup("<p>{}: <del>{}</del> → <ins>{}</ins></p>").format(name, before, after)


def _worded(name: str, value: str, t: Words) -> str:
    makers: Mapping[str, Any] = {
        "act": t.act,
        "party": t.party,
        "dossiers": lambda told: ", ".join(t.dossier(one) for one in told.split(", ")),
    }
    return (makers[name](value) if name in makers and value else value) or "–"


def marked_html(steps: Iterable[Step]) -> Markup:
    """A difference with what went struck through and what came underlined."""
    tags = {Kept.SAME: "{}", Kept.GONE: "<del>{}</del>", Kept.NEW: "<ins>{}</ins>"}
    parts = []
    for place, step in enumerate(steps):
        space = " " if place and step.spaced else ""
        parts.append(Markup(space) + Markup(tags[step.op]).format(step.text))
    return Markup("").join(parts)


def _rights(marking: str, t: Words) -> str:
    return t.maybe(f"marking.{marking}", marking)


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 2].rpartition(" ")[0] + " …"
