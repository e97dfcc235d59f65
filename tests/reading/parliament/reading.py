"""What is read of the parliamentary cycle in a text."""

from __future__ import annotations

from typing import Any

from inzet.reading.reader import read_paper
from inzet.reading.result import ReadStatement


def statements(text: str, said_on: str | None = "2019-02-14") -> list[ReadStatement]:
    """Every statement of a text that is read as a Dutch paper."""
    paper = read_paper(text.encode(), name="paper.txt", on_behalf_of="NLD", said_on=said_on)
    return list(paper.reading.statements)


def told(text: str, kind: str, said_on: str | None = "2019-02-14") -> list[dict[str, Any]]:
    """The contents of a kind, without their kind."""
    found = [one.content for one in statements(text, said_on) if one.content.get("kind") == kind]
    return [{key: value for key, value in one.items() if key != "kind"} for one in found]


def english(text: str, kind: str) -> list[dict[str, Any]]:
    """The contents of a kind in a text in English, without their kind."""
    reading = read_paper(text.encode(), name="paper.txt").reading
    found = [one.content for one in reading.statements if one.content.get("kind") == kind]
    return [{key: value for key, value in one.items() if key != "kind"} for one in found]
