"""``inzet language``: how a phrase was worded each time, through the papers in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, csv_option, invocation, json_option, moments
from inzet.cli.differences import operations, print_difference
from inzet.cli.output import counted, print_block, print_csv, print_json, print_title, print_words
from inzet.vocabulary.errors import UnknownValue

if TYPE_CHECKING:
    from inzet.changes import Wording
    from inzet.record import View

_STYLES = {"first": "bold", "reworded": "yellow", "dropped": "red", "back": "yellow"}


@command(
    "language",
    short_help="How a phrase was worded each time",
    examples=(
        Example('inzet language "strong industry"', "A phrase through all papers, oldest first"),
        Example(
            'inzet language "keep their promises" --genre "annotated agenda"',
            "Through papers of one genre",
        ),
        Example('inzet language "strong industry" --csv', "For a spreadsheet"),
    ),
)
@click.argument("phrase", nargs=-1, required=True)
@click.option("--genre", metavar="GENRE", help="Only this genre, such as communiqué.")
@click.option("--party", metavar="PARTY", help="Only papers that speak for this party (NATO).")
@click.option(
    "--in", "language_code", metavar="LANGUAGE", help="Only papers in this language (en)."
)
@click.option(
    "--alike",
    type=click.FloatRange(0.1, 1.0),
    metavar="SHARE",
    help="How much of the phrase a sentence must hold, 0.1 to 1 (0.6).",
)
@moments
@csv_option
@json_option
def language(
    phrase: tuple[str, ...],
    genre: str | None,
    party: str | None,
    language_code: str | None,
    alike: float | None,
) -> None:
    """How PHRASE was worded each time: of each paper the sentence in which most of it stands.

    Oldest first, each beside the one before it in the same language, and where a paper of the
    same kind no longer has it.
    """
    from inzet.changes import ENOUGH, lineage

    chosen = invocation()
    view = chosen.view()
    typed = " ".join(phrase)
    found = lineage(
        view,
        typed,
        genre=genre,
        on_behalf_of=_party(view, party),
        language=language_code,
        enough=alike or ENOUGH,
    )
    if chosen.as_json:
        items = [_json(each) for each in found]
        print_json({"phrase": typed, "alike": alike or ENOUGH, "total": len(items), "items": items})
    elif chosen.as_csv:
        print_csv(_COLUMNS, map(_cells, found))
    else:
        _print(typed, found)


def _party(view: View, party: str | None) -> str | None:
    """Whom papers speak for, by code or name, among those in view."""
    if party is None:
        return None
    from inzet.changes import papers_of
    from inzet.vocabulary.parties import party_name

    known = sorted({each.on_behalf_of for each in papers_of(view) if each.on_behalf_of})
    names = {code.casefold(): code for code in known}
    for code in known:
        for spoken in ("en", "nl"):
            names.setdefault(party_name(code, spoken).casefold(), code)
    if party.casefold() not in names:
        listed = f"Known: {', '.join(known)}." if known else "There are none here yet."
        raise UnknownValue(f"no paper speaks for “{party}”", where="--party", fix=listed)
    return names[party.casefold()]


def _print(phrase: str, found: tuple[Wording, ...]) -> None:
    print_title(f"“{phrase}”")
    if not found:
        print_words("No paper in view says so, in these or nearly these words.")
        return
    before: dict[str, str] = {}
    for each in found:
        paper = each.paper
        code = (paper.language or "")[:2]
        page = each.citation.page if each.citation else None
        print_block(
            [
                (str(paper.said or "undated"), "bold"),
                (str(each.worded), _STYLES.get(str(each.worded), "dim")),
                (paper.title, ""),
                (", ".join(paper.numbers), "dim"),
                (f"page {page}" if page else "", "dim"),
                (f"{each.likeness:.2f}", "dim"),
            ],
            [(f"[{paper.stamp}]" if paper.stamp else "", "italic dim")],
        )
        if each.sentence is not None:
            earlier = before.get(code) if each.worded != "same" else None
            if earlier is None:
                print_block([], [(f"“{each.sentence}”", "")])
            else:
                print_difference(earlier, each.sentence, each.steps, indent=2)
            before[code] = each.sentence
    papers = sum(each.sentence is not None for each in found)
    print_words(f"In {counted(papers, 'paper')}. The figure is how much of it stands there.", "dim")


_COLUMNS = (
    "said",
    "change",
    "likeness",
    "sentence",
    "difference",
    "paper",
    "numbers",
    "genre",
    "on_behalf_of",
    "language",
    "page",
    "start",
    "end",
    "stamp",
)


def _cells(each: Wording) -> list[Any]:
    from inzet.changes import marked

    paper, cited = each.paper, each.citation
    return [
        paper.said,
        str(each.worded),
        f"{each.likeness:.4f}",
        each.sentence,
        marked(each.steps),
        paper.title,
        " ".join(paper.numbers),
        paper.genre,
        paper.on_behalf_of,
        paper.language,
        cited.page if cited else None,
        cited.start if cited else None,
        cited.end if cited else None,
        paper.stamp,
    ]


def _json(each: Wording) -> dict[str, Any]:
    paper = each.paper
    return {
        "change": str(each.worded),
        "likeness": each.likeness,
        "sentence": each.sentence,
        "citation": each.citation,
        "operations": operations(each.steps),
        "paper": {
            "id": paper.id,
            "title": paper.title,
            "numbers": list(paper.numbers),
            "said": paper.said,
            "genre": paper.genre,
            "on_behalf_of": paper.on_behalf_of,
            "language": paper.language,
            "stamp": paper.stamp,
        },
    }
