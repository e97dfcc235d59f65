"""Many papers in one run: read in several processes, kept by one, one after another as they come.

What was kept before is recognised by its bytes and not read again, so a run that was ended goes on
where it was. Memory does not grow with the number of papers: a few are under way at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from inzet.reading.guard import Limits, Pool
from inzet.reading.intake import Outcome, Taken
from inzet.reading.read import PaperRead
from inzet.vocabulary.errors import InputError

_AHEAD = 2
"""Papers under way for each process, so that none waits for the next."""


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


def read_many(
    names: Iterable[str],
    keeping: Keeping,
    *,
    jobs: int,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
    ocr: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> Iterator[Done]:
    """Read files and keep them; what became of each comes as soon as it is known.

    Args:
        names: of files; each is opened when its turn comes.
        jobs: how many processes read.
        said_on, on_behalf_of: of all of them, where they do not say.
        ocr: languages in which pages that are images are read; None: they are not.

    Raises:
        RecordError, BusyRecord: the record refuses; what was kept before is kept.
    """
    with Pool(jobs, limits) as pool:
        threads = ThreadPoolExecutor(jobs)
        under_way: dict[Future[PaperRead], tuple[str, bytes]] = {}
        try:
            for name in names:
                try:
                    data = keeping.contents(name)
                    if keeping.is_known(hashlib.sha256(data).hexdigest()):
                        yield Done(name, Outcome.KNOWN)
                        continue
                except InputError as error:
                    yield Done(name, None, error=error)
                    continue
                reads = threads.submit(
                    pool.read, data, name=name, said_on=said_on, on_behalf_of=on_behalf_of, ocr=ocr
                )
                under_way[reads] = (name, data)
                if len(under_way) >= jobs * _AHEAD:
                    yield from _finished(under_way, keeping)
            while under_way:
                yield from _finished(under_way, keeping)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


def _finished(
    under_way: dict[Future[PaperRead], tuple[str, bytes]], keeping: Keeping
) -> Iterator[Done]:
    """Keeps what has been read by now; waits for the first."""
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    for each in done:
        name, data = under_way.pop(each)
        try:
            taken = keeping.keep(each.result(), data, name)
        except InputError as error:
            yield Done(name, None, error=error)
            continue
        yield Done(name, taken.outcome, len(taken.reading.statements), taken.written)
