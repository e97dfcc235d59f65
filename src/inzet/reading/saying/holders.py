"""Whose statement it is: the party a holder phrase stands for, and its words.

``het kabinet``, ``Nederland``, ``ik`` → the party the paper is written for; a country or body →
that party; a counted or uncounted group stays a group, never a guess.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.saying.actors import Actor
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.signs import Lead
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.parties import is_country

GROUP = "group"
_BODIES = frozenset(("EU", "Council", "European Council", "NATO", "Commission"))
_SEATED = {
    **dict.fromkeys(("ministers", "eu-ministers"), "Council"),
    **dict.fromkeys(
        ("regeringsleiders", "staatshoofden", "leiders", "eu-leiders"), "European Council"
    ),
}
_COUNCILS = frozenset(("Council", "European Council", "NATO"))
_MET = frozenset(
    (
        "ministers",
        "the ministers",
        "foreign ministers",
        "defence ministers",
        "eu ministers",
        "leaders",
        "heads of state or government",
        "heads of state and government",
    )
)
"""Who met, where a paper names a meeting of theirs."""
_OFFICES = {
    **dict.fromkeys(("vn", "vn-secretaris-generaal"), "UN"),
    **dict.fromkeys(("navo", "navo-secretaris-generaal"), "NATO"),
    "ovse": "OSCE",
}
"""Whose an office is where its words tell: "de secretaris-generaal van de VN"."""

_SPEAKER = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*,? ){1,7}\((?P<whom>[^()]{3,60})\)")
"""How minutes of the United Nations begin what somebody said."""
_PERSONAL = frozenset(("he", "she"))
_MEMBERS = frozenset(("allies", "member states", "members", "bondgenoten", "lidstaten"))
_GOVERNING = frozenset(("government", "ministry", "minister", "president"))
"""Heads that are of whichever country a paper of several was last about."""


class Named(NamedTuple):
    """Somebody who is named in a sentence."""

    holder: tuple[str | None, str | None]
    """(party, words)."""
    kind: str
    """What kind of somebody, as actors have it: government, group, pronoun …"""
    preposition: str
    """What it hangs on; empty for a subject or an object."""


class Holders:
    """Resolves holders through one paper; remembers who ``hij`` and ``zij`` were last."""

    def __init__(self, own: str | None, body: str | None, presides: str | None = None) -> None:
        self._own = own
        self._body = body
        self._presides = presides
        self._last: str | None = None
        self._persons: dict[str, str] = {}
        self._sits = False
        self._neuter = False
        self._person: str | None = None
        self._country: str | None = None

    def learn(self, mentioned: SentenceMentions) -> None:
        """Takes in the persons of a sentence, so that a later bare name finds its party."""
        for person in mentioned.persons:
            if person.person and len(person.parties) == 1:
                self._persons[person.person] = person.parties[0]

    def sits(self, notice: MeetingNotice | None) -> None:
        """Takes in which meeting is spoken of: "de ministers" are the Council that they form."""
        self._sits = notice is not None and notice.body == "EU" and "Council" in (notice.name or "")

    def resolve(
        self, match: Match, found: Found, mentioned: SentenceMentions
    ) -> tuple[str | None, str | None]:
        """(party, holder's words) of a match; the words are None for the paper's own voice."""
        party, words = self.would_be(match, found, mentioned)
        named = match.holder is not None and not match.holder.kind.startswith("pronoun")
        if match.own or named:
            self._last = party
        return party, words

    def would_be(
        self, match: Match, found: Found, mentioned: SentenceMentions
    ) -> tuple[str | None, str | None]:
        """The same; remembers nothing."""
        actor = match.holder
        if match.own:
            words = self._words(actor, found) if actor is not None else None
            if words is not None and words.lower() == "it" and self._last in _BODIES:
                # Conclusions of its Council that go on with "The EU … It …".
                return self._last, words
            promised = match.cue.act == "commitment" and not is_country(self._own)
            if promised and words is not None and words.lower() == "it" and is_country(self._last):
                # "Nigeria spoke next. It pledged two vessels.": a body has no vessels.
                return self._last, words
            if promised and words is not None and words.lower().removeprefix("all ") in _MEMBERS:
                return GROUP, words  # what its members will do is theirs, not the body's
            return self._own, words
        if actor is None:
            return (GROUP, None) if match.cue.holder == "others" else (None, None)
        if len({one.party or one.kind for one in match.joint}) > 1:
            return self._several(match.joint, found)
        return self._other(actor, found, mentioned), self._words(actor, found)

    def of_lead(
        self, lead: Lead, found: Found, mentioned: SentenceMentions
    ) -> tuple[str | None, str | None]:
        """(party, words) of whoever the main verb is about; remembers nothing."""
        actor = lead.actor
        if actor is None:
            return None, None
        if lead.own:
            return self._own, self._words(actor, found)
        if len({one.party or one.kind for one in lead.joint}) > 1:
            return self._several(lead.joint, found)
        return self._other(actor, found, mentioned), self._words(actor, found)

    def of_actor(
        self, actor: Actor, found: Found, mentioned: SentenceMentions
    ) -> tuple[str | None, str | None]:
        """(party, words) of somebody who is named; remembers nothing."""
        party = self._own if actor.own else self._other(actor, found, mentioned)
        return party, self._words(actor, found)

    def beside(self, match: Match, found: Found) -> tuple[str, str] | None:
        """Those who take a stance together with the speaker, as one group with its words; None
        where the speaker takes it alone."""
        others = [one for one in match.joint if not one.own]
        if not match.own or not others or len(others) == len(match.joint):
            return None
        return self._several(match.joint, found)

    def _several(self, joint: tuple[Actor, ...], found: Found) -> tuple[str, str]:
        """ "Frankrijk en Ierland": one stance of several, none of them alone."""
        if all(self._sitting(one, found) for one in joint):
            start, end = min(one.start for one in joint), max(one.end for one in joint)
            return self._sitting(joint[-1], found) or GROUP, found.words.span(start, end)
        last = max(joint, key=lambda one: one.end)
        return GROUP, found.words.span(min(one.start for one in joint), last.end)

    def seen(self, found: Found, mentioned: SentenceMentions) -> None:
        """Remembers whom a sentence was about, for a pronoun in the next one."""
        self._persons_of(found, mentioned)
        self._speaks_for(found, mentioned)
        for actor in found.actors:
            if actor.kind.startswith("pronoun"):
                return
            if actor.preposition:
                continue
            self._last = self._own if actor.own else self._other(actor, found, mentioned)
            self._neuter = found.words.lower[actor.start] == "het"
            return

    def _persons_of(self, found: Found, mentioned: SentenceMentions) -> None:
        """Remembers whose the last person and which the last country was that did something."""
        for actor in found.actors:
            if actor.preposition or actor.kind.startswith("pronoun"):
                continue
            if is_country(actor.party):
                self._country = actor.party
            start = found.words.place(actor.start)[0]
            end = found.words.place(actor.end - 1)[1]
            if any(one.start < end and one.end > start for one in mentioned.persons):
                party = self._own if actor.own else self._other(actor, found, mentioned)
                self._person = party if party in _BODIES or is_country(party) else None
                return

    def _speaks_for(self, found: Found, mentioned: SentenceMentions) -> None:
        """Remembers for whom "MARIA EXAMPLE (Brazil) said …" speaks: "he" and "she" are they."""
        opened = _SPEAKER.match(found.words.text)
        if opened is None:
            return
        for one in mentioned.parties:
            if one.start == opened.start("whom") and is_country(one.party):
                self._person = self._last = one.party

    def _words(self, actor: Actor, found: Found) -> str:
        return found.words.span(actor.start, actor.end)

    def _other(self, actor: Actor, found: Found, mentioned: SentenceMentions) -> str | None:
        if actor.kind == "pronoun":
            if found.words.lower[actor.start] in _PERSONAL and self._person is not None:
                return self._person
            it = found.words.lower[actor.start] == "het"
            return None if it and not self._neuter else self._last
        if actor.kind == "pronouns":
            one = is_country(self._last)
            return self._words(actor, found) if one else self._last
        sitting = self._sitting(actor, found)
        if sitting is not None:
            return sitting
        start = found.words.place(actor.start)[0]
        end = found.words.place(actor.end - 1)[1]
        if actor.party == "secretary general":
            return self._of_whom(self._words(actor, found))
        if actor.party == "presidency":
            return self._presides or self._named_body(actor.party)
        if actor.party not in (None, "own", "group"):
            return actor.party
        for person in mentioned.persons:
            if person.start < end and person.end > start and len(person.parties) == 1:
                return person.parties[0]
        for group in mentioned.groups:
            if group.start < end and group.end > start:
                return group.group
        for name, party in self._persons.items():
            if name in found.words.text[start:end]:
                return party
        words = self._words(actor, found)
        governs = found.words.lower[actor.end - 1] in _GOVERNING
        if governs and self._country is not None and not is_country(self._own):
            # "Its Government", "the Minister" in the paper of a body: of the country it is about.
            return self._country
        if words.lower() in _MET and self._body in _COUNCILS:
            # "Ministers welcomed …" in the report of a Council: those who met, as the Council.
            return self._body
        return words

    def _sitting(self, actor: Actor, found: Found) -> str | None:
        """The Council where all who sit there are named: "de ministers", not "enkele ministers"."""
        words = found.words.lower[actor.start : actor.end]
        if not self._sits or actor.kind != "group" or words[:-1] not in ([], ["de"]):
            return None
        return _SEATED.get(words[-1])

    def _of_whom(self, office: str) -> str:
        """Whose secretary general speaks: the United Nations write theirs with a hyphen."""
        told = next((_OFFICES[word] for word in office.lower().split() if word in _OFFICES), None)
        if told is not None:
            return told
        if self._body == "NATO" or self._own == "NATO" or "NATO" in office:
            return "NATO"
        return "UN" if "ry-" in office else self._named_body("secretary general")

    def _named_body(self, office: str) -> str:
        return f"{self._body} {office}" if self._body else office
