"""Conditions: which criteria are named, for whom, and towards what.

Reads a sentence with its paragraph: "these are criteria for accession" makes conditions of what
the sentences before it named.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from inzet.reading.contents.accession import candidates_of
from inzet.reading.contents.concepts import concepts, named
from inzet.reading.contents.context import PaperContext
from inzet.reading.languages import table, usable
from inzet.reading.mentions.subject_terms import subject_terms
from inzet.reading.mentions.terms import Term
from inzet.reading.text import Sentence


def criteria_in(
    sentence: Sentence, paper: PaperContext, towards: str | None = None
) -> list[dict[str, str]]:
    """The criteria a sentence names, each with its subject: for, towards, criterion, text."""
    found = _together(concepts(sentence.text, "criterion", sentence.language), sentence)
    if not found:
        return []
    subjects = candidates_of(sentence, paper, "criteria")
    goal = towards or towards_in(sentence)
    listed = []
    for criterion, text in found:
        one: dict[str, str] = {}
        if subjects:
            one["for"] = subjects[0]
        if goal:
            one["towards"] = goal
        listed.append({**one, "criterion": criterion, "text": text})
    return listed


def towards_in(sentence: Sentence) -> str | None:
    """What a sentence says criteria are for: accession, visa-free travel …"""
    goals = named(sentence.text, "towards", sentence.language)
    return goals[0] if goals else None


def condition(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """What a sentence sets as a condition: its own criteria, or those named before it."""
    goal = towards_in(sentence)
    criteria = criteria_in(sentence, paper, goal)
    if not criteria and is_conditional(sentence):
        for earlier in reversed(_meant(sentence, paper)):
            criteria = criteria_in(earlier, paper, goal) + criteria
    content: dict[str, Any] = {"criteria": criteria}
    if goal:
        content["towards"] = goal
    if not criteria:
        subjects = candidates_of(sentence, paper, "criteria")
        if subjects:
            content["for"] = subjects[0]
    return content


def named_condition(sentence: Sentence, paper: PaperContext) -> list[dict[str, str]]:
    """The criteria of a sentence that its paragraph calls conditions; none elsewhere."""
    if sentence.id not in paper.conditional:
        return []
    return criteria_in(sentence, paper, paper.conditional[sentence.id])


def conditional_sentences(paper: PaperContext) -> dict[int, str]:
    """Ids of the sentences whose criteria their paragraph calls conditions, with towards what."""
    found: dict[int, str] = {}
    for sentence in paper.structured.sentences:
        if not _may_condition(sentence) or not is_conditional(sentence):
            continue
        goal = towards_in(sentence)
        if goal is None:
            continue
        for one in (*_meant(sentence, paper), sentence):
            found.setdefault(one.id, goal)
    return found


def is_conditional(sentence: Sentence) -> bool:
    """Whether a sentence calls something a condition or criterion."""
    return bool(concepts(sentence.text, "conditional", sentence.language))


def _may_condition(sentence: Sentence) -> bool:
    lower = sentence.text.lower()
    return any(part in lower for part in _triggers(usable(sentence.language)))


@lru_cache(maxsize=8)
def _triggers(language: str) -> tuple[str, ...]:
    return tuple(table(language, "concepts").get("triggers", {}).get("condition", ()))


def _meant(sentence: Sentence, paper: PaperContext) -> list[Sentence]:
    """The sentences of its paragraph that "these criteria" means: those before it.

    None for a sentence that names a country of its own or does not point back.
    """
    if not subject_terms(sentence.language).leans(sentence.text):
        return []
    if paper.standing.codes(paper.mentioned(sentence)):
        return []
    return [one for one in paper.by_block.get(sentence.block, ()) if one.id < sentence.id]


def _together(terms: list[Term[str]], sentence: Sentence) -> list[tuple[str, str]]:
    """Criteria with their words; those that are one when named together are joined."""
    found: dict[str, Term[str]] = {}
    for term in terms:
        found.setdefault(term.value, term)
    data = table(usable(sentence.language), "concepts").get("together", {})
    listed = [(term.value, term.start, term.end) for term in found.values()]
    for joint, parts in data.items():
        if all(part in found for part in parts):
            spans = [found[part] for part in parts]
            start, end = min(one.start for one in spans), max(one.end for one in spans)
            listed = [one for one in listed if one[0] not in parts]
            listed.append((joint, start, end))
    return [(name, sentence.text[start:end]) for name, start, end in sorted(listed, key=_place)]


def _place(one: tuple[str, int, int]) -> int:
    return one[1]
