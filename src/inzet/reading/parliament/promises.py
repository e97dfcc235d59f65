"""What a register or a chair tells of a promise beside its words: its number, and to whom."""

from __future__ import annotations

import msgspec

from inzet.reading.parliament.named import people
from inzet.reading.parliament.told import Reading
from inzet.reading.parliament.words import words
from inzet.reading.result import ReadStatement
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act

_SHORT = 120
"""A block that only heads the entry below it is shorter."""


def promise(one: ReadStatement, sentence: Sentence, reading: Reading) -> ReadStatement:
    """A promise with its number in the register and the member it was given to, where told."""
    if one.act != Act.COMMITMENT:
        return one
    table = words(sentence.language, "promises")
    blocks = reading.paper.structured.blocks
    text = blocks[sentence.block].text
    numbered = table.find("number", text)
    before = blocks[sentence.block - 1] if sentence.block else None
    if not numbered and before is not None and len(before.text) < _SHORT:
        numbered = table.find("number", before.text)
    content = dict(one.content)
    if numbered:
        content["number"] = numbered["number"]
    listed = reading.document.genre == "list of promises" or (
        reading.paper.turn(sentence).implies == "promise"
    )
    if listed and "to_member" not in content:
        given = table.find("to_member", text)
        if given:
            content["to_member"] = ", ".join(people(given["names"]))
    return one if content == one.content else msgspec.structs.replace(one, content=content)
