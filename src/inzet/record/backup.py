"""A backup: a folder with a whole copy of a record, what lies beside it, and what proves it.

The folder is made under another name and gets its own when all of it is on the disk: there is no
half backup. Its manifest names every file with its SHA-256, and the head that the copy has come
to, signed by the organisation.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

import inzet
from inzet.record import migrations, schema
from inzet.record.engines.sqlite_copy import Copying, copy
from inzet.record.findings import Checked, Fault, Finding
from inzet.record.keyring import chain_of
from inzet.record.keys import Key, Organisation, signed
from inzet.record.settings import are_signed, settings_of
from inzet.record.store import Store
from inzet.record.verify import Head, head_of, verify
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import BrokenRecord, InzetError, NoRoom, UnreadableFile

MANIFEST = "manifest.json"
KEYS = (".key", ".crt.key")
"""What is secret, and comes along only where it is asked for."""
HEAD = ".head"
"""How far the own feeds had come; see ``heads``."""
BESIDE = (
    HEAD,
    ".accounts",
    ".drafts",
    ".tearlines",
    ".following",
    ".alerts",
    ".looks",
    ".peers",
    ".refused",
    ".pulls",
    ".taxii",
    ".crt",
)
"""What comes along, where it is there."""
LEFT = (".shelf", ".making", ".looking", ".backup")
"""What is made again whenever it is gone, or is of one run alone."""
_FORM = 1
_CHUNK = 2**20
_SQLITE = b"SQLite format 3\0"


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a backup."""

    name: str
    """In the folder."""
    beside: str
    """What its name has after the record's; "" for the record itself."""
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag="backup of a record"):
    """What a backup holds. ``signature`` is by the organisation, over all the rest."""

    form: int = _FORM
    made: str
    """UTC."""
    inzet: str
    organisation: str
    """Fingerprint."""
    name: str
    key: str
    """The public key that signs, as hex."""
    head: str
    """How far the copy has come; see ``Record.head``."""
    schema: int
    migration: str
    projections: int
    files: tuple[File, ...]
    signature: str = ""

    @property
    def record(self) -> File:
        """The record itself."""
        return next(each for each in self.files if not each.beside)

    @property
    def with_key(self) -> bool:
        """Whether the organisation's key is in it."""
        return any(each.beside in KEYS for each in self.files)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(each.bytes for each in self.files)

    def message(self) -> bytes:
        """What is signed."""
        blank = msgspec.structs.replace(self, signature="")
        return b"inzet backup\n" + canonical_bytes(msgspec.to_builtins(blank))


class LastBackup(msgspec.Struct, frozen=True, kw_only=True):
    """When a record was last backed up, as stands beside it (``<record>.backup``)."""

    made: str
    to: str
    head: str
    with_key: bool


def last_backup(record: Path) -> LastBackup | None:
    """When a record was last backed up; None where nobody did, or it is not known."""
    try:
        return msgspec.json.decode(_last(record).read_bytes(), type=LastBackup)
    except (OSError, msgspec.DecodeError):
        return None


def _last(record: Path) -> Path:
    return record.with_name(record.name + ".backup")


def back_up(
    store: Store,
    key: Key,
    own: Organisation,
    to: Path,
    *,
    time: str,
    with_key: bool = False,
    told: Copying | None = None,
) -> Manifest:
    """Makes a backup in a new folder.

    Args:
        time: now, UTC.
        with_key: the keys come along too.
        told: called with how many parts of the record were copied, of how many.

    Raises:
        UnreadableFile: there is something of that name, or it cannot be written.
    """
    _refuse_taken(to)
    source = store.path
    with _made(to) as folder:
        # What lies beside first: it may lack what came since, and names nothing that the record
        # does not hold yet. Only how far the own feeds had come is taken last, as the newest tells.
        for suffix in (*BESIDE, *(KEYS if with_key else ())):
            if suffix != HEAD:
                _copy_beside(source, suffix, folder)
        store.copy(folder / source.name, told)
        _copy_beside(source, HEAD, folder)
        files = tuple(_files(folder, source.name))
        with looked_into(folder / source.name) as connection:
            made = Manifest(
                made=time,
                inzet=inzet.__version__,
                organisation=own.id,
                name=own.name,
                key=key.public.hex(),
                head=str(head_of(connection)),
                schema=schema.SCHEMA_VERSION,
                migration=migrations.noted(connection),
                projections=int(settings_of(connection).get("projections", "0")),
                files=files,
            )
        made = msgspec.structs.replace(made, signature=key.sign(made.message()).hex())
        raw = msgspec.json.format(msgspec.json.encode(made), indent=1)
        _write(folder / MANIFEST, raw + b"\n")
    noted = LastBackup(made=time, to=to.name, head=made.head, with_key=made.with_key)
    # The backup is safe by now; that it was made is told where it can be.
    with suppress(OSError):
        _last(source).write_bytes(msgspec.json.encode(noted))
    return made


def _refuse_taken(to: Path) -> None:
    if to.exists() or to.is_symlink():
        raise UnreadableFile(
            "there is something of this name already; a backup writes over nothing",
            where=str(to),
            fix="Choose another name, such as one with today's date.",
        )
    if not to.absolute().parent.is_dir():
        raise UnreadableFile(
            "there is no such folder", where=str(to.absolute().parent), fix="Make it first."
        )


@contextmanager
def _made(to: Path) -> Iterator[Path]:
    """A folder under another name, which gets its own where all goes well, else nothing stays."""
    to = to.absolute()
    folder = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    try:
        folder.mkdir(mode=0o700)
        yield folder
        for file in folder.iterdir():
            _to_disk(file)
        _to_disk(folder)
        _refuse_taken(to)
        folder.rename(to)
        _to_disk(to.parent)
    except (OSError, sqlite3.Error, DatabaseError, NoRoom) as error:
        _explain(error, to)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _explain(error: Exception, to: Path) -> NoReturn:
    fix = "Make room, or choose another place; the record itself is as it was."
    if isinstance(error, NoRoom) or getattr(error, "errno", None) == errno.ENOSPC:
        raise NoRoom("there is no room for it; nothing of it was kept", where=str(to), fix=fix)
    told = error.strerror if isinstance(error, OSError) else str(getattr(error, "orig", error))
    reason = (told or type(error).__name__).lower()
    raise UnreadableFile(
        f"it cannot be written ({reason}); nothing of it was kept",
        where=str(to),
        fix=fix,
    ) from error


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_beside(source: Path, suffix: str, folder: Path) -> None:
    path = source.with_name(source.name + suffix)
    to = folder / path.name
    try:
        with path.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
    except FileNotFoundError:
        return
    if is_database:
        # Made first, so that nobody else can ever read it.
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy(path, to)
    else:
        _write(to, path.read_bytes())


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _files(folder: Path, record: str) -> Iterator[File]:
    for path in sorted(folder.iterdir()):
        path.chmod(0o600)
        size, sha256 = _measured(path)
        beside = path.name.removeprefix(record)
        yield File(name=path.name, beside=beside, bytes=size, sha256=sha256)


def _measured(path: Path) -> tuple[int, str]:
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            found.update(data)
            size += len(data)
    return size, found.hexdigest()


@contextmanager
def looked_into(path: Path) -> Iterator[Connection]:
    """A record that nobody writes to, without a trace beside it, on a medium of any kind."""
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None
        ),
        poolclass=sa.NullPool,
    )
    try:
        with engine.connect() as connection:
            _as_now(connection)
            yield connection
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise BrokenRecord(
            "the record in the backup is damaged",
            where=str(path),
            fix="Use another backup.",
        ) from error
    finally:
        engine.dispose()


def _as_now(connection: Connection) -> None:
    """Has tables that later versions brought be there, empty, in memory alone."""
    there = set(sa.inspect(connection).get_table_names())
    for table in schema.TRUTH:
        if table.name not in there:
            names = ", ".join(f'"{each.name}"' for each in table.columns)
            connection.exec_driver_sql(f'CREATE TEMP TABLE "{table.name}" ({names})')


# ---- reading one ----------------------------------------------------------------------------


def manifest_of(folder: Path) -> Manifest:
    """What a backup says that it holds, by its organisation's signature.

    Raises:
        UnreadableFile: no backup, or made by a newer version.
        BrokenRecord: its manifest was altered.
    """
    try:
        raw = (folder / MANIFEST).read_bytes()
        made = msgspec.json.decode(raw, type=Manifest)
    except (OSError, msgspec.DecodeError):
        raise UnreadableFile(
            "this is no backup", where=str(folder), fix="Give the folder that inzet backup made."
        ) from None
    if made.form > _FORM or made.schema > schema.SCHEMA_VERSION:
        raise UnreadableFile(
            f"this backup was made by a newer version of Inzet ({made.inzet})",
            where=str(folder),
            fix="Update Inzet, then try again.",
        )
    records = [each for each in made.files if not each.beside]
    known = all(each.beside in ("", *BESIDE, *KEYS) for each in made.files)
    if len(records) != 1 or not known or not _is_signed(made):
        raise BrokenRecord(
            "the manifest of the backup was altered",
            where=str(folder / MANIFEST),
            fix="Use another backup.",
        )
    return made


def _is_signed(made: Manifest) -> bool:
    try:
        key, signature = bytes.fromhex(made.key), bytes.fromhex(made.signature)
    except ValueError:
        return False
    plain = all(Path(each.name).name == each.name for each in made.files)
    return plain and signed(key, made.message(), signature)


def check(folder: Path, made: Manifest) -> Iterator[Fault]:
    """Every file of a backup that is missing or not what the manifest says."""
    for each in made.files:
        try:
            size, sha256 = _measured(folder / each.name)
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            yield Fault(f"a file of the backup cannot be read ({reason})", each.name, _OTHER)
            continue
        if (size, sha256) != (each.bytes, each.sha256):
            yield Fault("a file of the backup was altered or cut", each.name, _OTHER)


_OTHER = "Use another backup."


def prove(folder: Path, made: Manifest) -> Iterator[Finding]:
    """Goes through a backup: its files, and every entry of its record, up to its head."""
    faults = list(check(folder, made))
    yield from faults
    yield Checked("files", len(made.files))
    if faults:
        return
    try:
        with looked_into(folder / made.record.name) as connection:
            own, current, fits = owner_of(connection)
            if (own.id, current.hex()) != (made.organisation, made.key):
                yield Fault("the record is of another organisation", made.record.name, _OTHER)
            yield from verify(connection, own, fits, Head.parse(made.head))
    except InzetError as error:
        yield Fault(error.what, error.where, error.fix)


def owner_of(connection: Connection) -> tuple[Organisation, bytes, bool]:
    """Whose record it is, their key of then, and whether its settings are signed with it.

    Raises:
        BrokenRecord: its settings name nobody.
    """
    settings, table = settings_of(connection), schema.organisation.c
    row = connection.execute(
        sa.select(table.id, table.name, table.public_key).where(
            table.id == settings.get("organisation", "")
        )
    ).first()
    if row is None:
        raise BrokenRecord("the record's settings name no organisation", fix=_OTHER)
    own = Organisation(*row)
    current = chain_of(connection, own.id, own.public_key).current
    return own, current, are_signed(settings, current)
