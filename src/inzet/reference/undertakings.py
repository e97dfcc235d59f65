"""What was agreed on expenditure, what was given to Ukraine, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reference import tables
from inzet.reference.made import made
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.parties import party_name

_STAGES = {"pledged": "pledged", "committed": "committed", "paid": "paid", "proposed": "proposed"}


def agreements() -> Iterator[Statement]:
    """What allies agreed to spend: Wales, Vilnius, The Hague."""
    for name, agreed in tables.toml("agreements").items():
        source = tables.source(agreed["source"], where="agreements.toml")
        kept = ("name", "agreed_at", "agreed_in", "deadline", "targets", "when")
        yield made(
            "agreements",
            Act.DECISION,
            party="NATO members",
            dossiers=(f"pledge/{name}",),
            quote=agreed["tells"],
            citation=source.cited(agreed["tells"]),
            content={key: agreed.get(key) for key in kept},
            said=agreed["when"],
            valid_from=agreed["when"],
        )


def contributions() -> Iterator[Statement]:
    """Contributions to NATO's funds for Ukraine, as far as they were told."""
    for row in tables.rows("contributions"):
        package, party, when = row["package"], row["party"], row.day("when")
        whole = f"{int(row['amount']):,} {row['currency']}" if row["amount"] else "an amount"
        stage = _STAGES[row["stage"]]
        in_all = " in all" if row["cumulative"] else ""
        quote = f"{party_name(party)}: {whole}{in_all} {stage} for {package}, {when}."
        gift = {"party": party}
        if row["amount"]:
            gift |= {"amount": row["amount"], "currency": row["currency"]}
        yield made(
            "contributions",
            Act.CONTEXT if stage == "proposed" else Act.STATUS,
            party=party,
            dossiers=(f"assistance/{package.lower()}",),
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "procedure": "assistance",
                "package": package,
                "stage": stage,
                "cumulative": True if row["cumulative"] else None,
                "contributions": [gift],
                "when": when,
                "note": row["note"],
            },
            said=row.day("said"),
            valid_from=when,
        )


def steps() -> Iterator[Statement]:
    """The seven steps that the European Commission asked of Ukraine, and how it saw them."""
    for row in tables.rows("steps"):
        when = row.day("when")
        quote = f"Step {row['number']}, {row['criterion']}: {row['level']} ({when})."
        yield made(
            "steps",
            Act.ASSESSMENT,
            party="European Commission",
            dossiers=("criteria/ukraine",),
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "procedure": "criteria",
                "for": "UKR",
                "towards": "EU accession",
                "set": "seven steps of 2022",
                "number": int(row["number"]),
                "criterion": row["criterion"],
                "level": row["level"],
                "when": when,
                "note": row["note"],
            },
            said=row.day("said"),
            valid_from=when,
        )
