"""Where a record is: a file, or a database with a file that tells so.

What lies beside a record (its key, drafts, accounts) lies beside that file, so all that works with
the path of a record works with one in a database too.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from inzet.vocabulary.errors import UnknownValue

SCHEME = "postgresql://"
_SCHEMES = (SCHEME, "postgres://")
_LONGEST = 4096
"""Bytes of a page of SQLite, the least that a record in a file has."""
_passwords: dict[Path, str] = {}
"""Of the databases that this process was told of; they are written nowhere."""


def record_path(given: str | Path) -> Path:
    """The path of a record that was given as a path or as ``postgresql://…``.

    For a URL it is ``<database>-<8 hex>/record`` in ``$INZET_HOME``, else in ``inzet`` in
    ``$XDG_DATA_HOME`` or ``~/.local/share``.

    Raises:
        UnknownValue: another kind of URL, or one that names no database.
    """
    text = str(given)
    # A path has lost one of the slashes.
    text = re.sub(r"^(postgres(?:ql)?):/(?!/)", r"\1://", text)
    if not text.startswith(_SCHEMES):
        if "://" in text:
            raise UnknownValue(
                "a record is a file, or a database of PostgreSQL",
                where=told(text),
                fix="Give the path of a file, such as inzet.db, or postgresql://USER@HOST/NAME.",
            )
        return Path(given)
    plain, password = _parted(text)
    name = unquote(urlsplit(plain).path.strip("/"))
    if not name:
        raise UnknownValue(
            "this names no database", where=plain, fix="Give postgresql://USER@HOST/NAME."
        )
    digest = hashlib.sha256(plain.encode()).hexdigest()[:8]
    safe = re.sub(r"[^\w.-]", "_", name)[:80].lstrip(".")
    path = _home() / f"{safe}-{digest}" / "record"
    if password is not None:
        _passwords[path] = password
    _urls[path] = plain
    if not path.exists() and path.with_name("record.key").exists():
        # The record of another machine, of which the key was put here.
        write_pointer(path, plain)
    return path


_urls: dict[Path, str] = {}


def url_of(path: Path) -> str | None:
    """The URL of the database that a path stands for, with its password; None of a file."""
    url = _urls.get(path)
    if url is None:
        try:
            # A record is never opened as a file here: closing it again would take away the locks
            # that SQLite holds on it in this process, and with them what others write since.
            if not 0 < path.stat().st_size < _LONGEST:
                return None
            with path.open("rb") as file:
                head = file.read(_LONGEST)
        except OSError:
            return None
        if not head.startswith(SCHEME.encode()):
            return None
        url = head.decode("utf-8", "replace").strip()
    password = _passwords.get(path)
    if password is None:
        return url
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))


def make_folder(path: Path) -> None:
    """Makes the folder of what lies beside a record in a database; of a file it is there."""
    if path in _urls:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def place_of(path: Path) -> str:
    """Where a record is, as people are told it: its database without a password, or its path."""
    url = url_of(path)
    return str(path) if url is None else told(url)


def write_pointer(path: Path, url: str) -> None:
    """Tells in the file at ``path`` that its record is in a database; without a password."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_parted(url)[0] + "\n")


def told(url: str) -> str:
    """A URL as it may be shown: without a password."""
    return _parted(url)[0]


def _parted(url: str) -> tuple[str, str | None]:
    """(URL without its password, password)."""
    parts = urlsplit(url)
    scheme = SCHEME[:-3] if parts.scheme in ("postgres", "postgresql") else parts.scheme
    login, at, host = parts.netloc.rpartition("@")
    user, colon, password = login.partition(":")
    found = unquote(password) if colon else None
    pairs = parts.query.split("&") if parts.query else []
    kept = []
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name == "password":
            found = unquote(value)
        else:
            kept.append(pair)
    plain = f"{scheme}://{user}{at}{host}{parts.path}"
    return plain + (f"?{'&'.join(kept)}" if kept else ""), found


def _home() -> Path:
    told_home = os.environ.get("INZET_HOME")
    if told_home:
        return Path(told_home).absolute()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "inzet"
