"""``inzet search``: full text over statements and papers, newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.filters import (
    act_option,
    dossier_option,
    meeting_option,
    narrowed,
    party_option,
    since_option,
    until_option,
)
from inzet.cli.output import print_block, print_csv, print_json, print_words
from inzet.cli.rows import DOUBTFUL, SHORT, paper_json, print_statement, source, statement_json
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.record import Hit


@command(
    "search",
    short_help="Find words in what was said",
    examples=(
        Example("inzet search accession", "Every sentence and paper with the word"),
        Example("inzet search support Ukraine --act position", "Positions with both words"),
        Example("inzet search pledge --since 2023-01-01 --json", "Since a day, for a program"),
    ),
)
@click.argument("words", nargs=-1, required=True)
@act_option
@party_option
@dossier_option
@meeting_option
@since_option
@until_option
@limit_option
@moments
@csv_option
@json_option
def search(
    words: tuple[str, ...],
    act: str | None,
    party: str | None,
    dossier: str | None,
    meeting: str | None,
    since: dt.date | None,
    until: dt.date | None,
    limit: int,
) -> None:
    """Find all of WORDS, in any form they take, in what was said; newest first."""
    sought = " ".join(words).strip()
    if not sought:
        raise InputError("there is nothing to search for", where="inzet search", fix="Give a word.")
    chosen = invocation()
    view = chosen.view()
    wanted = narrowed(
        view,
        act=act,
        party=party,
        dossier=dossier,
        meeting=meeting,
        since=since,
        until=until,
    )
    hits: list[Hit] = []
    after: str | None = None
    while True:
        page = view.search(sought, wanted, limit=min(100, limit - len(hits) or 100), after=after)
        hits.extend(page.items)
        after = page.next
        if after is None or (limit and len(hits) >= limit):
            break
    if chosen.as_json:
        print_json({"words": sought, "more": after is not None, "items": [_json(h) for h in hits]})
    elif chosen.as_csv:
        print_csv(("said", "what", "id", "text", "source"), map(_cells, hits))
    else:
        _print(hits, more=after is not None)


def _print(hits: list[Hit], *, more: bool) -> None:
    if not hits:
        print_words("Nothing found.")
        return
    for hit in hits:
        if hit.statement is not None:
            print_statement(hit.statement)
        elif hit.paper is not None:
            paper = hit.paper
            print_block(
                [
                    (str(paper.said or "undated"), "bold"),
                    ("paper", ""),
                    (paper.title, "bold"),
                    (DOUBTFUL if paper.doubtful else "", "red"),
                    (paper.id[:SHORT], "dim"),
                ],
                [
                    (hit.snippet, ""),
                    (" · ".join(filter(None, [*paper.numbers, paper.stamp])), "dim"),
                ],
            )
    if more:
        print_words(f"The newest {len(hits)}; --limit 0 shows all.", "dim")


def _cells(hit: Hit) -> list[Any]:
    if hit.statement is not None:
        row = hit.statement
        return [row.said, row.act, row.identity, row.quote, source(row)]
    assert hit.paper is not None
    paper = hit.paper
    return [paper.said, "paper", paper.id, hit.snippet, f"{paper.title} {paper.stamp}"]


def _json(hit: Hit) -> dict[str, Any]:
    return {
        "statement": statement_json(hit.statement) if hit.statement else None,
        "paper": paper_json(hit.paper) if hit.paper else None,
        "snippet": hit.snippet,
    }
