"""Candidates: everybody who might hold what a sentence says, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inzet.reading.contents.context import PaperContext
from inzet.reading.opinion.evidence import Evidence, Holder
from inzet.reading.text import Sentence

HELD = frozenset(("position", "commitment"))
RULE, NOBODY = "rule", "nobody"
OWN_LEAD, OTHER_LEAD, BESIDE, AUTHOR = "own", "other", "beside", "author"
PASSED, TURN, QUOTED = "passed", "turn", "quoted"
NAMED, BEFORE = "named", "before"
_WORD = re.compile(r"\w+")
_REACH = 40
"""Characters beside a name in which the next word stands."""
_NAMED_AT_MOST = 4


class Candidate(NamedTuple):
    """Who might hold it, and in which case; ``hints`` are features beside those of the case."""

    case: str
    holder: Holder
    hints: tuple[str, ...] = ()


def case_features(case: str, said: Iterable[str]) -> list[str]:
    """The features by which a case counts: itself, and with each sense of the sentence.

    Args:
        said: the features of the senses, ``v good``.
    """
    return [f"c {case}", *(f"c {case} {one}" for one in said)]


def candidates(
    act: str, sentence: Sentence, paper: PaperContext, evidence: Evidence
) -> list[Candidate]:
    """Who might hold an act beside whom the rules read, each holder once.

    ``passed``: a cue found it and another was preferred; ``own`` and ``other`` by the main verb;
    ``beside`` another stance or promise read there; ``turn``: whoever has the turn; ``quoted``:
    whoever is quoted; ``author``; ``named``: whoever is named anywhere in the sentence;
    ``before``: whoever held or did something in the sentence before.
    """
    passed = evidence.passed.get(sentence.id, {}).get(act, ())
    if act not in HELD:
        return [Candidate(PASSED if passed else NOBODY, (None, None))]
    found = [Candidate(PASSED, one) for one in passed]
    found += _speaking(sentence, paper, evidence)
    found += _named(sentence, paper)
    found += _before(sentence, evidence)
    read = evidence.read.get(sentence.id, {}).get(act, (None, None))
    kept: dict[str, Candidate] = {}
    for one in found:
        party, words = one.holder
        if (party or words) not in (None, read[0] or read[1]):
            kept.setdefault(party or words or "", one)
    return list(kept.values())


def _speaking(sentence: Sentence, paper: PaperContext, evidence: Evidence) -> Iterator[Candidate]:
    turn = paper.turn(sentence)
    if turn.voice != "paper":
        case = {"speaker": TURN, "quoted": QUOTED}.get(turn.voice)
        if case is not None and turn.speaker is not None and turn.speaker.party:
            yield Candidate(case, (turn.speaker.party, None))
        return
    for other in sorted(HELD & evidence.read.get(sentence.id, {}).keys()):
        yield Candidate(BESIDE, evidence.read[sentence.id][other])
    lead = evidence.leads.get(sentence.id)
    if lead is not None:
        own = "s own" in evidence.signs.get(sentence.id, ())
        yield Candidate(OWN_LEAD if own else OTHER_LEAD, lead)
    if paper.on_behalf_of is not None:
        yield Candidate(AUTHOR, (paper.on_behalf_of, None))


def _named(sentence: Sentence, paper: PaperContext) -> Iterator[Candidate]:
    """Whoever is named, with the words beside the name."""
    mentioned, text = paper.mentioned(sentence), sentence.text
    named: list[tuple[int, int, Holder]] = [
        (one.start, one.end, (one.party, None)) for one in mentioned.parties if not one.compound
    ]
    named += [
        (one.start, one.end, (one.group, text[one.start : one.end])) for one in mentioned.groups
    ]
    named += [
        (one.start, one.end, (one.parties[0], text[one.start : one.end]))
        for one in mentioned.persons
        if len(one.parties) == 1
    ]
    for at, (start, end, holder) in enumerate(sorted(named)[:_NAMED_AT_MOST]):
        ahead = _WORD.findall(text[max(0, start - _REACH) : start].lower())
        behind = _WORD.findall(text[end : end + _REACH].lower())
        yield Candidate(
            NAMED,
            holder,
            (
                f"cat {min(at, 2)}",
                f"cb {ahead[-1] if ahead else '^'}",
                f"ca {behind[0] if behind else '$'}",
            ),
        )


def _before(sentence: Sentence, evidence: Evidence) -> Iterator[Candidate]:
    """Whoever the sentence before was about; a party, as its words do not stand in this one."""
    for holder in (
        *evidence.read.get(sentence.id - 1, {}).values(),
        evidence.leads.get(sentence.id - 1, (None, None)),
    ):
        if holder[0] is not None:
            yield Candidate(BEFORE, (holder[0], None))
