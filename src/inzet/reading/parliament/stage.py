"""The stage after saying: what papers tell of the parliamentary cycle, beside what was said.

Reads :class:`PaperContext`, :class:`Document` and the statements of the sixth stage; writes them
again with those of the cycle. What a sentence tells of the cycle goes before the same act of nobody
in particular that a cue found in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from inzet.reading.contents.context import PaperContext
from inzet.reading.mentions.references import motions_numbered
from inzet.reading.parliament.answers import Answered, answers
from inzet.reading.parliament.appreciations import appreciations
from inzet.reading.parliament.consultations import consultations
from inzet.reading.parliament.convocation import convocation
from inzet.reading.parliament.debates import debates
from inzet.reading.parliament.execution import execution
from inzet.reading.parliament.motions import motions
from inzet.reading.parliament.named import Motions, file_of
from inzet.reading.parliament.notes import notes
from inzet.reading.parliament.promises import promise
from inzet.reading.parliament.retold import is_retold
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading, Told, statement
from inzet.reading.parliament.votes import votes
from inzet.reading.parliament.words import words
from inzet.reading.result import Document, ReadStatement
from inzet.reading.verify import is_quoted
from inzet.vocabulary.acts import Act

_NEVER = frozenset(("treaty series", "communiqué", "council conclusions", "metadata record"))
"""Genres in which no parliament and no government speak to each other."""
_SPEAK = GOVERNMENT_ROLES | {"member"}
_TABLES: dict[str, str] = {Act.ASSESSMENT: "appreciations", Act.STATUS: "execution"}
"""Acts of the cycle whose words are cues of other acts too."""


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
    if document.genre == "voting results":
        # What is voted on, and a chair's words for it, are nobody's saying.
        found = [one for one in found if one.speaker and one.speaker.role in _SPEAK]
    reading = Reading(paper, document)
    known = _known(reading)
    moved = motions(reading, known)
    told = [
        *moved.told,
        *votes(reading, known, moved.told),
        *appreciations(reading, known),
        *execution(reading, known),
        *debates(reading),
        *consultations(reading),
        *convocation(reading),
        *notes(reading),
    ]
    return _joined(_completed(found, moved.dicta, reading), told, reading)


def _known(reading: Reading) -> Motions:
    structured = reading.paper.structured
    files = [file_of(one) for one in reading.document.numbers]
    known = Motions(structured.language, [one for one in files if one])
    known.named = motions_numbered(block.text for block in structured.blocks)
    for block in structured.blocks:
        known.learn(block.text)
    return known


def _completed(
    found: list[ReadStatement], dicta: dict[int, str], reading: Reading
) -> list[ReadStatement]:
    """Statements with what their place in the paper tells: of which motion a dictum is, which
    passage answers a question, which number a promise has."""
    sentences = {one.start: one for one in reading.paper.structured.sentences}
    at = {one.id: sentences[one.start] for one in found if one.start in sentences}
    asked = [at[one.id].id for one in found if one.id in at and _asks(one)]
    answered = answers(reading, asked)
    made = []
    for one in found:
        sentence = at.get(one.id)
        if sentence is None:
            made.append(one)
        elif one.act == Act.POSITION and sentence.id in dicta:
            content = {**one.content, "motion": dicta[sentence.id]}
            made.append(msgspec.structs.replace(one, content=content))
        elif is_retold(one, sentence, reading):
            continue
        elif _asks(one) and sentence.id in answered:
            if answered[sentence.id].repeats:
                continue  # it stands where it was asked first
            made.append(_with_answer(one, answered[sentence.id]))
        else:
            made.append(promise(one, sentence, reading))
    return made


def _asks(one: ReadStatement) -> bool:
    return one.act == Act.CONTEXT and one.content.get("kind") in ("question", "request")


def _with_answer(one: ReadStatement, answered: Answered) -> ReadStatement:
    content = dict(one.content)
    if answered.number:
        content["number"] = answered.number
    if answered.span:
        start, end = answered.span
        content["answer"] = {"start": start, "end": end}
    return msgspec.structs.replace(one, content=content)


def _joined(
    found: list[ReadStatement], told: Iterable[Told], reading: Reading
) -> list[ReadStatement]:
    made = list(_made(told, reading, {one.id for one in found if one.act == Act.CONTEXT}))
    # By sentence: a cue of the same act would say of the vote that something was decided.
    taken = {(one.start, one.act) for one in made} | {(one.end, one.act) for one in made}
    verdicts = {one.start: _TABLES[one.act] for one in made if one.act in _TABLES}
    kept = [
        one
        for one in found
        if (
            one.holder is not None
            or one.act == Act.CONTEXT
            or not {(one.start, one.act), (one.end, one.act)} & taken
        )
        and not (one.start in verdicts and _is_verdict(one, verdicts[one.start], reading))
    ]
    identities = {one.id for one in made}
    kept = [one for one in kept if one.id not in identities]
    return sorted((*kept, *made), key=lambda one: (one.start, one.end))


def _is_verdict(one: ReadStatement, name: str, reading: Reading) -> bool:
    """Whether a stance or promise is only the verdict on a motion, or that it was carried out."""
    if one.act not in (Act.POSITION, Act.COMMITMENT):
        return False
    triggers = words(reading.paper.structured.language, name).listed("triggers")
    return str(one.explanation.get("words", "")).lower() in triggers


def _made(told: Iterable[Told], reading: Reading, contexts: set[str]) -> Iterator[ReadStatement]:
    """Statements. Where a sentence puts something on the table too, only its own words are cited.

    Args:
        contexts: ids of the contexts that were read before.
    """
    seen: set[str] = set()
    for each in told:
        sentence = each.sentence
        if not is_quoted(sentence.text, sentence.offsets, reading.paper.structured):
            continue
        one = statement(each, reading)
        if one.id in contexts and each.words:
            one = statement(replace(each, at=each.words), reading)
        if one.id not in seen:
            seen.add(one.id)
            yield one
