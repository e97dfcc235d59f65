"""The fields of a form: what each takes, how it is shown, and what was typed wrong.

A form is a list of these; one template shows them all, and what somebody typed is shown again
beside what is wrong with it, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from inzet.vocabulary import parties as known
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.times import first_day, parse_day
from inzet.web.words import Words

TEXT, AREA, DAY, MOMENT, DATE, NUMBER = "text", "area", "day", "moment", "date", "number"
CHOICE, SEVERAL, RADIO, PARTY, PARTIES, LIST = (
    "choice",
    "several",
    "radio",
    "party",
    "parties",
    "list",
)
LONGEST = 20_000
"""Characters of one field."""
_MINUTE = re.compile(r"\d{4}-\d\d-\d\d([T ]([01]\d|2[0-3]):[0-5]\d(:\d\d)?)?\Z")
Options = Sequence[tuple[str, str]]
"""Values and what they are called."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place to type or choose something.

    Attributes:
        name: what its value is called; also the name of its messages.
        kind: text, area (several lines), day, moment (a day or a minute), date (a day, month or
            year), number, choice, several (of a few), radio, party, parties, list (one a line).
        options: which options it offers, by name; "" for none.
        needed: whether a form without it is sent back.
        group: what it stands under, where a form has groups.
    """

    name: str
    kind: str = TEXT
    options: str = ""
    needed: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as a page shows it."""

    name: str
    kind: str
    label: str
    hint: str = ""
    value: str = ""
    chosen: frozenset[str] = frozenset()
    """Of several: what is chosen."""
    options: Options = ()
    listed: str = ""
    """Id of the list of suggestions on the page; "" for none."""
    needed: bool = False
    fault: str = ""
    group: str = ""


@dataclass(slots=True)
class Given:
    """What was typed, read field by field; ``faults`` tells what is wrong with which."""

    values: Mapping[str, str]
    t: Words
    faults: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """As typed, without white space around it."""
        return self.values.get(name, "").strip()

    def maybe(self, name: str) -> str | None:
        """The same; None where nothing was typed."""
        return self.text(name) or None

    def several(self, name: str) -> tuple[str, ...]:
        """Of a list, what was typed on each line; of several, what was chosen."""
        lines = self.values.get(name, "").replace("\r", "").split("\n")
        return tuple(line.strip() for line in lines if line.strip())

    def names(self, name: str) -> tuple[str, ...]:
        """Names without spaces, such as dossiers, parted by spaces or commas."""
        return tuple(self.text(name).replace(",", " ").split())

    def number(self, name: str) -> int | None:
        """A whole number; None where nothing was typed."""
        typed = self.text(name)
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def party(self, name: str) -> str | None:
        """The code of a party that was typed by its code or name."""
        typed = self.text(name)
        return (party_of(typed) or typed) if typed else None

    def parties(self, name: str) -> tuple[str, ...]:
        """Codes of parties, parted by commas, semicolons or lines."""
        return tuple(party_of(each) or each for each in _parted(self.text(name)))

    def check(self, fields: Iterable[Field]) -> None:
        """Notes what is wrong with each field in ``faults``."""
        for each in fields:
            fault = self._fault(each)
            if fault:
                self.faults[each.name] = fault

    def _fault(self, each: Field) -> str:
        typed = self.text(each.name)
        if not typed:
            return self.t("hand.fault.needed") if each.needed else ""
        if len(typed) > LONGEST:
            return self.t("hand.fault.long", n=LONGEST)
        checks: dict[str, Callable[[str], str]] = {
            DAY: self._day,
            DATE: self._date,
            MOMENT: self._moment,
            NUMBER: self._number,
            PARTY: self._party,
            PARTIES: self._parties,
        }
        check = checks.get(each.kind)
        return check(typed) if check else ""

    def _day(self, typed: str) -> str:
        try:
            parse_day(typed, where="")
        except InzetError:
            return self.t("hand.fault.day")
        return ""

    def _date(self, typed: str) -> str:
        try:
            first_day(typed)
        except (InzetError, ValueError):
            return self.t("hand.fault.date")
        return ""

    def _moment(self, typed: str) -> str:
        return self._day(typed[:10]) if _MINUTE.match(typed) else self.t("hand.fault.moment")

    def _number(self, typed: str) -> str:
        good = typed.isascii() and typed.isdigit() and len(typed) < 10
        return "" if good else self.t("hand.fault.number")

    def _party(self, typed: str) -> str:
        if party_of(typed) or typed.startswith("parliament of "):
            return ""
        return self.t("hand.fault.party", typed=typed[:60])

    def _parties(self, typed: str) -> str:
        wrong = [each for each in _parted(typed) if not party_of(each)]
        return self.t("hand.fault.party", typed=", ".join(wrong)[:120]) if wrong else ""


def shown(
    fields: Iterable[Field],
    values: Mapping[str, str],
    t: Words,
    *,
    options: Mapping[str, Options],
    faults: Mapping[str, str] | None = None,
    hinted: bool = True,
) -> list[Shown]:
    """Fields with what was typed in them and what is wrong with it.

    Args:
        options: what fields offer, by the name of their ``options``.
        hinted: whether hints are shown where there are any.
    """
    wrong = faults or {}
    made = []
    for each in fields:
        value = values.get(each.name, "")
        chosen = frozenset(line for line in value.replace("\r", "").split("\n") if line)
        suggested = each.kind in (TEXT, PARTY, PARTIES)
        offered = options.get(each.options, ())
        made.append(
            Shown(
                name=each.name,
                kind=each.kind,
                label=t.maybe(f"hand.field.{each.name}") or t(f"field.{each.name}"),
                hint=t.maybe(f"hand.hint.{each.name}") if hinted else "",
                value=value,
                chosen=chosen,
                options=() if suggested else offered,
                listed=each.options if suggested and each.kind != PARTIES else "",
                needed=each.needed,
                fault=wrong.get(each.name, ""),
                group=each.group,
            )
        )
    return made


def party_of(typed: str) -> str | None:
    """The code of a party by its code, its name or another name of it; None where it is none."""
    return _parties_by_name().get(" ".join(typed.split()).casefold())


@cache
def _parties_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for party in known.parties():
        for language in ("en", "nl"):
            for name in party.names_in(language):
                found.setdefault(name.casefold(), party.code)
    # A code goes before a name that reads like it.
    return found | {party.code.casefold(): party.code for party in known.parties()}


def _parted(typed: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n]", typed) if part.strip()]
