"""What can be written by hand: each kind with its fields, and the function that writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from inzet.meetings.sources import Hand, Source
from inzet.record import Reader, Record
from inzet.vocabulary.times import parse_day
from inzet.web.hand.fields import AREA, CHOICE, DAY, RADIO, TEXT, Field, Given


class Done(Protocol):
    """What was written."""

    @property
    def entry(self) -> str:
        """Id of the entry."""
        ...

    @property
    def identity(self) -> str:
        """Identity of the statement."""
        ...


@dataclass(frozen=True, slots=True)
class At:
    """Where something is written: the record, and as whom it is read."""

    record: Record
    reader: Reader


Write = Callable[[At, Given, Hand], Done]

SOURCE = (
    Field("source", RADIO, "sources", needed=True, group="source"),
    Field("paper", TEXT, "papers", group="source"),
    Field("quote", AREA, group="source"),
    Field("identifier", TEXT, group="source"),
    Field("date", DAY, group="source"),
    Field("says", AREA, group="source"),
    Field("ground", AREA, group="source"),
)
"""Where what is written comes from: one of three."""
ON = Field("on", DAY, group="kept")
MARKING = Field("marking", CHOICE, "markings", group="kept")
GROUND = Field("ground", AREA, needed=True, group="source")


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be written.

    Attributes:
        name: in addresses and messages.
        group: under which it is listed.
        own: its own fields; those of source, day and marking come after them.
        source: whether it asks for one of the three; else a ground alone.
        needs_source: whether one of the three has to be given.
        page: where it is shown once it is kept; may name fields.
        grounded: whether it asks for that ground; else its own words are it.
        dated: whether it asks on which day.
        marked: whether it asks who may read it.
    """

    name: str
    group: str
    own: tuple[Field, ...]
    write: Write
    source: bool = True
    needs_source: bool = True
    page: str = "/statements/{identity}"
    grounded: bool = True
    dated: bool = True
    marked: bool = True

    @property
    def fields(self) -> tuple[Field, ...]:
        """All of its fields, in order."""
        return (
            *self.own,
            *self._source,
            *((ON,) if self.dated else ()),
            *((MARKING,) if self.marked else ()),
        )

    @property
    def _source(self) -> tuple[Field, ...]:
        if not self.source:
            return (GROUND,) if self.grounded else ()
        if self.needs_source:
            return SOURCE
        return tuple(replace(each, needed=False) for each in SOURCE)


def check_source(given: Given, *, needed_at_all: bool = True) -> None:
    """Notes what is missing of the source that was chosen, or that none was where one must be."""
    needed: Mapping[str, tuple[str, ...]] = {
        "paper": ("paper", "quote"),
        "outside": ("identifier", "says"),
        "ground": ("ground",),
    }
    chosen = given.text("source")
    if not chosen and not needed_at_all:
        return
    if chosen not in needed:
        given.faults["source"] = given.t("hand.fault.source")
        return
    for name in needed[chosen]:
        if not given.text(name):
            given.faults.setdefault(name, given.t("hand.fault.needed"))


def hand_of(kind: Kind, given: Given, by: str) -> Hand:
    """Who writes, from which source, on which day, for whom."""
    if not kind.source:
        source = Source(ground=given.text("ground"))
    else:
        match given.text("source"):
            case "paper":
                source = Source(paper=given.text("paper"), quote=given.text("quote"))
            case "outside":
                source = Source(
                    identifier=given.text("identifier"),
                    date=given.maybe("date"),
                    says=given.text("says"),
                )
            case _:
                source = Source(ground=given.text("ground"))
    return Hand(by=by, source=source, on=day(given, "on"), marking=given.maybe("marking"))


def day(given: Given, name: str) -> dt.date | None:
    """A day; None where none was typed."""
    typed = given.text(name)
    return parse_day(typed, where=name) if typed else None


def call(function: Callable[..., Done], at: At, *rest: Any, **values: Any) -> Done:
    """Calls a function that writes, with the record and its reader before all else."""
    return function(at.record, at.reader, *rest, **values)
