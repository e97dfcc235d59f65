"""What a stage of the cycle finds in a sentence, and the statement that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.reading.contents.context import PaperContext
from inzet.reading.result import Document, ReadStatement
from inzet.reading.saying.made import made
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import Parliamentary

GOVERNMENT_ROLES = frozenset(("minister", "state secretary", "prime minister", "government"))
"""Roles of speakers whose words are the government's."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a sentence tells."""

    sentence: Sentence
    act: Act
    rule: str
    """``cycle.vote`` …"""
    party: str | None
    content: dict[str, Any]
    at: int = 0
    """Where in the sentence its words begin, of a second one of the same kind."""
    words: int = 0
    """Where they begin, where the sentence as a whole says something else of the same act."""


@dataclass(frozen=True)
class Reading:
    """A paper whose cycle is read."""

    paper: PaperContext
    document: Document

    @property
    def government(self) -> str | None:
        """Code of the party whose government speaks or answers."""
        return self.paper.on_behalf_of

    @property
    def parliament(self) -> str | None:
        """The parliament as a party."""
        return f"parliament of {self.government}" if self.government else None

    @property
    def day(self) -> str | None:
        """The paper's day, where it is a full one."""
        said = self.document.said_on
        return said if said and len(said) == len("2019-05-02") else None

    def of_block(self, index: int) -> Sentence:
        """A whole block as one sentence, for what headings and titles tell."""
        block = self.paper.structured.blocks[index]
        return Sentence(
            id=-1,
            text=block.text,
            offsets=block.offsets,
            page=self.paper.structured.extracted.page_at(block.start),
            block=index,
            language=block.language or self.paper.structured.language or "",
        )

    def block(self, sentence: Sentence) -> Block:
        """The block that a sentence stands in."""
        return self.paper.structured.blocks[sentence.block]


def told(
    sentence: Sentence,
    content: Parliamentary,
    rule: str,
    party: str | None,
    at: int = 0,
    words: int = 0,
) -> Told:
    """What a sentence tells, by its content."""
    plain = msgspec.json.decode(msgspec.json.encode(content))
    return Told(sentence, content.act, rule, party, plain, at, words)


def statement(each: Told, reading: Reading) -> ReadStatement:
    """The statement that is made of it; it stands in no dossier."""
    sentence = each.sentence
    if each.at:
        sentence = Sentence(
            id=sentence.id,
            text=sentence.text[each.at :],
            offsets=sentence.offsets[each.at :],
            page=sentence.page,
            block=sentence.block,
            language=sentence.language,
        )
    return made(
        reading.paper,
        reading.document.sha256,
        sentence,
        act=each.act,
        party=each.party,
        holder=None,
        rule=each.rule,
        content=each.content,
        dossiers=(),
        explanation={},
    )
