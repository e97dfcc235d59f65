"""What people say in a debate only to get on with it: it marks no stance, stage or agenda.

"Ik wil beginnen met …", "ik dien een motie in", "daar is over gesproken": counted on labelled
debates, the cues named here were right less than once in three when somebody spoke, and far more
often in papers that are written. A report that tells of who speaks tells the same things.
"""

from __future__ import annotations

from inzet.reading.languages import usable
from inzet.reading.saying.found import Found, Match
from inzet.reading.turns.model import Turn
from inzet.reading.turns.words import turn_words

_SAID = frozenset(
    f"position.say.{name}"
    for name in ("stil-staan", "bespreken", "pogen", "melden", "in-herinnering", "constateren")
) | {"position.support.danken"}
"""By which a speaker says what he comes to, or what was said before."""
_BY_MEMBERS = frozenset(("position.opinion.verrast", "position.say.vragen-stellen"))
"""By which a member asks."""
_ASKED = frozenset(("vragen hebben",))
"""Frames by which a group says that it has questions."""
_UNDERSTOOD = "position.opinion.begrip"
"""By which a speaker tells what he gathered, or a group what it read."""
_PASSING = frozenset(
    f"context.agenda.{name}"
    for name in ("thema", "spreken", "betreft", "gaan-over", "aandacht", "stilstaan", "centraal")
)
"""By which a member tells what he himself speaks of next."""
_PARLIAMENT = "parliament"
_GONE = frozenset(("past", "perfect", "pluperfect"))
_LOOSE = frozenset(("state", "norm"))
"""Families of status that rest on "inmiddels" and the like alone."""
_WEAK = 2
_COURTEOUS = frozenset(("position.want.willen", "position.want.wensen", "position.adverbial.zijde"))
"""By which a speaker says what he wants to do now, or what he wishes others."""


def unaddressed(text: str, language: str) -> str:
    """A sentence without who is spoken to at its head ("Voorzitter, …"), spaces for the letters so
    that places stay as they are."""
    match = turn_words(usable(language)).address.match(text)
    return " " * match.end() + text[match.end() :] if match else text


def is_talk(match: Match, found: Found, turn: Turn, language: str) -> bool:
    """Whether a match says nothing where somebody speaks, or is told of as speaking."""
    if not (turn.spoken or turn.told):
        return False
    act, cue = match.cue.act, match.cue
    # A guest of a body who speaks to the press is no member of a parliament.
    whose = (turn.speaker.party if turn.speaker else None) or _PARLIAMENT
    member = turn.voice == "speaker" and whose.startswith(_PARLIAMENT)
    if act == "context":
        # A minister's statement to the House is the report of the meeting.
        gone = match.tense in _GONE and not (language == "en" and turn.voice == "paper")
        return turn.spoken and (gone or (member and cue.id in _PASSING))
    if act == "expectation":
        return turn.spoken and cue.strength < _WEAK
    if act == "status":
        return turn.spoken and cue.family in _LOOSE and cue.strength <= _WEAK
    if act != "position":
        return False
    if cue.id in _SAID or (member and (cue.family == "open" or cue.id in _BY_MEMBERS)):
        return True
    if not _ASKED.isdisjoint(match.matched):
        return True
    if cue.id == _UNDERSTOOD:
        return turn.told or match.tense in _GONE
    words = turn_words(usable(language))
    return cue.id in _COURTEOUS and words.floor_talk.search(found.words.text) is not None
