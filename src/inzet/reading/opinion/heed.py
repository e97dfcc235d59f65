"""Heeding opinions: what the rules read, with what opinions add, doubt and turn round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from inzet.reading.contents.context import PaperContext
from inzet.reading.linking.dossiers import Linker
from inzet.reading.opinion.adopt import adopt
from inzet.reading.opinion.against import NEGATIVE, POSITIVE
from inzet.reading.opinion.candidates import HELD
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.opinion.proposal import Opined, Opinion
from inzet.reading.parliament.retold import is_of_others
from inzet.reading.result import ReadStatement
from inzet.reading.saying.holders import Named
from inzet.reading.spans import Spans
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.acts import Act
from inzet.vocabulary.markings import Classification

_MOTION = "motion"
"""What a statement of a motion holds; it is what the motion asks, however it is worded."""
_OBJECTION, _JUDGEMENT = "oppose", "opinion"
"""Modalities: a stance that turns out to be for something is no objection."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """What was read of a paper so far."""

    statements: list[ReadStatement]
    silent: list[Sentence]
    dropped: int
    asked: bool
    """Whether statements were looked for at all."""
    refused: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Sentence id → cues refused in it, with the reason."""
    signs: dict[int, frozenset[str]] = field(default_factory=dict)
    leads: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    named: dict[int, tuple[Named, ...]] = field(default_factory=dict)
    passed: dict[int, dict[str, tuple[tuple[str | None, str | None], ...]]] = field(
        default_factory=dict
    )
    """What the grammar saw in each sentence, and what others it found."""
    notes: list[str] = field(default_factory=list)
    """What opinions have to say in plain words."""

    def evidence(self, structured: Structured) -> Evidence:
        """What an opinion is shown."""
        ids = {(one.start, one.end): one.id for one in structured.sentences}
        read: dict[int, dict[str, tuple[str | None, str | None]]] = {}
        firm: set[tuple[int, str]] = set()
        told: set[int] = set()
        stances: dict[int, tuple[tuple[str, str], ...]] = {}
        for one in self.statements:
            sentence, act = ids.get((one.start, one.end)), act_of(one)
            if sentence is not None and act is None and one.content:
                told.add(sentence)
            if sentence is not None and act is not None:
                read.setdefault(sentence, {}).setdefault(act, (one.party, one.holder))
                if one.dossier is not None or _MOTION in one.content:
                    firm.add((sentence, act))
                if act == Act.POSITION:
                    stance = one.rule, one.content.get("polarity", POSITIVE)
                    stances[sentence] = (*stances.get(sentence, ()), stance)
        return Evidence(
            refused=self.refused,
            signs=self.signs,
            leads=self.leads,
            read=read,
            named=self.named,
            passed=self.passed,
            stances=stances,
            firm=frozenset(firm),
            told=frozenset(told),
        )


def heed(
    read: AsRead,
    opinions: Sequence[Opinion],
    context: PaperContext,
    linker: Linker,
    sha256: str,
) -> AsRead:
    """The same with what others see where the rules saw nothing, and without what they doubt."""
    mentions = context.mentions
    limited = bool(mentions.handling) or mentions.classification > Classification.UNCLASSIFIED
    statements, silent = list(read.statements), list(read.silent)
    notes, dropped = list(read.notes), read.dropped
    for opinion in opinions:
        if opinion.sends and limited:
            notes.append("No model was asked: the paper bears a limit on who may see it.")
            continue
        opined = opinion.propose(context, silent, read.evidence(context.structured))
        adopted = adopt(
            [
                one
                for one in opined.proposals
                if not (one.act in HELD and is_of_others(one.sentence, context))
            ],
            context,
            linker,
            sha256,
        )
        if opined.doubted:
            read = _believed(replace(read, statements=statements, silent=silent), opined, context)
            statements, silent = list(read.statements), list(read.silent)
        if opined.turned:
            statements = _turned(statements, opined, context)
        notes += opined.notes
        notes += [f"{n} proposals were refused: {why}." for why, n in adopted.refused.items()]
        dropped += sum(adopted.refused.values())
        statements += adopted.statements
        spoken = {(one.start, one.end) for one in adopted.statements}
        silent = [one for one in silent if (one.start, one.end) not in spoken]
    statements.sort(key=lambda one: (one.start, one.end))
    return replace(read, statements=statements, silent=silent, notes=notes, dropped=dropped)


def _turned(
    statements: list[ReadStatement], opined: Opined, context: PaperContext
) -> list[ReadStatement]:
    """The same, with stances that go the other way than their cue says."""
    ids = {(one.start, one.end): one.id for one in context.structured.sentences}
    made = []
    for one in statements:
        sentence, polarity = ids.get((one.start, one.end)), one.content.get("polarity", POSITIVE)
        if sentence is not None and (sentence, one.rule, polarity) in opined.turned:
            content = dict(one.content)
            content["polarity"] = POSITIVE if polarity == NEGATIVE else NEGATIVE
            if polarity == NEGATIVE and content.get("modality") == _OBJECTION:
                content["modality"] = _JUDGEMENT
            one = msgspec.structs.replace(one, content=content)
        made.append(one)
    return made


def _believed(read: AsRead, opined: Opined, context: PaperContext) -> AsRead:
    """The same without what an opinion doubts of what a cue alone found; the cue is told with the
    sentence, where nothing else stands in it."""
    ids = {(one.start, one.end): one.id for one in context.structured.sentences}
    kept, left = [], dict(read.refused)
    for one in read.statements:
        act, sentence = act_of(one), ids.get((one.start, one.end))
        doubted = act is not None and sentence is not None and (sentence, act) in opined.doubted
        if doubted and sentence is not None and one.rule.startswith(f"{one.act}."):
            left[sentence] = (*left.get(sentence, ()), (one.rule, "doubted"))
        else:
            kept.append(one)
    told = Spans((one.start, one.end) for one in kept)
    known = {one.id for one in read.silent}
    silent = [
        one
        for one in context.structured.sentences
        if one.id in known or (one.id in left and not told.touch(one.start, one.end))
    ]
    return replace(read, statements=kept, silent=silent, refused=left)


def act_of(statement: ReadStatement) -> str | None:
    """The act as labels name it: ``agenda`` for what is on the table; None for other context."""
    if statement.act != Act.CONTEXT:
        return statement.act
    return "agenda" if statement.content.get("kind") == "agenda" else None
