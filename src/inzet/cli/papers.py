"""``inzet papers``: the papers in the record; one of them with its facts, or its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from inzet.cli.listing import print_footer, print_rows
from inzet.cli.output import (
    Column,
    print_csv,
    print_facts,
    print_json,
    print_raw,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import SHORT, paper_json, print_statements, statement_json
from inzet.vocabulary.errors import NotFound

if TYPE_CHECKING:
    from inzet.record import PaperRow, View
    from inzet.vocabulary.publication import Publication

_COLUMNS = ("id", "said", "title", "genre", "on_behalf_of", "numbers", "marking", "stamp")


@command(
    "papers",
    short_help="The papers in the record, or one of them",
    examples=(
        Example("inzet papers", "Every paper, newest first"),
        Example("inzet papers agenda.txt", "One paper: its facts and what was read from it"),
        Example("inzet papers agenda.txt --text", "Its text, as it was extracted"),
    ),
)
@click.argument("paper", required=False)
@click.option("--text", "as_text", is_flag=True, help="Print the paper's extracted text.")
@click.option("--words", metavar="WORDS", help="Only papers with these words in them.")
@click.option("--genre", metavar="GENRE", help="Only this genre, such as “annotated agenda”.")
@limit_option
@moments
@csv_option
@json_option
def papers(
    paper: str | None, as_text: bool, words: str | None, genre: str | None, limit: int
) -> None:
    """The papers in the record; with PAPER (a number, file name or id) all about one."""
    view = invocation().view()
    if paper is None:
        _list(view, words, genre, limit)
        return
    row = named(view, paper)
    if as_text:
        _text(view, row)
    else:
        _show(view, row)


def named(view: View, name: str) -> PaperRow:
    """The paper by number, however that is written, or beginning of its id, or by the file name
    it came under, with or without its folder.

    Raises:
        NotFound: none or several by that name in view.
    """
    from inzet.reading.mentions.references.identifier import normalise

    try:
        return view.paper(name)
    except NotFound:
        number = normalise(name)
        found = view.find_paper(number=number) if number else None
        if found is not None:
            return found
        # What was shared wider bears no file name there; the copy in the house does.
        papers = [
            row
            for shown in every(view, None, None, 0)
            for row in ((shown,) if shown.source else view.copies(shown.id))
        ]
        named_so = [row for row in papers if row.source == name] or [
            row for row in papers if row.source and row.source.rsplit("/", 1)[-1] == name
        ]
        if len(named_so) != 1:
            raise
        return named_so[0]


def every(view: View, words: str | None, genre: str | None, limit: int) -> list[PaperRow]:
    """Papers, newest first, as many as asked (0: all)."""
    rows: list[PaperRow] = []
    after: str | None = None
    while True:
        page = view.papers(
            words=words, genre=genre, limit=min(200, limit - len(rows) or 200), after=after
        )
        rows.extend(page.items)
        after = page.next
        if after is None or (limit and len(rows) >= limit):
            return rows


def _list(view: View, words: str | None, genre: str | None, limit: int) -> None:
    rows = every(view, words, genre, 0)
    total = len(rows)
    rows = rows[:limit] if limit else rows
    chosen = invocation()
    if chosen.as_json:
        print_json({"total": total, "items": [paper_json(row) for row in rows]})
    elif chosen.as_csv:
        print_csv(
            _COLUMNS,
            (
                [
                    row.id,
                    row.said,
                    row.title,
                    row.genre,
                    row.on_behalf_of,
                    " ".join(row.numbers),
                    row.marking,
                    row.stamp,
                ]
                for row in rows
            ),
        )
    elif not rows:
        print_words("No papers found.")
    else:
        print_table(
            (
                Column("Said"),
                Column("Title", words=True),
                Column("Genre", words=True),
                Column("Marking"),
                Column("Id"),
            ),
            [
                (
                    row.said or "undated",
                    f"{row.title} [{row.stamp}]" if row.stamp else row.title,
                    row.genre,
                    row.marking,
                    row.id[:SHORT],
                )
                for row in rows
            ],
        )
        print_footer(len(rows), total, "paper")


def _text(view: View, row: PaperRow) -> None:
    text = view.text(row.id)
    if invocation().as_json:
        facts = {"paper": row.id, "version": text.version, "stamp": row.stamp}
        print_json({**facts, "text": text.text})
        return
    if row.stamp:
        print_words(f"[{row.stamp}]", "bold")
    print_raw(text.text)


def _published(view: View, row: PaperRow) -> Publication | None:
    from inzet.following.published import published

    return published(view, row.id)


def _where_published(view: View, row: PaperRow) -> str | None:
    found = _published(view, row)
    if found is None:
        return None
    later = f" by {found.by[:SHORT]}" if found.by else ""
    return f"{found.state}{later}, noted on {found.on}"


def _show(view: View, row: PaperRow) -> None:
    statements = view.paper_statements(row.id)
    citing = view.cited_by(row.id)
    if invocation().as_json:
        print_json(
            {
                **paper_json(row),
                "publication": _published(view, row),
                "statements": [statement_json(each) for each in statements],
                "cited_by": [statement_json(each) for each in citing],
            }
        )
        return
    if invocation().as_csv:
        print_rows(statements)
        return
    print_title(row.title)
    print_facts(
        {
            "Notice": row.stamp,
            "Doubtful": "came under a key that counted no more" if row.doubtful else "",
            "Where published": _where_published(view, row),
            "Genre": row.genre,
            "On behalf of": row.on_behalf_of,
            "To": row.addressee,
            "Said": row.said,
            "Numbers": ", ".join(row.numbers),
            "Language": row.language,
            "Came as": row.source,
            "Size": f"{row.size:,} bytes, {row.media_type}",
            "Marking": row.marking,
            "SHA-256": row.sha256,
            "Id": row.id[:SHORT],
        }
    )
    print_title("What was read, in the order of the text")
    print_statements(statements)
    print_footer(len(statements), len(statements), "statement")
    if citing:
        print_title("Referred to in")
        print_statements(citing, with_act=False)
