"""What a view tells of statements by looks that are shorter than a list: where and when they were
said and no more, those of some identities, those that tell of a procedure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from inzet.record import deltas, query
from inzet.record.hydrate import statement_rows
from inzet.record.indexing import procedure_name
from inzet.record.query import Shape
from inzet.record.rows import Filter, Mention, StatementRow
from inzet.record.sight import MOST, Sight
from inzet.record.walking import walked
from inzet.vocabulary.judgements import MEETING


class MentionView(Sight):
    """Statements that a reader may see, where a whole list of them is more than is asked."""

    def mentions(self, filter: Filter, *, most: int = MOST) -> list[Mention]:
        """Where and when current statements that match were said, newest said first.

        Of what they say nothing is read, so that it costs a fifth of a list of them.

        Args:
            most: how many, 1 to 1000.

        Raises:
            UnknownValue: a method that is none.
        """
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return []
        values |= {"limit": max(1, min(most, MOST)), "after": None}
        shape, at = Shape.of(filter, names), names[MEETING]
        with self._store.read() as connection:
            rows = walked(
                connection, self._scope, shape, values, as_of=self._moment.as_of, brief=True
            )
        return [
            Mention(
                identity,
                act,
                at.shown(meeting, paper, identity) if at and meeting else meeting,
                dt.date.fromordinal(said),
                dt.date.fromordinal(holds),
            )
            for _, identity, act, meeting, paper, said, holds in rows
        ]

    def statements_of(self, identities: Iterable[str]) -> dict[str, StatementRow]:
        """The current version of statements by their identities; of what is not there nothing.

        Where several organisations read the same words, the latest to arrive here.
        """
        with self._store.read() as connection:
            rows = deltas.standing(connection, self._scope, self._values, set(identities))
            names = self._renamings()
            found = statement_rows(connection, self._scope, self._values, rows, self._feeds, names)
        return {row.identity: row for row in found}

    def telling(self, procedure: str) -> list[StatementRow]:
        """Statements whose content says that they tell of a procedure, on whichever dossier.

        Args:
            procedure: one of ``vocabulary.acts.NAMED``; in order of arrival.
        """
        with self._store.read() as connection:
            return self._by(connection, "named", {"value": procedure_name(procedure)})
