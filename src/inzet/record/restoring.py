"""Putting a backup back: checked first, written over nothing, and marked, so that it forks nobody.

What the record wrote after the backup is in the hands of others, under numbers that the restored
one would give away again. So it goes on in a new epoch, and takes back from peers what they have.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from inzet.record import backup
from inzet.record.backup import HEAD, KEYS, Manifest
from inzet.record.heads import Heads, Sidecar, mark_restored
from inzet.record.keys import Key
from inzet.record.pouring import poured, settled
from inzet.record.store import insert, make_folder, open_store, place_of, record_path, url_of
from inzet.record.successions import chain
from inzet.vocabulary.errors import BrokenRecord, InzetError, UnreadableFile


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What was put back."""

    record: str
    organisation: str
    head: str
    files: tuple[str, ...]
    """Their names."""
    key: str
    """Where the organisation's key is to lie."""
    has_key: bool
    """Whether the organisation's key is beside it; it cannot be opened without."""
    epoch: int
    """In which its own feeds go on."""


def restore(folder: Path, to: Path | str, *, now: dt.datetime, key: Path | None = None) -> Restored:
    """Puts a backup back as the record ``to``: a file, or ``postgresql://…``, whichever it was.

    A key and a sidecar that lie there are kept: of the heads in both sidecars the newest count.

    Args:
        now: the time, which the epoch is called after in which own feeds go on.
        key: the organisation's key, where it is in no backup and does not lie there.

    Raises:
        UnreadableFile: no backup, a file of the record is there already, or one in that database,
            or it cannot be written.
        BrokenRecord: the backup is not what its manifest says; nothing was put back.
    """
    made = backup.manifest_of(folder)
    to = record_path(to)
    in_database = url_of(to) is not None
    make_folder(to)
    _check_place(made, to, key, in_database=in_database)
    faults = list(backup.check(folder, made))
    if faults:
        raise BrokenRecord(
            f"{faults[0].what}; nothing was put back",
            where=str(folder / faults[0].where),
            fix=faults[0].fix,
        )
    placed: list[Path] = []
    try:
        heads = _heads(folder, made)
        if key is not None:
            _place(key, _beside(to, ".key"), placed)
        for each in made.files:
            if each.beside not in ("", HEAD):
                _place(folder / each.name, _beside(to, each.beside), placed)
        # The record comes last: without it there is nothing that could be opened.
        if in_database:
            epoch = _poured(folder / made.record.name, to, now)
            Sidecar(_beside(to, HEAD)).write(heads)
        else:
            # Under another name until it is marked.
            fresh = _beside(to, ".restoring")
            _place(folder / made.record.name, fresh, placed)
            epoch = _marked(fresh, now)
            Sidecar(_beside(to, HEAD)).write(heads)
            os.link(fresh, to)
            placed.append(to)
            fresh.unlink()
    except (OSError, InzetError) as error:
        for path in placed:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, InzetError):
            raise
        raise UnreadableFile(
            f"it cannot be put there ({(error.strerror or 'unknown').lower()}); nothing was kept",
            where=str(to),
            fix="Make room, or choose another place.",
        ) from error
    return Restored(
        record=place_of(to),
        key=str(_beside(to, ".key")),
        organisation=made.name,
        head=made.head,
        files=tuple(_beside(to, each.beside).name for each in made.files),
        has_key=_beside(to, ".key").exists(),
        epoch=epoch,
    )


def _check_place(made: Manifest, to: Path, key: Path | None, *, in_database: bool) -> None:
    if not to.absolute().parent.is_dir():
        raise UnreadableFile(
            "there is no such folder", where=str(to.absolute().parent), fix="Make it first."
        )
    named = [each for each in made.files if each.beside not in (HEAD, *KEYS)]
    taken = [_beside(to, each.beside) for each in named]
    taken += [_beside(to, suffix) for suffix in ("-wal", "-shm", ".restoring")]
    if in_database:
        # Where the key lies the file that tells of the database does too, whatever is in that.
        taken = [path for path in taken if path != to]
    there = [path for path in taken if path.exists() or path.is_symlink()]
    if there:
        raise UnreadableFile(
            "there is a file of this name already; restoring writes over nothing",
            where=str(there[0]),
            fix="Choose another place, or move what is there away first.",
        )
    for path in filter(None, (key, _beside(to, ".key"))):
        if path != key and not path.exists():
            continue
        if made.key not in _publics(Key.load(path)):
            raise UnreadableFile(
                "this key is not that of the organisation whose backup it is",
                where=str(path),
                fix=f"Give the key of {made.name}, or move this one away.",
            )
    if key is not None and _beside(to, ".key").exists():
        raise UnreadableFile(
            "the key lies beside that place already",
            where=str(_beside(to, ".key")),
            fix="Leave --key away.",
        )


def _publics(key: Key) -> set[str]:
    """The public keys, as hex, of whose organisation a key is the one of now."""
    told = chain(key.successions).keys if key.successions else ()
    return {each.hex() for each in (key.public, *told)}


def _heads(folder: Path, made: Manifest) -> Heads:
    found = [each for each in made.files if each.beside == HEAD]
    return Sidecar(folder / found[0].name).read() if found else {}


def _place(source: Path, to: Path, placed: list[Path]) -> None:
    """Copies a file where none is; a key that lies there was compared before."""
    if to.name.endswith(KEYS) and to.exists():
        return
    handle = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    placed.append(to)
    with os.fdopen(handle, "wb") as file, source.open("rb") as found:
        shutil.copyfileobj(found, file, 2**20)
        file.flush()
        os.fsync(file.fileno())


def _marked(path: Path, now: dt.datetime) -> int:
    store = open_store(path)
    try:
        store.check()
        with store.write() as connection:
            epoch = mark_restored(connection, now)
        store.settle()
    finally:
        store.close()
    return epoch


def _poured(source: Path, to: Path, now: dt.datetime) -> int:
    """Pours the log of a record in a file into a database that holds none; nothing stays of what
    did not come to its end."""
    store = open_store(to)
    try:
        store.check_free()
        told_already = to.exists()
        store.create()
        try:
            with backup.looked_into(source) as log, store.write() as connection:
                for table, rows in poured(log):
                    insert(connection, table, rows)
                settled(connection)
                return mark_restored(connection, now)
        except BaseException:
            store.discard()
            if not told_already:
                to.unlink(missing_ok=True)
            raise
    finally:
        store.close()


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
