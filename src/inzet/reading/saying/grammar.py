"""What statements need of a language: the seam between the stages and a language's grammar.

A grammar finds cues with their holders in one sentence and knows the language's last resorts.
Dutch is :class:`inzet.reading.saying.frames.Matcher`, English
:class:`inzet.reading.saying.english.matcher.EnglishMatcher`; both are found by their code. Any
other language has cues as soon as its folder has phrases (:mod:`inzet.reading.saying.phrasal`).
"""

from __future__ import annotations

from typing import Protocol

from inzet.reading.languages import languages, table
from inzet.reading.saying.english.matcher import EnglishMatcher
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.frames import Matcher
from inzet.reading.saying.phrasal import PhraseGrammar
from inzet.reading.saying.signs import Lead


class Grammar(Protocol):
    """How one language says things, for one paper's speaker."""

    own: str | None
    """Code of the party or body that speaks; None where it is not known."""
    own_names: frozenset[str]
    """Surnames of those who sign the paper, in lower case."""

    agreed: bool
    """Whether several agreed the paper, so that what it says of each binds it."""

    told: str | None
    """Kind of whoever has the turn (government, parliament), where a report tells of him in the
    third person, so that "he" is the speaker; else None."""

    petitions: bool
    """Whether what members of parliament asked is told as their view: not where they ask it."""

    def find(self, text: str) -> Found:
        """All cues of a sentence that hold, and those that were refused with the reason."""

    def stance(self, found: Found) -> Match | None:
        """The last resort for a sentence in which no cue holds; None where there is none."""

    def promise(self, stance: Match) -> Match | None:
        """The same as a promise, where it is one to whoever is addressed."""

    def lead(self, found: Found) -> Lead | None:
        """The first main verb and whose it is; None where none is known."""

    def title(self, found: Found) -> Match | None:
        """An item in a line of its own, without a verb."""

    def sectional(self, found: Found) -> Match | None:
        """What stands under a heading that announces the speaker's position."""


_OWN_GRAMMAR = ("nl", "en")


def spoken() -> tuple[str, ...]:
    """Languages whose statements are read."""
    return tuple(code for code in languages() if code in _OWN_GRAMMAR or table(code, "phrases"))


def grammar(language: str, own: str | None) -> Grammar | None:
    """The grammar of a language for one speaker; None for a language without cues."""
    match language:
        case "nl":
            return Matcher("nl", own)
        case "en":
            return EnglishMatcher(own)
    return PhraseGrammar(language, own) if table(language, "phrases") else None
