"""Nodes of other organisations in words: who they are, how it goes, what is passed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inzet.exchange.fingerprints import readable, short
from inzet.exchange.leases import Lease, Passing
from inzet.exchange.peer import Met, Peer
from inzet.exchange.refusals import Refusal
from inzet.record import FalseClaim
from inzet.record.forks import Fork
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class PeerLine:
    """A peer."""

    id: str
    name: str
    url: str
    fingerprint: str
    confirmed: str
    is_confirmed: bool
    heard: str
    error: str
    pinned: str
    said: tuple[str, ...]
    """That it is said to have another key, which nobody confirmed."""


@dataclass(frozen=True, slots=True)
class LeaseLine:
    """A feed of another organisation, and whether it is passed on."""

    organisation: str
    marking: str
    passing: str
    goes: bool


@dataclass(frozen=True, slots=True)
class ForkLine:
    """That an organisation signed two histories, with where the proof is."""

    told: str
    path: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """That an organisation says that it erased what is another's."""

    told: str
    entries: tuple[str, ...]
    more: str


def peer_line(
    each: Peer, fingerprint: str, t: Words, *, said: Iterable[str] = (), whole: bool
) -> PeerLine:
    """One peer.

    Args:
        fingerprint: of its key of now.
        said: those of keys that it is said to have instead.
        whole: what went wrong too, which may name feeds.
    """
    if each.confirmed is not None:
        day = t.day(each.confirmed.date())
        confirmed = t("peers.confirmed", who=each.confirmed_by, day=day)
    else:
        confirmed = t("peers.unconfirmed")
    return PeerLine(
        id=each.id,
        name=each.name,
        url=each.url,
        fingerprint=readable(fingerprint),
        confirmed=confirmed,
        is_confirmed=each.is_confirmed,
        heard=t("peers.heard", when=_moment(each.success, t))
        if each.success
        else t("peers.unheard"),
        error=each.error if whole else "",
        pinned=t("peers.pinned") if each.certificate else "",
        said=tuple(t("peers.said", who=each.name, fingerprint=readable(one)) for one in said),
    )


def lease_line(each: Lease, t: Words) -> LeaseLine:
    """One feed of another organisation."""
    told = {"until": _moment(each.until, t) if each.until else "", "days": each.days}
    return LeaseLine(
        organisation=each.feed.organisation_name,
        marking=_marking(each.feed.marking, t),
        passing=t(f"peers.passing-{each.passing}", **told),
        goes=each.passing.goes,
    )


def lease_lines(leases: Iterable[Lease], t: Words) -> list[LeaseLine]:
    """Others' feeds, those that are not passed on first."""
    found = [lease_line(each, t) for each in leases if each.passing is not Passing.OWN]
    return sorted(found, key=lambda each: (each.goes, each.organisation, each.marking))


def fork_line(each: Fork, number: int, names: Mapping[str, str], t: Words) -> ForkLine:
    """One fork.

    Args:
        number: its place among those of its feed, from 0.
        names: of peers, by their fingerprint.
    """
    told = t(
        "peers.fork",
        organisation=each.organisation,
        marking=each.marking,
        n=each.n,
        when=_moment(each.found, t),
    )
    if each.brought_by in names:
        told = f"{told} {t('peers.brought', who=names[each.brought_by])}"
    return ForkLine(told, f"/exchange/forks/{each.feed}/{number}")


def claim_line(each: FalseClaim, t: Words) -> ClaimLine:
    """What one feed says of another that is not so."""
    names = {
        "organisation": each.organisation,
        "marking": _marking(each.marking, t),
        "of": each.of,
        "of_marking": _marking(each.of_marking, t),
    }
    if each.proven:
        told = t("peers.claim", n=each.count, **names)
    else:
        told = t("peers.claim-one", n=each.count, **names)
    more = each.count - len(each.entries)
    return ClaimLine(told, each.entries, t("peers.claim-more", n=more) if more else "")


def _marking(marking: str, t: Words) -> str:
    return t.maybe(f"marking.{marking}", marking)


def met_line(each: Met, names: Mapping[str, str], t: Words) -> str:
    """An organisation that nobody confirmed, whose feeds a peer would pass on."""
    through = names.get(each.through, short(each.through))
    return t("peers.met", through=through, who=each.name, fingerprint=readable(each.id))


def refused_line(each: Refusal, t: Words) -> str:
    """Something that was refused for its classification."""
    return t("peers.refused-line", when=_moment(each.last, t), who=each.whom, what=each.what)


def _moment(moment: dt.datetime | None, t: Words) -> str:
    if moment is None:
        return ""
    utc = moment.astimezone(dt.UTC)
    return f"{t.day(utc.date())} {utc:%H:%M} UTC"
