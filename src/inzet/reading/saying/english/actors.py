"""Who is named in an English sentence: phrases that can hold a stance, with their party.

Reads words; writes actors in text order. A phrase that only stands before another noun
("EU enlargement") is none; one with a possessive after it ("the Government’s") hangs on what it
possesses.
"""

from __future__ import annotations

from inzet.reading.saying.actors import OWN, Actor
from inzet.reading.saying.english.lexicon import EnglishLexicon, Named
from inzet.reading.saying.english.morphology import Form
from inzet.reading.saying.lexicon import Head, Word
from inzet.reading.saying.words import Words
from inzet.vocabulary.parties import is_country

POSSESSIVE = "’s"
"""The preposition of an actor whose own something is: "our", "the Government’s"."""
_PARTY_GROUP = Head("body", "parliament")
_CLITICS = ("’s", "'s", "’", "'")
_LEADING = frozenset(
    ("commissioner", "high representative", "secretary general", "secretary-general")
)
"""Heads of persons that stand for a body: a name may follow."""
_PERSONAL = frozenset(("office", "titled", "friend"))


def actors(
    words: Words,
    lexicon: EnglishLexicon,
    own: str | None,
    own_names: frozenset[str] = frozenset(),
) -> list[Actor]:
    """All actors of a sentence, coordinated ones apart, in order.

    Args:
        own: the party or body the paper is written for; its names count as the speaker.
        own_names: surnames of those who sign the paper, in lower case.
    """
    finder = _Finder(words, lexicon, own, own_names)
    for i, flag in enumerate(words.flags):
        if flag & Word.ACTOR and i >= finder.taken:
            finder.at(i)
    return finder.found


class _Finder:
    """Looks at one sentence from left to right."""

    def __init__(
        self, words: Words, lexicon: EnglishLexicon, own: str | None, own_names: frozenset[str]
    ) -> None:
        self._words, self._lexicon, self._own = words, lexicon, own
        self._own_names = own_names
        self._member_names = lexicon.members.get(own or "", frozenset())
        self.found: list[Actor] = []
        self.taken = 0
        self._country: tuple[int, int, str] | None = None
        """The last country passed: where it starts and ends, and its code."""

    def at(self, i: int) -> None:
        """Takes in the actor that begins (or has its head) at token ``i``, if there is one."""
        actor = self._name(i) or self._head(i)
        if actor is not None:
            self._hang(actor)
            self.found.append(actor)
            self.taken = actor.end

    def _name(self, i: int) -> Actor | None:
        """A country by its name."""
        words, lower = self._words, self._words.lower
        if not words.tokens[i][:1].isupper():
            return None
        known = self._country_at(i)
        if known is None:
            return None
        code, end = known
        self._country = (i, end, code)
        if end < len(lower) and words.flags[end] & Word.ACTOR and lower[end] in self._lexicon.heads:
            return None
        last = i - 2 if i > 1 and lower[i - 1] == "the" else i - 1
        joined = (
            last > 0 and words.flags[last] & Word.COORDINATOR and self.taken in (last, last - 1)
        )
        if self._modifies(end, plural=bool(joined)):
            return None
        start = i - 1 if i and lower[i - 1] == "the" else i
        kind = "government" if code == self._own else "party"
        return Actor(start, end, kind, OWN if code == self._own else code, "", plural=False)

    def _modifies(self, end: int, *, plural: bool) -> bool:
        """Whether a phrase that ends before ``end`` only stands before another noun."""
        words = self._words
        if end >= len(words):
            return False
        word, flag = words.lower[end], words.flags[end]
        form = self._lexicon.forms.get(word, 0)
        if form & Form.BASE and not form & Form.PAST and not flag & Word.AUXILIARY:
            return not plural
        if flag or form or word[0] in "’'" or not word[0].isalpha():
            return False
        return not word.endswith(("ed", "ly"))

    def _head(self, i: int) -> Actor | None:
        known = self._party_group(i) or self._head_at(i)
        if known is None:
            return self._surname(i)
        name, head = known
        end = i + len(name)
        if head.kind in ("person", "possessive", "pronoun"):
            kind = "government"
            if head.kind == "pronoun" and not self._body_itself(i):
                kind = "pronouns" if name[0] == "they" else "pronoun"
            party = OWN if kind == "government" else None
            preposition = POSSESSIVE if head.kind == "possessive" else ""
            plural = name[0] in ("we", "i", "they", "our")
            return Actor(i, end, kind, party, preposition, plural)
        if head.kind == "friend":
            return self._friend(i, end)
        after = self._words.flags[end] if end < len(self._words) else 0
        if name[0] == "the" and after & (Word.ACTOR | Word.ADJECTIVE):
            return None  # "the three Allies": the number of those who are named behind it
        start, of, counted, former = self._left(i)
        if head.kind == "outsider" and start == i and name[0] in self._lexicon.forms:
            return None
        person = False
        if head.kind in _PERSONAL or head.kind in ("offices", "government", "parliament", "group"):
            end, whose, person = self._right(end, head.kind)
            of = of or whose
        elif head.kind == "body" and " ".join(name) in _LEADING:
            end = self._right(end, "office")[0]
        several = name[-1].endswith("s") or head.kind == "government"
        if head.kind not in _PERSONAL and self._modifies(end, plural=several):
            return None
        return self._made(start, end, " ".join(name), head, of, counted, former, person)

    def _body_itself(self, i: int) -> bool:
        """ "It underlines": in the paper of a body, "it" as the first word is the body."""
        words = self._words
        first = i == 0 or (i <= _NUMBERED and words.lower[i - 1] in (".", '"', "“"))
        if not first and i <= _OPENING and not self.found:
            # "In this context it …": only small words and a noun before it
            first = bool(words.flags[0] & Word.PREPOSITION) and not any(
                words.flags[k] & (Word.VERB | Word.AUXILIARY) for k in range(i)
            )
        body = self._own is not None and not is_country(self._own)
        return first and body and self._words.lower[i] == "it"

    def _head_at(self, i: int) -> Named | None:
        lower = self._words.lower
        for name, head in self._lexicon.heads.get(lower[i], ()):
            if tuple(lower[i : i + len(name)]) == name:
                return name, head
        return None

    def _party_group(self, i: int) -> Named | None:
        """A party group of parliament by its name, capitals and all: "the Greens have opposed"."""
        words = self._words
        for name in self._lexicon.party_groups.get(words.lower[i], ()):
            if tuple(words.tokens[i : i + len(name)]) == name:
                return tuple(words.lower[i : i + len(name)]), _PARTY_GROUP
        return None

    def _surname(self, i: int) -> Actor | None:
        """A person known by the surname alone: only as written with a capital."""
        code = self._lexicon.leaders.get(self._words.lower[i])
        if code is None or not self._words.tokens[i][:1].isupper():
            return None
        start = i
        while start > self.taken and self._bare_name(start - 1):
            start -= 1
        return self._of(start, i + 1, code)

    def _bare_name(self, k: int) -> bool:
        return self._words.tokens[k][:1].isupper() and not self._words.flags[k]

    def _friend(self, i: int, end: int) -> Actor | None:
        """ "My right hon. Friend": a member of the same government."""
        before = self._words.lower[max(0, i - 3) : i]
        if not {"hon", "noble", "honourable"} & set(before):
            return None
        start = i - len(before)
        while start < i and self._words.lower[start] not in ("my", "the", "right", "hon", "noble"):
            start += 1
        return Actor(start, end, "government", OWN, "", plural=False)

    def _left(self, i: int) -> tuple[int, str | None, bool, bool]:
        """Start of the phrase, whose it is, whether it is counted, whether it is former."""
        words, lexicon = self._words, self._lexicon
        start, of, counted, former = i, None, False, False
        loose = 0
        while start > self.taken and i - start < 6:
            k = start - 1
            word, flag = words.lower[k], words.flags[k]
            if self._country is not None and self._country[1] == start:
                of, start = self._country[2], self._country[0]
                continue
            if word in _CLITICS and self._possessor(k):
                of, start = self._possessor(k), self.found[-1].start if self.found else k
                break
            if flag & Word.ADJECTIVE:
                of = lexicon.adjectives[word]
            elif word in lexicon.distance["earlier"]:
                former = True
            elif word in lexicon.quantifiers:
                counted = True
            elif flag & Word.DETERMINER:
                if word == "that":
                    break
                start = k
                if word not in lexicon.whole:
                    counted = counted or word in ("a", "an")
                    break
                continue
            elif word == "of" and k and words.lower[k - 1] in lexicon.quantifiers:
                start = k
                continue
            elif flag & ~Word.ACTOR or not word[:1].isalpha():
                if word.isdigit():
                    counted = True
                else:
                    break
            else:
                loose += 1
                place = (
                    words.tokens[k][:1].isupper() and k and words.flags[k - 1] & Word.PREPOSITION
                )
                if loose > _LOOSE or word.endswith("ing") or place:
                    break
            start = k
        return start, of, counted, former

    def _possessor(self, k: int) -> str | None:
        """The country whose possessive stands at ``k``."""
        if self._country is not None and self._country[1] == k:
            return self._country[2]
        return None

    def _right(self, end: int, kind: str) -> tuple[int, str | None, bool]:
        """End of the phrase, the country or person it is of, whether a name follows."""
        words, lower, tokens = self._words, self._words.lower, self._words.tokens
        of: str | None = None
        person, limit = False, len(words)
        while end + 1 < limit and lower[end] in ("of", "for", "to") and kind != "titled":
            follow = end + 1
            if lower[follow] in ("the", "that"):
                follow += 1
            if follow >= limit or not tokens[follow][:1].isupper():
                break
            country = self._country_at(follow)
            if country is not None:
                of, end = country[0], country[1]
                continue
            if kind not in _PERSONAL and kind != "offices":
                break
            end = self._capitals(follow)
        if kind not in _PERSONAL:
            return end, of, person
        while end < limit and tokens[end][:1].isupper() and not words.flags[end] & Word.PUNCTUATION:
            surname = self._lexicon.leaders.get(lower[end])
            if words.flags[end] and surname is None and not self._is_title(end):
                country = self._country_at(end)
                if country is not None:
                    of, end = country[0], country[1]
                    continue
                break
            if surname is not None:
                of = of or surname
            person = True
            end += 1
        if kind == "titled":
            return end, of, person
        if person and end + 1 < limit and lower[end] == "of":
            country = self._country_at(end + 1 + (lower[end + 1] == "the"))
            if country is not None:
                of, end = country[0], country[1]
        if end + 2 < limit and lower[end] == "," and self._bare_name(end + 1):
            stop = self._capitals(end + 1)
            if stop < limit and lower[stop] == "," and stop - end > 2:
                known = [self._lexicon.leaders.get(w) for w in lower[end + 1 : stop]]
                of = of or next((code for code in known if code), None)
                end, person = stop + 1, True
        if end + 1 < limit and lower[end] == "(" and ")" in lower[end : end + 9]:
            end = lower.index(")", end) + 1
        return end, of, person

    def _is_title(self, k: int) -> bool:
        heads = self._lexicon.heads.get(self._words.lower[k], ())
        return any(head.kind == "titled" for _, head in heads)

    def _capitals(self, at: int) -> int:
        """The end of a run of capitalised words, "and" and commas between them included."""
        words, limit = self._words, len(self._words)
        while at < limit:
            if words.tokens[at][:1].isupper() and not words.flags[at] & Word.PUNCTUATION:
                at += 1
            elif (
                words.lower[at] in ("and", "&", "of")
                and at + 1 < limit
                and words.tokens[at + 1][:1].isupper()
                and not words.flags[at + 1]
            ):
                at += 2
            else:
                break
        return at

    def _country_at(self, k: int) -> tuple[str, int] | None:
        lower = self._words.lower
        if k >= len(lower):
            return None
        for name, code in self._lexicon.names.get(lower[k], ()):
            if tuple(lower[k : k + len(name)]) == name:
                return code, k + len(name)
        return None

    def _of(self, start: int, end: int, code: str, *, plural: bool = False) -> Actor:
        own = code == self._own
        return Actor(start, end, "government" if own else "party", OWN if own else code, "", plural)

    def _made(
        self,
        start: int,
        end: int,
        name: str,
        head: Head,
        of: str | None,
        counted: bool,
        former: bool,
        person: bool,
    ) -> Actor | None:
        """The actor that a head with what stands around it makes."""
        own, kind = self._own, head.kind
        plural = name.endswith("s") and name != "heads"
        if former and kind in ("government", "office"):
            return Actor(start, end, "former", None, "", plural)
        if not counted and of in (None, own) and name in self._member_names:
            return Actor(start, end, "government", OWN, "", plural)
        if kind == "joint":
            return Actor(start, end, "government", OWN, "", plural=True)
        if kind in ("government", "office", "offices", "group", "titled", "parliament") and of:
            if of == own and kind in ("group", "parliament"):
                return Actor(start, end, kind, None, "", plural)
            return self._of(start, end, of, plural=plural)
        if kind == "government":
            country = is_country(own)
            alien = name in self._lexicon.alien.get(own or "", frozenset())
            if country and not counted and not alien:
                return Actor(start, end, "government", OWN, "", plural=True)
            return Actor(start, end, "group", None, "", plural)
        if kind in ("office", "titled") and self._signs(start, end):
            return Actor(start, end, "government", OWN, "", plural=False)
        if kind == "titled":
            own_title = name in self._lexicon.own_titles.get(own or "", frozenset())
            mine = own_title and self._words.tokens[start][:1].isupper()
            return Actor(
                start, end, "government" if mine else "named", OWN if mine else None, "", False
            )
        if kind == "office":
            return self._office(start, end, name, counted, person)
        if kind == "offices":
            if start and self._words.lower[start - 1] in ("my", "our"):
                return Actor(start - 1, end, "government", OWN, "", plural=True)
            return Actor(start, end, "group", None, "", plural=True)
        if kind == "body":
            mine = head.party == own and not counted
            return Actor(
                start, end, "government" if mine else "body", OWN if mine else head.party, "", False
            )
        return Actor(start, end, kind, head.party, "", plural)

    def _signs(self, start: int, end: int) -> bool:
        return not self._own_names.isdisjoint(self._words.lower[start:end])

    def _office(self, start: int, end: int, name: str, counted: bool, person: bool) -> Actor:
        """The holder of an office that nobody's country is said of."""
        own = self._own
        if own is None or not is_country(own) or counted:
            return Actor(start, end, "named" if person else "group", None, "", plural=False)
        mine = self._lexicon.own_offices.get(own) or self._lexicon.own_offices["default"]
        if name in mine and (person or self._words.lower[start] in ("the", "my", "our")):
            return Actor(start, end, "government", OWN, "", plural=False)
        return Actor(start, end, "named", None, "", plural=False)

    def _hang(self, actor: Actor) -> None:
        """Gives an actor the preposition before it, or marks it as a possessor."""
        words, lower, flags = self._words, self._words.lower, self._words.flags
        if actor.preposition:
            return
        if actor.end < len(words) and lower[actor.end] in _CLITICS:
            plural_mark = lower[actor.end] in ("’", "'")
            if not plural_mark or lower[actor.end - 1].endswith("s"):
                actor.preposition = POSSESSIVE
                return
        k = actor.start - 1
        if k < 0:
            return
        if flags[k] & Word.PREPOSITION and lower[k] not in self._lexicon.opens:
            actor.preposition = lower[k]
        elif (
            self.found
            and self.found[-1].end == k
            and (flags[k] & Word.COORDINATOR or (lower[k] == "," and self._listed(actor.end)))
            and self.found[-1].preposition != POSSESSIVE
        ):
            actor.preposition = self.found[-1].preposition

    def _listed(self, end: int) -> bool:
        """Whether a list goes on behind an actor: after a comma it is no list by itself."""
        words = self._words
        return end < len(words) and (
            words.lower[end] == "," or bool(words.flags[end] & Word.COORDINATOR)
        )


def _capital(words: Words, k: int) -> bool:
    return words.tokens[k][:1].isupper()


_LOOSE = 2
"""How many unknown words may stand between a determiner and a head."""
_OPENING = 4
_NUMBERED = 3
"""Words that the number of a paragraph may take before its first word."""
