"""Every record that any test makes is in a database: with ``INZET_TEST_ENGINE=postgresql``.

A record is at a path for tests, as ever; what lies at that path is the file that tells which
database it is. Where a test copies that file, as it would copy a record, the copy is of the
database too. What another process makes is in a file: it is told of nothing here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from inzet.record import store
from inzet.record.engines.urls import write_pointer
from tests.record.engines.cluster import Cluster


class Everywhere:
    """Which database is whose.

    Args:
        server: on which they are made.
    """

    def __init__(self, server: Cluster) -> None:
        self._server = server
        self._of_files = store.url_of
        self._made: dict[Path, str] = {}
        self._first: dict[str, Path] = {}

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Until this ends every record is in a database."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(store, "url_of", self.url_of)
            patched.setattr(shutil, "copyfile", partial(self._copyfile, shutil.copyfile))
            yield

    def url_of(self, path: Path) -> str | None:
        """Of the database of a path: a new one where nothing is there, a copy where that was
        copied."""
        # Commands are given names in the folder that a test stands in.
        path = path.absolute()
        url = self._of_files(path)
        if url is not None:
            first = self._first.get(url)
            if first in (None, path):
                return url
            if first is not None and not first.exists():
                return self._note(path, url)
            return self._copied(path, url)
        if path.exists():
            return None
        if path in self._made:
            return self._made[path]
        return self._note(path, self._server.fresh()) if path.parent.is_dir() else None

    def end(self, folder: Path) -> None:
        """Lets go of the databases of what was made in a folder."""
        for path, url in [*self._made.items()]:
            if folder in path.parents:
                self._server.drop(url)
                del self._made[path]
                self._first.pop(url, None)

    def _copyfile(self, copyfile: Callable[..., Any], source: Any, to: Any, **more: Any) -> Any:
        """The database is copied at once: what is written to either later is not in the other."""
        done = copyfile(source, to, **more)
        if self._of_files(Path(source)) in self._first:
            self.url_of(Path(to))
        return done

    def _note(self, path: Path, url: str) -> str:
        self._made[path] = url
        self._first[url] = path
        return url

    def _copied(self, path: Path, url: str) -> str:
        name = url.partition("@/")[2].partition("?")[0]
        # Nobody may be in a database that is copied; who is looks whether they still are.
        self._server.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )
        made = self._server.fresh(template=name)
        write_pointer(path, made)
        return self._note(path, made)
