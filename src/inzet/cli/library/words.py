"""Things of the library and requests as people read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from inzet.cli.output import counted, print_block, print_facts, print_raw, print_title, print_words
from inzet.cli.rows import SHORT

if TYPE_CHECKING:
    from inzet.library import Lying, Opened, Requested

_STYLES = {"overdue": "red", "open": "yellow", "partly": "yellow", "answered": "green"}


def print_shelf(found: list[Lying], on: dt.date, language: str) -> None:
    """A list, each with what came of it."""
    for each in found:
        title, summary, _ = each.titled(language)
        print_block(
            [
                (each.kind, "bold"),
                (title, ""),
                (each.grade, "dim"),
                ((each.identity or (each.paper.id if each.paper else ""))[:SHORT], "dim"),
            ],
            [
                (summary, ""),
                (_told(each, language), "dim"),
                (_came(each, language), ""),
                (f"to be looked at again since {each.review}" if each.due(on) else "", "red"),
            ],
        )


def _told(each: Lying, language: str) -> str:
    parts = [each.by, str(each.said or ""), *_terms(each, language), *each.dossiers, each.marking]
    return " · ".join(part for part in parts if part)


def _terms(each: Lying, language: str) -> list[str]:
    from inzet.dossiers.hybrid.vocabulary import name_of
    from inzet.library.vocabulary import region_name

    return [
        *(name_of("domains", name, language) for name in each.domains),
        *(name_of("instruments", name, language) for name in each.instruments),
        *(region_name(name, language) for name in each.regions),
        *each.techniques,
    ]


def _came(each: Lying, language: str) -> str:
    from inzet.dossiers.hybrid.vocabulary import name_of

    return "; ".join(
        f"{name_of('outcome', name, language)} ({counted(times, 'use')})"
        for name, times in sorted((each.came_of_it or {}).items())
    )


def print_opened(found: Opened, on: dt.date, language: str) -> None:
    """One of them, with all that hangs on it."""
    each, item = found.lying, found.lying.item
    title, summary, shown = each.titled(language)
    print_title(title or each.kind)
    print_words(summary)
    print_facts(
        {
            "Kind": each.kind,
            "Of": each.by,
            "Said": each.said,
            "About": ", ".join([*_terms(each, language), *each.dossiers]),
            "Grade": each.grade,
            "Handling": ", ".join(item.handling) if item else "",
            "Look again": f"{each.review}{' (due)' if each.due(on) else ''}" if each.review else "",
            "Languages": ", ".join(each.languages),
            "Marking": each.marking,
            "Id": each.identity,
        }
    )
    if item and item.text:
        print_title("Text" if shown == each.language else f"Text, in {each.language}")
        print_raw(item.text)
    if item and item.evidence:
        print_title("Rests on")
        for one in item.evidence:
            print_block([((one.statement or one.paper or "")[:SHORT], "dim"), (one.name, "")])
    for heading, lines in (
        ("What came of it", [(one.content.outcome, one) for one in found.uses]),
        (
            "Graded",
            [(one.content.reliability + one.content.credibility, one) for one in found.gradings],
        ),
    ):
        if lines:
            print_title(heading)
        for word, told in lines:
            head = [(word, "bold"), (told.row.organisation, ""), (str(told.row.said), "dim")]
            print_block(head, [(told.content.text, "")])
    if len(found.versions) > 1:
        print_words(counted(len(found.versions), "version"), "dim")


def print_requests(found: list[Requested]) -> None:
    """A list, what waits first."""
    for each in found:
        row = each.told.row
        print_block(
            [
                (str(each.status), _STYLES.get(str(each.status), "dim")),
                (f"by {each.due}" if each.due else "", "bold"),
                (f"{row.organisation} → {', '.join(one.name for one in each.told.content.to)}", ""),
                (each.id[:SHORT], "dim"),
            ],
            [(each.told.content.text, ""), (row.marking, "dim")],
        )


def print_request(each: Requested) -> None:
    """One, with every answer."""
    print_requests([each])
    if each.told.content.about:
        print_facts({"About": each.told.content.about})
    for one in each.answers:
        print_block(
            [
                (one.content.gives, "bold"),
                (one.row.organisation, ""),
                (str(one.row.said), "dim"),
                (one.id[:SHORT], "dim"),
            ],
            [(one.content.text, ""), ("gives " + " ".join(one.content.items), "dim")]
            if one.content.items
            else [(one.content.text, "")],
            indent=2,
        )
    for asked in each.asked:
        if asked.answer is None:
            print_block([(f"{asked.addressee.name} has not answered", "dim")], indent=2)
    if each.closing:
        print_words(f"Closed: {each.closing.content.text}")
