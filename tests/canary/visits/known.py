"""What one reader's own view shows: what the crawl makes addresses from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from inzet.exchange.taxii.collections import collection_id
from inzet.meetings.cycle import motions
from inzet.record import View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.library import PRACTICE, REQUEST


@dataclass(frozen=True)
class Known:
    """What one reader's own view shows, to make addresses from."""

    papers: tuple[str, ...]
    statements: tuple[str, ...]
    meetings: tuple[str, ...]
    dossiers: tuple[str, ...]
    motions: tuple[str, ...]
    drafts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    lying: tuple[str, ...] = ()
    """Identities of what lies in the library."""
    asked: tuple[str, ...] = ()
    """And of requests for information."""

    @classmethod
    def of(cls, view: View) -> Known:
        """Everything in a view, a few of each."""
        rows = view.statements(limit=200).items
        return cls(
            papers=tuple(row.id for row in view.papers().items[:4]),
            statements=tuple(row.identity for row in rows[:6]),
            objects=tuple(row.id for row in view.objects().items[:4]),
            meetings=tuple(dict.fromkeys(row.meeting for row in rows[:6] if row.meeting)),
            dossiers=tuple(dict.fromkeys(name for row in rows[:6] for name in row.dossiers)),
            lying=tuple(row.identity for row in view.of_kind(PRACTICE)[:4]),
            asked=tuple(row.identity for row in view.of_kind(REQUEST)[:4]),
            promises=tuple(row.identity for row in rows if row.act == Act.COMMITMENT)[:3],
            collections=tuple(collection_id(each.id) for each in view.sources),
            parties=tuple(dict.fromkeys(row.party for row in rows[:6] if row.party)),
            feeds=tuple(each.id for each in view.feeds()),
            motions=tuple(each.id for each in motions(view, on=dt.date.today())[:4]),
        )


Visits = Callable[[Known, str], list[str]]
"""Paths to visit: of what is known, or of one name or id that is asked for (a probe)."""
