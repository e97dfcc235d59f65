"""A stance that somebody else shares with its holder: ``met Duitsland heeft Nederland …``.

Both hold it. Who stands beside the government in the subject ("Zweden en Nederland"), is its
companion ("samen met Zweden") or is likened to it ("evenals Zweden") gets a match of its own; so
does the one country that is told by name among others ("Estland en enkele andere bondgenoten").
"""

from __future__ import annotations

from dataclasses import replace

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.words import Words

_LIKE = frozenset(("evenmin", "net", "evenzeer", "evengoed", "zowel", "zoals", "niet-anders"))
_OTHER = frozenset(("andere", "overige", "anderen"))
_DEALINGS = frozenset(
    [
        *(
            "gesprek",
            "gesprekken",
            "overleg",
            "dialoog",
            "contact",
            "contacten",
            "onderhandelingen",
        ),
        *("onderhandelen", "samenwerken", "samenwerking", "akkoord", "overeenkomst", "verdrag"),
        *("betrekkingen", "banden", "relatie", "relaties", "praten", "spreken", "sluiten", "eens"),
        *("gesproken", "afspraken", "verdragen", "partnerschap", "vrede", "geduld", "moeite"),
    ]
)
"""What one has with somebody, so that "met" tells no companion."""
_ONE_AND_OTHERS = 2
_HELD = frozenset(("party", "body", "group"))


def along(match: Match, found: Found) -> Match | None:
    """The same stance of those who share it, or nothing."""
    if match.cue.act != "position" or match.holder is None or not match.cue.strength:
        return None
    if not match.own:
        return _by_name(match, found)
    others = _subjects(match.joint, found.words) or _companions(match.holder, found)
    if not others:
        return None
    return replace(match, holder=others[0], own=False, joint=others if len(others) > 1 else ())


def _subjects(joint: tuple[Actor, ...], words: Words) -> tuple[Actor, ...]:
    """The others in the subject; not what only says who the one is: ``Nederland, gastland, …``."""
    if len(joint) > 1 and words.lower[joint[-1].start - 1] == ",":
        return ()
    return tuple(one for one in joint if not one.own and one.kind in _HELD)


def _companions(holder: Actor, found: Found) -> tuple[Actor, ...]:
    """Those who hang on "(samen) met", "evenals" or "evenmin als" beside the holder."""
    words = found.words
    met = _DEALINGS.isdisjoint(words.bag)
    for k, actor in enumerate(found.actors):
        if actor.own or actor.kind not in _HELD or actor is holder:
            continue
        if (actor.preposition == "met" and met and _accompanies(actor, words)) or _is_like(
            actor, words
        ):
            return (actor, *_listed(found.actors[k + 1 :], actor, words))
    return ()


def _accompanies(actor: Actor, words: Words) -> bool:
    """``(Samen) met Duitsland …`` at the head of a sentence.

    Not ``Nederland heeft samen met Duitsland …``, which people label as the one's own, nor
    ``om samen met Duitsland te …``: that is what one wants to do with them.
    """
    k = _preposition(actor, words)
    if "om" in words.lower[max(k - 2, 0) : k]:
        return False
    return k == 0 or _joint_head(k, words)


def _joint_head(k: int, words: Words) -> bool:
    return k == 1 and words.lower[0] in ("mede", "ook", "samen")


def _is_like(actor: Actor, words: Words) -> bool:
    lower = words.lower
    k = actor.start - 1
    while k > 0 and lower[k] in ("de", "het", "zijn", "aanvankelijk", "ook"):
        k -= 1
    if k < 0:
        return False
    return lower[k] == "evenals" or (k > 0 and lower[k] == "als" and lower[k - 1] in _LIKE)


def _preposition(actor: Actor, words: Words) -> int:
    k = actor.start - 1
    while k > 0 and words.lower[k] in ("de", "het"):
        k -= 1
    return k


def _listed(following: list[Actor], first: Actor, words: Words) -> tuple[Actor, ...]:
    """Those coordinated with the first: ``met België, Polen en Duitsland``."""
    found, end = [], first.end
    for actor in following:
        if words.lower[end : actor.start] not in (["en"], [","], [",", "en"]) or actor.own:
            break
        found.append(actor)
        end = actor.end
    return tuple(found)


def _by_name(match: Match, found: Found) -> Match | None:
    """The one country of ``Estland en enkele andere bondgenoten``, beside the group."""
    if len(match.joint) != _ONE_AND_OTHERS:
        return None
    named = [one for one in match.joint if one.kind == "party"]
    rest = [one for one in match.joint if one.kind == "group"]
    if len(named) != 1 or len(rest) != 1:
        return None
    if _OTHER.isdisjoint(found.words.lower[rest[0].start : rest[0].end]):
        return None
    return replace(match, holder=named[0], joint=())
