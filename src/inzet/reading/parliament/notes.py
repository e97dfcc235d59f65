"""Decision notes: what a minister is asked to decide, and the paper that the note goes with."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.identifier import borne
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import words
from inzet.vocabulary.parliament import DecisionAsked

_TOP = 40
_READ = frozenset(("paragraph", "list_item", "table_row"))


def notes(reading: Reading) -> Iterator[Told]:
    """What a decision note asks for, sentence by sentence."""
    if reading.document.genre != "decision note":
        return
    structured = reading.paper.structured
    paper = _paper(reading)
    under = -1
    for index, block in enumerate(structured.blocks):
        table = words(block.language or structured.language, "notes")
        if block.kind == "heading":
            under = index if table.find("heading", block.text) else -1
            continue
        if block.kind not in _READ:
            continue
        for sentence in reading.paper.by_block.get(index, ()):
            # All of a part headed "Geadviseerd besluit" is asked.
            if under >= 0 or table.find("asked", sentence.text):
                content = DecisionAsked(asked=sentence.text, paper=paper)
                yield told(sentence, content, "cycle.decision-asked", reading.government)


def _paper(reading: Reading) -> str | None:
    """The paper a note goes with: its number near the top, else its name in the note's title."""
    structured = reading.paper.structured
    for block in structured.blocks[:_TOP]:
        for one in find_references(block.text):
            if borne(one.id) and one.id not in reading.document.numbers:
                return one.id
    table = words(structured.language, "notes")
    for text in (reading.document.title, *(block.text for block in structured.blocks[:_TOP])):
        match = table.find("goes_with", text)
        if match:
            return " ".join(match["paper"].split()).strip(" .,;:")
    return None
