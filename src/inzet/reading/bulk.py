"""Many papers in one run: read by several at once, kept by one, one after another as they come.

What was kept before is recognised by its bytes and not read again, so a run that was ended goes on
where it was. Memory does not grow with the number of papers: a few are under way at a time. Who
reads is somebody's who knows nothing of the record: processes here, or a cluster (``cluster``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from inzet.reading.guard import Limits, Pool
from inzet.reading.intake import Outcome, Taken
from inzet.reading.read import PaperRead
from inzet.vocabulary.errors import InputError

AHEAD = 2
"""Papers under way for each process, so that none waits for the next."""
_LOOK = 2.0
"""Seconds after which it is asked whether anything will come."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file."""

    name: str
    outcome: Outcome | None
    """None where it was refused."""
    statements: int = 0
    written: int = 0
    error: InputError | None = None
    """Why it was refused."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the process that holds the record does in a run."""

    contents: Callable[[str], bytes]
    """The bytes of a file; raises InputError."""
    is_known: Callable[[str], bool]
    """Whether the paper with this SHA-256 is in the record, read by these rules."""
    keep: Callable[[PaperRead, bytes, str], Taken]
    """Puts a paper in the record; raises InputError."""


class Readers(Protocol):
    """Who reads papers, out of harm's way."""

    def places(self) -> int:
        """How many papers may be under way now; at least one."""

    def submit(self, data: bytes, name: str) -> Future[PaperRead]:
        """Have a paper read; its future is done once, with what was read or why it was not."""

    def look(self) -> None:
        """Called while nothing comes.

        Raises:
            Unreachable: nothing will, as nobody is left who reads.
        """

    def close(self) -> None:
        """End what is under way."""


class HomeReaders:
    """Processes of this machine.

    Args:
        jobs: how many processes read.
        said_on, on_behalf_of: of all papers, where they do not say.
        ocr: languages in which pages that are images are read; None: they are not.
    """

    def __init__(
        self,
        jobs: int,
        *,
        said_on: str | None = None,
        on_behalf_of: str | None = None,
        ocr: Sequence[str] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._jobs = jobs
        self._said_on = said_on
        self._on_behalf_of = on_behalf_of
        self._ocr = ocr
        self._pool = Pool(jobs, limits)
        self._threads = ThreadPoolExecutor(jobs)

    def places(self) -> int:
        """A few for each process."""
        return self._jobs * AHEAD

    def submit(self, data: bytes, name: str) -> Future[PaperRead]:
        """Have a process read it."""
        return self._threads.submit(
            self._pool.read,
            data,
            name=name,
            said_on=self._said_on,
            on_behalf_of=self._on_behalf_of,
            ocr=self._ocr,
        )

    def look(self) -> None:
        """Nothing can be wrong: each process is bounded in time."""

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()


def read_many(names: Iterable[str], keeping: Keeping, readers: Readers) -> Iterator[Done]:
    """Read files and keep them; what became of each comes as soon as it is known.

    Args:
        names: of files; each is opened when its turn comes.
        readers: who reads; closed at the end, however it comes.

    Raises:
        RecordError, BusyRecord: the record refuses; what was kept before is kept.
        Unreachable: nobody is left who reads; what was kept before is kept.
    """
    under_way: dict[Future[PaperRead], tuple[str, bytes]] = {}
    with closing(readers):
        for name in names:
            try:
                data = keeping.contents(name)
                if keeping.is_known(hashlib.sha256(data).hexdigest()):
                    yield Done(name, Outcome.KNOWN)
                    continue
            except InputError as error:
                yield Done(name, None, error=error)
                continue
            under_way[readers.submit(data, name)] = (name, data)
            while len(under_way) >= readers.places():
                yield from _finished(under_way, keeping, readers)
        while under_way:
            yield from _finished(under_way, keeping, readers)


def _finished(
    under_way: dict[Future[PaperRead], tuple[str, bytes]], keeping: Keeping, readers: Readers
) -> Iterator[Done]:
    """Keeps what has been read by now; waits for the first."""
    done: set[Future[PaperRead]] = set()
    while not done:
        done, _ = wait(under_way, _LOOK, return_when=FIRST_COMPLETED)
        if not done:
            readers.look()
    for each in done:
        name, data = under_way.pop(each)
        try:
            taken = keeping.keep(each.result(), data, name)
        except InputError as error:
            yield Done(name, None, error=error)
            continue
        yield Done(name, taken.outcome, len(taken.reading.statements), taken.written)
