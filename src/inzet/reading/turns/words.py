"""The words by which papers give turns, compiled once per language (``turns.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.layout.openers import PERSON, fill
from inzet.reading.turns.groups import group_named, group_names

_NAMES = rf"{PERSON}(?:(?:, | en | and ){PERSON}){{0,19}}"
_REACH = 1_000
"""How far into a text groups are looked for."""
_AND = re.compile(r"\s*(?:,|\ben\b|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class TurnWords:
    """Compiled words of one language."""

    narrated_member: re.Pattern[str]
    narrated_minister: re.Pattern[str]
    tells: bool
    """Whether debates are told in the third person in this language."""
    questions: re.Pattern[str]
    answers: re.Pattern[str]
    procedural: re.Pattern[str]
    promises: re.Pattern[str]
    promised: re.Pattern[str]
    keeps: re.Pattern[str]
    kept: re.Pattern[str]
    closed: re.Pattern[str]
    """A heading above entries that were kept."""
    entry_motion: re.Pattern[str]
    """How an entry of such a list gives a motion, with whose it is as ``name0``."""
    led: re.Pattern[str]
    again: re.Pattern[str]
    asks: re.Pattern[str]
    has_questions: re.Pattern[str]
    """Words of asking that only say that there are questions: "hebben enkele vragen"."""
    requests: re.Pattern[str]
    asked: re.Pattern[str]
    dictum_request: re.Pattern[str]
    dictum_declare: re.Pattern[str]
    considers: re.Pattern[str]
    weighs: re.Pattern[str]
    """Of these, by which a motion may judge as well as tell."""
    weighs_judging: re.Pattern[str]
    """Words of judgement in what is weighed: such a consideration is an opinion."""
    judges: re.Pattern[str]
    """By which a motion says what it is of the opinion of."""
    tabled: re.Pattern[str]
    """How a debate is opened: what it is about."""
    dictum_ends: re.Pattern[str]
    moves: re.Pattern[str]
    """The first words of a motion that is read out."""
    dictum_inside: re.Pattern[str]
    """Of a motion in one paragraph, with what it asks as the group ``dictum``."""
    moved: re.Pattern[str]
    """Where the text of a motion begins."""
    answers_motions: re.Pattern[str]
    """A heading below which a minister writes of motions."""
    unsigned: re.Pattern[str]
    """What may stand below the names of who signed."""
    movers: re.Pattern[str]
    asker: re.Pattern[str]
    told: re.Pattern[str]
    replies: re.Pattern[str]
    selves: re.Pattern[str]
    """By which somebody speaks of himself, and so is no group."""
    puts: re.Pattern[str]
    """How a question begins that is put without a label."""
    peer: re.Pattern[str]
    """A line that only names a member by a title of the house."""
    goes_on: re.Pattern[str]
    """How a sentence begins that goes on with what a group said."""
    bill_asks: re.Pattern[str]
    """Top of a committee's report on a bill."""
    bill_answers: re.Pattern[str]
    """Top of the government's note in answer to one."""
    address: re.Pattern[str]
    """Who is spoken to at the head of a sentence."""
    floor_talk: re.Pattern[str]
    """What whoever has the floor wants to do there: begin, thank, come to a point."""
    salutes: re.Pattern[str]
    """How whoever has the floor begins: to the chair."""
    member_says: re.Pattern[str]
    """What only a member says who has the floor."""
    attended: re.Pattern[str]
    """A title that tells that a minister speaks first."""
    attends: re.Pattern[str]
    """By which it is told at the top who answers: "Senator Smith, Minister for Ports"."""
    says_minister: re.Pattern[str]
    """What only who answers for a government says of himself."""
    says_member: re.Pattern[str]
    """What only a member says."""
    responds: re.Pattern[str]
    """Top of a government's response to a committee's report."""
    quotes: re.Pattern[str]
    """By which such a response quotes a recommendation."""
    committee: re.Pattern[str]
    """Top of a report of a committee of parliament."""
    committee_says: re.Pattern[str]
    """What only such a report says."""
    committee_not: re.Pattern[str]
    """Top of a paper that only is about such a report."""
    first_person: frozenset[str]
    of: frozenset[str]
    titled: frozenset[str]
    """Before the name of a single member."""
    no_group: frozenset[str]
    """Words before "fractie" that name none."""


def led_by(text: str, language: str | None) -> tuple[str, ...]:
    """The party groups that a text names as groups ("de leden van de ABC-fractie")."""
    words = turn_words(usable(language))
    found: list[str] = []
    for match in words.led.finditer(text[:_REACH]):
        printed = next((value for value in match.groups() if value), "")
        for part in _AND.split(printed):
            if part.lower() in words.no_group:
                continue
            group = group_named(part, language)
            if group and group not in found:
                found.append(group)
    return tuple(found)


def member_told(text: str, language: str | None) -> str | None:
    """The member (or group) that a minister's sentence is told to, by name."""
    match = turn_words(usable(language)).told.search(text)
    if not match:
        return None
    return next((value for value in match.groups() if value), None)


@lru_cache(maxsize=8)
def turn_words(language: str) -> TurnWords:
    """The words of a language."""
    data = table(language, "turns")
    words = data.get("words", {})
    group = group_names(language).pattern
    groups = rf"(?:{group})(?:(?:, | en (?:de )?| and (?:the )?)(?:{group})){{0,19}}"

    def either(forms: Iterable[str], flags: re.RegexFlag = re.I) -> re.Pattern[str]:
        made = [
            fill(
                form.replace("PERSON", f"(?P<name{i}>{PERSON})")
                .replace("GROUPS", f"(?P<groups{i}>{groups})")
                .replace("NAMES", f"(?P<name{i}>{_NAMES})"),
                i,
            )
            for i, form in enumerate(forms)
        ]
        return re.compile("|".join(f"(?:{one})" for one in made) or r"(?!)", flags)

    return TurnWords(
        narrated_member=either(data.get("narrated", {}).get("member", ())),
        narrated_minister=either(data.get("narrated", {}).get("minister", ())),
        tells=bool(data.get("narrated", {}).get("member")),
        first_person=frozenset(words.get("first_person", ())),
        of=frozenset(words.get("of", ())),
        titled=frozenset(words.get("titled", ())),
        no_group=frozenset(words.get("no_group", ())),
        **{key: either(words.get(key, ())) for key in _KEYS},
    )


_KEYS = (
    "questions",
    "answers",
    "procedural",
    "promises",
    "promised",
    "keeps",
    "kept",
    "closed",
    "entry_motion",
    "led",
    "again",
    "asks",
    "has_questions",
    "requests",
    "asked",
    "dictum_request",
    "dictum_declare",
    "considers",
    "weighs",
    "weighs_judging",
    "judges",
    "tabled",
    "dictum_ends",
    "moves",
    "dictum_inside",
    "moved",
    "answers_motions",
    "unsigned",
    "movers",
    "asker",
    "told",
    "replies",
    "selves",
    "puts",
    "peer",
    "goes_on",
    "bill_asks",
    "bill_answers",
    "salutes",
    "address",
    "floor_talk",
    "member_says",
    "attended",
    "attends",
    "says_minister",
    "says_member",
    "responds",
    "quotes",
    "committee",
    "committee_says",
    "committee_not",
)
