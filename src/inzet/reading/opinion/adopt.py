"""Adopting proposals: only what stands in the sentence becomes a statement, the rest is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inzet.reading.contents import content_of
from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.linking.dossiers import Linker
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.opinion.against import NEGATIVE, POSITIVE
from inzet.reading.opinion.proposal import ACTS, OWN, Proposal
from inzet.reading.result import ReadStatement
from inzet.reading.saying.made import made
from inzet.reading.text import Sentence
from inzet.reading.verify import is_quoted
from inzet.vocabulary.acts import Act, procedure_of

_HELD = frozenset((Act.POSITION, Act.COMMITMENT))


@dataclass(frozen=True, slots=True)
class Adopted:
    """The statements that stand, and why proposals were refused."""

    statements: tuple[ReadStatement, ...]
    refused: Counter[str]
    """Reason → how many."""


def adopt(
    proposals: Iterable[Proposal], paper: PaperContext, linker: Linker, sha256: str
) -> Adopted:
    """Statements from proposals; one a sentence and act, and none without its words in the text."""
    refused: Counter[str] = Counter()
    found: dict[tuple[int, str], ReadStatement] = {}
    sentences = paper.structured.sentences
    for proposal in proposals:
        reason = _refuse(proposal, paper)
        if reason is None:
            sentence = sentences[proposal.sentence]
            party, holder = _holder(proposal, sentence, paper)
            if proposal.act in _HELD and party is None and holder is None:
                reason = "no holder"
            else:
                statement = _made(proposal, sentence, party, holder, paper, linker, sha256)
                found.setdefault((sentence.id, statement.act), statement)
        if reason is not None:
            refused[reason] += 1
    return Adopted(tuple(found.values()), refused)


def _refuse(proposal: Proposal, paper: PaperContext) -> str | None:
    """Why a proposal cannot stand; None where it can."""
    sentences = paper.structured.sentences
    if not 0 <= proposal.sentence < len(sentences):
        return "no such sentence"
    if proposal.act not in ACTS:
        return "no such act"
    sentence = sentences[proposal.sentence]
    quote = " ".join(proposal.quote.split())
    if not quote or quote not in sentence.text:
        return "its quote is not in the sentence"
    if proposal.holder not in (None, OWN) and proposal.holder not in sentence.text:
        return "its holder is not in the sentence"
    if proposal.holder == OWN and paper.on_behalf_of is None:
        return "nobody is known to speak"
    if not is_quoted(sentence.text, sentence.offsets, paper.structured):
        return "its quote is not in the text"
    return None


def _holder(
    proposal: Proposal, sentence: Sentence, paper: PaperContext
) -> tuple[str | None, str | None]:
    """(party, words): the government that speaks, a party or group named there, or only words."""
    words = proposal.holder
    if proposal.party is not None:
        return proposal.party, words
    if words is None:
        return None, None
    if words == OWN:
        return paper.on_behalf_of, None
    start = sentence.text.index(words)
    named = _named(paper.mentioned(sentence), start, start + len(words))
    return (named or words), words


def _named(mentioned: SentenceMentions, start: int, end: int) -> str | None:
    for person in mentioned.persons:
        if person.start < end and start < person.end and len(person.parties) == 1:
            return person.parties[0]
    for group in mentioned.groups:
        if group.start < end and start < group.end:
            return group.group
    parties = [one for one in mentioned.parties if one.start < end and start < one.end]
    return parties[0].party if len(parties) == 1 else None


def _made(
    proposal: Proposal,
    sentence: Sentence,
    party: str | None,
    holder: str | None,
    paper: PaperContext,
    linker: Linker,
    sha256: str,
) -> ReadStatement:
    act = Act.CONTEXT if proposal.act == "agenda" else Act(proposal.act)
    if act not in _HELD:
        party = holder = None
    dossiers = linker.of(sentence, act)
    said = Said(
        sentence=sentence,
        act=act,
        party=party,
        holder=holder,
        polarity=NEGATIVE if proposal.against else POSITIVE,
        rule=proposal.rule,
    )
    content = content_of(act, procedure_of(dossiers[0]) if dossiers else None, said, paper)
    if act is Act.CONTEXT:
        content = {"kind": "agenda", **content}
    explanation: dict[str, Any] = {"matched": [proposal.quote]}
    if proposal.certainty is not None:
        explanation["certainty"] = proposal.certainty
    return made(
        paper,
        sha256,
        sentence,
        act=act,
        party=party,
        holder=holder,
        rule=proposal.rule,
        content=content,
        dossiers=dossiers,
        explanation=explanation,
    )
