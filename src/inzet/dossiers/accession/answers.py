"""The state of one accession, or of all, as sentences, tables and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inzet.dossiers.accession import sentences, tables
from inzet.dossiers.accession.drawn import grid, spots
from inzet.dossiers.accession.facts import MEMBER, PROCEDURE
from inzet.dossiers.accession.report import Report
from inzet.dossiers.answer import Answer, Asked, Cell, Sentence
from inzet.dossiers.pictures import Frame
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow


def one_of_them(report: Report, members: Value[int], asked: Asked, words: Wording) -> Answer:
    """The state of one accession."""
    return Answer(
        procedure=PROCEDURE,
        asked=asked,
        title=words("title_of", candidate=words.party(report.code)),
        line=sentences.line(report, words),
        headline=_headline(report, members, words.day(asked.on), words),
        tables=tables.of_one(report, words),
        pictures=grid(report, words),
        said=_said([report]),
        values={**_values(report), "members": members},
        state=_plain(report),
    )


def all_of_them(
    reports: Sequence[Report], members: Value[int], asked: Asked, words: Wording
) -> Answer:
    """The state of all accessions at one glance."""
    values: dict[str, Value[Any]] = {
        f"{report.code}.{name}": value
        for report in reports
        for name, value in _values(report).items()
    }
    current = [report for report in reports if not report.candidate.settled] or reports[:1]
    return Answer(
        procedure=PROCEDURE,
        asked=asked,
        title=words("title"),
        line=sentences.line(reports[0], words) if reports else Cell(""),
        headline=(
            *(each for report in current for each in sentences.headline(report, words)),
            _members(members, words.day(asked.on), words),
        ),
        tables=tables.of_all(reports, words),
        said=_said(reports),
        values={**values, "members": members},
        state={report.code: _plain(report) for report in reports},
    )


def frame_of(report: Report, members: Value[int], asked: Asked, words: Wording) -> Frame:
    """The grid and headline of one accession on a day."""
    said = _headline(report, members, "{day}", words)
    return Frame(asked.on, tuple(each.text for each in said), spots(report, words))


def _headline(
    report: Report, members: Value[int], day: str, words: Wording
) -> tuple[Sentence, ...]:
    return (*sentences.headline(report, words), _members(members, day, words))


def _members(members: Value[int], day: str, words: Wording) -> Sentence:
    key = "members" if members.value else "members_untold"
    text = words(key, n=members.value, day=day)
    return Sentence(text, members.sources)


def _said(reports: Sequence[Report]) -> tuple[StatementRow, ...]:
    """What papers say of it, latest first, each statement once."""
    found = {
        row.identity: row
        for report in reports
        for row in (
            *(row for each in report.checks for row in each.telling.rows),
            *(row for each in report.candidate.milestones.values() for row in each.value.sources),
        )
        if row.paper is not None
    }
    by_identity = sorted(found.values(), key=lambda row: row.identity)
    return tuple(sorted(by_identity, key=lambda row: str(row.said or ""), reverse=True))


def _values(report: Report) -> dict[str, Value[Any]]:
    candidate, tally = report.candidate, report.tally
    found: dict[str, Value[Any]] = {}
    if tally.count is not None:
        found["completed"] = tally.count
        found["stage"] = Value(tally.stage, tally.count.sources)
    found["of"] = tally.of
    if not tally.untold:
        found["open"] = Value(list(tally.open.value), tally.open.sources, tally.open.rule)
    if candidate.joined:
        rows = tuple(term.row for term in candidate.joined.values() if term.row is not None)
        found["allies"] = Value(tally.of.value + len(candidate.joined), (*tally.of.sources, *rows))
    for stage in report.stages:
        if stage.count is not None:
            found[f"count.{stage.stage}"] = stage.count
    for event, taken in candidate.milestones.items():
        found["member since" if event == MEMBER else event] = taken.value
    return found


def _plain(report: Report) -> dict[str, Any]:
    candidate, tally = report.candidate, report.tally
    return {
        "candidate": candidate.code,
        "stage": tally.stage,
        "completed": tally.count.value if tally.count is not None else None,
        "of": tally.of.value,
        "denominator": tally.of.rule,
        "open": [] if tally.untold else list(tally.open.value),
        "not told": list(tally.open.value) if tally.untold else [],
        "joined since": {code: term.since for code, term in candidate.joined.items()},
        "milestones": {name: taken.day.text for name, taken in candidate.milestones.items()},
        "allies": {ally.code: _stages(ally.stages) for ally in candidate.allies.values()},
        "told of all": [
            {
                "says": sentences.says(each, Wording("inzet.dossiers.accession", "en")),
                "of": each.telling.day.text,
                "verdict": str(each.verdict),
                "list": each.count,
                "statements": [row.identity for row in each.telling.rows],
            }
            for each in report.checks
        ],
    }


def _stages(stages: Mapping[str, Any]) -> dict[str, str]:
    return {stage: taken.day.text for stage, taken in stages.items()}
