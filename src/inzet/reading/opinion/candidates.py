"""Candidates: everybody who might hold what a sentence says, each with what speaks for it."""

from __future__ import annotations

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
_ASKS = frozenset(("question", "request"))
"""What a sentence is by its place in a turn, where whoever has it takes no stance."""
_NAMED_AT_MOST = 4
_CODE = 3
"""Letters of a country's code."""


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
    found += _speaking(act, sentence, paper, evidence)
    found += _named(sentence, evidence)
    found += _before(sentence, evidence)
    read = evidence.read.get(sentence.id, {}).get(act, (None, None))
    kept: dict[str, Candidate] = {}
    for one in found:
        party, words = one.holder
        if (party or words) not in (None, read[0] or read[1]):
            whose = _whose(party, paper.on_behalf_of)
            hints = (*one.hints, f"k {whose}", f"k {whose} {one.case}")
            kept.setdefault(party or words or "", Candidate(one.case, one.holder, hints))
    return list(kept.values())


def _whose(party: str | None, own: str | None) -> str:
    """What kind of holder it is."""
    if party is None:
        return "words"
    if party == own:
        return "own"
    if len(party) == _CODE and party.isupper():
        return "country"
    return "parliament" if party.startswith("parliament") else "group or body"


def _speaking(
    act: str, sentence: Sentence, paper: PaperContext, evidence: Evidence
) -> Iterator[Candidate]:
    turn = paper.turn(sentence)
    if turn.voice != "paper":
        case = {"speaker": TURN, "quoted": QUOTED}.get(turn.voice)
        beginnings = f"m {act} own", f"n own {act}"
        told = any(one.startswith(beginnings) for one in evidence.signs.get(sentence.id, ()))
        if turn.implies in _ASKS or (told and act not in evidence.read.get(sentence.id, {})):
            # A question; or what the speaker tells is held by the government.
            return
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


def _named(sentence: Sentence, evidence: Evidence) -> Iterator[Candidate]:
    """Whoever is named, with how."""
    for at, one in enumerate(evidence.named.get(sentence.id, ())[:_NAMED_AT_MOST]):
        hints = f"cat {min(at, 2)}", f"ck {one.kind}", f"cp {one.preposition or '-'}"
        yield Candidate(NAMED, one.holder, hints)


def _before(sentence: Sentence, evidence: Evidence) -> Iterator[Candidate]:
    """Whoever the sentence before was about; a party, as its words do not stand in this one."""
    for holder in (
        *evidence.read.get(sentence.id - 1, {}).values(),
        evidence.leads.get(sentence.id - 1, (None, None)),
    ):
        if holder[0] is not None:
            yield Candidate(BEFORE, (holder[0], None))
