"""What positions, expectations, assessments, figures and decisions hold; each small.

Reads one sentence; what the sentence does not say is left out.
"""

from __future__ import annotations

from typing import Any

from inzet.reading.contents.accession import accession_status, group_words, when_where
from inzet.reading.contents.concepts import named
from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.contents.criteria import criteria_in
from inzet.reading.contents.packages import contributions_in
from inzet.reading.mentions import QuantityMention
from inzet.reading.text import Sentence
from inzet.vocabulary.parties import party


def position(procedure: str | None, said: Said, paper: PaperContext) -> dict[str, Any]:
    """``polarity``, ``modality``, ``about``, ``parties``, and what its procedure adds."""
    content = _stance(said, paper)
    sentence = said.sentence
    if procedure == "criteria":
        criteria = criteria_in(sentence, paper)
        if criteria:
            content["criteria"] = criteria
    elif procedure == "assistance":
        package = paper.packages.meant(sentence)
        if package is not None:
            content["package"] = package.abbreviation or package.name
        content |= _given(sentence, paper)
    elif procedure == "dialogue":
        content |= dialogue(sentence, paper)
    return content


def assessment(said: Said, paper: PaperContext) -> dict[str, Any]:
    """``polarity``, ``about``, ``parties``."""
    return _stance(said, paper)


def expectation(said: Said, paper: PaperContext) -> dict[str, Any]:
    """``when``, ``where``, ``about``, ``parties``."""
    sentence = said.sentence
    return {**when_where(sentence, paper), **_about(sentence, paper)}


def decision(procedure: str | None, said: Said, paper: PaperContext) -> dict[str, Any]:
    """What was agreed: a pledge with its targets, else when, where and about what."""
    sentence = said.sentence
    pledge = paper.pledges.content(sentence)
    if pledge:
        return pledge
    content: dict[str, Any] = {**when_where(sentence, paper), **_about(sentence, paper)}
    if procedure == "assistance":
        content |= _given(sentence, paper)
    return content


def status(procedure: str | None, said: Said, paper: PaperContext) -> dict[str, Any]:
    """Where something stands, by its procedure."""
    sentence = said.sentence
    if procedure == "accession":
        return accession_status(sentence, paper)
    content: dict[str, Any] = {"procedure": procedure} if procedure else {}
    if procedure == "assistance":
        content |= _given(sentence, paper)
    mentioned = paper.mentioned(sentence)
    groups = [one for one in mentioned.groups if one.count is not None or one.quantifier]
    if groups:
        content["by"] = group_words(groups[0])
        if groups[0].count is not None:
            content["count"] = groups[0].count
        if groups[0].out_of is not None:
            content["of"] = groups[0].out_of
    figures = [_figure(one) for one in mentioned.quantities if one.unit != "count"]
    if figures and "contributions" not in content:
        content["figures"] = figures
    if said.step:
        content["event"] = said.step
    content |= when_where(sentence, paper)
    return content


def figure(said: Said, paper: PaperContext) -> dict[str, Any]:
    """The first figure with its ``metric``, ``value`` and ``unit``; ``when`` it holds."""
    sentence = said.sentence
    quantities = paper.mentioned(sentence).quantities
    content: dict[str, Any] = {}
    metrics = named(sentence.text, "metric", sentence.language)
    if metrics:
        content["metric"] = metrics[0]
    if quantities:
        measured = [one for one in quantities if one.unit != "count"]
        content |= _figure((measured or list(quantities))[0])
    return content | when_where(sentence, paper)


def dialogue(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """``partners`` outside the body, and ``topics``."""
    content: dict[str, Any] = {}
    partners = paper.standing.codes(paper.mentioned(sentence))
    if partners:
        content["partners"] = partners
    topics = named(sentence.text, "topic", sentence.language)
    if topics:
        content["topics"] = topics
    return content


def _stance(said: Said, paper: PaperContext) -> dict[str, Any]:
    content: dict[str, Any] = {"polarity": said.polarity}
    if said.modality:
        content["modality"] = said.modality
    return content | _about(said.sentence, paper)


def _about(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """The subjects and the countries a sentence speaks of."""
    content: dict[str, Any] = {}
    subjects = named(sentence.text, "subject", sentence.language)
    if subjects:
        content["about"] = subjects
    codes = []
    for one in paper.mentioned(sentence).parties:
        found = party(one.party)
        if found is not None and found.kind == "country" and one.party != paper.on_behalf_of:
            codes.append(one.party)
    if codes:
        content["parties"] = list(dict.fromkeys(codes))
    return content


def _given(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    given = contributions_in(sentence, paper)
    return {key: value for key, value in given.items() if value}


def _figure(one: QuantityMention) -> dict[str, str]:
    return {"value": one.value, "unit": one.unit}
