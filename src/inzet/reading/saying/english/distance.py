"""Why an English sentence that words a stance is not the speaker's own stance of today."""

from __future__ import annotations

from functools import cached_property

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.english.subjects import Subject, Subjects
from inzet.reading.saying.english.verbs import Verbs

_PAST = frozenset(("past", "perfect", "pluperfect"))
_YEAR = 4
_SPEAKER = 12
"""Words behind a quotation among which it is told who spoke."""
_EARLY = 5
"""A year among the first words sets the time of the sentence; later it is a detail."""


class Distance:
    """What stands between a sentence's words and its speaker, looked up once."""

    def __init__(self, verbs: Verbs, subjects: Subjects) -> None:
        self._verbs, self._subjects = verbs, subjects
        self._words, self._lexicon = verbs.words, verbs.lexicon

    def reason(self, who: Subject, tense: str, at: int) -> str:
        """The reason, or nothing.

        Args:
            who: the subject of what is said, with its clause.
            tense: of its verb.
            at: the token it begins at.
        """
        said = self._subjects.said_by_others(who)
        if said:
            return said
        if self._words.lower[0] in self._lexicon.distance["supposes"] and at < self._comma:
            return "conditional"
        if self._elsewhere:
            return self._elsewhere
        if self._quoted(at):
            return "reported speech"
        if tense in _PAST and self._long_ago:
            return "history"
        if tense == "conditional" and self._supposed:
            return "conditional"
        return ""

    def quoted_by(self, at: int) -> Actor | None:
        """Who says what is quoted at token ``at``: "…," the minister said."""
        tokens, words = self._words.tokens, self._words
        closes = next((i for i in range(at, len(tokens)) if tokens[i] in '”"'), -1)
        if closes < 0 or not self._quoted(at):
            return None
        said = range(closes + 1, min(closes + _SPEAKER, len(tokens)))
        if not any(words.lower[i] in self._lexicon.saying for i in said):
            return None
        return next(
            (
                one
                for one in self._verbs.actors
                if closes < one.start < closes + _SPEAKER and not one.preposition
            ),
            None,
        )

    def delivered(self) -> bool:
        """Whether what is promised is handed over with the paper, or was promised before."""
        bag = self._words.bag
        if not self._lexicon.distance["delivered"].isdisjoint(bag):
            return True
        text = self._words.text.lower()
        return any(phrase in text for phrase in self._lexicon.phrases["promised"])

    @cached_property
    def _comma(self) -> int:
        lower = self._words.lower
        return lower.index(",") if "," in lower else len(lower)

    @cached_property
    def _elsewhere(self) -> str:
        """Hearsay, or "according to" somebody else."""
        words, data = self._words, self._lexicon.distance
        if not data["hearsay"].isdisjoint(words.bag):
            return "reported speech"
        for i, word in enumerate(words.lower):
            if word in data["according"] and words.lower[i + 1 : i + 2] == ["to"]:
                own = any(one.own and one.start in (i + 2, i + 3) for one in self._verbs.actors)
                return "" if own else "reported speech"
        if self._lexicon.distance["silence"] & words.bag and "not" in words.bag:
            return "refusal"
        return ""

    @cached_property
    def _long_ago(self) -> bool:
        words, data = self._words, self._lexicon.distance
        if not (data["ago"] | data["history"]).isdisjoint(words.bag):
            return True
        if any(one.kind == "former" for one in self._verbs.actors):
            return True
        text = words.text.lower()
        if any(phrase in text for phrase in self._lexicon.phrases["time_phrases"]):
            return True
        lower = words.lower
        return any(
            len(word) == _YEAR
            and word.isdigit()
            and word[:2] in ("19", "20")
            and i > 0
            and lower[i - 1] in ("in", "since")
            for i, word in enumerate(lower[:_EARLY])
        )

    @cached_property
    def _supposed(self) -> bool:
        """``if``, ``unless``, ``were the UK to``."""
        words, lexicon = self._words, self._lexicon
        if any(lexicon.opens.get(word) == "condition" for word in words.bag):
            return True
        return words.lower[0] in lexicon.distance["supposes"]

    def _quoted(self, at: int) -> bool:
        """Whether token ``at`` stands in quotation marks that somebody else speaks in."""
        tokens = self._words.tokens
        inside = sum(1 for token in tokens[:at] if token in '“"') - sum(
            1 for token in tokens[:at] if token == "”"
        )
        straight = tokens[:at].count('"')
        if inside <= 0 or (straight and straight % 2 == 0):
            return False
        closes = next((i for i in range(at, len(tokens)) if tokens[i] in '”"'), -1)
        if closes < 0:
            return False
        speaker = [one for one in self._verbs.actors if one.start > closes and not one.preposition]
        return not any(one.own for one in speaker)
