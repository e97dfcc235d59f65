"""When each reader, or person, last looked: a small file beside the record, outside the feeds.

It holds no entry and no word of any, only how far each reader had got: the moment at which the
newest thing that reader was shown came here. A reader is asked for and answered by the reader's
own name alone, so that nobody learns that or when another looked. Whoever deletes the file
loses nothing but that.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import tempfile
from pathlib import Path

from inzet.record import Reader, Record

SUFFIX = ".looks"


class Looks:
    """The last looks at one record."""

    def __init__(self, record: Record) -> None:
        path = Path(record.path)
        self._path = path.with_name(path.name + SUFFIX)

    def last(self, reader: Reader, person: str = "") -> dt.datetime | None:
        """How far this reader, or this person who reads as them, had got.

        None: they never looked, or it was forgotten.
        """
        told = self._read().get(_key(reader, person))
        try:
            return dt.datetime.fromisoformat(told) if told else None
        except ValueError:
            return None

    def keep(self, reader: Reader, seen: dt.datetime, person: str = "") -> None:
        """Keeps how far this reader, or this person who reads as them, got; where two keep at
        once, one may be shown things again."""
        looks = self._read() | {_key(reader, person): seen.astimezone(dt.UTC).isoformat()}
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f"{self._path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(looks, file, sort_keys=True)
            Path(name).replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            # Damaged is as good as lost: what was seen is shown once more.
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)}


def _key(reader: Reader, person: str) -> str:
    """A reader as the file names it, which tells nobody's name."""
    whose = f"{reader.id}\0{person}" if person else reader.id
    return hashlib.sha256(f"look\0{whose}".encode()).hexdigest()
