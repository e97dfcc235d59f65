"""Lines alone that name who speaks next: "Ms Jane Doe (Wearside) (Lab)", "The Minister for Trade".

Official reports of many parliaments set the speaker as a heading without a colon. A line is taken
apart into what stands before it (a number, a time), an office or a name with its titles, and what
stands in brackets: a constituency, a party group, an office. The words are data
(``languages/*/turns.toml``, ``[lone]``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.text import Block
from inzet.reading.turns.groups import group_named, group_names

_LONGEST = 220
_SHORT = 40
_MOST_WORDS = 24
_MOST_NAMES = 4
_BRACKETS = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*\.?|(?:of|de|du|van|von|der|den|ap|al|el|bin|the|y|da|di|la|le)\b)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}\Z")
_SMALL = frozenset(
    ("of", "de", "du", "van", "von", "der", "den", "ap", "al", "el", "bin", "the", "y", "da")
)
_BETWEEN = _SMALL | {"for", "and", "at", "to", "in", "on", "with", "without", "representing"}


@dataclass(frozen=True, slots=True)
class Lone:
    """Who is named on a line of their own."""

    role: str
    """chair, prime minister, minister, government (an official), member, or person where the
    line does not tell."""
    name: str | None
    """Without titles."""
    group: str | None
    """Party group, as printed."""
    sure: bool
    """Whether the line itself tells what the speaker is, a minister or a member."""


def lone(text: str, language: str | None) -> Lone | None:
    """What a line names that does nothing but name a speaker; None for any other line.

    Args:
        text: the line.
        language: of the paper.
    """
    words = _words(usable(language))
    if words is None or not 2 < len(text) < _LONGEST or text[-1] in "?!;,":
        return None
    line = " ".join(text.split())
    witness = words.witness.match(line)
    if witness is not None:
        return words.testifies(line[witness.end() :])
    line = words.before.sub("", line, count=1)
    line, timed = words.after.subn("", line, count=1)
    line = line.rstrip(":. ")
    brackets = [found.strip() for found in _BRACKETS.findall(line)]
    head = _BRACKETS.sub("", line).strip()
    if not head or len(head.split()) > _MOST_WORDS:
        return None
    if words.chair.fullmatch(head):
        return Lone("chair", None, None, sure=False)
    group = next((one for one in map(words.group, reversed(brackets)) if one), None)
    offices = [one for one in brackets if words.office_words.search(one)]
    if words.office.fullmatch(head) and _capital(head):
        named = next((n for n in (words.bare(one) for one in brackets) if n), None)
        role = "prime minister" if words.head_of.search(head) else "minister"
        return Lone(role, named, group, sure=named is not None)
    if timed and not brackets:
        return words.listed(head)
    name = words.bare(head)
    if name is None:
        return None
    titled = len(name) < len(head)
    if offices and group is None:
        opposes = words.opposes.search(offices[0]) is not None
        role = "minister" if words.office.fullmatch(offices[0]) else "government"
        return Lone("member" if opposes else role, name, None, sure=True)
    if group is not None:
        # "(Mayo, Fine Gael)": lists of members print ministers so as well.
        return Lone("member", name, group, sure=len(brackets) > 1 or "," not in brackets[0])
    if brackets and not titled:
        return None
    if words.members.match(head):
        return Lone("member", name, None, sure=False)
    if titled or words.is_given(name):
        return Lone("person", name, None, sure=False)
    return None


def stands_alone(block: Block) -> bool:
    """Whether a block is a line that may name who speaks: a heading, or "Mr. Smith." alone."""
    if block.kind in ("heading", "letterhead", "turn", "title"):
        return True
    ends = block.text[-1:]
    return block.kind == "paragraph" and (
        (ends == "." and len(block.text) < _SHORT) or (ends == ":" and len(block.text) < _LONGEST)
    )


def _capital(head: str) -> bool:
    """Whether all but small words have a capital, as in an office and not in a sentence."""
    return all(word[0].isupper() or word in _BETWEEN for word in re.findall(r"[\w’']+", head))


@dataclass(frozen=True)
class _Lone:
    witness: re.Pattern[str]
    """Before the name and office of who gives evidence."""
    before: re.Pattern[str]
    after: re.Pattern[str]
    chair: re.Pattern[str]
    office: re.Pattern[str]
    head_of: re.Pattern[str]
    office_words: re.Pattern[str]
    opposes: re.Pattern[str]
    titles: re.Pattern[str]
    members: re.Pattern[str]
    seats: frozenset[str]
    given: frozenset[str]
    language: str

    def group(self, bracket: str) -> str | None:
        """The party group that a bracket holds, alone or behind a constituency."""
        for part in (bracket, bracket.rpartition(",")[2].strip()):
            bare = part.strip(" .")
            if bare.lower() in self.seats:
                return bare
            if bare.lower() in group_names(self.language).known:
                return group_named(bare, self.language)
        return None

    def bare(self, text: str) -> str | None:
        """A personal name without its titles; None for what is no name."""
        name = self.titles.sub("", text).strip()
        parts = name.split()
        if not parts or parts[0] in _SMALL or parts[-1] in _SMALL or not _NAME.match(name):
            return None
        return name

    def is_given(self, name: str) -> bool:
        """Whether a name without title begins as people are called."""
        parts = name.split()
        return 1 < len(parts) <= _MOST_NAMES and parts[0].lower() in self.given

    def testifies(self, rest: str) -> Lone | None:
        """Who gives evidence: a name, a comma, an office."""
        head, _, office = rest.partition(",")
        name = self.bare(head.strip())
        if name is None:
            return None
        if self.office_words.search(office) and not self.opposes.search(office):
            return Lone("government", name, None, sure=True)
        return Lone("person", name, None, sure=False)

    def listed(self, head: str) -> Lone | None:
        """A line with a time behind it: a name with an office or group straight after."""
        if self.opposes.search(head):
            return Lone("member", None, None, sure=True)
        if self.office_words.search(head):
            return Lone("minister", None, None, sure=True)
        return (
            None if self.bare(head) is None else Lone("member", self.bare(head), None, sure=False)
        )


@lru_cache(maxsize=8)
def _words(language: str) -> _Lone | None:
    data = table(language, "turns").get("lone")
    if not data:
        return None

    def either(key: str, form: str = "{}") -> re.Pattern[str]:
        inside = "|".join(f"(?:{one})" for one in data.get(key, ())) or r"(?!)"
        return re.compile(form.replace("{}", f"(?:{inside})"), re.I)

    return _Lone(
        witness=either("witness"),
        before=either("before", r"\A{}"),
        after=either("after", r"{}\Z"),
        chair=either("chair"),
        office=either("office", r"(?:the )?{}"),
        head_of=either("head_of"),
        office_words=either("office_words", r"\b{}\b"),
        opposes=either("opposes", r"\b{}\b"),
        titles=either("titles", r"\A(?:{}\.?\s+)+"),
        members=either("members", r"(?:the )?{}\b"),
        seats=frozenset(data.get("seats", ())),
        given=frozenset(" ".join(data.get("given", ())).split()),
        language=language,
    )
