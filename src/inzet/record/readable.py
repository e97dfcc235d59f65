"""Who reads what: the audiences of a record, its readers, and what may be written for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial

from inzet.record import audiences
from inzet.record.audiences import ANYBODY, check_audience
from inzet.record.batch import Batch, check_marking
from inzet.record.keys import Organisation
from inzet.record.readership import Readership, readerships
from inzet.record.rows import Reader
from inzet.record.store import Store
from inzet.record.view import View
from inzet.vocabulary.entries import Membership
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.markings import INTERNAL, PUBLIC


class Readable:
    """The part of a record that knows who may read it."""

    organisation: Organisation
    _store: Store
    _only: tuple[str, ...] | None

    def _batch(self, marking: str) -> AbstractContextManager[Batch]:
        raise NotImplementedError

    def _today(self) -> int:
        raise NotImplementedError

    def markings(self) -> list[str]:
        """The markings under which something can be written, the narrowest first."""
        known = [INTERNAL, *sorted(self.audiences()), PUBLIC]
        return [each for each in known if self.reader().reads(each)]

    def audiences(self) -> dict[str, tuple[str, ...]]:
        """This organisation's named audiences and who is in them today (ids or names)."""
        with self._store.read() as connection:
            today = self._today()
            return {
                feed.marking: tuple(sorted(audiences.members(connection, feed, today) or ()))
                for feed in audiences.feeds(connection)
                if feed.organisation_id == self.organisation.id
                and feed.marking not in (PUBLIC, INTERNAL)
                and self.reader().reads(feed.marking)
            }

    def define_audience(
        self,
        audience: str,
        members: Iterable[str],
        *,
        ground: str = "",
        unless: Callable[[], None] | None = None,
    ) -> None:
        """Makes an audience, or changes it to exactly these members from today on.

        Args:
            members: organisations by id, or by name; a name that is not known here is kept as
                it is. The own organisation is always in.
            ground: why; everybody who reads the audience can read it.
            unless: asked when nobody else can write any more; what it raises changes nothing.

        Raises:
            UnknownValue: a name that cannot be an audience.
            InputError: the record is narrowed, so that an audience of this name may be hidden.
        """
        self._refuse_narrowed("says who is in an audience")
        check_audience(audience)
        known = self.readers()[1:]
        wanted = {self.organisation.id}
        for member in members:
            ids = [who.id for who in known if member in (who.id, who.name)]
            wanted.add(ids[0] if len(ids) == 1 else member)
        today = dt.date.fromordinal(self._today()).isoformat()
        step = partial(Membership, audience=audience, said=today, ground=ground)
        with self._batch(audience) as batch:
            if unless is not None:
                unless()
            present = set(self.audiences().get(audience, ()))
            for member in sorted(wanted - present):
                batch.add(step(organisation=member, joins=True))
            for member in sorted(present - wanted):
                batch.add(step(organisation=member, joins=False))

    def reader(self, name: str | None = None) -> Reader:
        """A reader by name: None is the own organisation, ``PUBLIC`` is anybody.

        Raises:
            UnknownValue: no organisation of that id or name.
        """
        if name is None:
            return Reader(self.organisation.id, self.organisation.name, self._only)
        if name == PUBLIC:
            return ANYBODY
        found = [who for who in self.readers() if name in (who.id, who.name)]
        if len(found) != 1:
            raise UnknownValue(
                f"there is no reader “{name}”",
                fix="Name an organisation in one of the audiences, by its id where names are "
                "alike, or PUBLIC.",
            )
        return found[0]

    def readers(self) -> list[Reader]:
        """PUBLIC, the own organisation, and every other that is known or in an audience."""
        with self._store.read() as connection:
            return audiences.readers(connection, self._today(), self.reader())

    def who_reads(self, marking: str, organisation: str | None = None) -> tuple[Reader, ...] | None:
        """Who may read what is released under a marking, by name; None is everybody.

        Args:
            organisation: the organisation whose marking it is, by id or name; the own one by
                default. Where its feed is not here, nobody is known to read it but the own
                organisation. Where several bear the name, those that each of them lets read.

        Raises:
            UnknownValue: a marking of one's own that was not defined.
        """
        whose = organisation or self.organisation.id
        if whose in (self.organisation.id, self.organisation.name):
            self._check_marking(marking)
        if marking == PUBLIC:
            return None
        named = {who.id: who for who in self.readers()}
        found: set[str] | None = None
        with self._store.read() as connection:
            for feed in audiences.feeds(connection):
                if feed.marking != marking or not self.reader().reads(marking):
                    continue
                if whose in (feed.organisation_id, feed.organisation_name):
                    members = audiences.members(connection, feed, self._today()) or frozenset()
                    found = {*members} if found is None else found & members
        ids = (found or set()) | {self.organisation.id}
        who_read = (named.get(each, Reader(each, each)) for each in ids)
        return tuple(sorted(who_read, key=lambda who: (who.id != self.organisation.id, who.name)))

    def _check_marking(self, marking: str) -> None:
        # A hidden audience is among no audiences, so it is answered like one that never was.
        check_marking(marking, set(self.audiences()))
        if not self.reader().reads(marking):
            raise UnknownValue(
                f"nothing can be written under {marking} by who may not read it",
                where="marking",
                fix=f"Use one of {', '.join(self.markings())}.",
            )

    def _refuse_narrowed(self, doing: str) -> None:
        if self._only is not None:
            raise InputError(
                f"nobody who may read only some of the markings {doing}",
                fix="Ask somebody who may read all of them.",
            )

    def readerships(self, view: View) -> list[Readership]:
        """The feeds in a view, with who reads each today and why."""
        today = self._today()

        def made() -> tuple[Readership, ...]:
            with self._store.read() as connection:
                return tuple(readerships(connection, view.sources, today, view.reader))

        return list(view.remembered(("readerships", today), made))
