"""Names and memberships: the same as the reader's own table, and in five languages."""

from __future__ import annotations

import datetime as dt

from inzet.reference import parties as reference
from inzet.reference import tables
from inzet.vocabulary import parties as known


def test_names_are_those_the_reader_uses() -> None:
    for row in tables.rows("parties"):
        party = known.party(row["code"])
        assert party is not None, row["code"]
        assert party.kind == row["type"]
        for language in ("nl", "en"):
            assert party.names[language] == row[f"name_{language}"]
            assert list(party.adjectives_in(language)) == row.lists("adjectives").get(language, [])
            aliases = row.lists("aliases").get(language, [])
            assert list(party.aliases.get(language, ())) == aliases


def test_every_name_is_given_in_five_languages() -> None:
    for said in reference.parties():
        assert set(said.content["names"]) == set(tables.LANGUAGES), said.party
        if said.content["type"] == "country":
            assert set(said.content["adjectives"]) == set(tables.LANGUAGES), said.party


def test_memberships_are_those_the_reader_uses() -> None:
    ours = {
        (row["party"], row["organisation"], row["from"], row["to"])
        for row in tables.rows("memberships")
        if row["role"] == "member"
    }
    theirs = {
        (
            party.code,
            each.organisation,
            each.since.isoformat(),
            each.until.isoformat() if each.until else "",
        )
        for party in known.parties()
        for each in party.memberships
    }
    assert ours == theirs


def test_everybody_in_a_table_is_a_party_there() -> None:
    codes = {row["code"] for row in tables.rows("parties")}
    named = {row["party"] for row in tables.rows("memberships")}
    named |= {member for row in tables.rows("groups") for member in row.several("members")}
    named |= {row[column] for row in tables.rows("accessions") for column in ("by", "candidate")}
    named |= {row["party"] for row in tables.rows("contributions")}
    named |= {row["party"] for row in tables.rows("figures")} - {"Europe and Canada"}
    assert named <= codes


def test_formats_change_over_time() -> None:
    groups = {said.content["name"]: said for said in reference.groups()}
    assert groups["ip4"].content["members"] == ["AUS", "JPN", "KOR", "NZL"]
    before, after = groups["nato-ukraine commission"], groups["nato-ukraine council"]
    assert before.valid_to is not None
    assert after.valid_from is not None
    day = dt.timedelta(days=1)
    assert dt.date.fromisoformat(before.valid_to) + day == dt.date.fromisoformat(after.valid_from)
