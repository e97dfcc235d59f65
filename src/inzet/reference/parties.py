"""Parties with their names, their memberships over time, groups and formats."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reference import tables
from inzet.reference.made import made
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.parties import party_name

BEGINNING = "1949"
"""From when names hold: they have no beginning of their own, the tables begin with the alliance."""

_ROLES = {
    "member": "{party} is a member of {organisation}.",
    "invitee": "{party} is invited to join {organisation} and has not joined yet.",
    "aspirant": "{party} aspires to join {organisation}, which recognises it.",
    "candidate": "{party} is a candidate for membership of {organisation}.",
}


def parties() -> Iterator[Statement]:
    """Every party with its names, adjectives and other names in five languages."""
    for row in tables.rows("parties"):
        code, kind = row["code"], row["type"]
        name = "cldr" if kind == "country" else "organisations"
        source = tables.source(name, where="parties.csv")
        names = row.named("name")
        quote = f"{names['en']}: {', '.join(names.values())}."
        yield made(
            "parties",
            Act.CONTEXT,
            party=code,
            quote=quote,
            citation=source.cited(quote),
            content={
                "kind": "party",
                "code": code,
                "type": kind,
                "names": names,
                "adjectives": row.lists("adjectives"),
                "aliases": row.lists("aliases"),
            },
            said=source.day,
            valid_from=BEGINNING,
        )


def memberships() -> Iterator[Statement]:
    """Who belongs to NATO or the EU, is invited, aspires or is a candidate, and since when."""
    for row in tables.rows("memberships"):
        party, organisation, role = row["party"], row["organisation"], row["role"]
        told = _ROLES[role].format(
            party=party_name(party), organisation=_with_article(organisation)
        )
        since, until = row.day("from"), row.day("to") if row["to"] else None
        quote = f"{told} Since {since}{f', until {until}' if until else ''}."
        yield made(
            # The roll of members is called over what stands under the one rule alone.
            "memberships" if role == "member" else "roles",
            Act.STATUS,
            party=party,
            quote=quote,
            citation=row.source().cited(quote),
            content={"kind": "membership", "organisation": organisation, "role": role},
            said=since,
            valid_from=since,
            valid_to=until,
        )


def groups() -> Iterator[Statement]:
    """Groups of countries, and the formats in which an organisation meets others."""
    for row in tables.rows("groups"):
        names, members = row.named("name"), row.several("members")
        since, until = row.day("from"), row.day("to") if row["to"] else None
        listed = ", ".join(party_name(member) for member in members)
        quote = f"{names['en']}: {listed}. {row['note']}".strip()
        yield made(
            "groups",
            Act.CONTEXT,
            party=row["name"],
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "kind": "group",
                "name": row["name"],
                "names": names,
                "members": list(members),
            },
            said=since,
            valid_from=since,
            valid_to=until,
        )


def _with_article(organisation: str) -> str:
    return "the EU" if organisation == "EU" else organisation
