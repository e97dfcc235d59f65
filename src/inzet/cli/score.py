"""``inzet score``: how well papers are read, beside what people labelled in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import Column, counted, print_block, print_json, print_table, print_title
from inzet.cli.output import print_words as say
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.reading.gold.figures import Tally
    from inzet.reading.gold.scoring import Row, Score

_COLUMNS = (
    Column("Act", words=True),
    Column("Labelled", right=True),
    Column("P", right=True),
    Column("R", right=True),
    Column("F", right=True),
    Column("95 % of F", right=True),
    Column("right/wrong/missed", right=True),
)
_EXISTING = click.Path(path_type=Path)


@command(
    "score",
    short_help="Measure the reader on labelled papers",
    examples=(
        Example("inzet score labels", "Papers that were labelled, with their texts beside them"),
        Example("inzet score labels --by genre", "The same per genre"),
        Example("inzet score labels --show commitment", "Where reading and label differ"),
        Example("inzet score labels --rules --json", "Per rule, for a program"),
    ),
)
@click.argument("labels", nargs=-1, required=True, type=_EXISTING, metavar="LABELS...")
@click.option(
    "--texts",
    type=_EXISTING,
    metavar="FOLDER",
    help="Where the texts of papers are whose labels carry none.",
)
@click.option(
    "--by", type=click.Choice(["genre", "language"]), metavar="GROUP", help="genre or language."
)
@click.option("--rules", "with_rules", is_flag=True, help="Also every rule: right and wrong.")
@click.option(
    "--show",
    metavar="ACT",
    help="Also the sentences on which they differ (all: any; whole: of papers as a whole).",
)
@click.option(
    "--second",
    type=_EXISTING,
    metavar="FILE",
    help="What a second person labelled (a file, or a folder of accounts): how far they agree.",
)
@json_option
def score(
    labels: tuple[Path, ...],
    texts: Path | None,
    by: str | None,
    with_rules: bool,
    show: str | None,
    second: Path | None,
) -> None:
    """Read the papers that LABELS are on (files or folders of annotations) and compare.

    A stance or promise counts as right only with the right holder. Intervals come from drawing
    papers again and again. The form of the labels stands in docs/codebook.md.
    """
    if second is not None:
        _agree(labels, second)
        return
    from inzet.reading.gold.annotation import ACTS
    from inzet.reading.gold.scoring import score as scored

    shown = (*ACTS, "all", _WHOLE)
    if show is not None and show not in shown:
        raise InputError(f"“{show}” is nothing to show", where="--show", fix=", ".join(shown))
    result = scored(labels, texts)
    if invocation().as_json:
        print_json(_plain(result, by, with_rules))
        return
    if result.papers or not result.told:
        labelled = counted(len(result.papers), "paper")
        print_title(f"{labelled}, {counted(result.sentences, 'sentence')}")
    unfound = sum(one.unfound for one in result.papers)
    if unfound:
        say(f"{counted(unfound, 'labelled sentence')} did not come out as a sentence.", "yellow")
    if result.missing:
        say(f"No text for {counted(len(result.missing), 'paper')}; give --texts.", "yellow")
    for title, kind in _KINDS.items():
        rows = result.rows(kind)
        if rows:
            print_title(title)
            _print(rows)
    if result.whole:
        print_title(f"{counted(result.told, 'paper')} told as a whole")
        _print_tallies({name: one.total for name, one in result.whole.items()})
    for name, rows in (result.grouped(by) if by else {}).items():
        print_title(f"{by}: {name}")
        _print(rows)
    if with_rules:
        _print_rules(result)
    if show == _WHOLE:
        _print_whole(result)
    elif show:
        _print_differences(result, show)


_WHOLE = "whole"
_KINDS = {
    "Acts, with the holder of stances and promises": "acts",
    "The same, whoever the holder": "loose",
    "The same, without labels that are in doubt": "sure",
    "Slots, where the act was read rightly": "slots",
    "Look-alikes of a stance or promise, left alone or not": "hard",
}


def _print(rows: list[Row]) -> None:
    print_table(
        _COLUMNS,
        [
            (
                row.act,
                row.tally.right + row.tally.missed,
                _share(row.tally.precision),
                _share(row.tally.recall),
                _share(row.tally.f),
                f"{_share(row.f[0])} – {_share(row.f[1])}" if row.f else "",
                _counts(row.tally),
            )
            for row in rows
        ],
    )


def _print_tallies(tallies: dict[str, Tally]) -> None:
    columns = (_COLUMNS[0], *_COLUMNS[2:5], _COLUMNS[6])
    print_table(
        columns,
        [
            (name, _share(one.precision), _share(one.recall), _share(one.f), _counts(one))
            for name, one in tallies.items()
        ],
    )


def _print_rules(result: Score) -> None:
    from inzet.reading.gold.figures import wilson

    print_title("Rules, the most often wrong first")
    columns = (Column("Rule", words=True), Column("Right", right=True), Column("Wrong", right=True))
    rows = []
    for rule, counts in result.rules().items():
        bounds = wilson(counts["right"], counts["right"] + counts["wrong"])
        rows.append((rule, counts["right"], counts["wrong"], _share(bounds[0] if bounds else None)))
    print_table((*columns, Column("At least", right=True)), rows)


def _print_differences(result: Score, act: str) -> None:
    for paper in result.papers:
        for one in paper.differences:
            if act != "all" and act not in {key[0] for key in (*one.labelled, *one.read)}:
                continue
            print_block(
                [(paper.paper, "bold"), (one.hard or "", "dim")],
                [
                    (f"“{one.quote}”" if one.quote else "(no text)", ""),
                    (f"labelled {_keys(one.labelled)}; read {_keys(one.read)}", "cyan"),
                    (", ".join(one.rules), "dim"),
                ],
            )


def _print_whole(result: Score) -> None:
    for paper, parts in result.differences.items():
        print_block(
            [(paper, "bold")],
            [
                (f"{part}: {what} {'; '.join(ones)}", colour)
                for part, one in parts.items()
                for what, ones, colour in (
                    ("missed", one.missed, "cyan"),
                    ("read besides", one.wrong, "yellow"),
                )
                if ones
            ],
        )


def _keys(keys: tuple[tuple[str, str | None], ...]) -> str:
    return ", ".join(f"{act} of {who}" if who else act for act, who in keys) or "nothing"


def _agree(labels: tuple[Path, ...], second: Path) -> None:
    from inzet.reading.gold.agreement import agreement, agreement_on_papers

    if len(labels) != 1:
        raise InputError("agreement is between two files", where="--second", fix="Name one file.")
    if labels[0].is_dir() != second.is_dir():
        raise InputError(
            "one is a folder and the other is not, or is not there",
            where=f"{labels[0]} and {second}",
            fix="Name two files of labels, or two folders of accounts.",
        )
    if second.is_dir():
        parts = agreement_on_papers(labels[0], second)
        if invocation().as_json:
            print_json({name: _tally(one) for name, one in parts.items()})
            return
        print_title("Papers told twice")
        _print_tallies(parts)
        return
    found = agreement(labels[0], second)
    if invocation().as_json:
        print_json(found)
        return
    print_title(f"{counted(found.sentences, 'sentence')} labelled twice")
    columns = (_COLUMNS[0], Column("F", right=True), Column("kappa", right=True))
    print_table(
        (*columns, Column("both/second only/first only", right=True)),
        [
            (
                one.act,
                _share(one.tally.f),
                "" if one.kappa is None else f"{one.kappa:.2f}",
                _counts(one.tally),
            )
            for one in found.acts
        ],
    )


def _plain(result: Score, by: str | None, with_rules: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "papers": len(result.papers),
        "sentences": result.sentences,
        "not_found_as_sentence": sum(one.unfound for one in result.papers),
        "papers_without_text": result.missing,
    }
    plain |= {kind: [_row(row) for row in result.rows(kind)] for kind in _KINDS.values()}
    plain["differences"] = {
        paper: {part: one._asdict() for part, one in parts.items()}
        for paper, parts in result.differences.items()
    }
    plain["whole"] = {name: _tally(one.total) for name, one in result.whole.items()}
    if by:
        plain[by] = {name: [_row(row) for row in rows] for name, rows in result.grouped(by).items()}
    if with_rules:
        plain["rules"] = {rule: dict(counts) for rule, counts in result.rules().items()}
    return plain


def _row(row: Row) -> dict[str, Any]:
    bounds = {"precision": row.precision, "recall": row.recall, "f": row.f}
    return {"act": row.act, "papers": row.papers, **_tally(row.tally), "intervals": bounds}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
        "precision": tally.precision,
        "recall": tally.recall,
        "f": tally.f,
    }


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _counts(tally: Tally) -> str:
    return f"{tally.right}/{tally.wrong}/{tally.missed}"
