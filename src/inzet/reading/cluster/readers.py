"""The readers of a cluster, as whoever asks sees them: what goes out, and what comes back."""

from __future__ import annotations

import hashlib
import importlib
import logging
import os
import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.reading.bulk import AHEAD
from inzet.reading.ceiling import refuse_bearing
from inzet.reading.cluster import worker
from inzet.reading.cluster.mark import difference, mark
from inzet.reading.guard import Limits, Pool
from inzet.reading.guard.pool import error_of
from inzet.reading.guard.protocol import Answer, Job
from inzet.reading.read import PaperRead, sayable
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import (
    InputError,
    InzetError,
    UnknownValue,
    Unreachable,
    UnreadableFile,
)
from inzet.vocabulary.markings import Classification

_ADDRESS = re.compile(r"[a-z]+://\S+:\d{1,5}")
_CONNECT = 10.0
"""Seconds in which the scheduler must answer."""
_WORKERS = 30.0
"""Seconds in which a worker must be there: at the beginning, and when all are gone."""
_COUNT = 2.0
"""Seconds for which the number of workers is taken to stand."""
_SILENCE = 1800.0
"""Seconds without any answer after which it is given up: others may use the cluster too."""
_CLOSE = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A paper whose text may go out."""

    name: str
    extracted: Extracted
    classification: Classification
    stamp: str
    sha256: str
    promised: Future[PaperRead]


class ClusterReaders:
    """Workers of a Dask cluster.

    Args:
        address: of its scheduler, ``tcp://…`` or ``tls://…``.
        jobs: how many processes of this machine extract text.
        ceiling: gives the highest classification a paper may bear; above it none goes out.
        said_on, on_behalf_of: of all papers, where they do not say.
        ocr: languages in which pages that are images are read, here; None: they are not.
        patience: seconds without any worker after which it is given up.

    Raises:
        InputError: Dask is not installed, or the address is none.
        Unreachable: nobody answers there, there are no workers, or some read otherwise than we.
    """

    def __init__(
        self,
        address: str,
        *,
        jobs: int,
        ceiling: Callable[[], Classification],
        said_on: str | None = None,
        on_behalf_of: str | None = None,
        ocr: Sequence[str] | None = None,
        limits: Limits | None = None,
        patience: float = _WORKERS,
    ) -> None:
        self._address = address
        self._jobs = jobs
        self._ceiling = ceiling
        self._said_on = said_on
        self._on_behalf_of = on_behalf_of
        self._ocr = ocr
        self._limits = limits or Limits()
        self._patience = patience
        self._mark = mark()
        self._client = _connected(address)
        self._closed = False
        try:
            self._wait_for_workers()
            self._refuse_others()
        except BaseException:
            self._client.close(_CLOSE)
            raise
        self._pool = Pool(jobs, limits)
        self._threads = ThreadPoolExecutor(jobs)
        self._lock = threading.RLock()
        self._ready: deque[_Text] = deque()
        """Texts that wait while another is read alone."""
        self._aside: deque[_Text] = deque()
        """Texts that were at workers that died, over and over: each is read alone once more."""
        self._out: dict[_Text, Any] = {}
        """Texts at the cluster, with Dask's futures: it forgets what nobody holds."""
        self._alone: _Text | None = None
        self._threads_there = 1
        self._counted = 0.0
        self._seen = self._answered = time.monotonic()

    def places(self) -> int:
        """A few for each thread of the cluster, and for each process here."""
        if time.monotonic() - self._counted > _COUNT:
            self._count()
        return (self._threads_there + self._jobs) * AHEAD

    def submit(self, data: bytes, name: str) -> Future[PaperRead]:
        """Extract a paper's text, judge it, and have it read by the cluster."""
        promised: Future[PaperRead] = Future()
        self._threads.submit(self._extract, data, name, self._ceiling(), promised)
        return promised

    def look(self) -> None:
        """That there is a cluster, with workers that answer.

        Raises:
            Unreachable: there is none, it has had no workers for a while, or nothing comes.
        """
        self._count()
        if time.monotonic() - self._seen > self._patience:
            raise _unreachable(self._address, "the cluster has no workers any more")
        if time.monotonic() - self._answered > _SILENCE:
            what = f"the cluster has not read a paper for {_SILENCE / 60:g} minutes"
            raise _unreachable(self._address, what)

    def close(self) -> None:
        """Stop: the cluster forgets what is under way."""
        with self._lock:
            self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()
        self._client.close(_CLOSE)

    def _extract(
        self, data: bytes, name: str, ceiling: Classification, promised: Future[PaperRead]
    ) -> None:
        try:
            extracted, found, stamp = self._pool.judged(data, name=name, ocr=self._ocr)
            refuse_bearing(ceiling, found, name=sayable(name))
            sha256 = hashlib.sha256(data).hexdigest()
            text = _Text(name, extracted, found, stamp, sha256, promised)
            with self._lock:
                self._ready.append(text)
                self._send()
        except BaseException as error:
            promised.set_exception(error)

    def _send(self) -> None:
        """Send what may go now; called with the lock held."""
        if self._alone is not None or self._closed:
            return
        if self._aside and not self._out:
            self._alone = self._aside.popleft()
            self._put(self._alone)
            return
        while self._ready:
            self._put(self._ready.popleft())

    def _put(self, text: _Text) -> None:
        job = Job(
            limits=self._limits,
            name=sayable(text.name),
            said_on=self._said_on,
            on_behalf_of=self._on_behalf_of,
            extracted_from=text.sha256,
        )
        try:
            there = self._client.submit(
                worker.statements,
                msgspec.msgpack.encode(job),
                msgspec.msgpack.encode(text.extracted),
                self._mark,
                # Drawn by lot, as everybody who looks at the cluster sees it.
                key=f"inzet-{secrets.token_hex(16)}",
                pure=False,
            )
        except Exception as error:
            text.promised.set_exception(_unreachable(self._address, _told(error)))
            return
        self._out[text] = there
        there.add_done_callback(lambda done: self._came(text, done))

    def _came(self, text: _Text, there: Any) -> None:
        """Called by Dask's own thread when a text was read, or will not be."""
        try:
            answer = msgspec.msgpack.decode(there.result(), type=Answer)
            outcome: PaperRead | BaseException | None = self._read(text, answer)
        except BaseException as error:
            outcome = self._failed(text, error)
        with self._lock:
            self._answered = time.monotonic()
            self._out.pop(text, None)
            if outcome is None:
                self._aside.append(text)
            if self._alone is text:
                self._alone = None
            if isinstance(outcome, PaperRead):
                text.promised.set_result(outcome)
            elif outcome is not None:
                text.promised.set_exception(outcome)
            self._send()

    def _read(self, text: _Text, answer: Answer) -> PaperRead:
        refusal = answer.refusal
        if refusal is not None and refusal.kind == worker.OTHER:
            raise _other_version(self._address, [f"a worker that came later has {refusal.what}"])
        if answer.reading is None:
            raise error_of(refusal)
        # The text and its classification are our own, whatever a worker says.
        return PaperRead(text.extracted, answer.reading, text.classification, text.stamp)

    def _failed(self, text: _Text, error: BaseException) -> BaseException | None:
        """Why a paper was not read; None where it shall be tried alone."""
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            if self._alone is not text:
                # Dask suspects all that was at a worker when it died.
                return None
            return UnreadableFile(
                "the workers of the cluster that read it died, one after another",
                where=sayable(text.name),
                fix="Read it alone on this machine, without --cluster; or see in the log of the "
                "workers why.",
            )
        if isinstance(error, InzetError):
            return error
        if isinstance(error, CancelledError | OSError):
            return _unreachable(self._address, "the cluster went away")
        return _unreachable(self._address, f"the cluster cannot read papers ({_told(error)})")

    def _count(self) -> None:
        self._counted = time.monotonic()
        try:
            found = self._client.sync(self._client.scheduler.ncores, callback_timeout=_CLOSE)
        except Exception:
            return
        if found:
            self._threads_there = sum(found.values())
            self._seen = time.monotonic()

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except Exception:
            raise _unreachable(self._address, "the cluster has no workers") from None

    def _refuse_others(self) -> None:
        """Refuse a cluster of which a worker reads otherwise than this machine would."""
        try:
            marks = self._client.run(mark, on_error="return")
        except Exception as error:
            raise _unreachable(
                self._address, f"its workers do not answer ({_told(error)})"
            ) from None
        wrong = []
        for address, theirs in sorted(marks.items()):
            if isinstance(theirs, dict):
                differs = difference(self._mark, theirs)
            else:
                differs = f"no Inzet that could read ({_told(theirs)})"
            if differs:
                wrong.append(f"{address} has {differs}")
        if wrong:
            raise _other_version(self._address, wrong)


def _connected(address: str) -> Any:
    """Dask's client, which has no types."""
    if not _ADDRESS.fullmatch(address):
        raise UnknownValue(
            "this is no address of a scheduler of Dask",
            where=f"--cluster {address}",
            fix="It looks like tcp://HOST:8786 or tls://HOST:8786.",
        )
    try:
        client: Any = importlib.import_module("distributed").Client
    except ImportError:
        raise InputError(
            "reading on a cluster needs Dask, which is not installed",
            where="--cluster",
            fix="Install it with Inzet: pip install 'inzet[cluster]', here and on the workers.",
        ) from None
    if os.environ.get("INZET_DEBUG") != "1":
        # What matters of it is told in our words.
        for name in ("distributed", "distributed.client", "distributed.core"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    # Or Dask looks up the source of whoever calls, for each paper, and sends it to the scheduler.
    importlib.import_module("dask").config.set({"distributed.diagnostics.computations.nframes": 0})
    try:
        return client(address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:
        raise _unreachable(
            address, f"no scheduler of a Dask cluster answers there ({_told(error)})"
        ) from None


def _told(error: object) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _unreachable(address: str, what: str) -> Unreachable:
    return Unreachable(
        what,
        where=address,
        fix="See that its scheduler and workers run; then run this again: what was kept is not "
        "read again.",
    )


def _other_version(address: str, wrong: Sequence[str]) -> Unreachable:
    further = f", and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return Unreachable(
        f"its workers would read otherwise than this machine: {'; '.join(wrong[:3])}{further}",
        where=address,
        fix="Install on the workers what is installed here, from the same lock file.",
    )
