"""``inzet status``: the state of play, of all dossiers or one, as of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.answers import answer_json, line, print_answer, print_answer_csv
from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.filters import narrowed, take
from inzet.cli.listing import print_footer, print_none, print_rows
from inzet.cli.output import Column, print_csv, print_json, print_table, print_title, print_words
from inzet.cli.rows import print_statements, statement_json
from inzet.vocabulary.errors import UnknownValue

if TYPE_CHECKING:
    from inzet.dossiers import Answer, Cell
    from inzet.meetings import Standing
    from inzet.record import View


@command(
    "status",
    short_help="The state of play, by dossier",
    examples=(
        Example("inzet status", "Every dossier in one line"),
        Example("inzet status accession/FIN", "One dossier, and what was said on it"),
        Example("inzet status accession/FIN --as-of 2024-06-01", "As it was on that day"),
    ),
)
@click.argument("dossier", required=False)
@click.option(
    "--edition",
    metavar="EDITION",
    help="Of published figures: which edition (2024-06); a state says which it used.",
)
@click.option(
    "--with",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the procedure's own; an unknown one lists them.",
)
@click.option("--table", metavar="TABLE", help="Only this table of the answer.")
@limit_option
@moments
@csv_option
@json_option
def status(
    dossier: str | None,
    edition: str | None,
    options: tuple[str, ...],
    table: str | None,
    limit: int,
) -> None:
    """The state of play: every dossier, or DOSSIER (accession/FIN), or all of a procedure
    (accession). Every value leads to its statement; where sources differ it says which was used."""
    chosen = invocation()
    view = chosen.view()
    if dossier is None:
        _refuse_without_dossier(edition=edition, options=options, table=table)
        _all(view)
        return
    found = _answer(view, dossier, edition, options)
    if found is None:
        _plain(view, dossier, limit)
    elif chosen.as_json:
        print_json({**_head(view, dossier, limit), **answer_json(found)})
    elif chosen.as_csv:
        print_answer_csv(found, table)
    else:
        print_answer(found, table)
        if table is None and found.asked.dossier is not None:
            _print_statements(view, found.asked.dossier, limit)


def _refuse_without_dossier(**asked: Any) -> None:
    for name, value in asked.items():
        if value:
            option = "--with" if name == "options" else f"--{name}"
            raise UnknownValue(
                f"{option} is asked of one dossier or procedure",
                where=option,
                fix="Name one: inzet status pledge.",
            )


def _answer(
    view: View, dossier: str, edition: str | None, options: tuple[str, ...]
) -> Answer | None:
    """Its procedure's answer; None where the procedure is not known here."""
    from inzet.dossiers import answer, procedures
    from inzet.vocabulary.acts import procedure_of

    if procedure_of(dossier.strip().casefold()) not in procedures():
        return None
    return answer(view, dossier, edition=edition, options=_options(options))


def _options(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (name and equals and value):
            raise UnknownValue(
                f"“{each}” is no option", where="--with", fix="Write it as NAME=VALUE: by=2030."
            )
        found[name.strip()] = value.strip()
    return found


def _all(view: View) -> None:
    from inzet.cli.reference import HINT
    from inzet.dossiers.summaries import Summaries
    from inzet.reference import installed

    chosen = invocation()
    summaries = Summaries().of(view)
    found = [each.standing for each in summaries]
    lines = {each.dossier: each.line for each in summaries if each.line is not None}
    if chosen.as_json:
        listed = [_json(each, lines.get(each.dossier)) for each in found]
        print_json({"dossiers": listed})
    elif chosen.as_csv:
        acts = sorted({act for each in found for act in each.counts})
        print_csv(
            ("dossier", "state", "latest", *acts, "statements", "data"),
            (
                [
                    each.dossier,
                    _state(lines.get(each.dossier)),
                    _latest(each),
                    *(each.counts.get(a, 0) for a in acts),
                    each.total,
                    each.data,
                ]
                for each in found
            ),
        )
    elif not found:
        print_none("dossiers")
    else:
        _print_all(found, lines)
        if not installed(view):
            print_words(HINT, "dim")


def _print_all(found: list[Standing], lines: dict[str, Cell]) -> None:
    print_table(
        (
            # A name that a heading made may be very long: it breaks, so that the table stands.
            Column("Dossier", words=True),
            Column("State", words=True),
            Column("Latest"),
            Column("Said", right=True),
        ),
        [
            (
                each.dossier,
                line(lines[each.dossier]) if each.dossier in lines else "",
                _latest(each),
                each.total,
            )
            for each in found
        ],
    )
    print_words(
        "Said counts statements; inzet status DOSSIER shows the state and its sources.", "dim"
    )


def _plain(view: View, dossier: str, limit: int) -> None:
    """What the statements say, of a dossier whose procedure is not known here."""
    chosen = invocation()
    if chosen.as_json:
        print_json(_head(view, dossier, limit))
    elif chosen.as_csv:
        from inzet.meetings import standings

        found = standings(view, dossier)[0]
        print_rows(take(view, narrowed(view, dossier=found.dossier, data=False), limit))
    else:
        _print_statements(view, dossier, limit, titled=True)


def _print_statements(view: View, dossier: str, limit: int, *, titled: bool = False) -> None:
    from inzet.meetings import standings

    standing = standings(view, dossier)[0]
    print_title(standing.dossier if titled else "What was said, latest first")
    print_words(_counts(standing), "dim")
    rows = take(view, narrowed(view, dossier=standing.dossier, data=False), limit)
    print_statements(rows)
    print_footer(len(rows), standing.total, "statement")


def _head(view: View, dossier: str, limit: int) -> dict[str, Any]:
    from inzet.dossiers import procedures
    from inzet.meetings import standings

    name = dossier.strip()
    if name.casefold() in procedures():
        return {"dossier": None, "procedure": name.casefold()}
    known = {each.casefold(): each for each in view.dossiers()}
    standing = standings(view, known.get(name.casefold(), name))[0]
    rows = take(view, narrowed(view, dossier=standing.dossier, data=False), limit)
    return {**_json(standing, None), "items": [statement_json(row) for row in rows]}


def _counts(standing: Standing) -> str:
    told = [f"{act} {number}" for act, number in standing.counts.items()]
    if standing.data:
        told.append(f"rows of data {standing.data}")
    return ", ".join(told)


def _latest(standing: Standing) -> str:
    if standing.latest is None:
        return ""
    return str(standing.latest.said or "undated")


def _state(line: Cell | None) -> str:
    return line.text if line is not None else ""


def _json(standing: Standing, line: Cell | None) -> dict[str, Any]:
    return {
        "dossier": standing.dossier,
        "procedure": standing.procedure,
        "state": _state(line) or None,
        "counts": standing.counts,
        "statements": standing.total,
        "data": standing.data,
        "latest": statement_json(standing.latest) if standing.latest else None,
    }
