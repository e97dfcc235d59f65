"""The record: opened, written in batches, read through views, verified as a stream."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import audiences, changing, keyring, migrations, places, schema
from inzet.record.backup import LastBackup, Manifest, back_up, last_backup
from inzet.record.batch import Batch
from inzet.record.changing import Changed, Held, fit
from inzet.record.cursors import Cursors
from inzet.record.engines.sqlite_copy import Copying
from inzet.record.erasure import COUNTED, erase
from inzet.record.findings import Fault, Finding
from inzet.record.heads import Heads, Sidecar
from inzet.record.keys import Key, Organisation, fingerprint
from inzet.record.memory import Memory
from inzet.record.moments import Moment, utc_text
from inzet.record.readable import Readable
from inzet.record.rebuild import stale
from inzet.record.remaking import Progress, Told, how_far, is_stale, let_go, remake
from inzet.record.rows import Reader
from inzet.record.settings import are_signed, message_of, settings_of
from inzet.record.sharing import share_of
from inzet.record.state import State, state_of
from inzet.record.store import Store, insert, make_folder, open_store, record_path
from inzet.record.successions import KeyChain, Why
from inzet.record.travelling import Travelling
from inzet.record.verify import Head, head_of, verify
from inzet.record.view import View
from inzet.record.writer import Writer
from inzet.vocabulary.errors import (
    BrokenRecord,
    InputError,
    InzetError,
    NotFound,
    Remaking,
    UnknownValue,
    UnreadableFile,
)
from inzet.vocabulary.markings import Classification

Clock = Callable[[], dt.datetime]


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Record(Readable, Travelling):
    """An organisation's record in a file, with its key (``<path>.key``) beside it.

    Use ``Record.create`` or ``Record.open``; a record is a context manager, and may be shared
    between threads.
    """

    def __init__(
        self,
        store: Store,
        key: Key | Held,
        organisation: Organisation,
        now: Clock,
        *,
        only: tuple[str, ...] | None = None,
    ) -> None:
        self.path = store.path
        self._only = only
        self.organisation = organisation
        self._store = store
        self._held = Held(store.path, key, organisation.id) if isinstance(key, Key) else key
        self._now = now
        self._sidecar = Sidecar(_beside(store.path, ".head"))
        self._cursors = Cursors(self._held.now.derive("cursors"))

    @classmethod
    def create(
        cls,
        path: Path | str,
        organisation: str,
        *,
        ceiling: Classification = Classification.UNCLASSIFIED,
        now: Clock | None = None,
        key: Path | None = None,
    ) -> Record:
        """A new, empty record with a new key.

        Args:
            path: a file that is to be made, or ``postgresql://…``, a database without a record.
            organisation: the name of the organisation that it belongs to.
            ceiling: the highest classification a paper taken into it may bear.
            key: a file with the key that the organisation has, to be copied beside it: its feeds
                are then to be taken in. Where it changed its key, the one of now.

        Raises:
            UnreadableFile: there is a file of that name, no folder for it, or no such key.
            UnknownValue: no name.
        """
        path = record_path(path)
        if not organisation.strip():
            raise UnknownValue("an organisation needs a name", fix="Give it with the record.")
        store = open_store(path)
        store.check_free()
        make_folder(path)
        beside = _beside(path, ".key")
        made = Key.create(beside) if key is None else Key.load(key)
        if key is not None:
            made.keep(beside)
        try:
            return cls._made(store, made, organisation.strip(), ceiling, now or _utc_now)
        except BaseException:
            # Nothing stands in it yet, and what is half made would be in the way of the next.
            store.close()
            for suffix in ("", "-wal", "-shm", ".key"):
                _beside(store.path, suffix).unlink(missing_ok=True)
            raise

    @classmethod
    def _made(
        cls, store: Store, key: Key, name: str, ceiling: Classification, now: Clock
    ) -> Record:
        store.create()
        first = changing.first_of(key)
        own = Organisation(fingerprint(first), name, first)
        with store.write() as connection:
            insert(connection, schema.organisation, [(1, own.id, own.name, own.public_key)])
            settings = {"organisation": own.id, "ceiling": ceiling.name}
            settings["signature"] = key.sign(message_of(settings)).hex()
            settings["projections"] = str(schema.PROJECTION_VERSION)
            insert(connection, schema.meta, list(settings.items()))
            migrations.note_newest(connection)
            if key.successions:
                changing.catch_up(connection, key, own, now())
        return cls(store, key, own, now)

    @classmethod
    def open(
        cls,
        path: Path | str,
        now: Clock | None = None,
        *,
        busy: float = 5.0,
        wait: bool = True,
        told: Told | None = None,
    ) -> Record:
        """An existing record; one of another version is brought to this one.

        Args:
            busy: seconds to wait for another program that is writing.
            wait: makes tables of another version anew, or waits for who does; else it raises.
            told: called over and over with what is being done to that end, and how far it is; what
                it raises ends it here, to be gone on with at another opening.

        Raises:
            Remaking: its tables are of another version, and ``wait`` is False.
            NotFound: no such file.
            UnreadableFile: a folder, not a record, made by a newer version, or without its key.
        """
        path = record_path(path)
        if path.is_dir():
            raise UnreadableFile(
                "this is a folder", where=str(path), fix="Give the path of the record in it."
            )
        if not path.exists():
            raise NotFound(
                "there is no record here", where=str(path), fix="`inzet read FILE` makes one."
            )
        store = open_store(path, busy=busy)
        store.check()
        # Before anything is changed: without a key nobody does.
        Key.load(_beside(path, ".key"))
        try:
            own, keys, stale_now = _looked_at(store, told)
            key = fit(path, keys)
            if key.public != keys.current:
                with store.write() as connection:
                    changing.catch_up(connection, key, own, (now or _utc_now)())
            if stale_now and not wait:
                raise Remaking(how_far(store).percent)
            if stale_now:
                remake(store, told)
        except BaseException:
            store.close()
            raise
        return cls(store, key, own, now or _utc_now)

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def ceiling(self) -> Classification:
        """The highest classification a paper taken in may bear; kept, and judged at intake."""
        table = schema.meta.c
        with self._store.read() as connection:
            name = connection.execute(sa.select(table.value).where(table.name == "ceiling"))
            found = name.scalar_one()
        if found not in Classification.__members__:
            raise BrokenRecord(
                "the record's settings were altered",
                where=str(self.path),
                fix="Restore the record from a backup; `inzet verify` tells what is affected.",
            )
        return Classification[found]

    def standing(self) -> tuple[str, str]:
        """Whose record the file holds, and how often something in it was erased, or found doubtful.

        Where either changed, what a door that stays open made of it before is to be let go of.
        """
        # Asked before every page.
        with self._store.read() as connection:
            found = settings_of(connection)
            doubts = audiences.doubts_of(connection)
        counted = found.get(COUNTED, "0")
        return found.get("organisation", ""), f"{counted} {doubts}" if doubts else counted

    def log_end(self) -> tuple[int, bytes]:
        """The last arrival with its link: where both are the same, nothing came since, and it is
        the same record. For whoever keeps something made of it; never shown."""
        # What is doubtful changes without anything arriving.
        row = self._store.first(
            "SELECT seq, link, (SELECT count(*) FROM doubt), (SELECT coalesce(sum(epoch + n), 0) "
            "FROM doubt) FROM arrival ORDER BY seq DESC LIMIT 1"
        )
        if row is None:
            return 0, b""
        seq, link, doubts, where = row
        return seq, bytes(link) + (f"{doubts} {where}".encode() if doubts else b"")

    def state(self) -> State:
        """How its file is; nothing of what it says."""
        name, fingerprint = self.organisation.name, self.keys.fingerprint
        with self._store.read() as connection:
            return state_of(connection, self._store, name, fingerprint, self.ceiling.name)

    def narrowed(self, markings: Iterable[str] | None) -> Record:
        """This record for somebody of its organisation who needs to know some markings alone.

        Every view of it, whoever's, holds no more than those; what is written goes under one of
        them; of other audiences there is neither a name nor a member. It shares the file with
        this one, and closes with it.

        Args:
            markings: by name, PUBLIC always among them; None leaves the record as it is.
        """
        if markings is None:
            return self
        only = self.reader().narrowed(markings).markings
        return Record(self._store, self._held, self.organisation, self._now, only=only)

    # ---- writing ------------------------------------------------------------------------

    @contextmanager
    def batch(self, marking: str = "INTERNAL") -> Iterator[Batch]:
        """Adds entries to the own feed under a marking: all of them, sealed, or none.

        Raises:
            UnknownValue: an audience that was not defined.
            BusyRecord: another program is writing.
        """
        self._check_marking(marking)
        with self._batch(marking) as batch:
            yield batch

    @contextmanager
    def _batch(self, marking: str) -> Iterator[Batch]:
        with self._writing() as writer:
            yield Batch(writer, self.organisation, marking)

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        with self._store.write() as connection:
            # Read while holding the lock, so that it is never ahead of what we see.
            writer = Writer(connection, self._key_in(connection), self._sidecar.read(), self._now)
            yield writer
            heads: Heads = writer.finish()
        if heads:
            self._sidecar.write(heads)

    # ---- reading ------------------------------------------------------------------------

    def view(
        self,
        reader: Reader,
        *,
        as_of: dt.date | None = None,
        known_on: dt.date | None = None,
        arrived_by: dt.datetime | None = None,
        as_written: bool = False,
        memory: Memory | None = None,
    ) -> View:
        """The record as ``reader`` may see it now.

        Args:
            as_of: only what holds on this day, with all that is known now.
            known_on: only what was said by this day.
            arrived_by: only what this node had by then; for audit.
            as_written: dossiers and meetings under the names they were written with, whatever
                people have judged since; for what writes them again.
            memory: of this record, in which the view keeps what is made of it; for doors that
                stay open.
        """
        with self._store.read() as connection:
            arrived = None
            if arrived_by is not None:
                table = schema.arrival.c
                arrived = connection.execute(
                    sa.select(sa.func.coalesce(sa.func.max(table.seq), 0)).where(
                        table.time <= utc_text(arrived_by)
                    )
                ).scalar_one()
            reader = reader.narrowed(self._only)
            feeds = audiences.readable(connection, reader, self._today(), arrived)
        moment = Moment(
            None if as_of is None else places.day_of(as_of),
            None if known_on is None else places.day_of(known_on),
            arrived,
        )
        judges = None if as_written else self.organisation.id
        return View(
            self._store, self._cursors, reader, feeds, moment, as_of, known_on, judges, memory
        )

    def rebuild(self, told: Told | None = None) -> None:
        """Makes every projection anew from the entries and the arrival log.

        Views go on meanwhile, and batches but for the end. Where it was broken off before it goes
        on; where another program is at it, this waits.

        Args:
            told: called after every slice; what it raises breaks it off.
        """
        remake(self._store, told, anyhow=True)

    # ---- care ---------------------------------------------------------------------------

    def backup(
        self, to: Path | str, *, with_key: bool = False, told: Copying | None = None
    ) -> Manifest:
        """A whole copy in a new folder, of one moment, while others write.

        Args:
            with_key: the keys come along too; whoever has the folder can then write in our name.
            told: called with how many parts of the record were copied, of how many.

        Raises:
            UnreadableFile: there is something of that name, or it cannot be written.
            InputError: the record is narrowed.
        """
        self._refuse_narrowed("makes a backup")
        time = utc_text(self._now())
        return back_up(
            self._store,
            self._held.now,
            self.organisation,
            Path(to),
            time=time,
            with_key=with_key,
            told=told,
        )

    def last_backup(self) -> LastBackup | None:
        """When it was last backed up; None where that is not known."""
        return last_backup(self.path)

    # ---- the own key ----------------------------------------------------------------------

    def _key_in(self, connection: Connection) -> Key:
        """The key that signs for the record as it is in this transaction.

        Raises:
            UnreadableFile: it was changed, and the new one is not here.
        """
        own = self.organisation
        return self._held.fitting(keyring.chain_of(connection, own.id, own.public_key).current)

    def change_key(self, why: Why = Why.ROTATED, *, since: dt.datetime | None = None) -> Changed:
        """Puts a new key in the place of the organisation's, which the old one vouches for.

        Own feeds go on in a new epoch under it; it vouches for all that was sealed before.

        Args:
            why: rotated, or compromised: others may have the old one.
            since: of a compromised one, from when on it counts no more; now by default.

        Raises:
            InputError: a moment that is still to come, or the record is narrowed.
        """
        self._refuse_narrowed("changes its key")
        with self._store.write() as connection:
            done = changing.change(
                connection,
                self.path,
                self._key_in(connection),
                self.organisation,
                why=why,
                since=since,
                now=self.now(),
            )
        changing.finish(self.path)
        return done

    @classmethod
    def replace_lost_key(
        cls,
        path: Path | str,
        now: Clock | None = None,
        *,
        since: dt.datetime | None = None,
    ) -> Changed:
        """Gives a record whose key is gone a new one; each peer has to confirm it in person.

        Args:
            since: from when on the old key counts no more, where somebody else may have it.

        Raises:
            NotFound: no such file.
            UnreadableFile: no record, or there is a key beside it.
            BrokenRecord: its settings are not signed by its organisation.
        """
        path = record_path(path)
        if not path.exists():
            raise NotFound("there is no record here", where=str(path))
        store = open_store(path)
        try:
            store.check()
            own, keys, _ = _looked_at(store, None)
            _refuse_key(path, keys)
            with store.write() as connection:
                if not are_signed(settings_of(connection), keys.current):
                    raise BrokenRecord(
                        "the record's settings were altered",
                        where=str(path),
                        fix="Restore the record from a backup first.",
                    )
                moment = (now or _utc_now)().astimezone(dt.UTC)
                done = changing.change(
                    connection, path, None, own, why=Why.LOST, since=since, now=moment
                )
            changing.finish(path)
        finally:
            store.close()
        return done

    # ---- proving and erasing ------------------------------------------------------------

    def head(self) -> str:
        """How far the record has come, on one line: give it to ``verify`` later."""
        with self._store.read() as connection:
            return str(head_of(connection))

    def verify(
        self, head: str | None = None, *, projections: bool = False, processes: int | None = 1
    ) -> Iterator[Finding]:
        """Goes through everything; yields what was checked and every fault, as they come, what is
        doubtful, and what others said that is not so.

        Args:
            head: what ``head`` gave before; finds an end that was cut off since.
            projections: also make the projections anew and compare; takes the write lock.
            processes: how many may go through entries, where they are many; None: as many as
                there are processors.

        Raises:
            UnknownValue: not a head.
        """
        told = None if head is None else Head.parse(head)
        return self._verify(told, projections, processes)

    def _verify(
        self, head: Head | None, projections: bool, processes: int | None
    ) -> Iterator[Finding]:
        try:
            with self._store.read() as connection:
                settings = settings_of(connection)
                own = keyring.chain_of(
                    connection, self.organisation.id, self.organisation.public_key
                )
                fits = are_signed(settings, own.current)
                share = share_of(connection, self.path, processes)
                yield from verify(connection, self.organisation, fits, head, share)
            if projections:
                with self._store.write() as connection:
                    yield from stale(connection)
                    connection.rollback()
        except BrokenRecord as error:
            yield Fault(error.what, error.where, error.fix)

    def erase(self, entry_id: str, *, by: str, ground: str) -> tuple[str, ...]:
        """Erases what an entry says, and what repeats it, wherever it is kept.

        With a paper go its texts, readings and the statements that quote it; with a statement
        its other readings and its corrections. Ids, links and an entry that says who did so,
        when and on what ground stay.

        Returns:
            The ids of the entries whose bodies are gone.

        Raises:
            NotFound: no such entry.
            NotOwner: another organisation wrote it.
            RecordError: a membership or an erasure, which hold no text.
            BusyRecord: somebody is writing; or the entry is erased, but the record is in use and
                traces stay in its file until this is asked again.
            NoRoom: the entry is erased, but there is no room for what has to be written beside the
                file, and traces stay in it until this is asked again.
            InputError: the record is narrowed, and what repeats the entry may be hidden.
        """
        self._refuse_narrowed("erases")
        with self._writing() as writer:
            erased = erase(writer, self.organisation, entry_id, by=by, ground=ground)
        let_go(self._store)
        self._store.settle(erased=True)
        return erased

    def _today(self) -> int:
        return places.day_of(self._now().astimezone(dt.UTC).date())


def _looked_at(store: Store, told: Told | None) -> tuple[Organisation, KeyChain, bool]:
    """Whose record it is, the keys it knows of them, whether its projections are of another
    version; after its log was brought to this version.

    Raises:
        UnreadableFile: its settings name nobody.
    """
    with store.read() as connection:
        behind = migrations.is_behind(connection)
    if behind:
        for step in migrations.migrate(store):
            if told is not None:
                told(Progress(0, 0, step=step))
    with store.read() as connection:
        settings, table = settings_of(connection), schema.organisation.c
        row = connection.execute(
            sa.select(table.id, table.name, table.public_key).where(
                table.id == settings.get("organisation", "")
            )
        ).first()
        if row is None:
            raise UnreadableFile(
                "the key beside the record is not its organisation's",
                where=str(_beside(store.path, ".key")),
                fix="Put back the key file that was made with this record.",
            )
        own = Organisation(*row)
        return own, keyring.chain_of(connection, own.id, own.public_key), is_stale(connection)


def _refuse_key(path: Path, keys: KeyChain) -> None:
    beside = _beside(path, changing.KEY)
    if not (beside.exists() or _beside(path, changing.FRESH).exists()):
        return
    try:
        fit(path, keys)
    except InzetError as error:
        raise UnreadableFile(
            "a key lies beside the record that is not its own",
            where=str(beside),
            fix="Move it away first.",
        ) from error
    raise InputError(
        "the key of this record is here, so it is not lost",
        where=str(beside),
        fix="inzet key rotate; or inzet key compromised, where others may have it too.",
    )


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
