"""A row of a table as a statement: what all tables have in common."""

from __future__ import annotations

from typing import Any

from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import Citation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity


def made(
    table: str,
    act: Act,
    *,
    party: str,
    quote: str,
    citation: Citation,
    content: dict[str, Any],
    said: str | None,
    valid_from: str | None,
    valid_to: str | None = None,
    dossiers: tuple[str, ...] = (),
    explanation: dict[str, Any] | None = None,
) -> Statement:
    """A statement under the rule ``data:<table>``.

    What a source says is told by its citation, its act and whose it is: two rows that have
    these in common are one statement.
    """
    return Statement(
        identity=cell_identity(citation, act, party),
        act=act,
        party=party,
        dossiers=dossiers,
        quote=quote,
        citation=citation,
        content={key: value for key, value in content.items() if value not in (None, "")},
        said=said,
        valid_from=valid_from,
        valid_to=valid_to,
        rule=f"{DATA_RULES}{table}",
        explanation=explanation or {},
        language="en",
    )
