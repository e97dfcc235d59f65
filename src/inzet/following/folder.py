"""A watched folder: papers that people or programs put there.

A file that goes is only moved: the paper stays. One that is still being written is left for the
next time, as are files of other kinds, hidden ones, and links that lead elsewhere.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from inzet.following.settings import Settings
from inzet.following.source import Fetched, Last, News, Offered, Since
from inzet.reading.load import LIMIT
from inzet.vocabulary.errors import InputError, UnknownValue, Unreachable
from inzet.vocabulary.markings import INTERNAL

NAME = "folder"
SUFFIXES = frozenset((".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml", ".xml", ".txt", ".text"))
_STILL = 2.0
"""Seconds for which a file must not have changed: it may still be being written."""
_STAGE = "files"
_FILES = 100_000


class Folder:
    """The papers in a folder and the folders in it."""

    name = NAME
    title = "Folder"
    marking = INTERNAL

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        del settings
        self._clock = clock

    def dossier(self, typed: str) -> str | None:
        """The whole path of a folder that is there; None for anything else."""
        path = Path(typed).expanduser()
        return str(path.resolve()) if path.is_dir() else None

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """The papers in it, the oldest change first; what did not change the journal knows."""
        found = sorted(self._files(Path(dossier)))
        for changed, path in found:
            on = dt.datetime.fromtimestamp(changed / 1e9, dt.UTC).date()
            if since.day is not None and on < since.day:
                continue
            yield Offered(
                id=path,
                changed=str(changed),
                address=Path(path).as_uri(),
                title=Path(path).name,
                stage=_STAGE,
            )

    def fetch(self, offered: Offered, last: Last) -> Fetched:
        """The bytes of a file."""
        del last
        return Fetched(data=bytes_of(Path(offered.id)), address=offered.address)

    def close(self) -> None:
        """Nothing is kept open."""

    def _files(self, folder: Path) -> Iterator[tuple[int, str]]:
        if not folder.is_dir():
            raise UnknownValue("there is no such folder", where=str(folder))
        before = (self._clock() - _STILL) * 1e9
        count = 0
        for here, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in names:
                path = Path(here, name)
                if name.startswith((".", "~")) or path.suffix.lower() not in SUFFIXES:
                    continue
                try:
                    told = path.lstat()
                except OSError:
                    continue
                if not stat.S_ISREG(told.st_mode) or told.st_mtime_ns > before:
                    continue
                count += 1
                if count > _FILES:
                    raise InputError(
                        f"there are more than {_FILES:,} files in it",
                        where=str(folder),
                        fix="Follow a folder with the papers alone.",
                    )
                yield told.st_mtime_ns, str(path)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Unreachable: it cannot be read now.
        InputError: it is larger than any paper that is taken.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise InputError("it is no longer there", where=str(path)) from None
    except OSError as error:
        raise Unreachable(f"it cannot be read ({error.strerror})", where=str(path)) from None
    if len(data) > LIMIT:
        raise InputError(
            f"it is larger than {LIMIT // 2**20} MB; nothing of it was kept", where=str(path)
        )
    return data
