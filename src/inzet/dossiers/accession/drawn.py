"""An accession as a grid: a cell for each ally, in the order in which they took the step."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.dossiers.accession.days import Day, Taken
from inzet.dossiers.accession.facts import STAGES
from inzet.dossiers.accession.report import Report
from inzet.dossiers.accession.state import Ally
from inzet.dossiers.pictures import Grid, Reached, Spot
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

GRID = "grid"


def grid(report: Report, words: Wording) -> tuple[Grid, ...]:
    """The grid of one candidate; none where no ally's step is told by itself."""
    if not report.candidate.listed:
        return ()
    return (
        Grid(
            key=GRID,
            title=words("table_allies"),
            table="allies",
            note=report.tally.of.rule,
            spots=spots(report, words),
            steps=tuple(words(f"column_{stage}") for stage in STAGES),
        ),
    )


def spots(report: Report, words: Wording) -> tuple[Spot, ...]:
    """The cells of the grid, whether or not there is one on the day."""
    return tuple(_spots(report, words))


def _spots(report: Report, words: Wording) -> Iterator[Spot]:
    candidate = report.candidate
    order = [ally for ally in report.order() if ally.code in candidate.signed_by]
    yield from (_spot(report, ally, words) for ally in order)
    since = words("group_joined")
    for ally in report.order():
        if ally.code not in candidate.signed_by:
            yield _spot(report, ally, words, since)
    for code, term in candidate.joined.items():
        if code not in candidate.allies:
            value = Value(code, (term.row,)) if term.row is not None else None
            yield Spot(code, words.party(code), words("cell_untold"), "soft", value, group=since)


def _spot(report: Report, ally: Ally, words: Wording, group: str = "") -> Spot:
    steps = tuple(_reached(ally.stages.get(stage), words) for stage in STAGES)
    name = words.party(ally.code)
    if taken := ally.done(report.tally.stage):
        text, day = _day(taken.day, words), taken.day.text
        return Spot(ally.code, name, text, "", taken.value, steps, day, group)
    parts = [step for step in ally.parts if step.stage == report.tally.stage]
    if parts:
        last = parts[-1]
        value = Value(last.day.text, (last.row,))
        text = f"{last.part} {_day(last.day, words)}"
        return Spot(ally.code, name, text, "soft", value, steps, group=group)
    if report.tally.untold or group:
        return Spot(ally.code, name, words("cell_untold"), "soft", None, steps, group=group)
    open_ = report.tally.open
    return Spot(ally.code, name, words("cell_open"), "bad", open_, steps, group=group)


def _reached(taken: Taken | None, words: Wording) -> Reached:
    return Reached(_day(taken.day, words), taken.value) if taken else Reached()


def _day(day: Day, words: Wording) -> str:
    return words("by_day", day=words.short_day(day.text)) if day.by else words.short_day(day.text)
