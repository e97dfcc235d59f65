"""The stage after saying: what papers tell of the parliamentary cycle, beside what was said.

Reads :class:`PaperContext`, :class:`Document` and the statements of the sixth stage; writes them
again with those of the cycle. What a sentence tells of the cycle goes before the same act of nobody
in particular that a cue found in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from inzet.reading.contents.context import PaperContext
from inzet.reading.mentions.references import motions_numbered
from inzet.reading.parliament.appreciations import appreciations
from inzet.reading.parliament.motions import motions
from inzet.reading.parliament.named import Motions, file_of
from inzet.reading.parliament.told import Reading, Told, statement
from inzet.reading.parliament.votes import votes
from inzet.reading.parliament.words import words
from inzet.reading.result import Document, ReadStatement
from inzet.reading.verify import is_quoted
from inzet.vocabulary.acts import Act

_NEVER = frozenset(("treaty series", "communiqué", "council conclusions", "metadata record"))
"""Genres in which no parliament and no government speak to each other."""


def cycle(
    paper: PaperContext, document: Document, statements: Iterable[ReadStatement]
) -> list[ReadStatement]:
    """The statements of a paper with those of the parliamentary cycle, in text order.

    Args:
        statements: as read so far.
    """
    found = list(statements)
    if document.genre in _NEVER or document.genre is None:
        return found
    reading = Reading(paper, document)
    known = _known(reading)
    moved = motions(reading, known)
    told = [*moved.told, *votes(reading, known), *appreciations(reading, known)]
    return _joined([_with_motion(one, moved.dicta, paper) for one in found], told, reading)


def _known(reading: Reading) -> Motions:
    structured = reading.paper.structured
    files = [file_of(one) for one in reading.document.numbers]
    known = Motions(structured.language, [one for one in files if one])
    known.named = motions_numbered(block.text for block in structured.blocks)
    for block in structured.blocks:
        known.learn(block.text)
    return known


def _with_motion(one: ReadStatement, dicta: dict[int, str], paper: PaperContext) -> ReadStatement:
    """The position that a dictum is bears the motion it is of."""
    if one.act != Act.POSITION or not dicta:
        return one
    for sentence in paper.structured.sentences:
        if sentence.start == one.start and sentence.id in dicta:
            content = {**one.content, "motion": dicta[sentence.id]}
            return msgspec.structs.replace(one, content=content)
    return one


def _joined(
    found: list[ReadStatement], told: Iterable[Told], reading: Reading
) -> list[ReadStatement]:
    made = list(_made(told, reading))
    # By sentence: a cue of the same act would say of the vote that something was decided.
    taken = {(one.start, one.act) for one in made} | {(one.end, one.act) for one in made}
    verdicts = {one.start for one in made if one.act == Act.ASSESSMENT}
    kept = [
        one
        for one in found
        if (
            one.holder is not None
            or one.act == Act.CONTEXT
            or not {(one.start, one.act), (one.end, one.act)} & taken
        )
        and not (one.start in verdicts and _is_verdict(one, reading))
    ]
    identities = {one.id for one in made}
    kept = [one for one in kept if one.id not in identities]
    return sorted((*kept, *made), key=lambda one: (one.start, one.end))


def _is_verdict(one: ReadStatement, reading: Reading) -> bool:
    """Whether a stance or promise is only the verdict on a motion."""
    if one.act not in (Act.POSITION, Act.COMMITMENT):
        return False
    triggers = words(reading.paper.structured.language, "appreciations").listed("triggers")
    return str(one.explanation.get("words", "")).lower() in triggers


def _made(told: Iterable[Told], reading: Reading) -> Iterator[ReadStatement]:
    seen: set[str] = set()
    for each in told:
        sentence = each.sentence
        if not is_quoted(sentence.text, sentence.offsets, reading.paper.structured):
            continue
        one = statement(each, reading)
        if one.id not in seen:
            seen.add(one.id)
            yield one
