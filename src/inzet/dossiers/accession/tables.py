"""Tables of accessions: candidates beside each other, and of one candidate ally by ally."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inzet.dossiers.accession import sentences
from inzet.dossiers.accession.counting import Tally, Verdict
from inzet.dossiers.accession.days import Day, Taken
from inzet.dossiers.accession.facts import APPROVED, IN_FORCE, MEMBER, MILESTONES, PROTOCOL, STAGES
from inzet.dossiers.accession.report import Report
from inzet.dossiers.accession.state import Ally, Change, changes
from inzet.dossiers.answer import Cell, Column, Table
from inzet.dossiers.holders import holder, source
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording


def of_one(report: Report, words: Wording) -> tuple[Table, ...]:
    """Everything of one candidate."""
    found = [_allies(report, words), _stages(report, words), _milestones(report, words)]
    found += [_tellings(report, words), _changes(report, words)]
    return tuple(table for table in found if table.rows)


def of_all(reports: Sequence[Report], words: Wording) -> tuple[Table, ...]:
    """Candidates beside each other."""
    return (_candidates(reports, words),) if reports else ()


def _candidates(reports: Sequence[Report], words: Wording) -> Table:
    stages = [stage for stage in STAGES if any(each.tally.stage == stage for each in reports)]
    named = "; ".join(f"{words(f'short_{stage}')}: {words(stage)}" for stage in stages)
    return Table(
        "candidates",
        words("table_candidates"),
        (
            Column("candidate", words("column_candidate")),
            Column("completed", words("column_done")),
            Column("state", words("column_state"), words=True),
        ),
        tuple(_candidate(report, words) for report in reports),
        note=words("note_candidates", stages=named),
    )


def _candidate(report: Report, words: Wording) -> tuple[Cell, ...]:
    return (
        Cell(words.party(report.code), tone="strong"),
        _counted(report.tally, words),
        _where(report, words),
    )


def _where(report: Report, words: Wording) -> Cell:
    told, tally = report.candidate.milestones, report.tally
    for event, key in ((MEMBER, "line_member"), (IN_FORCE, "line_in_force")):
        if taken := told.get(event):
            return Cell(words(key, day=sentences.day(taken.day, words)), taken.value, "good")
    if not tally.open.value:
        done = tally.count is not None and tally.count.value == tally.of.value
        return Cell(words("cell_all_done") if done else "")
    if tally.untold:
        return Cell(words("cell_others_untold"), tone="soft")
    return Cell(words("cell_still", open=words.parties(tally.open.value)), tally.open, "bad")


def _counted(tally: Tally, words: Wording) -> Cell:
    if tally.count is None:
        return Cell("")
    told = {"count": tally.count.value, "of": tally.of.value}
    step = words(f"short_{tally.stage}")
    if tally.untold and tally.count.value < tally.of.value:
        # A bar would draw those of whom nothing is told as if they had not taken the step.
        return Cell(words("cell_counted_short", **told, step=step), tally.count)
    share = tally.count.value / tally.of.value if tally.of.value else None
    return Cell(words("cell_counted", **told, step=step), tally.count, share=share)


def _allies(report: Report, words: Wording) -> Table:
    told = [stage for stage in STAGES if any(stage in a.stages for a in report.order())]
    if not report.candidate.listed:
        told = [APPROVED]
    signed = report.candidate.milestones.get(PROTOCOL)
    columns = [
        Column("ally", words("column_ally")),
        Column("number", words("column_place"), right=True),
        *(Column(stage, words(f"column_{stage}"), day=True) for stage in told),
    ]
    if signed and report.candidate.listed:
        columns.insert(3, Column("days", words("column_days"), right=True))
    rows = list(_ally_rows(report, told, signed, words))
    return Table("allies", words("table_allies"), tuple(columns), tuple(rows), _note(report, words))


def _ally_rows(
    report: Report, told: Sequence[str], signed: Taken | None, words: Wording
) -> Iterator[tuple[Cell, ...]]:
    place = 0
    longest = _longest(report, signed)
    for ally in report.order() if report.candidate.listed or report.tally.open.value else ():
        if not report.candidate.listed and ally.code not in report.tally.open.value:
            continue
        first = ally.done(report.tally.stage)
        place += 1 if first and ally.code in report.candidate.signed_by else 0
        number = str(place) if first and ally.code in report.candidate.signed_by else ""
        cells = [Cell(words.party(ally.code)), Cell(number)]
        cells += [_stage(report, ally, stage, words) for stage in told]
        if signed and report.candidate.listed:
            cells.insert(3, _took(first, signed, longest))
        yield tuple(cells)


def _longest(report: Report, signed: Taken | None) -> int:
    if signed is None:
        return 0
    done = [ally.done(report.tally.stage) for ally in report.order()]
    return max((_days(each.day, signed.day) for each in done if each), default=0)


def _took(done: Taken | None, signed: Taken, longest: int) -> Cell:
    if done is None or not (done.day.exact and signed.day.exact):
        return Cell("")
    took = _days(done.day, signed.day)
    rows = (*signed.value.sources, *done.value.sources)
    return Cell(str(took), Value(took, rows), share=took / longest if longest else None)


def _days(day: Day, since: Day) -> int:
    return (day.latest - since.latest).days


def _stage(report: Report, ally: Ally, stage: str, words: Wording) -> Cell:
    if taken := ally.stages.get(stage):
        return _day(taken, words)
    parts = [step for step in ally.parts if step.stage == stage]
    if parts and ally.done(stage) is None:
        last = parts[-1]
        return Cell(f"{last.part} {last.day.text}", Value(last.day.text, (last.row,)), "soft")
    if ally.done(stage) is not None or stage != report.tally.stage:
        return Cell("")
    if report.tally.untold:
        return Cell(words("cell_untold"), tone="soft")
    return Cell(words("cell_open"), report.tally.open, "bad")


def _note(report: Report, words: Wording) -> str:
    signed = report.candidate.milestones.get(PROTOCOL)
    stage = report.tally.stage
    told = {
        "column": words(f"column_{stage}"),
        "step": words(stage),
        "of": report.tally.of.rule,
    }
    key = "note_allies" if signed and report.candidate.listed else "note_allies_undated"
    note = words(key, **told, day=words.day(signed.day.text) if signed else "")
    if report.candidate.joined:
        named = sentences.joined(report.candidate, words)
        note = f"{note} {words('note_joined', joined=named)}"
    return note


def _stages(report: Report, words: Wording) -> Table:
    """Counts of the steps that are told as such, where there are several."""
    told = {stage for ally in report.candidate.allies.values() for stage in ally.stages}
    counted = [each for each in report.stages if each.stage in told] if len(told) > 1 else []
    return Table(
        "stages",
        words("table_stages"),
        (
            Column("stage", words("column_stage")),
            Column("completed", words("column_done")),
        ),
        tuple((Cell(words(stage.stage)), _counted(stage, words)) for stage in counted),
        note=words("note_stages"),
    )


def _milestones(report: Report, words: Wording) -> Table:
    told = report.candidate.milestones
    known = [event for event in MILESTONES if event in told]
    other = sorted(event for event in told if event not in MILESTONES)
    return Table(
        "milestones",
        words("table_milestones"),
        (
            Column("event", words("column_event"), words=True),
            Column("day", words("column_day"), day=True),
        ),
        tuple(
            (Cell(words(event) if event in MILESTONES else event), _day(told[event], words))
            for event in sorted([*known, *other], key=lambda each: told[each].day.latest)
        ),
    )


def _tellings(report: Report, words: Wording) -> Table:
    rows = [
        (
            _exactly(each.telling.day, words),
            Cell(holder(each.telling.row, words.language)),
            Cell(sentences.says(each, words), Value(each.telling.count, each.telling.rows)),
            Cell(
                words(f"short_{each.verdict}", n=each.count, parties=words.parties(each.by)),
                tone="good" if each.verdict is Verdict.AGREES else "",
            ),
        )
        for each in report.checks
    ]
    return Table(
        "tellings",
        words("table_tellings"),
        (
            Column("of", words("column_said"), day=True),
            Column("who", words("column_holder"), words=True),
            Column("says", words("column_says"), words=True),
            Column("list", words("column_list")),
        ),
        tuple(rows),
        note=words("note_tellings") if report.candidate.listed else "",
    )


def _changes(report: Report, words: Wording) -> Table:
    return Table(
        "changes",
        words("table_changes"),
        (
            Column("said", words("column_said"), day=True),
            Column("ally", words("column_ally")),
            Column("stage", words("column_stage"), words=True),
            Column("before", words("column_before"), day=True),
            Column("after", words("column_after"), day=True),
            Column("who", words("column_holder"), words=True),
        ),
        tuple(_change(each, words) for each in changes(report.candidate, words)),
    )


def _change(change: Change, words: Wording) -> tuple[Cell, ...]:
    return (
        Cell(change.said.isoformat()),
        Cell(words.party(change.ally)),
        Cell(words(change.stage)),
        _day(change.before, words),
        _day(change.after, words),
        Cell(source(change.after.value.sources[0])),
    )


def _day(taken: Taken | None, words: Wording) -> Cell:
    if taken is None:
        return Cell("")
    return Cell(_exactly(taken.day, words).text, taken.value)


def _exactly(day: Day, words: Wording) -> Cell:
    return Cell(words("by_day", day=day.text) if day.by else day.text)
