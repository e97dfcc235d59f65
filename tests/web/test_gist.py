"""What a statement holds, in one line."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from inzet.record import StatementRow
from inzet.vocabulary.citations import OutsideCitation
from inzet.web.present.gist import due, gist, terms
from inzet.web.present.seats import participants
from inzet.web.words import Words

EN, NL = Words("en"), Words("nl")


def row(act: str, content: dict[str, Any], **more: Any) -> StatementRow:
    made = StatementRow(
        entry="e",
        identity="i",
        act=act,
        party=None,
        holder=None,
        dossiers=(),
        meeting=None,
        session=None,
        item=None,
        quote="",
        citation=OutsideCitation(identifier="x"),
        content=content,
        said=None,
        valid_from=None,
        valid_to=None,
        rule="r",
        precision=None,
        explanation={},
        language="nl",
        paper=None,
        marking="PUBLIC",
        organisation="o",
        review=None,
        reviewed_by=None,
        corrected=False,
        arrived=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    return msgspec.structs.replace(made, **more)


@pytest.mark.parametrize(
    ("act", "content", "english", "dutch"),
    [
        (
            "position",
            {"modality": "support", "about": ["open door policy"], "parties": ["FIN"]},
            "Supports · open door policy · Finland",
            "Steunt · opendeurbeleid · Finland",
        ),
        ("position", {"modality": "opinion"}, "", ""),
        ("position", {"modality": "concern"}, "Is worried", "Maakt zich zorgen"),
        (
            "position",
            {"criteria": [{"for": "UKR", "criterion": "rule of law", "text": "rechtsstaat"}]},
            "for Ukraine: rule of law",
            "voor Oekraïne: rechtsstaat",
        ),
        (
            "status",
            {"candidates": ["SWE"], "pending": ["HUN", "TUR"]},
            "Sweden · not yet: Hungary and Türkiye",
            "Zweden · nog niet: Hongarije en Turkije",
        ),
        (
            "status",
            {"event": "national approval completed", "count": 27, "of": 30},
            "national approval completed · 27 of 30",
            "nationale goedkeuring voltooid · 27 van de 30",
        ),
        (
            "status",
            {"contributions": [{"party": "NLD", "amount": "2500000.5", "currency": "EUR"}]},
            "Netherlands: EUR 2,500,000.5",
            "Nederland: EUR 2.500.000,5",
        ),
        (
            "decision",
            {
                "name": "3% norm",
                "agreed_at": "Brussels",
                "agreed_in": 2025,
                "deadline": 2035,
                "targets": [{"direction": "at least", "value": "3.5", "unit": "percent"}],
            },
            "3% norm, Brussels 2025, by 2035 · at least 3.5 %",
            "3% norm, Brussel 2025, uiterlijk 2035 · ten minste 3,5 %",
        ),
        (
            "context",
            {"count": 2, "ordered": ["objectives", "common threat picture"]},
            "objectives → common threat picture",
            "doelen → gemeenschappelijk dreigingsbeeld",
        ),
        ("reference", {"id": "kst-33333-12", "text": "Kamerstuk"}, "33 333, nr. 12", None),
        ("reference", {"id": "sample-2", "text": "Sample 2"}, "Sample 2", None),
        ("commitment", {"what": "de stand van zaken"}, "de stand van zaken", None),
    ],
)
def test_gist(act: str, content: dict[str, Any], english: str, dutch: str | None) -> None:
    assert gist(row(act, content), EN) == english
    assert gist(row(act, content), NL) == (english if dutch is None else dutch)


def test_what_the_dossiers_say_is_not_said_again() -> None:
    content = {"modality": "want", "parties": ["FIN"]}
    assert gist(row("position", content, dossiers=("accession/FIN",)), EN) == "Wants"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            {"due_before": "2027-07-06", "due": {"words": "voor de top"}},
            "before 6 July 2027 (voor de top)",
        ),
        ({"due_by": "2027-07"}, "by July 2027"),
        ({"due": {"before": "de top", "words": "voor de top"}}, "voor de top"),
        ({}, ""),
    ],
)
def test_due_is_no_more_precise_than_said(content: dict[str, Any], words: str) -> None:
    assert due(row("commitment", content), EN) == words


def test_terms() -> None:
    assert terms(row("commitment", {"to_role": "parliament", "form": "oral"}), EN) == (
        "to parliament, orally"
    )
    given = {"to_role": "parliament", "form": "written", "given": "oral", "to_member": "Aardbei"}
    assert terms(row("commitment", given), EN) == "to Aardbei, orally"
    assert terms(row("commitment", {"to": "FIN"}), NL) == "aan Finland"


@pytest.mark.parametrize("value", [None, 1, "x", ["x"], {"x": ["y"]}, [[{}]], True])
def test_content_of_any_shape_is_shown_or_passed_over(value: Any) -> None:
    """Content comes from other programs too; no shape of it breaks a page."""
    keys = (
        "meeting",
        "candidates",
        "pending",
        "by",
        "count",
        "of",
        "criteria",
        "about",
        "partners",
        "topics",
        "targets",
        "value",
        "unit",
        "figures",
        "contributions",
        "parties",
        "when",
        "where",
        "ordered",
        "name",
        "event",
        "due",
        "due_before",
        "what",
        "to",
        "to_role",
        "form",
        "party",
        "capacity",
        "role",
        "id",
        "modality",
        "for",
        "deadline",
        "package",
        "agreed_at",
    )
    for act in ("position", "status", "commitment", "participation", "reference", "figure"):
        for content in [{key: value} for key in keys] + [dict.fromkeys(keys, value)]:
            for t in (EN, NL):
                made = row(act, content)
                assert isinstance(participants([made]), list)
                assert isinstance(gist(made, t) + due(made, t) + terms(made, t), str)
