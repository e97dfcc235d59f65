"""Where an accession stands: who was invited, who approved, who has not yet, when and where.

Reads one sentence; candidates may be named in the heading or just before.
"""

from __future__ import annotations

from typing import Any

from inzet.reading.contents.concepts import concepts, event, members_word
from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.places import places_named
from inzet.reading.languages import usable
from inzet.reading.mentions import GroupMention, mentions_in
from inzet.reading.text import Sentence

_APPROVAL = "national approval completed"
_INVITED = "invited to accede"


def accession_status(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """What a sentence tells of an accession."""
    text, language = sentence.text, sentence.language
    said = paper.mentioned(sentence)
    content: dict[str, Any] = {"procedure": "accession"}
    candidates = candidates_of(sentence, paper)
    if candidates:
        content["candidates"] = candidates
    name = event(text, language)
    group = _counted(said.groups)
    inside = [one for one in said.parties if paper.standing.inside(one.party)]
    members = [one for one in inside if not one.adjective and not one.compound] or inside
    denied = concepts(text, "pending", language)
    pending = []
    if denied:
        after = [one for one in members if one.end <= denied[-1].end or one.start > denied[0].end]
        pending = list(dict.fromkeys(one.party for one in after))
    if pending:
        content["pending"] = pending
        content["stage"] = _APPROVAL
    if name and (not pending or (group is not None and group.out_of)):
        content["event"] = name
    if group is not None and not (pending and group.count == len(pending)):
        content["by"] = group_words(group)
        if group.count is not None:
            content["count"] = group.count
        if group.out_of is not None:
            content["of"] = group.out_of
    elif members and not pending and name and name != _INVITED:
        content["by"] = list(dict.fromkeys(one.party for one in members))
    content |= when_where(sentence, paper)
    return content


def candidates_of(
    sentence: Sentence, paper: PaperContext, procedure: str = "accession"
) -> list[str]:
    """The candidates a sentence is about: named in it, in a heading above, or just before."""
    found = _named(sentence, paper)
    if found:
        return found
    for heading in reversed(paper.headings(sentence)):
        said = mentions_in(heading, usable(sentence.language))
        codes = [code for code in paper.standing.codes(said) if len(code) == 3]
        if codes:
            return codes
    for earlier in paper.leads(sentence, procedure):
        found = _named(earlier, paper)
        if found:
            return found
    return []


def group_words(group: GroupMention) -> str:
    """A group with its number, in English: "most members", "12 of 27 members"."""
    members = members_word(group.group)
    if group.count is not None and group.out_of is not None:
        return f"{group.count} of {group.out_of} {members}"
    if group.count is not None:
        return f"{group.count} {members}"
    return f"{group.quantifier} {members}" if group.quantifier else members


def when_where(sentence: Sentence, paper: PaperContext) -> dict[str, str]:
    """The first date and place a sentence gives, as ``when`` and ``where``.

    What stands after a semicolon is about something else.
    """
    content: dict[str, str] = {}
    until = sentence.text.find(";")
    until = until if until >= 0 else len(sentence.text)
    dates = [one for one in paper.mentioned(sentence).dates if one.from_ and one.start < until]
    if dates and dates[0].from_:
        content["when"] = dates[0].from_
    place = next(iter(places_named(sentence.text[:until], sentence.language)), None)
    if place:
        content["where"] = place
    return content


def _named(sentence: Sentence, paper: PaperContext) -> list[str]:
    codes = paper.standing.codes(paper.mentioned(sentence))
    return [code for code in codes if len(code) == 3]


def _counted(groups: tuple[GroupMention, ...]) -> GroupMention | None:
    """The group that did it: one with a number or quantifier before one without."""
    members = [one for one in groups if not one.members and one.group != "invitees"]
    counted = [one for one in members if one.count is not None or one.quantifier]
    return next(iter(counted or members), None)
