"""``inzet follow``: new papers of a dossier from where they are published, into the record."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Day, Example, Invocation, command, invocation, json_option
from inzet.cli.failures import Told, described, tell
from inzet.cli.keeper import Keeper
from inzet.cli.login import by_option
from inzet.cli.output import Column, counted, print_facts, print_json, print_table, print_title
from inzet.cli.rows import SHORT
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import BusyRecord, InputError, InzetError, NotFound
from inzet.vocabulary.markings import PUBLIC

if TYPE_CHECKING:
    from inzet.following import Done, Followed, Journal, Run, Wishes
    from inzet.following.source import Source
    from inzet.record import Record

_SHOWN = 20
"""Papers shown one by one; of the others the number is."""
_DOING = "follow papers into it"


@command(
    "follow",
    short_help="Take new papers of a dossier from where they are published",
    examples=(
        Example("inzet follow 28676 --dry-run", "What would come; nothing is fetched or kept"),
        Example("inzet follow 28676 --since 2023-01-01", "Papers and votes from a day on"),
        Example("inzet follow papers", "What people put in a folder"),
        Example("inzet follow", "What is new of everything that is followed; for every morning"),
        Example("inzet follow --list", "What is followed, and how far it has come"),
    ),
)
@click.argument("dossier", required=False)
@click.option(
    "--source",
    metavar="SOURCE",
    help="Where to follow it: tweedekamer (default), tweedekamer-feed, officielebekendmakingen; "
    "a folder or mail is known by its path.",
)
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    help="Nothing of before this day (2023-03-17); kept for the next time.",
)
@click.option(
    "--marking",
    metavar="MARKING",
    help="Who may see it: PUBLIC, INTERNAL, or an audience of this record; the first time what is "
    "published is PUBLIC, a folder and mail INTERNAL; "
    "kept for the next time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many papers to fetch at most; the next run goes on.",
)
@click.option("--again", is_flag=True, help="Also what failed or was refused before.")
@click.option("--dry-run", is_flag=True, help="Show what would come; fetch and keep nothing.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="MINUTES",
    help="Look again after so many minutes, until it is ended (Ctrl-C): a watched folder.",
)
@click.option("--list", "listed", is_flag=True, help="Show what is followed.")
@click.option(
    "--organisation",
    envvar="INZET_ORGANISATION",
    metavar="NAME",
    help="Whose record a new one is (also INZET_ORGANISATION).",
)
@by_option
@json_option
def follow(
    dossier: str | None,
    source: str | None,
    since: dt.date | None,
    marking: str | None,
    limit: int | None,
    again: bool,
    dry_run: bool,
    every: int | None,
    listed: bool,
    organisation: str | None,
    by: str,
) -> int:
    """Take what is new of DOSSIER (28676, 21501-02), or of all that is followed, into the record.

    DOSSIER may also be a folder with papers, a message (.eml), or a mailbox (.mbox).

    Papers come with their numbers, and what the data of the parliament says around them: motions,
    votes, debates, promises. A run that is ended goes on where it was; nothing is taken twice.
    """
    from inzet.following import Wishes

    chosen = invocation()
    if listed:
        _list(chosen)
        return 0
    wishes = Wishes(
        marking=marking, since=since, limit=limit, dry=dry_run, again=again, by=by
    )  # fmt: skip
    if every is None:
        return _Following(chosen, wishes, organisation).all(dossier, source)
    return _watch(lambda: _Following(chosen, wishes, organisation).all(dossier, source), every)


def _watch(follow_once: Callable[[], int], minutes: int) -> int:
    """Follows again and again until somebody ends it; what goes wrong once does not end it."""
    ended = False
    while not ended:
        try:
            # What a round opens closes with it.
            with click.Context(click.get_current_context().command, parent=_here()):
                follow_once()
            time.sleep(60 * minutes)
        except KeyboardInterrupt:
            ended = True
        except InzetError as error:
            tell(described(error, ()), as_json=invocation().as_json)
            try:
                time.sleep(60 * minutes)
            except KeyboardInterrupt:
                ended = True
    return 0


def _here() -> click.Context:
    return click.get_current_context()


def _list(chosen: Invocation) -> None:
    from inzet.following import Journal

    record = chosen.open_as_own("see what it follows")
    with Journal(record.path) as journal:
        followed = journal.followed()
    if chosen.as_json:
        print_json(followed)
    elif not followed:
        print_facts({"Followed": "nothing yet; inzet follow 28676 begins"})
    else:
        columns = (
            Column("Dossier"),
            Column("Source"),
            Column("Marking"),
            Column("Since"),
            Column("Last followed"),
            Column("Papers", right=True),
            Column("Statements", right=True),
            Column("Failed or refused", right=True),
        )
        print_table(columns, [_row(each) for each in followed])


def _row(each: Followed) -> tuple[Any, ...]:
    told = each.told
    papers = sum(told.get(name, 0) for name in ("new", "known", "changed", "copy", "withdrawn"))
    return (
        each.dossier,
        each.source,
        each.marking,
        each.since or "the beginning",
        (each.ran or "not to the end yet").replace("T", " ").removesuffix("+00:00"),
        papers,
        told.get("told", 0),
        told.get("failed", 0) + told.get("refused", 0),
    )


@dataclass
class Summary:
    """What came of one dossier."""

    dossier: str
    source: str
    marking: str
    outcomes: Counter[str]
    papers: list[Done]
    refused: list[Told]
    more: bool = False
    stopped: Told | None = None


class _Following:
    """Follows one dossier after another and shows what came."""

    def __init__(self, chosen: Invocation, wishes: Wishes, organisation: str | None) -> None:
        self._chosen, self._wishes = chosen, wishes
        self._keeper = Keeper(chosen, wishes.marking or PUBLIC, organisation, doing=_DOING)
        self._code = 0

    def all(self, dossier: str | None, source: str | None) -> int:
        """Follows a dossier, or all that are followed; returns the code of the first failure."""
        from inzet.following import of_dossier, opened

        wanted: list[tuple[Source, str]]
        if dossier is None:
            if self._wishes.since or self._wishes.marking:
                raise InputError(
                    "a day or a marking is for one dossier",
                    where="--since or --marking",
                    fix="Name the dossier.",
                )
            wanted = [(opened(each.source), each.dossier) for each in self._known(source)]
        elif source is None:
            wanted = [of_dossier(dossier)]
        else:
            wanted = [_of(opened(source), dossier)]
        shown = []
        for where, name in wanted:
            try:
                shown.append(self._keep(where, name))
            finally:
                where.close()
        if self._chosen.as_json:
            print_json([_data(each) for each in shown])
        return self._code

    def _known(self, source: str | None) -> list[Followed]:
        from inzet.following import Journal

        record = self._keeper.record
        known: list[Followed] = []
        if record is not None:
            with Journal(record.path) as journal:
                known = [each for each in journal.followed() if source in (None, each.source)]
        if not known:
            raise NotFound(
                "nothing is followed yet",
                where=str(self._chosen.record),
                fix="Name a dossier: inzet follow 28676.",
            )
        return known

    def _keep(self, source: Source, dossier: str) -> Summary:
        if self._wishes.dry:
            return self._run(self._keeper.record, source, dossier)
        return self._keeper.take(lambda record: self._run(record, source, dossier))

    def _run(self, record: Record | None, source: Source, dossier: str) -> Summary:
        from inzet.following import Journal, follow
        from inzet.following.journal import SUFFIX

        with ExitStack() as opened:
            journal: Journal | None = None
            beside = self._chosen.record.with_name(self._chosen.record.name + SUFFIX)
            if not self._wishes.dry or beside.exists():
                journal = opened.enter_context(Journal(self._chosen.record))
            run = follow(record, source, dossier, journal, self._wishes)
            return self._followed(run, source, dossier)

    def _followed(self, run: Run, source: Source, dossier: str) -> Summary:
        summary = Summary(dossier, source.name, run.marking, Counter(), [], [])
        try:
            for done in progress(run, f"Following {dossier}"):
                self._count(summary, done)
        except BusyRecord:
            raise
        except InzetError as error:
            if self._keeper.record is None and not summary.outcomes:
                # Nothing was kept: no record is made for it.
                raise
            summary.stopped = described(error, ())
            self._tell(summary.stopped)
        summary.more = run.more
        if not self._chosen.as_json:
            _show(summary, dry=self._wishes.dry)
        return summary

    def _count(self, summary: Summary, done: Done) -> None:
        summary.outcomes[str(done.outcome)] += 1
        if done.error is not None:
            told = described(done.error, ())
            summary.refused.append(told)
            if len(summary.refused) <= _SHOWN:
                self._tell(told)
            self._code = self._code or told[-1]
        elif done.outcome in _PAPERS or (done.outcome == "would take" and done.title):
            summary.papers.append(done)

    def _tell(self, told: Told) -> None:
        tell(told, as_json=self._chosen.as_json)
        self._code = self._code or told[-1]


_PAPERS = ("new", "changed", "copy", "withdrawn")


def _of(source: Source, typed: str) -> tuple[Source, str]:
    dossier = source.dossier(typed)
    if dossier is None:
        raise InputError(
            f"“{typed}” is no dossier of {source.title}",
            fix="Name one as its papers do: 28676, 21501-02 or 36200-V.",
        )
    return source, dossier


def _show(summary: Summary, *, dry: bool) -> None:
    count = summary.outcomes
    print_title(
        f"{summary.dossier}, {summary.source}" + (": a dry run, nothing kept" if dry else "")
    )
    print_facts(
        {
            "Would come": count["would take"] or None,
            "New papers": count["new"] or None,
            "Changed papers": count["changed"] or None,
            "Other copies of papers": count["copy"] or None,
            "Withdrawn by the source": count["withdrawn"] or None,
            "Statements from its data": count["told"] or None,
            "Changed in its data": count["corrected"] or None,
            "No longer in its data": count["untold"] or None,
            "Known already": count["known"] or None,
            "Erased here, not fetched again": count["erased"] or None,
            "Refused": count["refused"] or None,
            "Failed, tried again the next time": count["failed"] or None,
            "Kept as": None if dry else summary.marking,
            "Note": _notes(summary),
        }
    )
    if summary.papers:
        columns = (
            Column("What"), Column("Number"), Column("Title", words=True), Column("Paper"),
        )  # fmt: skip
        print_table(columns, [_paper(each) for each in summary.papers[:_SHOWN]])
    if len(summary.papers) > _SHOWN:
        print_facts({"And": counted(len(summary.papers) - _SHOWN, "more paper")})


def _notes(summary: Summary) -> str | None:
    if summary.more:
        return "There is more; run it again to go on."
    if not set(summary.outcomes) - {"known", "erased"}:
        return "Nothing new."
    return None


def _paper(done: Done) -> tuple[str, ...]:
    # A file of a folder has no number: its name says what its path would say again.
    name = "" if done.name.endswith(f"/{done.title}") else done.name
    title = f"{done.title} ({done.why})" if done.why else done.title
    return str(done.outcome), name, title, done.paper[:SHORT]


def _data(summary: Summary) -> dict[str, Any]:
    return {
        "dossier": summary.dossier,
        "source": summary.source,
        "marking": summary.marking,
        "outcomes": dict(sorted(summary.outcomes.items())),
        "papers": [
            {
                "outcome": str(each.outcome),
                "number": each.name,
                "title": each.title,
                "paper": each.paper or None,
                "why": each.why,
            }
            for each in summary.papers
        ],
        "refused": [_error(each) for each in summary.refused],
        "more": summary.more,
        "stopped": _error(summary.stopped) if summary.stopped else None,
    }


def _error(told: Told) -> dict[str, Any]:
    kind, what, where, fix, code = told
    return {"kind": kind, "what": what, "where": where, "fix": fix, "exit_code": code}
