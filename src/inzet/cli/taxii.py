"""``inzet taxii``: other organisations' collections, pulled into the record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    CommandGroup,
    Example,
    Invocation,
    command,
    invocation,
    json_option,
    reader_option,
    record_option,
)
from inzet.cli.failures import described, tell
from inzet.cli.keeper import Keeper
from inzet.cli.objects import taken_facts
from inzet.cli.output import Column, print_facts, print_json, print_table, print_title, print_words
from inzet.vocabulary.errors import InputError, InzetError
from inzet.vocabulary.markings import INTERNAL

if TYPE_CHECKING:
    from inzet.exchange.taxii.client import Pulled
    from inzet.exchange.taxii.remembered import Remembered, Source
    from inzet.record import Record

_DOING = "pull objects into it"


@click.group(
    "taxii",
    cls=CommandGroup,
    short_help="Pull objects from TAXII servers",
    examples=(
        Example("inzet taxii pull https://example.org/taxii2/ --marking INTERNAL", "All it offers"),
        Example("inzet taxii pull", "What is new of every server that is remembered"),
    ),
)
@record_option
@reader_option
def taxii() -> None:
    """Pulls collections of other organisations' TAXII 2.1 servers into the record.

    Objects are kept as they came, no wider than their TLP allows. A server that was pulled from is
    remembered with how far it came; of a password or token only where it lies.
    """


@command(
    "pull",
    short_help="Take in what is new",
    examples=(
        Example("inzet taxii pull", "Of every server that is remembered; for every morning"),
        Example(
            "inzet taxii pull https://example.org/taxii2/ --user inzet --secret env:OTHERS",
            "With a password that lies in a variable",
        ),
    ),
)
@click.argument("address", required=False)
@click.option(
    "--collection",
    "collections",
    multiple=True,
    metavar="COLLECTION",
    help="Only this one, by its id, alias or title; may be given again. All by default.",
)
@click.option("--user", metavar="NAME", help="Who asks, where a password is needed.")
@click.option(
    "--secret",
    metavar="PLACE",
    help="Where the password is, or without --user the token: env:NAME or file:PATH. It is never "
    "kept; without it a password is asked for.",
)
@click.option(
    "--marking",
    metavar="MARKING",
    help="Who may see it: INTERNAL (default), PUBLIC, or an audience of this record; kept for the "
    "next time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=200_000,
    show_default=True,
    metavar="N",
    help="Objects of a collection at most; the next run goes on.",
)
@click.option("--again", is_flag=True, help="From the beginning, whatever came before.")
@json_option
def pull(
    address: str | None,
    collections: tuple[str, ...],
    user: str | None,
    secret: str | None,
    marking: str | None,
    limit: int,
    again: bool,
) -> int:
    """Take what is new of ADDRESS, or of every server that is remembered.

    ADDRESS is that of a discovery (often ending in /taxii2/), of an API root, or of one collection.
    """
    from inzet.exchange.taxii.client import checked_address
    from inzet.exchange.taxii.remembered import Remembered, Source, checked

    chosen = invocation()
    remembered = Remembered(chosen.record)
    if address is None:
        if collections or user or secret or marking:
            raise InputError("these options are about one server", fix="Give its address too.")
        sources = remembered.sources()
        if not sources and not chosen.as_json:
            print_words("No server is remembered: inzet taxii pull ADDRESS pulls from one.")
    else:
        known = remembered.source(checked_address(address))
        sources = [
            Source(
                address=checked_address(address),
                marking=marking or (known.marking if known else INTERNAL),
                user=user if user is not None else (known.user if known else ""),
                secret=checked(secret if secret is not None else (known.secret if known else "")),
                collections=collections or (known.collections if known else ()),
            )
        ]
    return _Pulling(chosen, remembered, limit, again=again).all(sources)


class _Pulling:
    """Pulls from one server after another, and shows what came."""

    def __init__(
        self, chosen: Invocation, remembered: Remembered, limit: int, *, again: bool
    ) -> None:
        self._chosen, self._remembered = chosen, remembered
        self._limit, self._again = limit, again
        self._told: list[dict[str, Any]] = []
        self._code = 0

    def all(self, sources: list[Source]) -> int:
        """Pulls from all; the exit code is that of the first that went wrong."""
        for source in sources:
            try:
                keeper = Keeper(self._chosen, source.marking, None, doing=_DOING)
                keeper.take(partial(self._one, source))
            except InzetError as error:
                told = described(error, ())
                tell(told, as_json=self._chosen.as_json)
                self._code = self._code or told[-1]
        if self._chosen.as_json:
            print_json(self._told)
        return self._code

    def _one(self, source: Source, record: Record) -> None:
        from inzet.exchange.taxii.client import Client
        from inzet.exchange.taxii.pulling import authorization, pull

        header = authorization(source, lambda: click.prompt("Password", hide_input=True, err=True))
        with Client(source.address, authorization=header) as client:
            found = pull(
                record, source, client, self._remembered, most=self._limit, again=self._again
            )
            for each in found:
                # Kept once it answered: an address that was mistyped is not remembered.
                self._remembered.keep(source)
                self._show(source, each)

    def _show(self, source: Source, done: Pulled) -> None:
        if done.stopped:
            self._code = self._code or 7
        self._told.append(_told(source, done))
        if self._chosen.as_json:
            return
        print_title(f"{source.address} · {done.collection.title}")
        facts = taken_facts(done.taken, source.marking)
        facts["Up to"] = done.place.added_after or None
        if done.stopped:
            facts["Ended early"] = f"{done.stopped}. What came is kept; pull again to go on."
        elif done.more:
            facts["More"] = "There is more; pull again to go on."
        if not done.taken.objects and not done.stopped:
            facts = {"Outcome": "Nothing new", "Up to": done.place.added_after or None}
        print_facts(facts)
        for each in done.taken.refused[:20]:
            print_words(f"Refused {each.id or 'an object'}: {each.why}.")


def _told(source: Source, done: Pulled) -> dict[str, Any]:
    taken = done.taken
    return {
        "address": source.address,
        "collection": done.collection.title,
        "id": done.collection.id,
        "marking": source.marking,
        "objects": taken.objects,
        "new": taken.new,
        "known": taken.known,
        "narrowed": taken.narrowed,
        "types": taken.types,
        "refused": taken.refused,
        "refusals": taken.refusals,
        "up_to": done.place.added_after or None,
        "more": done.more,
        "stopped": done.stopped or None,
    }


@command(
    "list",
    short_help="Which servers are remembered",
    examples=(Example("inzet taxii list", "Where objects are pulled from"),),
)
@json_option
def list_() -> None:
    """Show the servers that are remembered, and where their passwords lie."""
    from inzet.exchange.taxii.remembered import Remembered

    chosen = invocation()
    chosen.open_as_own("see what is pulled into it")
    sources = Remembered(chosen.record).sources()
    if chosen.as_json:
        print_json(sources)
    elif not sources:
        print_words("No server is remembered.")
    else:
        columns = Column("address"), Column("collections"), Column("marking"), Column("secret")
        rows = [
            [
                each.address,
                ", ".join(each.collections) or "all",
                each.marking,
                " ".join(part for part in (each.user, each.secret) if part) or "none",
            ]
            for each in sources
        ]
        print_table(columns, rows)


@command(
    "forget",
    short_help="Pull from a server no more",
    examples=(Example("inzet taxii forget ADDRESS", "What was taken stays"),),
)
@click.argument("address")
def forget(address: str) -> None:
    """Forget the server at ADDRESS and how far it came; what was taken stays."""
    from inzet.exchange.taxii.client import checked_address
    from inzet.exchange.taxii.remembered import Remembered

    chosen = invocation()
    chosen.open_as_own("change what is pulled into it")
    Remembered(chosen.record).forget(checked_address(address))
    print_words("Forgotten. What was taken stays in the record.")


for _each in (pull, list_, forget):
    taxii.add_command(_each)
