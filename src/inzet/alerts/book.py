"""The book of subscriptions and letters beside a record (``<record>.alerts``), outside its feeds.

It holds addresses and what is on its way, for the owner of the file alone. A letter and how far
its reader has been told are written together, before anything is sent: a run that is ended at any
moment tells nothing twice.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.alerts.model import Letter, Recipient, State, Subject, Subscription
from inzet.record.private import Kind, PrivateFile
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.people import Person

_MOST = 50
"""Subscriptions of one person."""
_KEPT = dt.timedelta(days=90)
"""How long it is known that a letter was sent."""
_metadata = sa.MetaData()


def _text(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=primary, nullable=False)


_recipient = sa.Table(
    "recipient",
    _metadata,
    *(_text("key", primary=True), _text("name"), _text("address"), _text("language")),
    *(_text("reader"), _text("reached"), _text("paused")),
)
_subscription = sa.Table(
    "subscription",
    _metadata,
    *(_text("id", primary=True), _text("recipient"), _text("subject"), _text("value")),
    _text("made"),
    sa.UniqueConstraint("recipient", "subject", "value"),
)
_letter = sa.Table(
    "letter",
    _metadata,
    *(_text("id", primary=True), _text("recipient"), _text("state"), _text("made")),
    sa.Column("tries", sa.Integer, nullable=False),
    *(_text("next_try"), _text("error")),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_told = sa.Table(
    "told",
    _metadata,
    # That a promise came due or passed its day is told once.
    *(_text("recipient", primary=True), _text("what", primary=True)),
)
KIND = Kind(
    holds="alerts", suffix=".alerts", tables=_metadata, application_id=0x1A2E7A1E, version=1
)
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """Now."""
    return dt.datetime.now(dt.UTC)


class Book:
    """The book of one record."""

    def __init__(self, record: Path | str, *, now: Clock = utc_now) -> None:
        self._file = PrivateFile(KIND.beside(Path(record)), KIND)
        self._now = now

    # ---- subscriptions ------------------------------------------------------------------

    def add(
        self,
        person: Person,
        subject: Subject,
        value: str,
        *,
        address: str,
        language: str = "en",
        reader: str = "",
    ) -> Subscription:
        """A subscription; a second of the same is the first. What is new counts from the first on.

        Args:
            address: where to; of one person there is one, the last that they gave.

        Raises:
            InputError: too many.
        """
        now = self._now()
        with self._file.write() as connection:
            known = connection.execute(
                sa.select(_recipient.c.key).where(_recipient.c.key == person.key)
            ).first()
            told = {"name": person.name, "address": address, "language": language, "paused": ""}
            told["reader"] = reader
            if known is None:
                row = told | {"key": person.key, "reached": now.isoformat()}
                connection.execute(_recipient.insert().values(**row))
            else:
                connection.execute(
                    _recipient.update().where(_recipient.c.key == person.key).values(**told)
                )
            mine = self._of(connection, person.key)
            same = [each for each in mine if (each.subject, each.value) == (subject, value)]
            if same:
                return same[0]
            if len(mine) >= _MOST:
                raise InputError(
                    f"{person.name} has {_MOST} subscriptions already",
                    fix="Remove one, or follow a whole procedure.",
                )
            made = Subscription(secrets.token_hex(4), subject, value, now)
            connection.execute(
                _subscription.insert().values(
                    id=made.id,
                    recipient=person.key,
                    subject=str(subject),
                    value=value,
                    made=now.isoformat(),
                )
            )
            if not mine:
                # Whoever begins anew is not told of what came in between.
                connection.execute(
                    _recipient.update()
                    .where(_recipient.c.key == person.key)
                    .values(reached=now.isoformat())
                )
        return made

    def remove(self, person: Person, id_: str) -> Subscription:
        """Ends a subscription; with the last one the address is forgotten.

        Raises:
            NotFound: they have none of this id.
        """
        with self._file.write() as connection:
            found = [each for each in self._of(connection, person.key) if each.id == id_]
            if not found:
                raise NotFound(
                    f"there is no subscription “{id_[:12]}” of {person.name}",
                    fix="The list shows their ids.",
                )
            connection.execute(_subscription.delete().where(_subscription.c.id == id_))
            if not self._of(connection, person.key):
                for table in (_letter, _told):
                    connection.execute(table.delete().where(table.c.recipient == person.key))
                connection.execute(_recipient.delete().where(_recipient.c.key == person.key))
        return found[0]

    def of(self, person: Person) -> list[Subscription]:
        """The subscriptions of one person, oldest first."""
        with self._file.read() as connection:
            return [] if connection is None else self._of(connection, person.key)

    def recipient(self, person: Person) -> Recipient | None:
        """Where somebody is told; None who has no subscription."""
        return next((each for each in self.recipients() if each.key == person.key), None)

    def recipients(self) -> list[Recipient]:
        """Everybody who is told of something, by name."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(_recipient).order_by(_recipient.c.key)).all()
        return [
            Recipient(
                key=row.key,
                name=row.name,
                address=row.address,
                language=row.language,
                reader=row.reader,
                reached=dt.datetime.fromisoformat(row.reached),
                paused=row.paused,
            )
            for row in rows
        ]

    def _of(self, connection: Connection, key: str) -> list[Subscription]:
        table = _subscription
        rows = connection.execute(
            sa.select(table).where(table.c.recipient == key).order_by(table.c.made, table.c.id)
        ).all()
        return [
            Subscription(
                row.id, Subject(row.subject), row.value, dt.datetime.fromisoformat(row.made)
            )
            for row in rows
        ]

    # ---- letters ------------------------------------------------------------------------

    def told(self, recipient: str) -> frozenset[str]:
        """What somebody has been told that is told once."""
        with self._file.read() as connection:
            if connection is None:
                return frozenset()
            rows = connection.execute(sa.select(_told.c.what).where(_told.c.recipient == recipient))
            return frozenset(rows.scalars())

    def put(
        self, recipient: str, body: bytes | None, *, reached: dt.datetime, once: Iterable[str] = ()
    ) -> None:
        """Notes how far somebody has been told, together with the letter that tells it, if any.

        Nothing where the recipient was removed since.
        """
        now = self._now()
        with self._file.write() as connection:
            known = connection.execute(
                _recipient.update()
                .where(_recipient.c.key == recipient)
                .values(reached=reached.isoformat())
            )
            if not known.rowcount:
                return
            connection.execute(_letter.delete().where(_letter.c.made < (now - _KEPT).isoformat()))
            for what in once:
                found = {"recipient": recipient, "what": what}
                connection.execute(sa.insert(_told).prefix_with("OR IGNORE").values(**found))
            if body is not None:
                connection.execute(
                    _letter.insert().values(
                        id=secrets.token_hex(6),
                        recipient=recipient,
                        state=str(State.WAITING),
                        made=now.isoformat(),
                        tries=0,
                        next_try=now.isoformat(),
                        error="",
                        body=body,
                    )
                )

    def letters(self, *states: State, recipient: str | None = None) -> list[Letter]:
        """Letters in these states, oldest first."""
        query = sa.select(_letter).where(_letter.c.state.in_([str(each) for each in states]))
        if recipient is not None:
            query = query.where(_letter.c.recipient == recipient)
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(query.order_by(_letter.c.made, _letter.c.id)).all()
        return [_as_letter(row) for row in rows]

    def claim(self, letter: Letter) -> bool:
        """Takes a waiting letter to send it; False where another program has."""
        with self._file.write() as connection:
            done = connection.execute(
                _letter.update()
                .where(_letter.c.id == letter.id, _letter.c.state == str(State.WAITING))
                .values(
                    state=str(State.SENDING),
                    tries=letter.tries + 1,
                    next_try=self._now().isoformat(),
                )
            )
        return bool(done.rowcount)

    def settle(self, letter: Letter, state: State, error: str, next_try: dt.datetime) -> None:
        """Notes what became of a letter; what needs not be sent again is not kept."""
        values: dict[str, Any] = {"state": str(state), "error": error[:300]}
        values["next_try"] = next_try.isoformat()
        if state is not State.WAITING:
            values["body"] = b""
        with self._file.write() as connection:
            connection.execute(_letter.update().where(_letter.c.id == letter.id).values(**values))

    def pause(self, recipient: str, why: str) -> None:
        """Sends somebody nothing more until they subscribe again."""
        with self._file.write() as connection:
            connection.execute(
                _recipient.update()
                .where(_recipient.c.key == recipient)
                .values(paused=json.dumps(why)[1:-1][:300])
            )


def _as_letter(row: Any) -> Letter:
    return Letter(
        id=row.id,
        recipient=row.recipient,
        state=State(row.state),
        made=dt.datetime.fromisoformat(row.made),
        tries=row.tries,
        next_try=dt.datetime.fromisoformat(row.next_try),
        error=row.error,
        body=row.body,
    )
