"""``inzet library``: what lies there, one of them, and what is to be looked at again."""

from __future__ import annotations

import datetime as dt

import click

from inzet.cli.command import (
    CommandGroup,
    Day,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
)
from inzet.cli.library.shapes import COLUMNS, lying_cells, lying_json, opened_json
from inzet.cli.library.words import print_opened, print_shelf
from inzet.cli.library.writing import WRITING
from inzet.cli.listing import print_footer
from inzet.cli.output import print_csv, print_json, print_words
from inzet.vocabulary.errors import UnknownValue

on_option = click.option("--on", type=Day(), metavar="DATE", help="As it stands on this day.")
language_option = click.option(
    "--language",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    metavar="LANGUAGE",
    help="Of terms, and of titles and summaries that are given in it: en or nl.",
)


@click.group(
    "library",
    cls=CommandGroup,
    short_help="Analyses and practices, and what came of them",
    examples=(
        Example("inzet library list", "What lies in the library"),
        Example("inzet library due", "What is to be looked at again"),
    ),
)
def library() -> None:
    """Analyses and practices: written, cited, graded, used by others; with what hybrid cases lend
    and background papers.

    Before anything is written everybody who will be able to read it is named.
    """


@command(
    "list",
    short_help="What lies there",
    examples=(
        Example("inzet library list", "Everything, newest first"),
        Example("inzet library list --kind practice --domain cyber", "Practices of one domain"),
    ),
)
@click.option("--kind", metavar="KIND", help="practice, analysis, lesson, evaluation …")
@click.option("--domain", metavar="DOMAIN", help="Of this domain of hybrid threats.")
@click.option("--instrument", metavar="INSTRUMENT", help="That works with this instrument.")
@click.option("--technique", metavar="CODE", help="Against this technique, such as T0002.")
@click.option("--region", metavar="REGION", help="About this region or country.")
@click.option("--dossier", metavar="DOSSIER", help="About this dossier.")
@click.option("--of", metavar="NAME", help="Whose it is.")
@click.option("--grade", metavar="GRADE", help="Graded so by its writer, such as B2.")
@on_option
@language_option
@moments
@csv_option
@json_option
def list_(
    kind: str | None,
    domain: str | None,
    instrument: str | None,
    technique: str | None,
    region: str | None,
    dossier: str | None,
    of: str | None,
    grade: str | None,
    on: dt.date | None,
    language: str,
) -> None:
    """What lies in the library: practices, analyses, lessons, evaluations, assessments, papers."""
    from inzet.dossiers.hybrid.vocabulary import term
    from inzet.library import KINDS, shelf
    from inzet.library.vocabulary import region as region_id

    chosen = invocation()
    if kind is not None and kind not in KINDS:
        raise UnknownValue(
            f"“{kind}” is nothing that lies there", where="--kind", fix=f"Use {', '.join(KINDS)}."
        )
    wanted = {
        "kind": kind,
        "domains": term("domains", domain, where="--domain").id if domain else None,
        "instruments": term("instruments", instrument, where="--instrument").id
        if instrument
        else None,
        "techniques": technique,
        "regions": region_id(region) if region else None,
        "dossiers": dossier,
        "by": of,
        "grade": grade,
    }
    found = [
        each
        for each in shelf(chosen.view())
        if all(
            value is None or value == getattr(each, name) or value in _several(each, name)
            for name, value in wanted.items()
        )
    ]
    day = on or chosen.as_of or dt.date.today()
    if chosen.as_json:
        print_json({"on": day, "total": len(found), "items": [lying_json(one) for one in found]})
    elif chosen.as_csv:
        print_csv(COLUMNS, map(lying_cells, found))
    elif not found:
        print_words("Nothing in the library. Write something: inzet library add practice.")
    else:
        print_shelf(found, day, language)
        print_footer(len(found), len(found), "item")


def _several(each: object, name: str) -> tuple[str, ...]:
    value = getattr(each, name)
    return value if isinstance(value, tuple) else ()


@command(
    "show",
    short_help="One of them, whole",
    examples=(
        Example("inzet library show ITEM", "Its text, what it rests on, what came of it"),
        Example("inzet library show ITEM --language nl", "The same in Dutch, where it is given"),
    ),
)
@click.argument("item", metavar="ID")
@on_option
@language_option
@moments
@json_option
def show(item: str, on: dt.date | None, language: str) -> None:
    """Show the one with this ID: its text, evidence, uses, grades and versions."""
    from inzet.library import opened

    chosen = invocation()
    found = opened(chosen.view(), item)
    if chosen.as_json:
        print_json(opened_json(found))
    else:
        print_opened(found, on or chosen.as_of or dt.date.today(), language)


@command(
    "due",
    short_help="What is to be looked at again",
    examples=(
        Example("inzet library due", "What is to be looked at again today"),
        Example("inzet library due --on 2030-01-01", "What will be by then"),
    ),
)
@on_option
@language_option
@moments
@json_option
def due(on: dt.date | None, language: str) -> None:
    """What is to be looked at again by a day; inzet library edit --review sets the next one."""
    from inzet.library import shelf

    chosen = invocation()
    day = on or chosen.as_of or dt.date.today()
    found = sorted(
        (each for each in shelf(chosen.view()) if each.due(day)), key=lambda one: str(one.review)
    )
    if chosen.as_json:
        print_json({"on": day, "total": len(found), "items": [lying_json(one) for one in found]})
    elif found:
        print_shelf(found, day, language)
    else:
        print_words("Nothing is to be looked at again.")


for _command in (list_, show, due, *WRITING):
    library.add_command(_command)
