"""What a procedure can be asked beside the moment: rows of choices, and fields to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inzet.dossiers import Answer, Procedure
from inzet.web.words import Words

_ROWS = ("year", "edition")
"""What is chosen by one click, where it is known what there is; the rest are fields of a form."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """One thing to choose: what it asks of the page, and whether the page is of it."""

    text: str
    query: Mapping[str, str]
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of things to choose from."""

    key: str
    label: str
    choices: tuple[Choosing, ...]
    why: str
    """Which is used, and by which rule."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in, or to choose from ``among`` where that holds anything."""

    key: str
    label: str
    value: str
    example: str
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """All that can be asked of the page of a procedure."""

    rows: tuple[Row, ...]
    fields: tuple[Field, ...]

    @property
    def filled(self) -> bool:
        """Whether any field holds something."""
        return any(each.value for each in self.fields)


def asking(told: Answer, known: Procedure[Any, Any], query: Mapping[str, str], t: Words) -> Asking:
    """The rows and fields of a procedure, with what the page was asked."""
    rows = [row for row in (_row(name, told, query, t) for name in _ROWS) if row is not None]
    shown = {row.key for row in rows}
    fields = [
        Field(
            option.name,
            # A procedure from outside brings no messages for this page.
            t.maybe(f"option.{option.name}", option.says),
            query.get(option.name, "").strip(),
            # Of "target=3.5" the field takes what stands after the sign.
            option.example.partition("=")[2],
            told.among[option.name].values if option.name in told.among else (),
        )
        for option in known.options
        if option.name not in shown
    ]
    return Asking(tuple(rows), tuple(fields))


def _row(name: str, told: Answer, query: Mapping[str, str], t: Words) -> Row | None:
    among = told.among.get(name)
    values = among.values if among is not None else told.editions if name == "edition" else ()
    asked = query.get(name, "").strip()
    if len(values) < 2 and not asked:
        return None
    used = asked or (among.used if among is not None else "")
    alone = among.alone if among is not None else ()
    choices = [
        Choosing(
            each,
            # What does not go with the year that was asked is shown for a year of its own.
            {name: each, **({"year": ""} if each in alone else {})},
            each == used,
        )
        for each in values
    ]
    if name == "edition" and asked:
        choices.insert(0, Choosing(t("ask.by-rule"), {name: ""}, False))
    why = told.used.words if name == "edition" and told.used is not None else ""
    label = t("ask.year") if name == "year" else t("ask.edition")
    return Row(name, label, tuple(choices), why)
