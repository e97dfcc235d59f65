"""Who is named in a sentence: phrases that can hold a stance, with the party they stand for.

Reads words; writes actors in text order. The government a paper is written for is kind
``government``; whose it is, is settled later. A minister with a foreign adjective, with a
country behind it or with a name that is not known as the paper's own is another's.
"""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.saying.lexicon import Head, Lexicon, Word
from inzet.reading.saying.words import Words

OWN = "own"
"""The party code of the government that speaks, until it is known."""


@dataclass(slots=True)
class Actor:
    """A phrase that names someone. ``start`` and ``end`` are token positions."""

    start: int
    end: int
    kind: str
    party: str | None
    preposition: str
    """The preposition it hangs on; empty for a subject or an object."""
    plural: bool

    @property
    def own(self) -> bool:
        """Whether it is the government that speaks."""
        return self.kind == "government"


_NOMINATIVE = frozenset(("ik", "wij", "we", "hij", "zij", "ze"))
_PLURAL_HEADS = ("en", "s", "’s", "'s")
_CABINET = frozenset(("minister", "staatssecretaris", "premier", "minister-president", "mp"))
_ONLY_HERE = frozenset(("minister-president", "staatssecretaris"))
"""Titles that papers give to their own government's only, where nothing else is said."""
_ORDINALS = frozenset(("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende"))
"""Before "lid" they tell a paragraph of an article, not a member."""
_PARTICLES = frozenset(("De", "Van", "Den", "Der", "Ten", "Ter"))
_TITLED = _CABINET | {
    "heer",
    "mevrouw",
    "vicevoorzitter",
    "commissaris",
    "eurocommissaris",
    "raad",
    "vertegenwoordiger",
    "ministers",
}
_COMPOUND = Word.ACTOR


def actors(
    words: Words,
    lexicon: Lexicon,
    own: str | None,
    names: frozenset[str] = frozenset(),
    told: str | None = None,
) -> list[Actor]:
    """All actors of a sentence, coordinated ones apart, in order.

    Args:
        own: the party the paper is written for; its name counts as the government.
        names: surnames of its own ministers, in lower case.
        told: kind of whoever speaks and is told of as "he", "she" or "they".
    """
    found: list[Actor] = []
    taken = 0
    lower, flags = words.lower, words.flags
    initials = not lexicon.printed.keys().isdisjoint(words.tokens)
    parties = not lexicon.parties.isdisjoint(words.tokens)
    for i, flag in enumerate(flags):
        if i < taken:
            continue
        actor: Actor | None
        if initials and words.tokens[i] in lexicon.printed:
            actor = _printed(words, lexicon, i, taken)
        elif parties and words.tokens[i] in lexicon.parties:
            actor = _of_party(words, i, taken)
        elif words.tokens[i] in lexicon.party_names and (end := _long_name(words, lexicon, i)):
            start = i - (i > taken and lower[i - 1] in ("de", "het"))
            actor = Actor(start, end, "parliament", "parliament", "", False)
        elif told is not None and _is_told(words, i):
            actor = Actor(i, i + 1, told, OWN if told == "government" else told, "", False)
        elif flag & Word.ACTOR:
            actor = _named(words, lexicon, i, own)
            actor = actor or _headed(words, lexicon, i, own, taken, names)
            if told is not None and actor is not None and actor.kind == "pronoun":
                actor.kind, actor.party = told, OWN if told == "government" else told
        elif "-" in lower[i] or len(lower[i]) > 9:
            actor = _compound(words, lexicon, i, taken)
        elif not flag and words.tokens[i][:1].isupper():
            actor = _leader(words, lexicon, i, taken, own) or _proper(words, i)
        else:
            continue
        if actor is None:
            continue
        _hang(words, found, actor)
        if lower[i] in _OBJECTS:
            actor.preposition = actor.preposition or "aan"
        found.append(actor)
        taken = actor.end
    return found


def _long_name(words: Words, lexicon: Lexicon, i: int) -> int:
    """The position behind a party group's name of several words that begins here; 0 for none."""
    for name in lexicon.party_names[words.tokens[i]]:
        if tuple(words.tokens[i : i + len(name)]) == name:
            return i + len(name)
    return 0


_OBJECTS = frozenset(("hem", "hen", "haar", "zijn", "hun"))
_BEFORE_OBJECT = frozenset(("wat", "naar", "in", "volgens"))
_AFTER_OBJECT = frozenset(("dat", "om", "niet", "zeer", "ook", "wel", "nog", "te", ",", "betreft"))


def _is_told(words: Words, i: int) -> bool:
    """Whether an object or owner is whoever is told of: ``het verbaast haar dat``, ``naar zijn
    oordeel``, ``wat hen betreft``."""
    if words.lower[i] not in _OBJECTS or not i:
        return False
    if words.lower[i - 1] in _BEFORE_OBJECT:
        return True
    after = words.lower[i + 1] if i + 1 < len(words) else ""
    return bool(words.flags[i - 1] & Word.VERB) and after in _AFTER_OBJECT


def _printed(words: Words, lexicon: Lexicon, i: int, taken: int) -> Actor | None:
    """A body by its initials as they are printed: ``de ER``, which is not the word "er"."""
    if words.tokens[i - 1] in _DEBATES and i:
        return None  # "het AO Ecofin" is a debate, not the Council
    start, _ = _phrase_start(words, lexicon, i, taken)
    return Actor(start, i + 1, "body", lexicon.printed[words.tokens[i]], "", False)


_DEBATES = frozenset(("AO", "SO", "VAO", "VSO", "CD"))


def _named(words: Words, lexicon: Lexicon, i: int, own: str | None) -> Actor | None:
    """A country by its name."""
    lower = words.lower
    for name, code in lexicon.names.get(lower[i], ()):
        end = i + len(name)
        if tuple(lower[i:end]) == name and words.tokens[i][:1].isupper():
            start = i
            if i and lower[i - 1] in ("de", "het"):
                start = i - 1
            if code.startswith("capital "):
                code = code.removeprefix("capital ")
                hung = i > 0 and words.flags[i - 1] & (Word.PREPOSITION | Word.DETERMINER)
                if hung and lower[i - 1] != "door":
                    return None
            kind = "government" if code == own else "party"
            plural = lower[i] in ("verenigde", "vs") or lower[i] in lexicon.demonyms
            return Actor(start, end, kind, code, "", plural)
    return None


def _headed(
    words: Words, lexicon: Lexicon, i: int, own: str | None, taken: int, names: frozenset[str]
) -> Actor | None:
    """A phrase by its head noun: ``de Duitse minister van Financiën``."""
    word = words.lower[i]
    head = lexicon.heads.get(word)
    if word in ("leden", "lid") and _of_a_body(words, i):
        head = _SEVERAL
    if head is None or (word == "lid" and i and words.lower[i - 1] in _ORDINALS):
        return None
    if words.lower[i : i + 3] == ["raad", "van", "state"]:
        return Actor(i, i + 3, "outsider", None, "", False)
    if word == "land":
        own_land = i > 0 and words.lower[i - 1] == "ons"
        return Actor(i - 1, i + 1, "government", OWN, "", False) if own_land else None
    if head.kind == "person":
        return Actor(i, i + 1, "government", OWN, "", word != "ik")
    if head.kind == "pronoun":
        return Actor(i, i + 1, "pronoun", None, "", word == "ze")
    start, adjective = _phrase_start(words, lexicon, i, taken)
    end, country, person = _phrase_end(words, lexicon, i, word)
    party, kind = head.party, head.kind
    of = adjective or country
    if word in SIDES and of is None:
        if words.lower[i - 1] in _UNION:
            return Actor(start, end, "body", "EU", "", False)
        return None  # "aan de andere kant"
    if word == "rapporteur" and words.lower[i - 1] in ("speciaal", "speciale"):
        return None  # one of the United Nations, not of a parliament
    if adjective and of == adjective and (first := _coordinated(words, start)) < start:
        return Actor(first, end, "group", None, "", True)
    if of is None and word in ("ambtgenoot", "collega") and words.lower[i - 1] in ("mijn", "onze"):
        return Actor(start, end, "government", OWN, "", False)
    if of is not None and (kind == "government" or word in lexicon.foreign_heads):
        party, kind = of, "government" if of == own else "party"
        if of == own and word not in lexicon.own_adjective_heads:
            kind = "party"
    elif kind == "government":
        if _toenmalig(words, start, i):
            party, kind = None, "former"
        elif person and word in _CABINET:
            called = words.lower[i + 1 : end]
            whose = next(
                (lexicon.leaders[name] for name in called if name in lexicon.leaders), None
            )
            known = whose == own if whose else word in _ONLY_HERE
            if (known and own) or not names.isdisjoint(called):
                party, kind = OWN, "government"
            else:
                party, kind = whose, "party" if whose else "group"
        elif start == i and word in ("regering", "minister", "mp") and not person:
            party, kind = (OWN, "government") if word == "mp" else (None, "group")
        else:
            party = OWN
    elif of is None and word in _HEADS_OF_STATE and (led := _led(words, lexicon, i)) is not None:
        party, end = led
        kind = "government" if party == own else "party"
    elif word in _STYLED and (led := _led(words, lexicon, i)) is not None and led[0] != own:
        party, end = led  # "mevrouw Ashton", of no parliament
        kind = "party"
    plural = word.endswith(_PLURAL_HEADS) and kind not in ("government", "body")
    if word.endswith("is"):
        plural = False
    if word in ("bewindspersonen", "bewindslieden", "staatssecretarissen", "ondergetekenden"):
        plural = True
    if word.endswith(("meerderheid", "minderheid", "aantal")):
        plural = False
    return Actor(start, end, kind, party, "", plural)


_STYLED = frozenset(("heer", "mevrouw"))
_HEADS_OF_STATE = frozenset(("president", "kanselier", "bondskanselier"))


def _led(words: Words, lexicon: Lexicon, i: int) -> tuple[str, int] | None:
    """The country of ``president Macron``, ``President Barack Obama``, and where the name ends."""
    for k in (i + 1, i + 2):
        if k >= len(words) or not words.tokens[k][:1].isupper():
            return None
        if words.lower[k] in lexicon.leaders:
            return lexicon.leaders[words.lower[k]], k + 1
    return None


_UNION = frozenset(("europese", "unie-", "eu-"))
SIDES = frozenset(("zijde", "kant"))
"""Heads by which a government is told as one of those who spoke: "van Franse zijde"."""
_SEVERAL = Head("group", None)


def _coordinated(words: Words, start: int) -> int:
    """Where ``de Franse en de Duitse minister`` begins; the same place for one country alone."""
    k = start - 1
    if k < 1 or words.lower[k] not in ("en", "alsmede") or not words.flags[k - 1] & Word.ADJECTIVE:
        return start
    k -= 1
    return k - 1 if k and words.flags[k - 1] & Word.DETERMINER else k


_BODIES = frozenset(
    [
        *("raad", "unie", "navo", "veiligheidsraad", "vn", "eurogroep", "alliantie", "eurozone"),
        *("bondgenootschap", "eu", "organisatie", "ovse", "wto", "g20", "europese"),
    ]
)


def _of_a_body(words: Words, i: int) -> bool:
    """``leden van de Raad``: governments, not members of parliament."""
    ahead = words.lower[i + 1 : i + 4]
    return ahead[:1] == ["van"] and not _BODIES.isdisjoint(ahead[1:])


def _toenmalig(words: Words, start: int, head: int) -> bool:
    return any(
        words.flags[k] & Word.HISTORY or words.lower[k] == "vorige" or words.lower[k] == "vorig"
        for k in range(start, head)
    )


def _compound(words: Words, lexicon: Lexicon, i: int, taken: int) -> Actor | None:
    """``NAVO-bondgenoten``, ``milieuorganisaties``: known by the end of the word."""
    word = words.lower[i]
    head: Head | None = None
    if word.startswith("motie-"):
        head = Head("parliament", "parliament")
    elif "-" in word:
        last = word.rpartition("-")[2]
        if last == "raad" and words.tokens[i][:2].isupper():
            head = lexicon.heads.get(last)
            start, _ = _phrase_start(words, lexicon, i, taken)
            return Actor(start, i + 1, "body", head.party if head else None, "", False)
        head = lexicon.heads.get(last)
        if head is not None and head.kind in ("government", "person", "pronoun", "body"):
            return None
    if head is None:
        if word.endswith(lexicon.outsider_suffixes):
            head = Head("outsider", None)
        elif word.endswith(lexicon.group_suffixes):
            head = Head("group", None)
        else:
            return None
        if word.endswith(("fractie", "fracties", "fractieleden")):
            head = Head("parliament", "parliament")
    start, adjective = _phrase_start(words, lexicon, i, taken)
    kind, party = head.kind, adjective or head.party
    plural = word.endswith(_PLURAL_HEADS) and not word.startswith("motie-")
    return Actor(start, i + 1, kind, party, "", plural)


def _of_party(words: Words, i: int, taken: int) -> Actor | None:
    """A party group by its name, or a member with it: ``de VVD``, ``Jansen (SP)``."""
    lower, end = words.lower, i + 1
    start = i
    if i > 1 and lower[i - 1] == "(":
        start = _name_before(words, i - 1, taken)
        if start == i - 1:
            return None
        end += end < len(words) and lower[end] == ")"
    else:
        start -= i > taken and lower[i - 1] in ("de", "het")
        if start - 1 > taken and lower[start - 1] == "van":
            name = _name_before(words, start - 1, taken)
            start = name if name < start - 1 else start
    return Actor(start, end, "parliament", "parliament", "", False)


def _name_before(words: Words, end: int, taken: int) -> int:
    """Where a personal name begins that ends at a position; the position itself for none."""
    k = end
    while k > taken:
        named = words.tokens[k - 1][:1].isupper() and not words.flags[k - 1]
        if not named and not (k < end and words.lower[k - 1] in _WITHIN_NAME):
            break
        k -= 1
    while k < end and words.tokens[k].islower():
        k += 1
    return k


def _leader(words: Words, lexicon: Lexicon, i: int, taken: int, own: str | None) -> Actor | None:
    """Who holds an office of state by surname alone: ``Rutte steunt``, ``zegt Merkel``."""
    code = lexicon.leaders.get(words.lower[i])
    if code is None or words.tokens[i].isupper():
        return None
    start = _name_before(words, i, taken)
    if start == 0 and i == 0 and not _acts(words):
        return None  # "Slot van de brief": a word as any other at the head of a sentence
    return Actor(start, i + 1, "government" if code == own else "party", code, "", False)


def _acts(words: Words) -> bool:
    """Whether a verb follows the first word: ``Rutte steunt …``."""
    if len(words) < 3:
        return False
    flag, word = words.flags[1], words.lower[1]
    if flag & (Word.VERB | Word.AUXILIARY):
        return True
    return not flag and len(word) > 3 and word.endswith(("t", "de", "te"))


_WITHIN_NAME = frozenset(("van", "de", "der", "den", "ten", "ter", "el", "al"))


def _proper(words: Words, i: int) -> Actor | None:
    """An unknown name that is followed by a verb: an agency, a newspaper, a campaign."""
    token = words.tokens[i]
    end = i + 1
    while end < len(words) and words.tokens[end][:1].isupper() and not words.flags[end]:
        end += 1
    if not (token.isupper() and len(token) > 1) and end - i < 2:
        return None
    if end >= len(words) or not words.flags[end] & Word.VERB:
        return None
    return Actor(i, end, "outsider", None, "", False)


def _phrase_start(words: Words, lexicon: Lexicon, i: int, taken: int) -> tuple[int, str | None]:
    start, adjective = i, None
    lower, flags = words.lower, words.flags
    while start > taken and i - start < 6:
        k = start - 1
        word, flag = lower[k], flags[k]
        if flag & Word.ADJECTIVE:
            adjective = lexicon.adjectives[word]
        elif flag & Word.DETERMINER:
            start = k
            if word in ("de", "het", "een", "deze", "die", "dit", "dat", "onze", "ons", "hun"):
                break
            continue
        elif flag & (
            Word.VERB
            | Word.PREPOSITION
            | Word.PUNCTUATION
            | Word.OPENS
            | Word.COORDINATOR
            | Word.AUXILIARY
        ) or not (
            word.endswith(("e", "tig", "tal"))
            or word in _QUANTITIES
            or word.isdigit()
            or word == "aantal"
        ):
            break
        start = k
    return start, adjective


_QUANTITIES = frozenset(
    [
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "aantal",
        "handvol",
        "handjevol",
        *("tweetal", "drietal", "viertal", "vijftal", "zestal", "zevental", "tiental", "twaalftal"),
        "reeks",
        "groep",
        "handvol",
        "reeks",
        "veel",
        "weinig",
        "vrijwel",
        "nagenoeg",
        "alle",
        "bijna",
        "ruim",
        "andere",
        "overige",
    ]
)


def _phrase_end(words: Words, lexicon: Lexicon, i: int, word: str) -> tuple[int, str | None, bool]:
    """End of the phrase, a country that it is of, whether a personal name follows."""
    lower, tokens = words.lower, words.tokens
    end, country, person = i + 1, None, False
    limit = len(words)
    titled = word in _TITLED
    while end + 1 < limit and lower[end] in ("van", "voor", "uit"):
        follow = end + 1
        if follow < limit and lower[follow] in ("de", "het") and follow + 1 < limit:
            follow += 1
        named = next(
            (
                (code, len(name))
                for name, code in lexicon.names.get(lower[follow], ())
                if tuple(lower[follow : follow + len(name)]) == name
            ),
            None,
        )
        if named is not None:
            if word in lexicon.foreign_heads or titled:
                country = named[0]
            end = follow + named[1]
            continue
        if lower[end] == "uit" or not (titled and tokens[follow][:1].isupper()):
            if lower[end] == "van" and lower[follow] in (
                "navo",
                "eu",
                "vn",
                "unie",
                "kamer",
                "bondgenootschap",
            ):
                end = follow + 1
                continue
            break
        end = follow + 1
        while end < limit and (
            (tokens[end][:1].isupper() and not words.flags[end] & (Word.ACTOR))
            or (
                lower[end] in ("en", "voor")
                and end + 1 < limit
                and tokens[end + 1][:1].isupper()
                and not words.flags[end + 1] & (Word.ACTOR | Word.ADJECTIVE)
            )
        ):
            end += 1
    particles = 0
    while titled and end + 1 < limit and tokens[end] in _PARTICLES:
        end, particles = end + 1, particles + 1
    if titled and end < limit and tokens[end][:1].isupper() and not words.flags[end]:
        person = True
        end += 1
        while end < limit and tokens[end][:1].isupper() and not words.flags[end]:
            end += 1
    if person and end + 2 < limit and tokens[end] == "(" and tokens[end + 2] == ")":
        # The party behind a member's name: "de heer Jansen (ABC)".
        end += 3
    return end, country, person


_NUMBERED = frozenset(
    [
        *(
            "groep",
            "groepje",
            "kopgroep",
            "handvol",
            "reeks",
            "aantal",
            "meerderheid",
            "minderheid",
        ),
        *("tal", "drietal", "viertal", "vijftal", "zestal", "zevental", "achttal", "tiental"),
        *("twaalftal", "coalitie", "meerderdeel", "merendeel", "kern"),
    ]
)
"""Of which a group may be: ``een groep van elf lidstaten``."""


def _hang(words: Words, found: list[Actor], actor: Actor) -> None:
    """Gives an actor the preposition before it, its own or that of the list it stands in."""
    k = actor.start - 1
    if "".join(words.lower[actor.end : actor.end + 1]) in ("uitgezonderd", "inbegrepen"):
        actor.preposition = "uitgezonderd"
        return
    if words.lower[actor.start] in _NOMINATIVE:
        return
    flags, lower = words.flags, words.lower
    if k > 0 and lower[k] == "van" and actor.kind == "group" and lower[k - 1] in _NUMBERED:
        # "Een groep van elf lidstaten": the group, not what hangs on it.
        actor.start = k - 1 - bool(k > 1 and flags[k - 2] & Word.DETERMINER)
        k = actor.start - 1
    while k >= 0 and flags[k] & Word.DETERMINER and lower[k] in ("de", "het"):
        k -= 1
    if k < 0:
        return
    if flags[k] & Word.PREPOSITION or lower[k] == "betreft":
        actor.preposition = lower[k]
    elif found and found[-1].end == k and (lower[k] == "," or flags[k] & Word.COORDINATOR):
        actor.preposition = found[-1].preposition
