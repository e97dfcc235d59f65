"""``inzet changes``: what changed since a meeting or a day, and what is new here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.arrivals import print_arrivals
from inzet.cli.changes_data import CHANGE_COLUMNS, change_rows, changes_json
from inzet.cli.command import Example, command, csv_option, invocation, json_option
from inzet.cli.commitments.words import due
from inzet.cli.differences import print_difference
from inzet.cli.filters import dossier_option, narrowed, party_option
from inzet.cli.output import (
    Column,
    counted,
    print_block,
    print_csv,
    print_facts,
    print_json,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import SHORT, party, source, who
from inzet.vocabulary.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from inzet.changes import (
        AgendaItem,
        Changes,
        CommitmentChange,
        Comparison,
        DossierChange,
        ItemChange,
        Moment,
        Only,
        PositionChange,
    )
    from inzet.changes.sides import Side
    from inzet.record import View

_ORDER = ("changed", "reworded", "new", "vanished", "same")
_TITLES = {
    "changed": "Changed in substance",
    "reworded": "Reworded",
    "new": "New: the earlier paper does not say it",
    "vanished": "Vanished: the later paper does not say it",
    "same": "The same",
}
_ALONE = 20
"""Papers that are compared with no other: so many of the newest are shown."""
_VALUES = 12
"""Values of a dossier that moved; where there are more, only --json shows them."""
_COUNTS = {"statements", "latest"}
"""Values that only say that more was said; the table and --json have them."""


@command(
    "changes",
    short_help="What changed since a meeting or a day",
    examples=(
        Example("inzet changes --since MEETING", "What changed since a meeting"),
        Example("inzet changes --since 2024-01-01 --until 2024-02-20", "Between two days"),
        Example("inzet changes --new --seen", "What came here since you last looked"),
    ),
)
@click.option("--since", metavar="WHEN", help="A day (2023-03-17), or a meeting by its id.")
@click.option("--until", metavar="WHEN", help="A day or a meeting; everything known by default.")
@dossier_option
@party_option
@click.option("--all", "also_same", is_flag=True, help="Also what stayed the same.")
@click.option("--new", "only_new", is_flag=True, help="What came here since you last looked.")
@click.option(
    "--arrived-since",
    metavar="WHEN",
    help="With --new: since this day or time (2023-03-17T09:00) instead.",
)
@click.option("--seen", is_flag=True, help="With --new: keep that you have now seen it all.")
@csv_option
@json_option
def changes(
    since: str | None,
    until: str | None,
    dossier: str | None,
    party: str | None,
    also_same: bool,
    only_new: bool,
    arrived_since: str | None,
    seen: bool,
) -> None:
    """What changed since a meeting or a day; or, with --new, what came here since you looked.

    Positions and agenda items are compared paper with paper: of each kind of paper the last one
    of its chain at either moment.
    """
    if only_new or arrived_since or seen:
        _check_new(only_new, since, until, dossier, party)
        print_arrivals(arrived_since, seen=seen)
        return
    if since is None:
        raise UnknownValue(
            "say since when",
            where="inzet changes",
            fix="Give a day or a meeting with --since (inzet meetings lists them), or --new.",
        )
    found = _found(since, until, dossier, party)
    if invocation().as_json:
        print_json(changes_json(found, also_same))
    elif invocation().as_csv:
        print_csv(CHANGE_COLUMNS, change_rows(found, also_same))
    else:
        _print(found, also_same)


def _check_new(new: bool, *others: str | None) -> None:
    if not new or any(others):
        raise InputError(
            "--arrived-since and --seen go with --new, and nothing else does",
            where="inzet changes",
            fix="inzet changes --new shows what came here; --since compares two moments.",
        )


def _found(since: str, until: str | None, dossier: str | None, party: str | None) -> Changes:
    from inzet.changes import NOW, moment
    from inzet.changes import changes as changed

    chosen = invocation()
    record = chosen.open()
    reader = chosen.reader(record)
    view = record.view(reader)
    return changed(
        record,
        reader,
        moment(view, since, where="--since"),
        NOW if until is None else moment(view, until, where="--until"),
        only=_only(view, dossier, party),
    )


def _only(view: View, dossier: str | None, party: str | None) -> Only:
    from inzet.changes import Only

    wanted = narrowed(view, dossier=dossier, party=party)
    return Only(dossier=wanted.dossier or wanted.procedure, party=wanted.party)


def _print(found: Changes, also_same: bool) -> None:
    print_title("What changed")
    print_facts({"Since": _when(found.since), "Until": _when(found.until)})
    if found.before_all:
        print_words(f"Nothing had been said by then: the first paper is of {found.first}.", "dim")
    if found.none:
        print_words("Nothing changed.")
    for one in found.comparisons:
        _print_comparison(one, also_same)
    _print_dossiers(found.dossiers)
    _print_commitments(found.commitments)
    if found.alone:
        print_title("Papers that are compared with no other")
        for each in found.alone[-_ALONE:]:
            shown = each.paper
            cells = (shown.title, ", ".join(shown.numbers), str(shown.said or "undated"))
            head = " · ".join(filter(None, cells))
            stamp = f"[{shown.stamp}]" if shown.stamp else ""
            print_block([(head, "bold")], [(f"{each.why}.".capitalize(), "dim"), (stamp, "italic")])
        if len(found.alone) > _ALONE:
            print_words(f"And {len(found.alone) - _ALONE:,} older ones; --json has them.", "dim")


def _when(moment: Moment) -> str:
    day = "everything known now" if moment.day is None else f"known on {moment.day}"
    return f"{day}, {moment.meeting}" if moment.meeting else day


def _print_comparison(one: Comparison, also_same: bool) -> None:
    holder = party(one.kind.on_behalf_of) if one.kind.on_behalf_of else ""
    print_title(" · ".join(filter(None, (one.chain, one.kind.genre, holder))))
    _print_side("-", one.earlier)
    _print_side("+", one.later)
    if one.skipped:
        print_words(f"  {counted(one.skipped, 'meeting')} with such a paper between them.", "dim")
    print_words(_counts(one), "dim")
    items = [each for each in one.items if also_same or each.went != "same"]
    if items:
        print_title("Agenda items")
        print_table(
            (Column("Change"), Column("Item", words=True), Column("Was in"), Column("Is in")),
            [
                (str(each.went), _item_words(each), _session(each.earlier), _session(each.later))
                for each in items
            ],
        )
    for became in _ORDER if also_same else _ORDER[:-1]:
        group = [each for each in one.positions if each.became == became]
        if group:
            print_title(_TITLES[became])
            for position in group:
                _print_position(position)


def _print_side(sign: str, side: Side) -> None:
    for paper in side.papers:
        words = (paper.title, ", ".join(paper.numbers), str(paper.said or "undated"))
        stamp = f"[{paper.stamp}]" if paper.stamp else ""
        head = f"{sign} {' · '.join(filter(None, words))}"
        print_block([(head, "")], [(stamp, "italic dim")])


def _counts(one: Comparison) -> str:
    positions = Counter(str(each.became) for each in one.positions)
    told = [f"{positions[name]} {name}" for name in _ORDER if positions[name]]
    return f"Positions: {', '.join(told) or 'none'}."


def _item_words(each: ItemChange) -> str:
    from inzet.changes import marked

    return marked(each.steps) if each.steps else each.item.title


def _session(item: AgendaItem | None) -> str:
    return f"session {item.session}" if item is not None else ""


def _print_position(each: PositionChange) -> None:
    row = each.row
    before, after = each.earlier, each.later
    ids = "  ".join(one.identity[:SHORT] for one in (before, after) if one is not None)
    print_block(
        [
            (who(row), "bold"),
            (", ".join(row.dossiers), "cyan"),
            ("in parts" if each.part else "", "dim"),
            ("as judged" if each.judged else "", "green"),
            (ids, "dim"),
        ],
        indent=2,
    )
    print_difference(
        before.quote if before else None, after.quote if after else None, each.steps, indent=4
    )


def _print_dossiers(dossiers: tuple[DossierChange, ...]) -> None:
    if not dossiers:
        return
    print_title("Dossiers that moved")
    moved = [each for each in dossiers if each.earlier != each.later]
    print_table(
        (Column("Dossier"), Column("Was", words=True), Column("Is", words=True)),
        [(each.dossier, each.earlier or "nothing said", each.later) for each in moved],
    )
    for each in moved:
        # Of a dossier that was not there yet every value is new, and its line says enough.
        values = [one for one in each.values if each.earlier and one.name not in _COUNTS]
        if len(values) > _VALUES:
            told = f"  {each.dossier}: {counted(len(values), 'value')} moved; --json has them."
            print_words(told, "dim")
            continue
        for value in values:
            was = _plain(value.earlier.value) if value.earlier else "not told"
            now = _plain(value.later.value) if value.later else "no longer told"
            name = ", ".join(party(part) for part in value.name.replace("_", " ").split("."))
            print_block([(f"{each.dossier}, {name}:", "dim"), (f"{was} → {now}", "")], indent=2)
    if len(moved) < len(dossiers):
        others = counted(len(dossiers) - len(moved), "other dossier")
        print_words(f"In {others} a value moved that its line does not tell; --json has it.", "dim")


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(_plain, value)) or "none"
    text = str(value)
    return f"{int(text):,}" if text.isdecimal() and len(text) > len("2023") else party(text)


def _print_commitments(found: tuple[CommitmentChange, ...]) -> None:
    if not found:
        return
    print_title("Commitments")
    for each in found:
        commitment = each.commitment
        stamp = commitment.row.paper.stamp if commitment.row.paper else ""
        print_block(
            [
                (str(each.moved), "bold"),
                (who(commitment.row), ""),
                (", ".join(commitment.row.dossiers), "cyan"),
                (_due(each), ""),
                (commitment.row.identity[:SHORT], "dim"),
            ],
            [
                (f"“{commitment.row.quote}”", ""),
                (source(commitment.row), "dim"),
                (f"[{stamp}]" if stamp else "", "italic dim"),
            ],
            indent=2,
        )


def _due(each: CommitmentChange) -> str:
    if each.moved == "due":
        was, now = each.due
        return f"due {was or 'on no known day'} → {now or 'on no known day'}"
    told = due(each.commitment)
    return "no due date" if told == "no date" else f"due {told}"
