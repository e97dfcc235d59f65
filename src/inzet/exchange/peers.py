"""The book of peers beside a record (``<record>.peers``), outside its feeds.

Which nodes there are, whose they are by whose word, and which of them a person has confirmed by
comparing the fingerprint of their key. Until then nothing is exchanged with them. It is nobody
else's: what stands here is no feed and travels nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from inzet.exchange.fingerprints import readable, short
from inzet.exchange.frames import Standing
from inzet.exchange.peer import Come, Met, Peer, changed_key, checked_name, checked_url
from inzet.record.feeds import Places
from inzet.record.keys import fingerprint
from inzet.record.private import Kind, PrivateFile
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.people import Person

_MOST = 1000
_MOST_MET = 200
"""Organisations that nobody confirmed, of which it is kept that a peer passes them on."""
_LONGEST_ERROR = 500
_metadata = sa.MetaData()


def _text(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=primary, nullable=False, default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


_peer = sa.Table(
    "peer",
    _metadata,
    *(_text("id", primary=True), _text("name"), _text("url")),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    *(_text("added"), _text("confirmed_by"), _text("confirmed"), _text("certificate")),
    *(_text("success"), _text("tried"), _text("error")),
)
_come = sa.Table(
    "come",
    _metadata,
    *(_text("peer", primary=True), _text("feed", primary=True)),
    *(_text("organisation"), _text("marking"), _text("places"), _text("at")),
)
_standing = sa.Table(
    "standing",
    _metadata,
    *(_text("feed", primary=True), _number("epoch"), _number("n"), _text("head")),
    _text("time"),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)
_met = sa.Table(
    "met",
    _metadata,
    *(_text("id", primary=True), _text("name"), _text("through"), _text("at")),
)
_nonce = sa.Table(
    "nonce",
    _metadata,
    *(_text("peer", primary=True), _text("nonce", primary=True), _number("until")),
)
_lease = sa.Table("lease", _metadata, _text("marking", primary=True), _number("days"))
KIND = Kind(holds="peers", suffix=".peers", tables=_metadata, application_id=0x1EE25AA1, version=1)
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """Now."""
    return dt.datetime.now(dt.UTC)


class Peers:
    """The book of one record.

    Args:
        own: fingerprint of the organisation whose record it is.
    """

    def __init__(self, record: Path | str, own: str, *, now: Clock = utc_now) -> None:
        self._file = PrivateFile(KIND.beside(Path(record)), KIND)
        self._own = own
        self._now = now

    # ---- who there is -------------------------------------------------------------------

    def all(self) -> list[Peer]:
        """Every peer, by name."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(_peer).order_by(_peer.c.name, _peer.c.id)).all()
        return [_made(row) for row in rows]

    def confirmed(self) -> list[Peer]:
        """Those with whom there is an exchange."""
        return [each for each in self.all() if each.is_confirmed]

    def by_id(self, id_: str) -> Peer | None:
        """A peer by the fingerprint of its key; None where there is none."""
        with self._file.read() as connection:
            return None if connection is None else _found(connection, id_)

    def named(self, typed: str, *, where: str = "PEER") -> Peer:
        """A peer by its name, its address, or its fingerprint or the beginning of it.

        Raises:
            NotFound: none, or several.
        """
        asked = "".join(typed.split()).lower()
        everybody = self.all()
        found = [each for each in everybody if each.id == asked]
        found = found or [each for each in everybody if each.name == typed.strip()]
        found = found or [
            each for each in everybody if each.url and each.url == typed.strip().rstrip("/")
        ]
        if not found and len(asked) >= len(short(self._own)):
            found = [each for each in everybody if each.id.startswith(asked)]
        if len(found) != 1:
            raise NotFound(
                f"there is no peer “{typed[:80]}”" if not found else f"several are “{typed[:80]}”",
                where=where,
                fix="`inzet peer list` shows them; use the fingerprint where names are alike.",
            )
        return found[0]

    def add(
        self, *, id_: str, name: str, url: str = "", public_key: bytes = b"", certificate: str = ""
    ) -> Peer:
        """Writes down a node as it said it is, for somebody to confirm.

        What was there by that fingerprint keeps its confirmation; its name and address are anew.

        Raises:
            InputError: it is this node itself, the address is another's, or there are too many.
            UnknownValue: a name or address that cannot be.
        """
        name, url = checked_name(name), checked_url(url) if url else ""
        assert not public_key or fingerprint(public_key) == id_
        if id_ == self._own:
            raise InputError(
                "this is the node of this record itself",
                where=url,
                fix="Give the address of another organisation's node.",
            )
        with self._file.write() as connection:
            same = connection.execute(
                sa.select(_peer).where(_peer.c.url == url, _peer.c.url != "", _peer.c.id != id_)
            ).first()
            if same is not None:
                raise changed_key(_made(same), id_)
            known = _found(connection, id_)
            total = connection.execute(sa.select(sa.func.count()).select_from(_peer)).scalar_one()
            if known is None and total >= _MOST:
                raise InputError(f"there are {_MOST} peers already", fix="Remove one first.")
            told = {"name": name, "url": url or (known.url if known else "")}
            if public_key:
                told_key: dict[str, object] = {"public_key": public_key}
            else:
                told_key = {} if known else {"public_key": b""}
            if certificate:
                told_key["certificate"] = certificate
            values = {**told, **told_key}
            if known is None:
                connection.execute(_peer.insert().values(id=id_, added=self._stamp(), **values))
            else:
                connection.execute(_peer.update().where(_peer.c.id == id_).values(**values))
            connection.execute(_met.delete().where(_met.c.id == id_))
            made = _found(connection, id_)
        assert made is not None
        return made

    def known_by(self, id_: str, public_key: bytes) -> Peer:
        """Has a peer that was written down by the fingerprint of a later key stand under its first,
        which it is known by everywhere."""
        with self._file.write() as connection:
            connection.execute(
                _peer.update()
                .where(_peer.c.id == id_)
                .values(id=fingerprint(public_key), public_key=public_key)
            )
            made = _found(connection, fingerprint(public_key))
        assert made is not None
        return made

    def confirm(self, id_: str, told: str, person: Person, *, current: str = "") -> Peer:
        """That a person compared the fingerprint with what the organisation told them.

        Args:
            told: the fingerprint as the organisation told it by another way.
            current: that of its key of now, where it is not its first.

        Raises:
            NotFound: no such peer.
            InputError: the two differ.
        """
        with self._file.write() as connection:
            known = _found(connection, id_)
            if known is None:
                raise NotFound(f"there is no peer {short(id_)}")
            shown = current or id_
            if told != shown:
                raise InputError(
                    f"the fingerprint of {known.name} is another one",
                    where="fingerprint",
                    fix=f"Its node showed {readable(shown)}. If the organisation told you another, "
                    "something stands between you and its node: exchange nothing, and tell them.",
                )
            connection.execute(
                _peer.update()
                .where(_peer.c.id == id_)
                .values(confirmed_by=person.name, confirmed=self._stamp())
            )
            made = _found(connection, id_)
        assert made is not None
        return made

    def pin(self, id_: str, certificate: str) -> None:
        """Keeps the certificate by which a peer's node is known; "" lets go of it."""
        with self._file.write() as connection:
            connection.execute(
                _peer.update().where(_peer.c.id == id_).values(certificate=certificate)
            )

    def remove(self, id_: str) -> None:
        """Ends the exchange with a peer. What came from it stays in the record."""
        with self._file.write() as connection:
            connection.execute(_peer.delete().where(_peer.c.id == id_))
            for table in (_come, _nonce):
                connection.execute(table.delete().where(table.c.peer == id_))

    # ---- how it went --------------------------------------------------------------------

    def heard(self, id_: str, *, name: str, public_key: bytes) -> None:
        """What a peer calls itself now, by its own signed word."""
        assert fingerprint(public_key) == id_
        with self._file.write() as connection:
            connection.execute(
                _peer.update()
                .where(_peer.c.id == id_)
                .values(name=checked_name(name), public_key=public_key)
            )

    def note(
        self,
        id_: str,
        *,
        error: str = "",
        come: Iterable[Come] | None = None,
        met: Mapping[str, str] | None = None,
        standings: Iterable[Standing] = (),
    ) -> None:
        """How an exchange with a peer went, all of it or nothing.

        Args:
            error: why it did not come to its end; "" where it did.
            come: how far feeds had come there, instead of what was known of them; None where it
                was not told.
            met: id and name of organisations that nobody confirmed, whose feeds it would pass on.
            standings: what organisations said of their feeds, proven; the newest of each stays.
        """
        now = self._stamp()
        told = {"tried": now, "error": error[:_LONGEST_ERROR]}
        with self._file.write() as connection:
            connection.execute(
                _peer.update()
                .where(_peer.c.id == id_)
                .values(**told, **({} if error else {"success": now}))
            )
            if come is not None:
                _note_come(connection, id_, come)
            if met is not None:
                _note_met(connection, id_, met, now)
            _note_standings(connection, standings)

    def come(self, id_: str) -> list[Come]:
        """How far each feed had come at a peer, when it was last heard."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(
                sa.select(_come)
                .where(_come.c.peer == id_)
                .order_by(_come.c.organisation, _come.c.marking)
            ).all()
        return [
            Come(
                feed=row.feed,
                organisation=row.organisation,
                marking=row.marking,
                places=msgspec.json.decode(row.places, type=Places),
                at=dt.datetime.fromisoformat(row.at),
            )
            for row in rows
        ]

    def met(self) -> list[Met]:
        """Organisations that peers would pass on and nobody confirmed, by name."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(_met).order_by(_met.c.name, _met.c.id)).all()
        return [
            Met(
                id=row.id,
                name=row.name,
                through=row.through,
                at=dt.datetime.fromisoformat(row.at),
            )
            for row in rows
        ]

    # ---- nonces -------------------------------------------------------------------------

    def is_new(self, peer: str, nonce: str, *, until: int, now: int) -> bool:
        """Whether a request was not met before; it is from now on, until ``until`` (seconds)."""
        with self._file.write() as connection:
            connection.execute(_nonce.delete().where(_nonce.c.until < now))
            known = connection.execute(
                sa.select(_nonce.c.until).where(_nonce.c.peer == peer, _nonce.c.nonce == nonce)
            ).first()
            if known is None:
                connection.execute(_nonce.insert().values(peer=peer, nonce=nonce, until=until))
        return known is None

    # ---- leases -------------------------------------------------------------------------

    def standings(self) -> dict[str, Standing]:
        """The last that each organisation said of its feeds, by feed."""
        with self._file.read() as connection:
            if connection is None:
                return {}
            rows = connection.execute(sa.select(_standing)).all()
        return {
            row.feed: Standing(
                feed=row.feed,
                epoch=row.epoch,
                n=row.n,
                head=row.head,
                time=row.time,
                signature=row.signature,
            )
            for row in rows
        }

    def leases(self) -> dict[str, int]:
        """Days of the leases that were set here, by marking."""
        with self._file.read() as connection:
            if connection is None:
                return {}
            return {row.marking: row.days for row in connection.execute(sa.select(_lease))}

    def set_lease(self, marking: str, days: int) -> None:
        """For how many days others' feeds under a marking are passed on unheard."""
        with self._file.write() as connection:
            statement = sa.insert(_lease).prefix_with("OR REPLACE")
            connection.execute(statement.values(marking=marking, days=days))

    def _stamp(self) -> str:
        return self._now().astimezone(dt.UTC).isoformat(timespec="seconds")


def _note_come(connection: Connection, id_: str, come: Iterable[Come]) -> None:
    connection.execute(_come.delete().where(_come.c.peer == id_))
    rows = [
        {
            "peer": id_,
            "feed": each.feed,
            "organisation": each.organisation,
            "marking": each.marking,
            "places": msgspec.json.encode(each.places).decode(),
            "at": each.at.isoformat(),
        }
        for each in come
    ]
    if rows:
        connection.execute(_come.insert(), rows)


def _note_met(connection: Connection, through: str, met: Mapping[str, str], now: str) -> None:
    connection.execute(_met.delete().where(_met.c.through == through))
    for id_, name in list(met.items())[:_MOST_MET]:
        connection.execute(
            sa.insert(_met)
            .prefix_with("OR REPLACE")
            .values(id=id_, name=checked_name(name), through=through, at=now)
        )


def _note_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    # All that are known, at once: most feeds that a peer offers are among them.
    rows = connection.execute(sa.select(_standing.c.feed, _standing.c.time)).all()
    known: dict[str, str] = {row.feed: row.time for row in rows}
    newer: dict[str, Standing] = {}
    for each in standings:
        if known.get(each.feed, "") < each.time:
            known[each.feed] = each.time
            newer[each.feed] = each
    if newer:
        values = [msgspec.structs.asdict(each) for each in newer.values()]
        connection.execute(sa.insert(_standing).prefix_with("OR REPLACE"), values)


def _made(row: Row[tuple[object, ...]]) -> Peer:
    def moment(text: str) -> dt.datetime | None:
        return dt.datetime.fromisoformat(text) if text else None

    return Peer(
        id=row.id,
        name=row.name,
        url=row.url,
        public_key=row.public_key,
        added=dt.datetime.fromisoformat(row.added),
        confirmed_by=row.confirmed_by,
        confirmed=moment(row.confirmed),
        certificate=row.certificate,
        success=moment(row.success),
        tried=moment(row.tried),
        error=row.error,
    )


def _found(connection: Connection, id_: str) -> Peer | None:
    row = connection.execute(sa.select(_peer).where(_peer.c.id == id_)).first()
    return None if row is None else _made(row)
