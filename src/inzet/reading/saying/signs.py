"""Signs: what the grammar saw in a sentence, as short strings that an opinion can weigh.

Who its main verb is about and in what tense, who else is named, which cues were found, chosen or
refused and why, and where the sentence stands. No word of the sentence is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.found import Found, Match


@dataclass(frozen=True, slots=True)
class Lead:
    """The first main verb of a sentence."""

    actor: Actor | None
    """Its subject, where that is somebody who can hold a stance."""
    own: bool
    """Whether the speaker is (one of) the subject."""
    tense: str
    passive: bool = False
    negated: bool = False
    joint: tuple[Actor, ...] = ()


def signs(
    found: Found, lead: Lead | None, chosen: Sequence[Match], whereabouts: Iterable[str]
) -> frozenset[str]:
    """The signs of one sentence.

    Args:
        chosen: the matches that became statements.
        whereabouts: what the paper around it tells: genre, who speaks, kind of block.
    """
    made = {f"@{one}" for one in whereabouts}
    if lead is None:
        made.add("s nothing")
    else:
        who = "own" if lead.own else lead.actor.kind if lead.actor is not None else "thing"
        made.add(f"s {who}")
        made.add(f"s {lead.tense}")
        made.add(f"s {who} {lead.tense}")
        if lead.passive:
            made.add(f"s {who} passive")
        if lead.negated:
            made.add(f"s {who} negated")
    for actor in found.actors:
        made.add(f"a {actor.kind}{' hangs' if actor.preposition else ''}")
    if not found.actors:
        made.add("a nobody")
    for match in found.matches:
        made.add(f"m {match.cue.id}")
        made.add(f"m {match.cue.act} {match.cue.family}")
        made.add(f"m {match.cue.act} {_whose(match)}{'' if match.main else ' aside'}")
    for match in chosen:
        made.add(f"r {match.cue.id}")
        made.add(f"r {match.cue.act} {_whose(match)} {match.tense}")
        made.add(f"r {match.cue.act} {match.cue.strength}{'' if match.main else ' aside'}")
    if not chosen:
        made.add("r none")
        who = "own" if lead is not None and lead.own else "another"
        made.update(f"n {who} {one}" for one in found.near)
    made.update(f"n {one}" for one in found.near)
    for cue, reason in found.refused:
        made.add(f"x {cue.partition('.')[0]} {reason}")
        made.add(f"x {cue}")
    return frozenset(made)


def _whose(match: Match) -> str:
    if match.own:
        return "own" if match.holder is not None else "author"
    return match.holder.kind if match.holder is not None else "none"
