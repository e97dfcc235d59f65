"""Workers that read papers, a few at once: used again, and replaced when they fail or grow."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Sequence
from functools import cache

from inzet.reading.guard.child import Broken, Child
from inzet.reading.guard.limits import Limits
from inzet.reading.guard.protocol import Answer, Job, Refusal
from inzet.reading.load.docx.edited import Edited
from inzet.reading.read import PaperRead, sayable
from inzet.reading.tables import Tables
from inzet.reading.text import Extracted
from inzet.vocabulary import errors
from inzet.vocabulary.citations import Box
from inzet.vocabulary.errors import InzetError, UnreadableFile
from inzet.vocabulary.markings import Classification

_JOBS = 500
"""Papers after which a worker is replaced, so that nothing can pile up in it."""


class Pool:
    """Reads papers in other processes; may be used by several threads.

    Args:
        size: how many papers at once at most; further ones wait.
        limits: of each paper.
    """

    def __init__(self, size: int = 1, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._spent: set[Child] = set()
        """Those at work that are to end when they are done."""
        self._closed = False

    def start(self) -> None:
        """Have a worker get ready while other things are done."""
        with self._lock:
            if not self._idle and not self._closed:
                self._idle.append(Child())

    def read(
        self,
        data: bytes,
        *,
        name: str = "",
        media_type: str | None = None,
        said_on: str | None = None,
        on_behalf_of: str | None = None,
        ocr: Sequence[str] | None = None,
    ) -> PaperRead:
        """Read a paper as :func:`inzet.reading.reader.read_paper` does, out of harm's way.

        Raises:
            UnreadableFile: it cannot be read, takes too long or too much, or crashes the reader.
            InzetError: as ``read_paper`` does.
        """
        job = Job(
            limits=self._limits.with_ocr() if ocr is not None else self._limits,
            name=sayable(name),
            media_type=media_type,
            said_on=said_on,
            on_behalf_of=on_behalf_of,
            ocr=ocr if ocr is None else tuple(ocr),
        )
        answer = self._ask(job, data)
        if answer.extracted is None or answer.reading is None:
            raise error_of(answer.refusal)
        return PaperRead(answer.extracted, answer.reading, answer.classification, answer.stamp)

    def text(
        self,
        data: bytes,
        *,
        name: str = "",
        media_type: str | None = None,
        ocr: Sequence[str] | None = None,
    ) -> Extracted:
        """The extracted text of a paper, as :func:`inzet.reading.load.load` gives it.

        Raises:
            UnreadableFile: it cannot be read, takes too long or too much, or crashes the reader.
        """
        job = Job(
            limits=self._limits.with_ocr() if ocr is not None else self._limits,
            name=sayable(name),
            media_type=media_type,
            ocr=ocr if ocr is None else tuple(ocr),
            text_only=True,
        )
        answer = self._ask(job, data)
        if answer.extracted is None:
            raise error_of(answer.refusal)
        return answer.extracted

    def judged(
        self, data: bytes, *, name: str = "", ocr: Sequence[str] | None = None
    ) -> tuple[Extracted, Classification, str]:
        """The extracted text of a paper, the classification it bears, and the stamp on its pages.

        Raises:
            UnreadableFile: it cannot be read, takes too long or too much, or crashes the reader.
        """
        job = Job(
            limits=self._limits.with_ocr() if ocr is not None else self._limits,
            name=sayable(name),
            ocr=ocr if ocr is None else tuple(ocr),
            text_only=True,
            judged=True,
        )
        answer = self._ask(job, data)
        if answer.extracted is None:
            raise error_of(answer.refusal)
        return answer.extracted, answer.classification, answer.stamp

    def answer(self, job: Job, data: bytes) -> Answer:
        """The answer to a job that somebody else asks, refusals among them.

        Raises:
            UnreadableFile: it takes too long or too much, or crashes the reader.
            InzetError: no process can be started, or the pool was closed.
        """
        return self._ask(job, data)

    def tables(self, data: bytes, *, name: str = "") -> Tables:
        """The cells or objects of a data set, as :func:`inzet.reading.tables.load_tables` gives
        them.

        Raises:
            UnreadableFile: it cannot be read, takes too long or too much, or crashes the reader.
        """
        job = Job(limits=self._limits.for_tables(), name=sayable(name), tables=True)
        answer = self._ask(job, data)
        if answer.tables is None:
            raise error_of(answer.refusal)
        return answer.tables

    def edited(self, data: bytes, *, name: str = "") -> Edited:
        """A Word file with all that people did to it, as
        :func:`inzet.reading.load.docx.edited.extract_edited` gives it.

        Raises:
            UnreadableFile: it cannot be read, takes too long or too much, or crashes the reader.
        """
        answer = self._ask(Job(limits=self._limits, name=sayable(name), edited=True), data)
        if answer.edited is None:
            raise error_of(answer.refusal)
        return answer.edited

    def page(self, data: bytes, number: int, outlined: Sequence[Box] = ()) -> bytes:
        """A page of a PDF as PNG, as :func:`inzet.reading.load.pdf.image.page_image` gives it.

        Raises:
            UnreadableFile: it cannot be shown, takes too long or too much, or crashes the reader.
            NotFound: there is no such page.
        """
        answer = self._ask(Job(limits=self._limits, page=number, outlined=tuple(outlined)), data)
        if not answer.image:
            raise error_of(answer.refusal)
        return answer.image

    def close(self) -> None:
        """End all workers; who waits for one gets an error."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for child in self._busy:
                child.kill()
        for child in idle:
            child.close()

    def renew(self) -> None:
        """End all workers, those at work when they are done: what they kept of papers goes."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._spent |= self._busy
        for child in idle:
            child.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, job: Job, data: bytes) -> Answer:
        with self._places:
            child = self._taken()
            tired = True
            try:
                answer = child.ask(job, data)
                tired = answer.grown or child.jobs >= _JOBS
                return answer
            except Broken as broken:
                raise broken.error from None
            finally:
                self._back(child, tired=tired)

    def _taken(self) -> Child:
        with self._lock:
            if self._closed:
                raise InzetError("reading was stopped")
            child = self._idle.pop() if self._idle else Child()
            self._busy.add(child)
            return child

    def _back(self, child: Child, *, tired: bool) -> None:
        with self._lock:
            self._busy.discard(child)
            tired = tired or child in self._spent
            self._spent.discard(child)
            if not tired and not self._closed:
                self._idle.append(child)
                return
        child.close()


@cache
def shared() -> Pool:
    """The pool of this process, as wide as the machine; its workers start when first needed."""
    pool = Pool(max(1, os.cpu_count() or 1))
    atexit.register(pool.close)
    return pool


def error_of(refusal: Refusal | None) -> InzetError:
    """The error that a worker met, of the same class."""
    if refusal is not None and refusal.kind:
        found = getattr(errors, refusal.kind, UnreadableFile)
        kind = found if issubclass(found, InzetError) else UnreadableFile
        error: InzetError = kind(refusal.what, where=refusal.where, fix=refusal.fix)
        return error
    fault = refusal.what if refusal is not None else "no answer"
    return UnreadableFile(
        f"sorry, reading it failed for a fault in Inzet ({fault}); nothing of it was kept",
        where=refusal.where if refusal is not None else "",
        fix="Set INZET_DEBUG=1 and try again to see the details to report.",
    )
