"""The ways around the workspace: what the head of every page leads to, and who is offered it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.web.who import Right


@dataclass(frozen=True, slots=True)
class Way:
    """A page that the head of every page leads to; ``name`` is its key among ``nav.``."""

    path: str
    name: str
    right: Right = Right.READ
    """Who may do less is not offered it."""

    def holds(self, path: str) -> bool:
        """Whether a page lies under this one."""
        return path == self.path or (self.path != "/" and path.startswith(f"{self.path}/"))


MAIN = (
    Way("/", "home"),
    Way("/meetings", "meetings"),
    Way("/papers", "papers"),
    Way("/dossiers", "dossiers"),
    Way("/commitments", "commitments"),
    Way("/motions", "motions"),
    Way("/search", "search"),
)
"""In the head of every page."""

MORE = (
    Way("/changes", "changes"),
    Way("/positions", "positions"),
    Way("/language", "wording"),
    Way("/library", "library"),
    Way("/objects", "objects"),
    Way("/requests", "requests"),
    Way("/drafts", "drafts", Right.DRAFT),
    Way("/tearlines", "tearlines", Right.DRAFT),
    Way("/review", "review", Right.REVIEW),
    Way("/api", "api"),
    Way("/exchange", "exchange"),
    Way("/add", "add", Right.EDIT),
    Way("/notes", "notes", Right.DRAFT),
    Way("/alerts", "alerts"),
    Way("/admin", "admin", Right.ADMINISTER),
)
"""Behind “more”: what is used by turns."""


def among(ways: Iterable[Way], path: str) -> Way | None:
    """The way that a page lies under; None where it lies under none of these."""
    return next((way for way in ways if way.holds(path)), None)
