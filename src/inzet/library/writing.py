"""Writing items of the library, and what came of them: whichever door somebody comes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import msgspec

from inzet.dossiers.hybrid.sources import evidence as of_statement
from inzet.dossiers.hybrid.vocabulary import ids, term
from inzet.library import desk
from inzet.library.contents import (
    Analysis,
    Evidence,
    Grading,
    Item,
    Named,
    Practice,
    Use,
    plain,
)
from inzet.library.desk import worded
from inzet.library.shelf import lying
from inzet.library.vocabulary import labels, language, region
from inzet.meetings.chain import meeting as named
from inzet.meetings.cycle.desk import Written, announced, own_view
from inzet.meetings.release import held_to
from inzet.meetings.saying import checked
from inzet.meetings.sources import Hand
from inzet.reading.meanwhile import unless_judged
from inzet.reading.review import statement_of
from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.entries import Correction
from inzet.vocabulary.errors import InputError, NotFound, NotOwner, UnknownValue
from inzet.vocabulary.library import ANALYSIS, PRACTICE
from inzet.vocabulary.times import parse_day

ITEMS: Mapping[str, type[Item]] = {ANALYSIS: Analysis, PRACTICE: Practice}
"""What can be added, by kind."""
_MANY = 50
"""Pieces of evidence, techniques and the like of one item at most."""
_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an item is made of, as it was typed.

    Attributes:
        text: its body; may be empty.
        language: in which title, summary and body are written.
        translations: title and summary in other languages, by language.
        evidence: ids or numbers of papers, ids of statements and STIX objects, codes such as T0002.
        domains, instruments: terms of the hybrid vocabulary, by id or name.
        techniques: codes, STIX ids or words.
        regions: regions or countries, by id, code or name.
        handling: TLP labels, LIMITE.
        review: the day on which it is to be looked at again, ISO.
        reliability, credibility: A to F and 1 to 6; both or neither.
        originator: whose it is, where it is retold from somebody else.
        dossiers: what it is about.
    """

    title: str
    summary: str
    text: str = ""
    language: str = ""
    translations: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    evidence: Iterable[str] = ()
    domains: Iterable[str] = ()
    instruments: Iterable[str] = ()
    techniques: Iterable[str] = ()
    regions: Iterable[str] = ()
    handling: Iterable[str] = ()
    review: str | None = None
    reliability: str = ""
    credibility: str = ""
    originator: str = ""
    dossiers: Iterable[str] = ()
    meeting: str | None = None


def add(record: Record, reader: Reader, kind: str, hand: Hand, parts: Parts) -> Written:
    """Adds an analysis or a practice.

    Args:
        kind: one of `ITEMS`.
        hand: its source may be left empty: it then rests on its writer's judgement.

    Raises:
        InputError: no title or summary, too long, or one half of a grade.
        NotFound: evidence or a meeting that is not there for this reader.
        UnknownValue: another kind, or a term, region, language or dossier that is not known.
        ReferenceInward: it would be seen by people who may not see its evidence.
    """
    if kind not in ITEMS:
        raise UnknownValue(f"“{kind}” is nothing that is added", fix=f"Use {', '.join(ITEMS)}.")
    view = own_view(record, reader)
    item, basis = _made(view, ITEMS[kind], parts)
    meeting = None
    if parts.meeting:
        found = named(view, parts.meeting)
        meeting, basis = found.id, [*basis, *announced(view, found.id)]
    return desk.write(
        record,
        reader,
        hand,
        item,
        quote=item.summary,
        rests_on=basis,
        dossiers=checked(parts.dossiers),
        meeting=meeting,
        holder=parts.originator.strip() or None,
        language=item.language,
    )


def edit(
    record: Record, reader: Reader, name: str, *, by: str, seen: str = "", **changed: Any
) -> Written:
    """A new version of an item; what it was stays in its history, and so do its uses.

    Args:
        name: identity of the item, or as much of its beginning as is unique.
        seen: entry id of the version that was looked at; another since then is not written over.
        changed: of `Parts`, what is to be otherwise; the rest stays.

    Raises:
        InputError: nothing is changed; and as `add`.
        NotOwner: another organisation wrote it.
        JudgedMeanwhile: somebody changed it since.
    """
    view = own_view(record, reader)
    found = desk.one(view, name, Analysis, Practice)
    row, item = found.row, found.content
    assert isinstance(item, Item)
    if row.organisation != record.organisation.name:
        raise NotOwner(
            f"{row.organisation} wrote this, and changes it",
            where=row.identity[:12],
            fix="Say what came of using it, or ask them.",
        )
    parts = _parts(row, item)
    known = {each.name for each in fields(Parts)} - {"meeting"}
    if not changed or set(changed) - known:
        raise InputError("nothing is changed", where=row.identity[:12], fix="Say what.")
    parts = replace(parts, **changed)
    made, basis = _made(view, type(item), parts)
    for each in basis:
        held_to(record, each.marking, each.organisation, row.marking, where=_named(each))
    own_words = row.paper is None
    statement = msgspec.structs.replace(
        statement_of(row),
        content=plain(made),
        quote=made.summary if own_words else row.quote,
        holder=parts.originator.strip() or record.organisation.name,
        dossiers=checked(parts.dossiers),
        language=made.language or row.language if own_words else row.language,
    )
    body = Correction(target=row.entry, statement=statement, by=by)
    with record.batch(row.marking) as batch:
        unless_judged(record.view(reader), row.identity, seen or row.entry)
        entry = batch.add(body)
    return Written(entry, row.identity, str(row.content["kind"]), made.title, row.marking)


def use(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    outcome: str,
    text: str,
    dossiers: Iterable[str] = (),
) -> Written:
    """Says that one's own organisation used something of the library, and what came of it.

    Args:
        name: identity of it, or as much of its beginning as is unique; anybody's.
        outcome: worked, worked in part, did not work, not known yet.
        text: why, in a sentence.

    Raises:
        InputError: no reason.
        NotFound: this reader has no such thing.
        UnknownValue: another outcome.
        ReferenceInward: people would see it who may not see what was used.
    """
    row = lying(own_view(record, reader), name)
    made = Use(
        item=row.identity,
        outcome=term("outcome", outcome, where="outcome").id,
        text=worded(text, what="what came of it"),
    )
    about = checked(dossiers)
    return desk.write(record, reader, hand, made, quote=made.text, rests_on=[row], dossiers=about)


def grade(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    reliability: str,
    credibility: str,
    text: str,
) -> Written:
    """Grades something of the library for one's own organisation; the last grade counts.

    Args:
        reliability, credibility: of source and information, A to F and 1 to 6.
        text: why.

    Raises:
        InputError: no reason.
        NotFound: this reader has no such thing.
        UnknownValue: a grade that is none.
        ReferenceInward: people would see it who may not see what is graded.
    """
    row = lying(own_view(record, reader), name)
    made = Grading(
        item=row.identity,
        reliability=term("reliability", reliability, where="reliability").id,
        credibility=term("credibility", credibility, where="credibility").id,
        text=worded(text, what="a grade"),
    )
    return desk.write(record, reader, hand, made, quote=made.text, rests_on=[row])


def _made(view: View, kind: type[Item], parts: Parts) -> tuple[Item, list[StatementRow | PaperRow]]:
    """An item of its parts, and what it rests on."""
    if bool(parts.reliability) != bool(parts.credibility):
        raise InputError(
            "a grade has two halves",
            where=parts.title[:60],
            fix="Give reliability (A to F) and credibility (1 to 6), or neither.",
        )
    own = language(parts.language) if parts.language else None
    found = [_evidence(view, each) for each in _few(parts.evidence, what="evidence")]
    unique = {each.statement or each.paper: (each, row) for each, row in found}
    review = parts.review
    item = kind(
        title=" ".join(worded(parts.title, what="a title", most=300).split()),
        summary=" ".join(worded(parts.summary, what="a summary").split()),
        text=worded(parts.text, what="a body", most=desk.LONGEST) if parts.text.strip() else "",
        language=own,
        translations=_translations(parts.translations, own),
        evidence=tuple(each for each, _ in unique.values()),
        domains=ids("domains", parts.domains, where="domains"),
        instruments=ids("instruments", parts.instruments, where="instruments"),
        techniques=tuple(
            worded(each, what="a technique", most=_NAME)
            for each in _few(parts.techniques, what="techniques")
        ),
        regions=tuple(dict.fromkeys(region(each) for each in parts.regions)),
        handling=labels(parts.handling),
        review=parse_day(review, where="review").isoformat() if review else None,
        reliability=_graded("reliability", parts.reliability),
        credibility=_graded("credibility", parts.credibility),
    )
    return item, [row for _, row in unique.values()]


def _graded(kind: str, name: str) -> str:
    return term(kind, name, where=kind).id if name else ""


def _translations(given: Mapping[str, tuple[str, str]], own: str | None) -> dict[str, Named]:
    found = {}
    for code, (title, summary) in given.items():
        if language(code) == own:
            raise InputError(
                "a translation is in another language than the item",
                where=code,
                fix="Say in which language the item is written, or leave this one away.",
            )
        found[language(code)] = Named(
            title=" ".join(worded(title, what="a title", most=300).split()),
            summary=" ".join(worded(summary, what="a summary").split()) if summary.strip() else "",
        )
    return found


def _evidence(view: View, name: str) -> tuple[Evidence, StatementRow | PaperRow]:
    """A paper by its number or id, a statement, or an object of threat intelligence.

    Raises:
        NotFound: nothing of that name for this reader.
    """
    typed = name.strip()
    paper = view.find_paper(number=typed)
    if paper is None:
        try:
            paper = view.paper(typed)
        except NotFound:
            paper = None
    if paper is not None:
        return Evidence(paper=paper.id, name=paper.title[:_NAME]), paper
    made, row = of_statement(view, typed)
    called = " ".join(part for part in (made.code or "", made.name) if part)
    return Evidence(statement=made.statement, name=called[:_NAME]), row


def _few(given: Iterable[str], *, what: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(each.strip() for each in given if each.strip()))
    if len(found) > _MANY:
        raise InputError(f"at most {_MANY} of {what}", fix="Name the ones that matter most.")
    return found


def _parts(row: StatementRow, item: Item) -> Parts:
    """An item as it stands, as it could be typed again."""
    return Parts(
        title=item.title,
        summary=item.summary or row.quote,
        text=item.text,
        language=item.language or "",
        translations={code: (each.title, each.summary) for code, each in item.translations.items()},
        evidence=[each.statement or each.paper or "" for each in item.evidence],
        domains=item.domains,
        instruments=item.instruments,
        techniques=item.techniques,
        regions=item.regions,
        handling=item.handling,
        review=item.review,
        reliability=item.reliability,
        credibility=item.credibility,
        originator=row.holder or "",
        dossiers=row.dossiers,
    )


def _named(row: StatementRow | PaperRow) -> str:
    return row.identity[:12] if isinstance(row, StatementRow) else row.title[:60]
