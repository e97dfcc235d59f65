"""Whose words a match is where somebody has the turn, and what a turn says beside its cues.

A member's "ik" is the member's, and what a member says of the government is not the government's
own word. What no cue finds in a question, a promise that is summed up or the dictum of a motion
follows from the turn itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inzet.reading.contents.context import PaperContext
from inzet.reading.languages import usable
from inzet.reading.saying.actors import Actor
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.talk import is_talk
from inzet.reading.turns.model import Turn
from inzet.reading.turns.words import led_by, turn_words
from inzet.vocabulary.acts import Act
from inzet.vocabulary.speakers import group_party

_HELD = frozenset(("position", "commitment", "context"))
"""Acts that are nothing without who does them."""
_ASKING = frozenset(("question", "request"))
_PARLIAMENT = "parliament"
_IMPLIED = {
    "question": (Act.CONTEXT, "turn.question"),
    "request": (Act.CONTEXT, "turn.request"),
    "promise": (Act.COMMITMENT, "turn.promise"),
    "dictum": (Act.POSITION, "turn.dictum"),
    "declaration": (Act.POSITION, "turn.declaration"),
    "opinion": (Act.POSITION, "turn.opinion"),
    "agenda": (Act.CONTEXT, "turn.agenda"),
}
_MODALITY = {"dictum": "request", "declaration": "declare", "opinion": "opinion"}


@dataclass(frozen=True, slots=True)
class Implied:
    """What a sentence says by its place in a turn."""

    act: Act
    rule: str
    party: str | None
    modality: str | None
    content: dict[str, Any]


def is_heard(match: Match, found: Found, turn: Turn, language: str) -> bool:
    """Whether a match stands: nobody takes a stance or promises in another's turn."""
    act = match.cue.act
    if is_talk(match, found, turn, language):
        return False
    if turn.voice in ("paper", "quoted") or act not in _HELD:
        reported = turn.spoken and act == "position" and not match.own
        return not (reported and _is_another(match, found, turn, language))
    if turn.voice == "ground":
        # "Overwegende dat steun onwenselijk is": what is judged, not what others are told to want.
        return act == "position" and match.own and match.holder is None
    if turn.voice == "table":
        return act == "context"
    if turn.voice == "nobody":
        return turn.implies == "promise" and match.own and act == "commitment"
    if act == "context":
        return True
    if not match.own and _is_another(match, found, turn, language):
        return False
    if not match.own:
        # "Zij vragen om een overzicht" is the question itself, kept as such.
        return turn.implies not in _ASKING or match.cue.family != "plead"
    if turn.tells and not _speaks(match.holder, found, language):
        return True
    return act == "position" and _speaks(match.holder, found, language)


def voiced(
    party: str | None, holder: str | None, match: Match, turn: Turn, paper: PaperContext
) -> str | None:
    """The party of a match, seen from who has the turn.

    Args:
        party: as it would be if the paper spoke.
        holder: the holder's words.
    """
    speaker = turn.speaker.party if turn.speaker else None
    if turn.voice in ("speaker", "ground", "quoted") and match.own and match.cue.act in _HELD:
        told = turn.tells and holder and not _is_first_person(holder, paper.structured.language)
        return party if told else speaker
    if party != _PARLIAMENT or turn.speaker is None:
        return party
    language = paper.structured.language
    groups = led_by(holder or "", language)
    if groups and not (turn.voice == "speaker" and _is_first_person(holder or "", language)):
        return group_party(paper.on_behalf_of, ", ".join(groups))
    return speaker if turn.voice == "speaker" else party


def implied(turn: Turn, paper: PaperContext) -> Implied | None:
    """What follows from a turn where no cue says it."""
    if turn.implies is None:
        return None
    act, rule = _IMPLIED[turn.implies]
    speaker = turn.speaker.party if turn.speaker else None
    content: dict[str, Any] = {}
    if act is Act.CONTEXT:
        content = {"kind": turn.implies}
        if paper.on_behalf_of and turn.implies in _ASKING:
            content["to"] = paper.on_behalf_of
    party = paper.on_behalf_of if act is Act.COMMITMENT else speaker
    return Implied(act, rule, party, _MODALITY.get(turn.implies), content)


def _is_first_person(holder: str, language: str | None) -> bool:
    first = turn_words(usable(language)).first_person
    return not first.isdisjoint(holder.lower().split())


def _is_another(match: Match, found: Found, turn: Turn, language: str) -> bool:
    """Whether a stance is that of a member who is only spoken of, not the speaker's."""
    actor = match.holder
    if actor is None or actor.kind != "parliament":
        return False
    words = turn_words(language)
    titles = words.titled.intersection(found.words.lower[actor.start : actor.end])
    if turn.speaker is not None and turn.speaker.role == "group":
        titles -= {"lid"}  # "dit lid", "het lid van de ABC-fractie": the group that has one
    if not titles:
        return False
    name = turn.speaker.name if turn.speaker else None
    start = found.words.place(actor.start)[0]
    return not name or name not in found.words.text[start : start + 80]


def _speaks(actor: Actor | None, found: Found, language: str) -> bool:
    """Whether a holder is whoever has the turn: "ik", "wij", or nobody named."""
    if actor is None:
        return True
    words = found.words.lower[actor.start : actor.end]
    return not turn_words(language).first_person.isdisjoint(words)
