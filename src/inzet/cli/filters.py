"""The options that narrow a list, resolved against what the reader may see."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.command import Day
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.errors import UnknownValue

if TYPE_CHECKING:
    from inzet.record import Filter, StatementRow, View

Function = TypeVar("Function", bound=Callable[..., Any])

_MANY = 40
"""So many known names are listed; of more, the others are counted."""

party_option = click.option(
    "--party", metavar="PARTY", help="Whose: a code such as NLD, or a name such as Netherlands."
)
dossier_option = click.option(
    "--dossier",
    metavar="DOSSIER",
    help="On which dossier (accession/FIN), or all of a procedure (accession).",
)
meeting_option = click.option(
    "--meeting", metavar="MEETING", help="At which meeting: its id, or a unique beginning of it."
)
since_option = click.option(
    "--since", type=Day(), metavar="DATE", help="Said on this day or later (2023-03-17)."
)
until_option = click.option(
    "--until", type=Day(), metavar="DATE", help="Said on this day or earlier (2023-03-17)."
)
paper_option = click.option(
    "--paper", metavar="PAPER", help="In which paper: its number, or a unique beginning of its id."
)
act_option = click.option(
    "--act",
    type=click.Choice([str(act) for act in Act]),
    metavar="ACT",
    help=f"What is done by saying it: {', '.join(Act)}.",
)


def narrowed(view: View, **chosen: Any) -> Filter:
    """A filter out of options; each value is one this reader's view knows.

    Args:
        chosen: act, party, dossier, meeting, paper, since, until, and anything else that
            `Filter` takes as it is.

    Raises:
        UnknownValue, NotFound: a value that is not in view; lists the ones that are.
    """
    from inzet.record import Filter

    fields = {name: value for name, value in chosen.items() if value is not None}
    fields.update(_dossier(view, fields.pop("dossier", None)))
    if "act" in fields:
        fields["act"] = Act(fields["act"])
    if "party" in fields:
        fields["party"] = _party(view, fields["party"])
    if "meeting" in fields:
        from inzet.meetings import meeting

        fields["meeting"] = meeting(view, fields["meeting"]).id
    if "paper" in fields:
        fields["paper"] = view.paper(fields["paper"]).id
    for option, field in (("since", "said_from"), ("until", "said_to")):
        if option in fields:
            fields[field] = fields.pop(option)
    return Filter(**fields)


def take(view: View, wanted: Filter, limit: int) -> list[StatementRow]:
    """Statements, newest said first, as many as asked (0: all)."""
    rows: list[StatementRow] = []
    after: str | None = None
    while True:
        page = view.statements(wanted, limit=min(200, limit - len(rows) or 200), after=after)
        rows.extend(page.items)
        after = page.next
        if after is None or (limit and len(rows) >= limit):
            return rows


def _dossier(view: View, dossier: str | None) -> dict[str, str]:
    if dossier is None:
        return {}
    from inzet.dossiers import procedures

    if dossier in {*PROCEDURES, *procedures()}:
        return {"procedure": dossier}
    known = list(view.dossiers())
    by_folded = {name.casefold(): name for name in known}
    dossier = view.dossier_name(dossier)
    if dossier.casefold() not in by_folded:
        raise UnknownValue(
            f"there is no dossier “{dossier}”", where="--dossier", fix=_listed("dossiers", known)
        )
    return {"dossier": by_folded[dossier.casefold()]}


def _party(view: View, wanted: str) -> str:
    from inzet.vocabulary.parties import party_name

    known = sorted(view.counts("party"))
    names = {code.casefold(): code for code in known}
    for code in known:
        names.setdefault(party_name(code).casefold(), code)
        names.setdefault(party_name(code, "nl").casefold(), code)
    if wanted.casefold() not in names:
        # Of data sets there may be a hundred parties: then the nearest say more than all of them.
        near = get_close_matches(wanted.casefold(), names, n=3) if len(known) > _MANY else []
        likely = ", ".join(dict.fromkeys(names[name] for name in near))
        fix = f"Did you mean {likely}?" if likely else _listed("parties", known)
        raise UnknownValue(f"no statement is by “{wanted}”", where="--party", fix=fix)
    return names[wanted.casefold()]


def _listed(what: str, known: list[str]) -> str:
    if not known:
        return f"There are no {what} here yet: read a paper first."
    listed = ", ".join(known[:_MANY])
    more = f", and {len(known) - _MANY} more" if len(known) > _MANY else ""
    return f"Known {what}: {listed}{more}."
