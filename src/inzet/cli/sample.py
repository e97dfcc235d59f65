"""``inzet sample``: a record of the sample papers, apart from anybody's own."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Command, Example, json_option
from inzet.cli.command import invocation as current
from inzet.cli.output import counted, print_json, print_words
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import PUBLIC

if TYPE_CHECKING:
    from inzet.record import Record

DEFAULT_SAMPLE = "var/sample.db"
ORGANISATION = "Inzet sample"


@click.command(
    "sample",
    cls=Command,
    short_help="Make a record of sample papers",
    examples=(
        Example("inzet sample", "Make the sample record, var/sample.db"),
        Example("inzet meetings --record var/sample.db", "Then look around in it"),
    ),
)
@click.option(
    "--to",
    "path",
    default=DEFAULT_SAMPLE,
    show_default=True,
    metavar="PATH",
    help="Where the sample record is, or is to be made.",
)
@json_option
def sample(path: str) -> None:
    """Make a record of the sample papers, to look around in.

    It is a record of its own: the papers are retold by the Inzet project, say so wherever they are
    shown, and never go into your record. Running it again adds only what is missing.
    """
    from inzet.reference import install

    place = Path(path)
    record = _opened(place)
    click.get_current_context().call_on_close(record.close)
    install(record)
    papers = manifest()
    kept = sum(_take(record, paper) for paper in progress(papers, "Reading", len(papers)))
    shelved = sum(_shelve(record, each) for each in shelf_manifest())
    if current().as_json:
        print_json({"record": path, "papers": len(papers), "new": kept})
    else:
        news = f"{kept} new" if kept else "all there already"
        print_words(f"The sample record {path} holds {counted(len(papers), 'paper')} ({news}).")
    if shelved and not current().as_json:
        print_words(f"{counted(shelved, 'item')} for its library: inzet library list.", "dim")


def manifest() -> list[dict[str, Any]]:
    """The sample papers and the facts that their place in a real archive would tell of them."""
    text = (_folder() / "manifest.json").read_text(encoding="utf-8")
    papers: list[dict[str, Any]] = json.loads(text)
    return papers


def shelf_manifest() -> list[dict[str, Any]]:
    """Practices and analyses for the library, retold like the papers."""
    text = (_folder() / "library.json").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = json.loads(text)
    return items


def _folder() -> Any:
    return importlib.resources.files("inzet") / "samples"


def _opened(place: Path) -> Record:
    from inzet.record import Record

    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        return Record.create(place, ORGANISATION)
    record = Record.open(place)
    if record.organisation.name != ORGANISATION:
        record.close()
        raise InputError(
            "this is somebody's own record; the sample papers do not go into it",
            where=str(place),
            fix="Choose another place with --to PATH.",
        )
    return record


def _take(record: Record, paper: dict[str, Any]) -> bool:
    from inzet.reading.intake import Outcome, take

    taken = take(
        record,
        (_folder() / paper["file"]).read_bytes(),
        name=paper["file"],
        media_type=paper["media_type"],
        marking=PUBLIC,
        said_on=paper["said_on"],
        on_behalf_of=paper["on_behalf_of"],
        # The manifest lists each paper once, and an agenda may well resemble the one before.
        not_same=True,
        stamp=paper["stamp"],
        by=ORGANISATION,
    )
    return taken.outcome == Outcome.NEW


def _shelve(record: Record, item: dict[str, Any]) -> bool:
    """Puts one in the library, unless it lies there already."""
    from inzet.library import Hand, Parts, Source, add, shelf

    view = record.view(record.reader())
    if any(each.title == item["title"] for each in shelf(view)):
        return False
    papers = {paper.source: paper.id for paper in view.papers(limit=50).items}
    parts = Parts(
        **{name: item[name] for name in ("title", "summary", "text", "language")},
        translations={code: tuple(item[code]) for code in ("nl", "en") if code in item},
        evidence=[papers[name] for name in item.get("evidence", ())],
        **{name: item[name] for name in ("domains", "instruments", "regions", "handling")},
        **{name: item[name] for name in ("review", "reliability", "credibility")},
    )
    hand = Hand(by=ORGANISATION, source=Source(**item["source"]), marking=PUBLIC)
    add(record, record.reader(), item["kind"], hand, parts)
    return True
