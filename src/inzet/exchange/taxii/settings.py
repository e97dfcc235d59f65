"""How a workspace presents itself to TAXII clients: titles, roots, names of collections.

A file beside the record (``<record>.taxii``), JSON, which an administrator may write and which may
be missing: then there is one root, in which each feed is a collection. It gives nobody anything to
read; it can only leave away. Where it says that a collection takes objects, whoever reads that
collection and may contribute adds to it.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import UnreadableFile

SUFFIX = ".taxii"
LONGEST = 9_765_625
"""Bytes of what a client may send at once, where nothing else is said."""
_LARGEST = 64 * 2**20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z")
_PATH = re.compile(r"/[a-z0-9][a-z0-9-]{0,62}/\Z")


class Named(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A collection under a name of its own: the own feed under a marking."""

    marking: str
    id: str = ""
    """A UUID; "" for the one that follows from the feed."""
    title: str = ""
    description: str = ""
    alias: str = ""
    reads: bool = True
    """Whether its objects can be got, by who may read the feed."""
    adds: bool = False
    """Whether who may read the feed, and may contribute, adds to it."""
    media_types: tuple[str, ...] = ()


class Root(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An API root."""

    name: str
    """It stands at ``/taxii2/<name>/``."""
    title: str = ""
    description: str = ""
    path: str = ""
    """``/name/``: where it stands too, beside its own place."""
    max_content_length: int = LONGEST
    collections: tuple[Named, ...] | None = None
    """None: every feed, and the inbox of whoever asks."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the discovery tells."""

    title: str = ""
    description: str = ""
    contact: str = ""
    default: str = ""
    """Name of a root; the first where it is empty."""
    page: int = 1000
    """Objects in one answer at most."""
    roots: tuple[Root, ...] = (Root(name="inzet"),)

    def root(self, name: str) -> Root | None:
        """The root of a name."""
        return next((each for each in self.roots if each.name == name), None)

    @property
    def paths(self) -> dict[str, str]:
        """Where roots stand besides their own place: path → name."""
        return {each.path: each.name for each in self.roots if each.path}


def read(record: Path) -> Settings:
    """The settings beside a record; those that hold without a file where there is none.

    Raises:
        UnreadableFile: it says something that cannot be.
    """
    path = _beside(record)
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, *MALFORMED) as error:
        raise UnreadableFile(
            f"these settings cannot be read: {error}", where=str(path), fix="See docs/taxii.md."
        ) from None
    wrong = _wrong(found)
    if wrong:
        raise UnreadableFile(wrong, where=str(path), fix="See docs/taxii.md.")
    return found


def write(record: Path, settings: Settings) -> None:
    """Puts settings beside a record, readable by its owner alone."""
    path = _beside(record)
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=1))


def stands(record: Path) -> tuple[int, int] | None:
    """Tells whether the file is still the one that was read."""
    try:
        found = _beside(record).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _beside(record: Path) -> Path:
    return record.with_name(record.name + SUFFIX)


def _wrong(found: Settings) -> str:
    names = [each.name for each in found.roots]
    if not names or len(set(names)) != len(names):
        return "there is a root, and no two have one name"
    for each in found.roots:
        if not _NAME.match(each.name) or (each.path and not _PATH.match(each.path)):
            return f"“{each.name}” or “{each.path}” cannot be where a root stands"
        if not 1 <= each.max_content_length <= _LARGEST:
            return f"a root takes from 1 to {_LARGEST} bytes at once"
    if found.default and found.default not in names:
        return f"there is no root “{found.default}”"
    if not 1 <= found.page <= 10_000:
        return "a page has from 1 to 10,000 objects"
    return ""
