"""A PostgreSQL server of the tests' own: made when first asked for, gone when they end.

It listens on a socket in its own folder only, and keeps nothing safe, so that it is quick.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

USER = "inzet"
_NUMBERS = count(1)
_FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=100",
    "autovacuum=off",
    "listen_addresses=",
)


def binaries() -> Path | None:
    """The folder with ``initdb``: in PATH, or where Debian puts the newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return places[-1].parent if places else None


def _version(place: Path) -> int:
    name = place.parent.parent.name
    return int(name) if name.isdigit() else 0


def needed() -> Path:
    """The binaries; without them the test is skipped, and fails in CI."""
    found = binaries()
    if found is None:
        reason = "PostgreSQL is not installed here; on Debian: apt install postgresql"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


class Cluster:
    """A running server.

    Args:
        folder: with its data and its socket.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        self.data = folder / "data"

    def url(self, database: str) -> str:
        """Of one of its databases."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def fresh(self, template: str = "template0") -> str:
        """The URL of a new database."""
        name = f"t{os.getpid()}_{next(_NUMBERS)}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING UTF8')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Lets a database go, whoever is connected to it."""
        name = url.partition("@/")[2].partition("?")[0]
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def sql(self, sql: str) -> None:
        """Runs a statement as its owner."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql)

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of PostgreSQL's programs, as a user it agrees to run as."""
        command = [*unprivileged(), str(self.programs / program), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def start(self, *settings: str) -> None:
        """Starts the server."""
        options = " ".join(f"-c {each}" for each in (*_FAST, *settings))
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", options)

    def make(self) -> None:
        """Makes it, with nothing in it."""
        options = ("-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.run("initdb", "-D", str(self.data), *options)

    def stop(self, how: str = "immediate") -> None:
        """Stops the server at once, or as somebody does who starts it again ("fast")."""
        self.run("pg_ctl", "stop", "-w", "-m", how, "-D", str(self.data))


def unprivileged() -> list[str]:
    """What to put before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    user = _user()
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _user() -> pwd.struct_passwd:
    names = {each.pw_name: each for each in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def give(folder: Path) -> None:
    """Lets a server's user write to a folder."""
    if os.geteuid() == 0:
        os.chown(folder, _user().pw_uid, _user().pw_gid)
    folder.chmod(0o755)


@contextmanager
def folder_of() -> Iterator[Path]:
    """A short folder for a server, which its user may write to."""
    folder = Path(tempfile.mkdtemp(prefix="inzet-pg-"))
    try:
        give(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """A server for a while."""
    programs = needed()
    with folder_of() as folder:
        made = Cluster(folder, programs)
        made.make()
        made.start(*settings)
        try:
            yield made
        finally:
            made.stop()
