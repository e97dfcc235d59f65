"""What the tests of following share: a parliament that is served, a record, and ways to follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inzet.following import Done, Journal, Wishes, follow
from inzet.following.settings import Settings
from inzet.following.tweedekamer import ChangeFeed, TweedeKamer
from inzet.record import Record, View
from inzet.vocabulary.errors import InzetError
from tests.following.house import House
from tests.following.odata import Row
from tests.following.serving import Server, serving

DOSSIER = "28676"


class World:
    """A served parliament with one dossier, and a record that follows it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.server, self.house = server, server.house
        self.dossier: Row = self.house.dossier(28676)
        self.path = folder / "follow.db"
        self.record = Record.create(self.path, "Ministry")
        self.settings = Settings(addresses={"tweedekamer": server.address}, rate=1000)
        self.error: InzetError | None = None
        self.slept: list[float] = []

    def view(self) -> View:
        """The record as its own organisation sees it."""
        return self.record.view(self.record.reader())

    def source(self, kind: type[TweedeKamer] | type[ChangeFeed] = TweedeKamer) -> TweedeKamer:
        """A source that does not really sleep."""
        return kind(self.settings, sleep=self.slept.append)  # type: ignore[return-value]

    def follow(
        self,
        wishes: Wishes | None = None,
        *,
        kind: type[TweedeKamer] | type[ChangeFeed] = TweedeKamer,
        dossier: str = DOSSIER,
        until: Callable[[Done], bool] | None = None,
    ) -> list[Done]:
        """One run; what it raises is kept in ``error``; ``until`` ends it as a kill would."""
        done: list[Done] = []
        self.error = None
        source = self.source(kind)
        try:
            with Journal(self.path) as journal:
                run = follow(self.record, source, dossier, journal, wishes or Wishes(by="me"))
                for each in run:
                    done.append(each)
                    if until is not None and until(each):
                        break
        except InzetError as error:
            self.error = error
        finally:
            source.close()
        return done

    def counts(self, wishes: Wishes | None = None) -> dict[str, int]:
        """What came of a run, by outcome; what was known is left out."""
        found = Counter(str(each.outcome) for each in self.follow(wishes))
        found.pop("known", None)
        return dict(found)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A parliament, served, with an empty dossier 28676, and an empty record."""
    with serving(House()) as server:
        made = World(tmp_path, server)
        yield made
        made.record.close()
