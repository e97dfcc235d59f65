"""Sentences about an accession, in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.dossiers.accession.counting import Checked
from inzet.dossiers.accession.days import Day
from inzet.dossiers.accession.facts import IN_FORCE, MEMBER
from inzet.dossiers.accession.report import Report
from inzet.dossiers.accession.state import Ally, Candidate
from inzet.dossiers.answer import Cell, Sentence
from inzet.dossiers.holders import holder
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

_TOLD = 2
"""Counts of others that stand in the headline; the table holds them all."""


def day(taken: Day, words: Wording) -> str:
    """A day in running text: 4 April 2023; by 4 April 2023."""
    written = words.day(taken.text)
    return words("by_day", day=written) if taken.by else written


def line(report: Report, words: Wording) -> Cell:
    """An accession in a few words."""
    milestones, tally = report.candidate.milestones, report.tally
    for event, key in ((MEMBER, "line_member"), (IN_FORCE, "line_in_force")):
        if taken := milestones.get(event):
            return Cell(words(key, day=day(taken.day, words)), taken.value, "good")
    named = words.parties(tally.open.value) if tally.open.value else ""
    if tally.count is not None and tally.count.value:
        share = tally.count.value / tally.of.value if tally.of.value else None
        key = "line_open" if named and not tally.untold else "line_count"
        text = words(key, count=tally.count.value, of=tally.of.value, open=named)
        return Cell(
            text,
            tally.count,
            share=share,
            figure=words("line_count", count=tally.count.value, of=tally.of.value),
            beside=words("line_beside_open" if key == "line_open" else "line_beside", open=named),
        )
    if said := _in_words(report, words):
        return Cell(words("line_words", count=said, open=named) if named else said, tally.open)
    return Cell(words("line_none"), tone="soft")


def headline(report: Report, words: Wording) -> Iterator[Sentence]:
    """What somebody would say first of an accession."""
    yield _count(report, words)
    yield from _joined(report, words)
    yield from _parts(report.candidate, words)
    # Once it is settled, what was said on the way stands in the table only.
    for checked in () if report.candidate.settled else _latest(report):
        yield telling(checked, words)


def _latest(report: Report) -> list[Checked]:
    """What was said last of all allies, by whoever said it on that day."""
    days = [each.telling.day.latest for each in report.checks]
    last = [each for each in report.checks if each.telling.day.latest == max(days)]
    return last[-_TOLD:]


def telling(checked: Checked, words: Wording) -> Sentence:
    """What somebody says of all allies together, and how it stands to the list."""
    told = checked.telling
    # A paper is named with its title by whoever shows the sources of the sentence.
    party = told.row.party or told.row.holder
    text = words(
        "telling" if party or told.row.paper is None else "telling_paper",
        holder=holder(told.row, words.language),
        day=day(told.day, words),
        says=says(checked, words),
        verdict=verdict(checked, words),
    )
    return Sentence(text, told.rows)


def says(checked: Checked, words: Wording) -> str:
    """What somebody says of all allies together, in few words."""
    told, parts = checked.telling, []
    if told.count is not None:
        key = "says_count" if told.of is not None else "says_count_only"
        parts.append(words(key, count=told.count, of=told.of))
    elif told.words:
        parts.append(in_words(told.words, words))
    if told.pending:
        parts.append(words("says_pending", pending=words.parties(told.pending)))
    return ", ".join(parts)


def verdict(checked: Checked, words: Wording) -> str:
    """Whether the list by ally says the same."""
    named = words.parties(checked.by)
    return words(f"verdict_{checked.verdict}", n=checked.count, parties=named)


def in_words(text: str, words: Wording) -> str:
    """A counted group as readings word it in English, in the language of whoever asks."""
    try:
        return words(f"words_{text}")
    except KeyError:
        return text


def joined(candidate: Candidate, words: Wording) -> str:
    """Who became an ally after the signing, each since when."""
    return words.listed(
        words("ally_since", party=words.party(code), day=words.day(term.since))
        for code, term in candidate.joined.items()
    )


def _count(report: Report, words: Wording) -> Sentence:
    candidate, tally = report.candidate, report.tally
    name = words.party(report.code)
    count = tally.count.value if tally.count is not None else 0
    told = {"candidate": name, "stage": words(tally.stage), "count": count, "of": tally.of.value}
    sources = tally.count.sources if tally.count is not None else ()
    for event, key in ((MEMBER, "member_since"), (IN_FORCE, "in_force_since")):
        if taken := candidate.milestones.get(event):
            key = key if count else "settled_nobody"
            text = words(key, **told, day=day(taken.day, words))
            end = _end(report, count, words) if count else ""
            return Sentence(text + end, (*taken.value.sources, *sources))
    if not count:
        return _uncounted(report, words)
    if count == tally.of.value:
        return Sentence(words("under_way_all", **told) + _end(report, count, words), sources)
    text = words("under_way", **told) + _end(report, count, words)
    return Sentence(text, (*tally.open.sources, *sources))


def _end(report: Report, count: int, words: Wording) -> str:
    """Who is open, or who was last."""
    tally = report.tally
    if tally.open.value:
        if tally.untold:
            return words("of_others", n=tally.of.value - count)
        return words("open", open=words.parties(tally.open.value))
    last = _last(report) if count == tally.of.value or tally.untold else None
    taken = last.done(tally.stage) if last else None
    if last is None or taken is None:
        return "."
    return words("last_of", party=words.party(last.code), day=day(taken.day, words))


def _last(report: Report) -> Ally | None:
    signed = report.candidate.signed_by
    done = [ally for ally in report.order() if ally.done(report.tally.stage)]
    return next((ally for ally in reversed(done) if ally.code in signed), None)


def _uncounted(report: Report, words: Wording) -> Sentence:
    name, open_ = words.party(report.code), report.tally.open
    ending = words("open", open=words.parties(open_.value)) if open_.value else "."
    said = _in_words(report, words)
    rows: tuple[StatementRow, ...] = open_.sources
    if not said:
        return Sentence(words("nobody", candidate=name) + ending, rows)
    text = words("under_way_words", candidate=name, stage=words(report.tally.stage), count=said)
    beside = [each.telling.rows for each in report.checks if each.telling.words][-1]
    return Sentence(text + ending, tuple(dict.fromkeys((*rows, *beside))))


def _in_words(report: Report, words: Wording) -> str:
    told = [each.telling.words for each in report.checks if each.telling.words]
    return in_words(told[-1], words) if told else ""


def _joined(report: Report, words: Wording) -> Iterator[Sentence]:
    candidate, tally = report.candidate, report.tally
    if not candidate.joined or tally.count is None:
        return
    done = [
        taken
        for code in candidate.joined
        if (ally := candidate.allies.get(code)) and (taken := ally.done(tally.stage))
    ]
    key = "with_joined_done" if len(done) == len(candidate.joined) else "with_joined"
    text = words(
        key,
        joined=joined(candidate, words),
        n=tally.of.value + len(candidate.joined),
        count=tally.count.value + len(done),
    )
    rows = tuple(term.row for term in candidate.joined.values() if term.row is not None)
    yield Sentence(text, (*rows, *(row for taken in done for row in taken.value.sources)))


def _parts(candidate: Candidate, words: Wording) -> Iterator[Sentence]:
    """Allies that are on their way: a part of a step is told, and not yet the whole."""
    found = [
        ally.parts[-1]
        for ally in candidate.allies.values()
        if ally.parts and ally.parts[-1].stage not in ally.stages and ally.reached() is None
    ]
    if found and not candidate.settled:
        named = words.listed(
            words("part_of", party=words.party(s.ally), part=s.part, day=day(s.day, words))
            for s in found
        )
        yield Sentence(words("part_under_way", parts=named), tuple(step.row for step in found))
