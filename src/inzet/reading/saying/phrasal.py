"""The grammar of a language that has none yet: cues are patterns over a sentence, as data.

Reads ``languages/<code>/phrases.toml``. It knows no clauses and no forms of words, so its cues name
the forms they mean; it reads what is plainly worded and leaves the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.languages import table
from inzet.reading.saying.actors import OWN, Actor
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.signs import Lead
from inzet.reading.saying.words import Words

_WORD = re.compile(r"[^\W_]+(?:[-’'./&:][^\W_]+)*|[^\w\s]|_")


class PlainWords(Words):
    """Tokens of one sentence, without flags."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        self._cut(text, _WORD)
        self.lower = [token.lower() for token in self.tokens]
        self.bag = frozenset(self.lower)
        self.flags = [0] * len(self.tokens)

    @property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [self.place(at)[0] for at in range(len(self))]


@dataclass(frozen=True, slots=True)
class PhraseCue:
    """One cue: patterns any of which signals it, and patterns that speak against it."""

    id: str
    act: str
    family: str
    own: bool
    """Whether the speaker holds it, where the pattern names the speaker."""
    pattern: re.Pattern[str]
    blocks: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negation: str = "block"
    polarity: str = "positive"
    strength: int = 3

    @property
    def holder(self) -> str:
        """Who may hold it."""
        return "government" if self.own else "none"


@lru_cache(maxsize=8)
def phrase_cues(language: str) -> tuple[PhraseCue, ...]:
    """The cues of a language; none where it has no table of them."""
    data = table(language, "phrases")
    own = "|".join(re.escape(one) for one in data.get("own", ())) or r"(?!)"
    return tuple(
        _cue(act, name, one, own, data.get("blocks", ()))
        for act, cues in data.items()
        if isinstance(cues, dict)
        for name, one in cues.items()
    )


def _cue(act: str, name: str, data: dict[str, Any], own: str, blocks: tuple[str, ...]) -> PhraseCue:
    patterns = [
        one.replace("{own}", f"(?P<own{i}>{own})") for i, one in enumerate(data["patterns"])
    ]
    return PhraseCue(
        id=f"{act}.{name}.phrase",
        act=act,
        family=name,
        own=data.get("own", False),
        pattern=_any(patterns),
        blocks=_any([*blocks, *data.get("blocks", ())]),
        yes=_list(data.get("yes", ())),
        no=_list(data.get("no", ())),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.I)


def _list(examples: str | list[str]) -> tuple[str, ...]:
    return (examples,) if isinstance(examples, str) else tuple(examples)


class PhraseGrammar:
    """Finds the cues of one language for one paper's speaker."""

    def __init__(self, language: str, own: str | None) -> None:
        self.own = own
        self.own_names: frozenset[str] = frozenset()
        self.agreed = False
        self.told: str | None = None
        self.petitions = False
        self._cues = phrase_cues(language)

    def find(self, text: str) -> Found:
        """All cues of a sentence that hold, and those that a block refused."""
        words = PlainWords(text)
        found = Found(words, [], None)
        for cue in self._cues:
            match = cue.pattern.search(text)
            if match is None:
                continue
            if cue.blocks.search(text):
                found.refused.append((cue.id, "block"))
                continue
            holder = self._holder(match, words)
            at = max(0, bisect_right(words.starts, match.start()) - 1)
            if holder is not None:
                found.actors.append(holder)
            own = cue.own and self.own is not None
            if cue.own and not own:
                found.refused.append((cue.id, "nobody speaks"))
                continue
            found.matches.append(
                Match(cue, at, 0, True, holder, own, "present", False, (match.group(),))
            )
        return found

    def _holder(self, match: re.Match[str], words: PlainWords) -> Actor | None:
        spans = [match.span(key) for key, value in match.groupdict().items() if value]
        if not spans:
            return None
        start, end = spans[0]
        first = max(0, bisect_right(words.starts, start) - 1)
        last = max(first + 1, bisect_right(words.starts, end - 1))
        return Actor(first, last, "government", OWN, "", False)

    def stance(self, found: Found) -> Match | None:
        """None: what is not worded as a cue is left."""
        return None

    def promise(self, stance: Match) -> Match | None:
        """None: there is no stance to make a promise of."""
        return None

    def lead(self, found: Found) -> Lead | None:
        """Nothing: verbs are not known."""
        return None

    def title(self, found: Found) -> Match | None:
        """None."""
        return None

    def sectional(self, found: Found) -> Match | None:
        """None."""
        return None
