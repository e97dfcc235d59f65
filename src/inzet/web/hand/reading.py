"""A reading as a small form: what its act has, as it stands, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.web.choices import ACTS
from inzet.web.hand.fields import CHOICE, DATE, NUMBER, TEXT, Field, Given, Options, Shown, shown
from inzet.web.present.statements import MACHINE_HOLDERS
from inzet.web.words import Words

_ALWAYS = (
    Field("act", CHOICE, "acts", needed=True),
    Field("party", TEXT, "parties"),
    Field("holder"),
    Field("dossiers", TEXT, "dossiers"),
)
_POLARITY = Field("polarity", CHOICE, "polarity")
_WHEN = Field("when", DATE)
CONTENT: Mapping[str, tuple[Field, ...]] = {
    Act.POSITION: (_POLARITY,),
    Act.ASSESSMENT: (_POLARITY,),
    Act.COMMITMENT: (Field("due_before", DATE), Field("form", CHOICE, "form")),
    Act.STATUS: (Field("event"), _WHEN),
    Act.DECISION: (_WHEN,),
    Act.EXPECTATION: (_WHEN,),
    Act.CONDITION: (Field("towards"),),
    Act.FIGURE: (Field("value"), Field("unit"), Field("year", NUMBER)),
}
"""What stands in the content of each act that is shown one by one."""


def fields(row: StatementRow) -> tuple[Field, ...]:
    """The fields of a statement's act."""
    return (*_ALWAYS, *CONTENT.get(str(row.act), ()))


def values(row: StatementRow) -> dict[str, str]:
    """What stands in them."""
    found = {
        "act": str(row.act),
        "party": row.party or "",
        "holder": row.holder if row.holder and row.rule not in MACHINE_HOLDERS else "",
        "dossiers": " ".join(row.dossiers),
    }
    for each in CONTENT.get(str(row.act), ()):
        value = row.content.get(each.name)
        found[each.name] = "" if value is None or isinstance(value, dict | list) else str(value)
    return found


def reading_form(
    row: StatementRow,
    t: Words,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> list[Shown]:
    """The form of a statement, with what was typed in it if it comes back."""
    filled = values(row) | dict(typed or {})
    return shown(fields(row), filled, t, options=options(t), faults=faults, hinted=False)


def options(t: Words) -> dict[str, Options]:
    """What its fields offer; parties and dossiers are suggested by lists of the page."""
    return {
        "acts": [(act, t.act(act)) for act in ACTS],
        "polarity": [(each, t(f"hand.option.{each}")) for each in ("positive", "negative")],
        "form": [(each, t(f"commitment.form.{each}")) for each in ("written", "oral")],
    }


def changes(row: StatementRow, form: Mapping[str, str], t: Words) -> dict[str, Any]:
    """What was changed in the form of a statement, as a correction takes it.

    Raises:
        Faulty: what was typed cannot be, field by field.
    """
    given, before = Given(form, t), values(row)
    given.check(each for each in fields(row) if each.name in form and each.kind != CHOICE)
    if given.faults:
        raise Faulty(given.faults)
    found: dict[str, Any] = {}
    content: dict[str, Any] = {}
    for each in fields(row):
        if each.name not in form or given.text(each.name) == before[each.name].strip():
            continue
        value: Any = given.maybe(each.name)
        if each.name == "dossiers":
            found["dossiers"] = given.names("dossiers")
        elif each in _ALWAYS:
            found[each.name] = given.party("party") if each.name == "party" else value
        else:
            content[each.name] = given.number(each.name) if each.kind == NUMBER else value
    return found | ({"content": content} if content else {})


class Faulty(Exception):
    """What was typed cannot be.

    Attributes:
        faults: what is wrong, by the name of the field.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)
